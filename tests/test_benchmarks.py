"""The promised ratios hold, measured beside the peers in this very run."""

from __future__ import annotations

import subprocess
import sys

from tests.paths import ROOT


def measured() -> subprocess.CompletedProcess[str]:
    """A run in a process of its own, where nothing traces the code."""
    return subprocess.run(
        [sys.executable, "-m", "benchmarks.ratios"], capture_output=True, check=False, cwd=ROOT, text=True
    )


def test_each_ratio_keeps_its_bound() -> None:
    """A miss is measured once more: a machine may be disturbed once."""
    found = measured()
    if found.returncode:
        found = measured()
    assert found.returncode == 0, found.stdout + found.stderr
    assert found.stdout.count(" kept") == 6
