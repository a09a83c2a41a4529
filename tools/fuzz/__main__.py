"""The command line of fuzzing."""

from __future__ import annotations

import argparse
import sys
from collections import Counter

from . import __doc__ as about
from . import run


def main() -> int:
    """Run for some time and tell what was found; 1 where something did not hold."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of one input")
    asked = parser.parse_args()
    found = run(asked.seed, seconds=asked.seconds, only=asked.only, inputs=None if asked.only is None else 1)
    kinds = Counter(one.kind for one in found.values())
    for kind, count in sorted(kinds.items()):
        refused = sum(one.refused for one in found.values() if one.kind == kind)
        print(f"{kind:14} {count:7} inputs, {refused:7} refused")
    wrong = {number: one for number, one in found.items() if one.said}
    alike: dict[str, list[int]] = {}
    for number, one in wrong.items():
        alike.setdefault("\n".join(one.said.strip().splitlines()[-5:]), []).append(number)
    for said, numbers in sorted(alike.items(), key=lambda group: -len(group[1])):
        print(f"\n--- {len(numbers)} inputs, such as {numbers[:6]} ({found[numbers[0]].kind})\n{said}")
    slowest = sorted(found.items(), key=lambda item: -item[1].seconds)[:5]
    print(f"\n{len(found)} inputs, {len(wrong)} wrong in {len(alike)} ways; the slowest: "
          + ", ".join(f"{number} ({one.kind}) {one.seconds:.2f} s" for number, one in slowest))  # fmt: skip
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
