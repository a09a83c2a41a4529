"""What the project says of itself is true."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tools.floors import floors

import tiepdan
from tests.paths import ROOT


def shell_command(heading: str) -> str:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {heading}$.*?^```sh\n(.*?)\n```$", readme, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    pick = re.search(r"\$\((awk .*)\)$", script, re.MULTILINE)
    assert pick
    found = subprocess.run(["bash", "-c", pick[1]], capture_output=True, check=True, cwd=ROOT)
    assert found.stdout.decode().strip() == shell_command("The tests")


def test_the_main_job_of_the_readme_runs(tmp_path: Path) -> None:
    arguments = shell_command("The main job").rpartition("/bin/tiepdan ")[2].split()
    found = subprocess.run(
        [sys.executable, "-c", "from tiepdan.cli import main; main()", *arguments],
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert "Trực tiếp tiếp: 152; tiếp thay: 14; phải lùi lịch: 3" in found.stdout.decode()


def test_extras_are_those_that_something_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    named = set(re.findall(r'MissingExtra\([^,]+, "(\w+)"\)', source)) | set(re.findall(r"extra '(\w+)'", source))
    assert named == {"cli", "ics", "holidays", "lunardate", "roster", "testing"}
    assert named <= set(project["optional-dependencies"])
    assert project["name"] == "tiepdan"
    assert re.fullmatch(r"\d+\.\d+\.\d+", tiepdan.__version__)


class TestFloors:
    """`tools/check_floors.sh` installs these and runs the tests on them."""

    def test_every_dependency_names_its_lowest_version(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        pins = dict(pin.split("==") for pin in floors(project))
        assert (pins["tzdata"], pins["python-dateutil"], pins["cyclopts"]) == ("2025.3", "2.9.0.post0", "4.1")
        assert {"attrs", "cattrs", "numpy", "highspy", "hypothesis", "pytest"} <= set(pins)

    def test_pins_are_read_out_of_bounds_extras_and_markers(self) -> None:
        wanted = ["a-b==1.0.post1", "c==2"]
        extras = {"one": ["c[x] >= 2, != 2.4, < 3; python_version < '3.13'"], "all": ["own[one]"]}
        assert (
            list(floors({"name": "own", "dependencies": ["a-b>=1.0.post1"], "optional-dependencies": extras})) == wanted
        )

    def test_one_without_is_refused(self) -> None:
        with pytest.raises(ValueError, match="types-x names no lowest version"):
            list(floors({"name": "own", "dependencies": ["types-x"], "optional-dependencies": {}}))


def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "docs", str(tmp_path)]
    found = subprocess.run(command, capture_output=True, cwd=ROOT, check=False, text=True)
    assert found.returncode == 0, found.stderr
    assert (tmp_path / "index.html").exists()
