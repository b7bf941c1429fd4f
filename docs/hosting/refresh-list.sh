#!/bin/sh
# Brings the lists of a site up to date. Use: refresh-list.sh refresh.toml /srv/sanctions-lookup/data
# Prints a line of JSON for each list, and ends with the exit status of `sanctions-lookup refresh`.
set -u
config=$1
data=$2

status=0
sanctions-lookup refresh "$config" || status=$?

# A pack never changes under its name, so its brotli form may come later. A manifest does change, and
# a server would send the brotli form of an earlier one, so it gets none.
if command -v brotli >/dev/null; then
    for pack in "$data"/*.pack; do
        if [ -e "$pack" ] && [ ! -e "$pack.br" ]; then
            new=$(mktemp "$data/.new-XXXXXX") &&
                brotli -q 11 -c "$pack" >"$new" &&
                chmod 644 "$new" &&
                mv "$new" "$pack.br"
        fi
    done
fi
exit "$status"
