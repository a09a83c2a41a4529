#!/usr/bin/env bash
# Runs the tests in a copy of the project whose data hold a decision, a law and a profile more (tests/data/additions).
# Whatever fails there stood on data that have nothing to do with it.
#
# usage: tools/check_additions.sh [PYTEST ARGUMENTS…]
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$python" tools/additions.py "$place/copy"
cd "$place/copy"
PYTHONPATH=$PWD/src "$python" -m pytest -p no:cacheprovider "$@"
