"""Kinds of files that are taken as papers, known by their content alone."""

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """A kind on the allow-list; the value is its media type."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @property
    def extensions(self) -> tuple[str, ...]:
        """Endings a file of this kind may have, the usual one first."""
        return _EXTENSIONS[self]

    @property
    def has_pages(self) -> bool:
        """Whether it has pages of its own; of the others the preview worker draws the words."""
        return self not in {FileKind.DOCX, FileKind.XLSX}


_EXTENSIONS = {
    FileKind.PDF: (".pdf",),
    FileKind.JPEG: (".jpg", ".jpeg"),
    FileKind.PNG: (".png",),
    FileKind.TIFF: (".tif", ".tiff"),
    FileKind.DOCX: (".docx",),
    FileKind.XLSX: (".xlsx",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """What is known of an untrusted file after a look at its bytes."""

    kind: FileKind
    size_bytes: int
    title: str
