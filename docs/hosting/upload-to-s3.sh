#!/bin/sh
# Puts the site into a bucket. Use: upload-to-s3.sh dist s3://example-bucket
# The gzip form goes up under the plain name, since CloudFront does not compress packs itself.
set -eu
site=$1
bucket=$2
hashed='\.[0-9a-f]{16}\.'

names() {
    (cd "$site" && find . -type f ! -name '*.gz' ! -name '*.br' | sed 's|^\./||' | sort)
}

put() { # put CACHING; the names come on standard input
    while read -r file; do
        case $file in
        *.html) type='text/html; charset=utf-8' ;;
        *.js) type='text/javascript; charset=utf-8' ;;
        *.css) type='text/css; charset=utf-8' ;;
        *.json) type='application/json' ;;
        *.txt) type='text/plain; charset=utf-8' ;;
        *.svg) type='image/svg+xml' ;;
        *.wasm) type='application/wasm' ;;
        *) type='application/octet-stream' ;;
        esac
        aws s3 cp "$site/$file.gz" "$bucket/$file" --content-encoding gzip \
            --content-type "$type" --cache-control "$1" </dev/null
    done
}

# What is named first, what names it after, the manifests last.
names | grep -E "$hashed" | put 'public, max-age=31536000, immutable'
names | grep -Ev "$hashed|manifest\.(bin|json)$" | put 'no-cache'
names | grep -E 'manifest\.(bin|json)$' | put 'no-cache'
