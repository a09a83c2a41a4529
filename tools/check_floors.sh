#!/usr/bin/env bash
# Installs the lowest versions that pyproject.toml allows into an environment of their own, and runs the tests on them.
# Style and types are judged with the newest tools; here only the tests run.
#
# usage: tools/check_floors.sh [PYTEST ARGUMENTS…]      PYTHON=python3.13 tools/check_floors.sh -n 2
set -euo pipefail
cd "$(dirname "$0")/.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"${PYTHON:-python3}" -m venv "$place/env"
"$place/env/bin/python" tools/floors.py > "$place/floors.txt"
"$place/env/bin/pip" install --quiet --editable '.[dev]' --constraint "$place/floors.txt"
"$place/env/bin/python" -m pytest -p no:cacheprovider "$@"
