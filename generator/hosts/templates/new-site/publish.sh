#!/bin/sh
# The build command for Cloudflare Pages: it checks the site and builds it into site/.

set -eu
: "${SITE_URL:?set it to the address of the site, among the environment variables of the project}"
python -m pip install --require-hashes -r requirements.txt
python -m pip install --no-deps wheels/*.whl
unknot check --publish
unknot build
