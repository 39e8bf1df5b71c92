"""The letters of a PDF: Liberation Serif, as wide as Times New Roman, embedded in every file.

Text goes to the page as characters, never as markup: nothing that was typed can be a command.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from desktop.files.resources import resource_path
from desktop.forms.layout.text import printable

LINE: Final = 1.15
"""Of the size: from one line to the next."""
ASCENT: Final = 0.891
"""Of the size: from the top of a line to where its letters stand."""
_UNKNOWN: Final = "□"
_INSTEAD: Final = str.maketrans({
    "☐": "□",
    "☑": "■",
    "☒": "■",
    "✓": "√",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{NO-BREAK SPACE}": " ",
    "\N{SOFT HYPHEN}": "",
    "\N{ZERO WIDTH NO-BREAK SPACE}": "",
    "\N{ZERO WIDTH SPACE}": "",
    "\t": " ",
})  # fmt: skip
"""What the letters do not have, and what looks most like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a text is written. size_pt: of its letters."""

    size_pt: float
    is_bold: bool = False
    is_italic: bool = False
    is_struck: bool = False

    @property
    def face(self) -> str:
        """The name under which its letters are registered."""
        style = f"{'Bold' * self.is_bold}{'Italic' * self.is_italic}" or "Regular"
        return f"LiberationSerif-{style}"

    @property
    def line_pt(self) -> float:
        """Height of a line."""
        return LINE * self.size_pt


@cache
def _faces() -> dict[str, TTFont]:
    faces = {}
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        name = f"LiberationSerif-{style}"
        faces[name] = TTFont(name, str(resource_path("fonts", f"{name}.ttf")))
        registerFont(faces[name])
    return faces


def load_faces() -> None:
    """Read the four files once: some ten milliseconds. Raises: ResourceMissingError."""
    _faces()


@cache
def _known() -> frozenset[int]:
    """What every face has a letter for."""
    return frozenset.intersection(*(frozenset(one.face.charToGlyph) for one in _faces().values()))


def drawable(text: str) -> str:
    """The text as composed characters that the letters have; a box for each other one.

    PDF/A forbids the letter that stands for a missing one. Line breaks stay.
    """
    composed = unicodedata.normalize("NFC", printable(text)).translate(_INSTEAD)
    known = _known()
    return "".join(
        char if char == "\n" or ord(char) in known else _UNKNOWN
        for char in composed
        if unicodedata.category(char) != "Cf" and not "\ufe00" <= char <= "\ufe0f"
    )


@lru_cache(maxsize=8_192)
def _word_per_size(word: str, face: str) -> float:
    width: float = _faces()[face].stringWidth(word, 1)
    return width


def width_pt(text: str, look: Look) -> float:
    """Of one line."""
    return look.size_pt * _word_per_size(text, look.face)
