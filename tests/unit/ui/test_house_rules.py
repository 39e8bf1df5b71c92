"""What must not be written in `desktop/ui`."""

import ast
import functools
import re
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.rigs.system.every_row import every_row

pytestmark = pytest.mark.unit
UI = ROOT / "desktop" / "ui"
THEME = UI / "theme"
FILES = sorted(path for path in UI.rglob("*.py") if THEME not in path.parents)
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b")


@functools.cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@functools.cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Of the whole module: several rules look at each."""
    return tuple(ast.walk(tree_of(path)))


def literals(path: Path) -> list[str]:
    return [
        node.value
        for node in nodes_of(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


@every_row("path", FILES)
def test_nobody_but_the_theme_sets_a_style_sheet_or_names_a_colour(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "setStyleSheet" not in text
    assert not [one for one in literals(path) if COLOUR.search(one)]
    assert not re.search(r"QColor\(\s*\d", text)


@every_row("path", FILES)
def test_the_interface_knows_no_media_library_and_no_nested_loop(path: Path) -> None:
    roots = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            roots |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            roots.add((node.module or "").split(".")[0])
    assert not roots & {"av", "aiortc", "sounddevice", "requests", "sqlite3"}
    assert ".exec()" not in path.read_text(encoding="utf-8") or path.name == "application.py"


# Each of them guesses whether a text is HTML, or is made to show some: what another site wrote
# would be drawn as such, and Windows would fetch what an <img> in it names.
SHOWS_HTML = {
    "QErrorMessage", "QGraphicsTextItem", "QMessageBox", "QProgressDialog", "QStaticText",
    "QTextBrowser", "QTextDocument", "QTextEdit", "QToolTip",
    "setHtml", "appendHtml", "insertHtml", "setMarkdown", "insertMarkdown",
    "setStatusTip", "setWhatsThis", "ToolTipRole", "WhatsThisRole",
}  # fmt: skip
# What escapes, or chooses plain text, and may therefore speak to Qt itself.
PLAIN_TEXT = {
    UI / "widgets" / "text.py": {"QLabel", "setToolTip"},
    UI / "widgets" / "banners" / "banner.py": {"QLabel", "RichText"},
}


def names_of(path: Path) -> set[str]:
    """Names that a module calls or reads, with those of attributes, without its annotations."""
    nodes = nodes_of(path)
    called = {node.func.id for node in nodes
              if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}  # fmt: skip
    bases = {one.id for node in nodes if isinstance(node, ast.ClassDef)
             for one in node.bases if isinstance(one, ast.Name)}  # fmt: skip
    return called | bases | {n.attr for n in nodes if isinstance(n, ast.Attribute)}


@every_row("path", sorted(UI.rglob("*.py")))
def test_text_is_never_taken_for_html(path: Path) -> None:
    watched = SHOWS_HTML | {"QLabel", "setToolTip", "RichText", "AutoText", "MarkdownText"}
    assert names_of(path) & watched == PLAIN_TEXT.get(path, set())


def test_only_the_bridge_joins_threads() -> None:
    users = [p.name for p in FILES if "QueuedConnection" in p.read_text(encoding="utf-8")]
    assert users == ["bridge.py"]


@every_row("path", FILES)
def test_vietnamese_words_go_through_the_translator(path: Path) -> None:
    """A sentence that is only in one language would be seen by the others."""
    marked = {"translate", "QT_TRANSLATE_NOOP"}
    allowed = set()
    for node in nodes_of(path):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in marked or name == "replace":
                allowed |= {id(one) for one in ast.walk(node)}
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr):
                allowed |= {id(one) for one in ast.walk(first)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            allowed.add(id(node.value))
    vietnamese = re.compile(
        r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE
    )
    stray = [
        node.value
        for node in nodes_of(path)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in allowed
        and vietnamese.search(node.value)
    ]
    assert stray == []


def test_every_list_of_choices_is_one_that_the_wheel_passes_over() -> None:
    own = {UI / "widgets" / "inputs" / "choice_list.py", UI / "screens" / "desk" / "setting_row.py"}
    of_qt = [
        path.name
        for path in FILES
        if path not in own
        and any(
            (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QComboBox")
            or (
                isinstance(node, ast.ClassDef)
                and any(getattr(base, "id", "") == "QComboBox" for base in node.bases)
            )
            for node in nodes_of(path)
        )
    ]
    assert of_qt == []
