#!/bin/sh
# Fails when a list is valid for less than a day. Use: check-list-age.sh https://…/data/manifest.json
set -eu
manifest=$(curl --fail --silent --show-error --max-time 30 "$1")
printf '%s' "$manifest" | jq --exit-status '
    (.lists | length > 0)
    and all(.lists[]; .valid_until != null and (.valid_until | fromdate) > now + 86400)' >/dev/null
