"""Vietnamese text as it is kept, folded and compared."""

import unicodedata
from collections.abc import Iterable

_D_STROKE = str.maketrans({"đ": "d", "Đ": "D"})


def normalised(text: str) -> str:
    """Text as it is stored: NFC, outer white space trimmed (domain.md §4)."""
    return unicodedata.normalize("NFC", text).strip()


def plain_line(text: str) -> str:
    """Text of one line: NFC, single spaces, nothing that cannot be printed or that turns it."""
    printable = (char if char.isprintable() else " " for char in normalised(text))
    return " ".join("".join(printable).split())


def folded(text: str) -> str:
    """Text for searching: lower case, without marks, so that Hoà, Hòa and hoa meet.

    The result is for comparing only; it is never shown.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold()).translate(_D_STROKE)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""Huyền, sắc, ngã, hỏi, nặng, as combining marks."""


def spelling(text: str) -> str:
    """Text for comparing names: Hoà and Hòa are one word, Hoa and Hoá are others.

    Lower case, single spaces; the tone of a word stands behind it. Never shown.
    """
    return " ".join(map(_spelt, unicodedata.normalize("NFD", text.casefold()).split()))


def _spelt(word: str) -> str:
    tones = "".join(char for char in word if char in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in word if c not in _TONES)) + tones


def matches(search: str, texts: Iterable[str]) -> bool:
    """Whether every word of the search is in the texts, marks and case aside."""
    haystack = folded(" ".join(texts))
    return all(word in haystack for word in folded(search).split())
