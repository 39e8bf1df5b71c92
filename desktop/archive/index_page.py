"""The page of a session's file that any browser opens: what lies in it, and how it is checked.

Vietnamese, as the papers are. No script, no picture, nothing from elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.record.archive_manifest import (
    ArchivedFile,
    ArchivedKind,
    ArchiveManifest,
    ArchiveReader,
)

_HEADINGS: Final[Mapping[ArchivedKind, str]] = {
    ArchivedKind.MINUTES: "Biên bản",
    ArchivedKind.REGISTER: "Sổ tiếp công dân",
    ArchivedKind.PAPER: "Tài liệu",
    ArchivedKind.COURSE: "Diễn biến buổi tiếp",
    ArchivedKind.SCHEMA: "Mô tả dữ liệu",
    ArchivedKind.TEXT: "Nguyên văn các dòng biên bản",
    ArchivedKind.RECORDING: "Bản ghi",
}
_TITLES: Final[Mapping[ArchiveReader, str]] = {
    ArchiveReader.AUTHORITY: "Hồ sơ buổi tiếp công dân",
    ArchiveReader.CITIZEN: "Hồ sơ giao công dân",
}
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
_KB: Final = 1024
_MB: Final = 1024 * 1024
_STYLE: Final = (
    "body{font:16px/1.5 sans-serif;color:#1b1b1b;background:#fff;max-width:60rem;"
    "margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;border-bottom:1px solid #767676;padding:.4rem}"
    "td.hash{font-family:monospace;font-size:.8rem;word-break:break-all}"
    "a{color:#0b4f8a}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFacts:
    """Lines of the head: what it is called, and what it says. signature, code: names of files."""

    facts: tuple[tuple[str, str], ...]
    manifest: str
    signature: str
    code: str


def index_page(manifest: ArchiveManifest, files: Iterable[ArchivedFile], told: IndexFacts) -> bytes:
    """UTF-8. files: those that lie there so far."""
    listed = tuple(files)
    title = _TITLES[manifest.reader]
    parts = [
        "<!doctype html>",
        '<html lang="vi"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}: {escape(manifest.session_code)}</title>",
        f"<style>{_STYLE}</style></head><body><main>",
        f"<h1>{escape(title)}</h1>",
        _table(("Mục", "Nội dung"), (_cells(name, text) for name, text in told.facts)),
    ]
    for kind, heading in _HEADINGS.items():
        found = [one for one in listed if one.kind is kind]
        if found:
            parts.append(f"<h2>{escape(heading)}</h2>")
            parts.append(_table(("Tệp", "Cỡ", "SHA-256"), map(_row, found)))
    if manifest.left_out:
        parts.append("<h2>Không có trong hồ sơ này</h2>")
        parts.append(
            _table(("Tên", "Lý do"), (_cells(one.title, one.why) for one in manifest.left_out))
        )
    parts.append(_check(manifest, told))
    parts.append("</main></body></html>")
    return "\n".join(parts).encode()


def _row(one: ArchivedFile) -> str:
    link = f'<a href="{escape(quote(one.name))}">{escape(one.title)}</a>'
    return f'<td>{link}</td><td>{_size(one.size_bytes)}</td><td class="hash">{one.sha256}</td>'


def _cells(*texts: str) -> str:
    return "".join(f"<td>{escape(text)}</td>" for text in texts)


def _table(heads: tuple[str, ...], rows: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    body = "".join(f"<tr>{one}</tr>" for one in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _check(manifest: ArchiveManifest, told: IndexFacts) -> str:
    made = f"{manifest.made_at.astimezone(LOCAL_ZONE):%H:%M ngày %d/%m/%Y}"
    links = ", ".join(
        f'<a href="{escape(quote(name))}">{escape(text)}</a>'
        for name, text in (
            (told.manifest, "danh mục"),
            (told.signature, "chữ ký"),
            (told.code, "mã kiểm tra"),
        )
    )
    return (
        "<h2>Kiểm tra hồ sơ này</h2>"
        f"<p>Lập lúc {escape(made)}, {escape(manifest.made_by)}. "
        f"Máy đã lập ký vào danh mục ghi mã của từng tệp: {links}.</p>"
        "<p>Trên máy có chương trình: <code>reception-room verify TỆP-NÀY</code></p>"
    )


def _size(size_bytes: int) -> str:
    if size_bytes < _MB:
        return f"{max(1, round(size_bytes / _KB))} KB"
    return f"{size_bytes / _MB:.1f} MB".replace(".", ",")
