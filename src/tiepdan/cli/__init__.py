"""Dòng lệnh — `tiepdan`, the door for people and for scripts. Needs the extra `cli`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit.

    0 fine, 1 a finding of severity error or a roster that cannot be, 2 bad input, 3 our own mistake, 130 interrupted.
    """
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        print("tiepdan: interrupted", file=sys.stderr)
        sys.exit(130)


def _run() -> int:
    for module in ("cyclopts", "rich"):
        try:
            __import__(module)
        except ImportError:
            print("tiepdan: the command line needs the extra 'cli': pip install 'tiepdan[cli]'", file=sys.stderr)
            return 2
    from .app import run

    return run(sys.argv[1:])
