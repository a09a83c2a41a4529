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
# The tests of the additions themselves need data that do not have them yet.
PYTHONPATH=$PWD/src "$python" -m pytest -p no:cacheprovider --ignore tests/test_additions.py \
    --deselect tests/test_travelling.py::test_where_a_decision_and_a_law_were_added "$@"
