"""The documents are true where a test can tell."""

import re
from pathlib import Path

import pytest

from desktop.diagnostics.exit_codes import ExitCode
from desktop.settings.model import KEYS
from installers.msi.product import product_version

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[3]
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


def test_every_room_and_resource_that_the_architecture_names_exists() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    paths = re.findall(r"`((?:desktop|resources|tests|installers)/[\w./-]+)`", text)
    assert paths
    assert not [path for path in paths if not (ROOT / path).exists()]


def test_every_room_stands_in_the_architecture() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.parent.name for path in (ROOT / "desktop").glob("*/__init__.py")]
    assert len(rooms) > 10
    assert not [room for room in rooms if not re.search(rf"\b{room}/", text)]


def test_every_identifier_of_the_glossary_is_used_in_the_code() -> None:
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "desktop").rglob("*.py"))
    rows = re.findall(r"^\|[^|]+\|[^|]+\|([^|]+)\|$", text, re.MULTILINE)
    words = {word.rpartition(".")[2] for row in rows for word in re.findall(r"`([^`]+)`", row)}
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
