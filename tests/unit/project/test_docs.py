"""The documents are true where a test can tell."""

import re
from pathlib import Path

import pytest

from desktop.diagnostics.exit_codes import ExitCode
from desktop.settings.model import KEYS
from installers.msi.product import product_version
from tests.paths import ROOT

pytestmark = pytest.mark.unit

DOCS = ROOT / "docs"
# A picture of a screen is taken when the screen stands; everything else must be there now.
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
ADR_HEADINGS = ["Summary", "Context", "Decision", "Consequences", "Alternatives considered"]


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


def test_every_link_and_picture_leads_somewhere() -> None:
    dead = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages()
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert not dead


# The changelog tells of its day: a module that it names may have moved since.
@pytest.mark.parametrize(
    "page", [page for page in pages() if page.name != "CHANGELOG.md"], ids=lambda page: page.name
)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    paths = re.findall(r"`((?:desktop|resources|tests|installers)/[\w./-]+)`", text)
    assert not [path for path in paths if not (ROOT / path).exists()]
    assert paths or page.name not in {"architecture.md", "flows.md"}


def test_every_test_that_the_list_of_findings_names_is_there() -> None:
    text = (DOCS / "findings.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w./-]+\.py)::(\w+)`", text)
    assert named
    assert [
        f"{path}::{name}"
        for path, name in named
        if not re.search(
            rf"^(?:async )?def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE
        )
    ] == []


def test_every_flow_names_the_modules_on_its_way() -> None:
    text = (DOCS / "flows.md").read_text(encoding="utf-8")
    flows = re.split(r"^##+ ", text, flags=re.MULTILINE)[1:]
    letters = [flow[1] for flow in flows if flow.startswith("(")]
    assert letters == list("abcdefghijklmnopqrstuvwxyz")
    without = [
        flow.splitlines()[0] for flow in flows if not re.search(r"`desktop/[\w/]+\.py`", flow)
    ]
    assert without == ["Three walks"]


def test_the_architecture_is_two_pages() -> None:
    lines = (DOCS / "architecture.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 140
    assert max(map(len, lines)) <= 110


def test_every_package_stands_in_the_architecture() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    packages = [path.parent.name for path in (ROOT / "desktop").glob("*/__init__.py")]
    assert len(packages) > 10
    assert not [package for package in packages if not re.search(rf"\b{package}/", text)]


def rows_below(heading: str) -> list[list[str]]:
    """Cells of the rows of the table of the architecture that has this first row."""
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    table = text.partition(heading)[2].partition("\n\n")[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")]
    assert rows, heading
    return [[cell.strip() for cell in row] for row in rows]


def test_every_sub_package_stands_in_the_tables_of_the_architecture() -> None:
    desktop = ROOT / "desktop"
    named = set()
    for word, _, floors, more in rows_below("| word | what it is about |"):
        named |= {f"{floor}/{word.strip('`')}" for floor in floors.split(" · ")}
        named |= set(re.findall(r"`([^`]+)`", more))
    for packages, parts in rows_below("| package | sub-packages |"):
        owner = f"{packages}/" if "," not in packages else ""
        named |= {f"{owner}{part}" for part in re.findall(r"`([^`]+)`", parts)}
    folders = {path.parent.relative_to(desktop).as_posix() for path in desktop.rglob("__init__.py")}
    there = {name for name in folders if "/" in name}
    assert len(there) > 80
    assert there - named == set()
    assert {name for name in named if not (desktop / name).exists()} == set()


def test_every_identifier_of_the_glossary_is_used_in_the_code() -> None:
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "desktop").rglob("*.py"))
    rows = re.findall(r"^\|[^|]+\|[^|]+\|([^|]+)\|$", text, re.MULTILINE)
    words = {
        part for row in rows for word in re.findall(r"`([^`]+)`", row) for part in word.split(".")
    }
    assert len(words) > 40
    assert not [word for word in sorted(words) if word not in code]


def test_decisions_are_numbered_and_of_one_form() -> None:
    files = sorted((DOCS / "adr").glob("[0-9]*.md"))
    assert [path.name[:4] for path in files] == [f"{n:04d}" for n in range(1, len(files) + 1)]
    assert len(files) >= 12
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {path.name[:4]} "), path.name
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ADR_HEADINGS, path.name


def test_the_it_guide_lists_every_setting() -> None:
    text = (DOCS / "it-guide" / "settings.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert listed == list(KEYS)


def test_the_windows_page_says_the_same_in_both_languages() -> None:
    english, vietnamese = (
        (DOCS / "it-guide" / name).read_text(encoding="utf-8")
        for name in ("windows.md", "windows-vi.md")
    )
    block = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    without_remarks = [
        [(kind, re.sub(r" +#.*", "", text)) for kind, text in block.findall(page)]
        for page in (english, vietnamese)
    ]
    assert len(without_remarks[0]) > 10
    assert without_remarks[0] == without_remarks[1]
    versions = re.findall(r"ReceptionRoom-([\d.]+)-(?:x64|policies)", english + vietnamese)
    assert set(versions) == {product_version()}
    for mark in (r"^## ", r"^\|", r"^```"):
        counts = [len(re.findall(mark, page, re.MULTILINE)) for page in (english, vietnamese)]
        assert counts[0] == counts[1], mark


def test_the_it_guide_lists_every_exit_code() -> None:
    text = (DOCS / "it-guide" / "operation.md").read_text(encoding="utf-8")
    listed = [int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)]
    assert listed == [code.value for code in ExitCode]
