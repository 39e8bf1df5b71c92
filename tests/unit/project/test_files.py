"""The habits of the repository that a tool does not check."""

import ast
import csv
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

import desktop

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[3]
FILE_LIMIT_BYTES = 500_000
MODULE_LIMIT_LINES = 400
TEXT_KINDS = {
    ".md",
    ".py",
    ".toml",
    ".sh",
    ".txt",
    ".ts",
    ".qss",
    ".sql",
    ".json",
    ".html",
    ".lock",
}
# Machine paths and package hosts say where somebody worked, not what the program is.
NOT_OURS = re.compile(
    r"(?<![\w.])(?:/work/|/root/|/home/(?!name\b)\w+|C:\\Users\\(?!name\b)\w+)"
    r"|\b(?:pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org)\b"
)


def tracked() -> list[Path]:
    """Files that git knows or would take."""
    git = shutil.which("git")
    assert git is not None
    listing = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(
        [git, "-c", "safe.directory=*", *listing], cwd=ROOT, capture_output=True, check=True
    )
    names = done.stdout.decode().split("\0")
    files = [ROOT / name for name in names if name]
    assert files, "not a clone"
    return [path for path in files if path.is_file()]


def modules() -> list[Path]:
    return sorted((ROOT / "desktop").rglob("*.py"))


def test_no_file_is_larger_than_half_a_megabyte() -> None:
    large = [path.name for path in tracked() if path.stat().st_size > FILE_LIMIT_BYTES]
    assert not large


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in modules()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    long = [
        str(path.relative_to(ROOT))
        for path in modules()
        if len(path.read_text(encoding="utf-8").splitlines()) > MODULE_LIMIT_LINES
    ]
    assert not long


def test_every_room_is_a_package_without_imports() -> None:
    for folder in sorted({path.parent for path in modules()}):
        text = (folder / "__init__.py").read_text(encoding="utf-8")
        body = ast.parse(text).body
        imports = [one for one in body if isinstance(one, ast.Import | ast.ImportFrom)]
        assert not imports, folder


def test_documents_and_code_name_no_machine_and_no_package_host() -> None:
    own = Path(__file__)
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        if path.suffix in TEXT_KINDS and path != own and "tests" not in path.relative_to(ROOT).parts
        for match in [NOT_OURS.search(path.read_text(encoding="utf-8", errors="replace"))]
        if match
    ]
    assert not found


def test_the_newest_entry_of_the_changelog_is_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    entries = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", text, re.MULTILINE)
    assert entries[0] == desktop.__version__


def test_the_table_of_units_holds_the_whole_city() -> None:
    with (ROOT / "resources/units/haiphong_units.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["code", "name", "kind"]
    assert Counter(row["kind"] for row in rows) == {"phuong": 45, "xa": 67, "dac_khu": 2}
    assert len({row["code"] for row in rows}) == 114
    assert all(re.fullmatch(r"\d{5}", row["code"]) and row["name"].strip() for row in rows)


def test_third_party_notices_follow_the_lock() -> None:
    pinned = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)
    locked = set(pinned.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    page = (ROOT / "THIRD-PARTY.md").read_text(encoding="utf-8")
    page = page.partition("| package | version |")[2]
    rows = re.findall(r"^\| ([\w.-]+) \| (\S+) \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)
    rows = [row for row in rows if row[0] != "---"]
    assert {(name, version) for name, version, _, _ in rows} == locked
    assert all(licence.strip() and home.strip() for _, _, licence, home in rows)


def test_shipped_letters_and_icons_bring_their_licences() -> None:
    assert "SIL OPEN FONT LICENSE" in (ROOT / "resources/fonts/OFL.txt").read_text()
    assert "ISC License" in (ROOT / "resources/icons/LICENSE-lucide.txt").read_text()
    assert "Apache License" in (ROOT / "LICENSE").read_text()


@pytest.mark.parametrize("name", ["run", "test"])
def test_ci_and_make_speak_the_same_words(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{name}:", makefile, re.MULTILINE)
    assert "exec make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
