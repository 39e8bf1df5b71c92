"""What the copy of a paper is called that an officer saves outside of the program."""

from typing import Final

MAX_CHARACTERS: Final = 100
_ENDINGS: Final = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
}
_NOT_IN_NAMES: Final = frozenset('<>:"/\\|?*')


def copy_ending(mime: str) -> str:
    """Without its dot; bin for what no room takes in."""
    return _ENDINGS.get(mime, "bin")


def copy_name(code: str, label: str, title: str, *, is_denunciation: bool) -> str:
    """Without its ending: the case, the page numbers if the city has said them, and the title.

    A title may name a person, so of a denunciation it is left out (domain.md §4.12, §9).
    """
    parts = (code, label, "" if is_denunciation else title)
    said = " ".join(part for part in parts if part)
    plain = "".join("-" if one in _NOT_IN_NAMES or ord(one) < ord(" ") else one for one in said)
    return plain[:MAX_CHARACTERS].strip(" .")
