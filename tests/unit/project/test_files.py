"""The habits of the repository that a tool does not check."""

import ast
import csv
import functools
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

import desktop
from tests.paths import ROOT

pytestmark = pytest.mark.unit

FILE_LIMIT_BYTES = 500_000
MODULE_LIMIT_STATEMENTS = 300
CLASS_LIMIT_METHODS = 30
FOLDER_LIMIT_MODULES = 20
# How many modules stand in the folder of a module, itself among them: their mean.
FOLDER_LIMIT_SEEN = 10.0
# Larger than the limits, with their number now. A number may only shrink: lower it here too.
LARGE_CLASSES: dict[str, int] = {}
# One module writes small files whole. These write long ones that stay open, or a block at a time.
SYNC_BY_THEMSELVES = {
    "desktop/files/durable.py",
    "desktop/files/sealed_chain.py",
    "desktop/store/blobs/writer.py",
    "desktop/store/database/reserve.py",
    "desktop/store/database/wal_file.py",
    "desktop/store/journal/journal.py",
}
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


@pytest.fixture(autouse=True)
def no_process() -> None:
    """None but git's, which knows what is tracked."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleFacts:
    """What is counted of a module. methods: of each class."""

    docstring: str | None
    statements: int
    methods: dict[str, int]
    imports: int


@functools.cache
def facts() -> dict[str, ModuleFacts]:
    """Of each module of the program, parsed once."""
    return {
        str(path.relative_to(ROOT)): facts_of(ast.parse(path.read_text(encoding="utf-8")))
        for path in modules()
    }


def facts_of(tree: ast.Module) -> ModuleFacts:
    return ModuleFacts(
        docstring=ast.get_docstring(tree),
        statements=statements_of(tree),
        methods={
            node.name: sum(
                isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef) for one in node.body
            )
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
        },
        imports=sum(isinstance(one, ast.Import | ast.ImportFrom) for one in tree.body),
    )


def test_every_module_says_what_it_is_for() -> None:
    assert not [name for name, module in facts().items() if not module.docstring]


def statements_of(tree: ast.Module) -> int:
    """Statements at any depth, without imports and docstrings."""
    return sum(
        isinstance(node, ast.stmt)
        and not isinstance(node, ast.Import | ast.ImportFrom)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in ast.walk(tree)
    )


def test_no_module_holds_more_than_three_hundred_statements() -> None:
    large = {
        name: module.statements
        for name, module in facts().items()
        if module.statements > MODULE_LIMIT_STATEMENTS
    }
    assert not large


def test_no_class_has_more_than_thirty_methods() -> None:
    large = {
        f"{name}:{owner}": count
        for name, module in facts().items()
        for owner, count in module.methods.items()
        if count > CLASS_LIMIT_METHODS
    }
    assert large == LARGE_CLASSES


def test_no_folder_holds_more_than_twenty_modules() -> None:
    """A migration is never moved."""
    counts = Counter(path.parent for path in modules() if path.name != "__init__.py")
    large = {
        str(folder.relative_to(ROOT)): count
        for folder, count in counts.items()
        if count > FOLDER_LIMIT_MODULES and folder.name != "versions"
    }
    assert not large


def test_a_module_stands_among_ten_in_the_mean() -> None:
    """A large folder counts as often as it has modules: so it is met by who looks for one.

    When it fails: sort one of the largest folders by subject, as architecture.md has its words.
    """
    folders = Counter(path.parent for path in modules() if path.name != "__init__.py")
    counts = sorted(folders.values())
    assert sum(count**2 for count in counts) / sum(counts) <= FOLDER_LIMIT_SEEN, counts[-10:]


def test_small_files_are_written_whole_by_one_module_alone() -> None:
    by_hand = re.compile(
        r"\bos\.(?:fsync|replace|rename|link)\b|\b(?:mkstemp|NamedTemporaryFile)\b"
    )
    found = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if by_hand.search(path.read_text(encoding="utf-8"))
    }
    assert found == SYNC_BY_THEMSELVES


def test_one_module_asks_the_system_for_locks_of_files() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if re.search(r"\bfcntl\b|\bmsvcrt\.locking\b", path.read_text(encoding="utf-8"))
    }
    assert found == {"desktop/files/file_lock.py"}


def test_every_package_is_there_to_group_and_imports_nothing() -> None:
    folders = {str(path.parent.relative_to(ROOT)) for path in modules()}
    assert not [one for one in sorted(folders) if facts()[f"{one}/__init__.py"].imports]


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
