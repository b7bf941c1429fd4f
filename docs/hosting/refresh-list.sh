#!/bin/sh
# Asks the publisher for the list and puts it into a site. Use: refresh-list.sh /srv/sanctions-lookup
# The list itself is kept in the current folder. LIST_URL names another address, such as a mirror.
set -eu
site=$1

sanctions-lookup fetch uk --out uk.csv ${LIST_URL:+--url "$LIST_URL"}

mkdir -p "$site/data"
new=$(mktemp -d "$site/.new-data-XXXXXX")
trap 'rm -rf "$new"' EXIT
sanctions-lookup build --list uk=uk.csv --out "$new"

# A web server that finds compressed forms sends them, so none of an earlier list may stay.
gzip -9 -k "$new"/*
if command -v brotli >/dev/null; then
    brotli -q 11 "$new"/*.pack "$new"/*.json
else
    rm -f "$site"/data/*.br
fi

# Packs first: whoever loads meanwhile gets the old list or the new one, whole.
mv "$new"/*.pack* "$site/data/"
mv "$new"/manifest.json* "$site/data/"
find "$site/data" -name '*.pack*' -mtime +1 -delete
