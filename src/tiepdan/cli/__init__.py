"""Dòng lệnh — `tiepdan`, the door for people and for scripts. Needs the extra `cli`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit: 0 fine, 1 a finding of severity error, 2 bad input, 3 our own mistake."""
    for module in ("cyclopts", "rich"):
        try:
            __import__(module)
        except ImportError:
            print("tiepdan: the command line needs the extra 'cli': pip install 'tiepdan[cli]'", file=sys.stderr)
            sys.exit(2)
    from .app import run

    sys.exit(run(sys.argv[1:]))
