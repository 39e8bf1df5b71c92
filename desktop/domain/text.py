"""Vietnamese text as it is kept, folded and compared."""

import unicodedata

_D_STROKE = str.maketrans({"đ": "d", "Đ": "D"})


def normalised(text: str) -> str:
    """Text as it is stored: NFC, outer white space trimmed (domain.md §4)."""
    return unicodedata.normalize("NFC", text).strip()


def folded(text: str) -> str:
    """Text for searching: lower case, without marks, so that Hoà, Hòa and hoa meet.

    The result is for comparing only; it is never shown.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold()).translate(_D_STROKE)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
