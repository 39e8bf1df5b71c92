"""Papers, good and evil, made on the spot: no binary samples lie in the repository."""

import hashlib
import io
import struct
import zipfile
import zlib

from PIL import Image


def pdf(*, pages: int = 1, media_box: str = "0 0 595 842", content: bytes | None = None) -> bytes:
    """A small valid PDF; each page has a black bar unless other content is given."""
    drawing = b"0 0 0 rg 50 700 300 40 re f" if content is None else content
    kids = " ".join(f"{3 + number} 0 R" for number in range(pages))
    stream_number = 3 + pages
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        *(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{media_box}] "
            f"/Contents {stream_number} 0 R >>".encode()
            for _ in range(pages)
        ),
        _stream(drawing),
    ]
    return _assemble(objects)


def huge_page_pdf() -> bytes:
    """One page as large as the format allows: 5 m by 5 m."""
    return pdf(media_box="0 0 14400 14400")


def bomb_pdf(*, unpacked_bytes: int = 1_000_000_000) -> bytes:
    """A few kilobytes that unpack to a gigabyte: a stream deflated twice."""
    squeeze = zlib.compressobj(9)
    block = bytes(1_000_000)
    once = b"".join(squeeze.compress(block) for _ in range(unpacked_bytes // len(block)))
    once += squeeze.flush()
    twice = zlib.compress(once, 9)
    head = f"<< /Filter [/FlateDecode /FlateDecode] /Length {len(twice)} >>\nstream\n".encode()
    return _assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            head + twice + b"\nendstream",
        ]
    )


def looping_pdf() -> bytes:
    """A page tree that contains itself."""
    return _assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 1 >>",
        ]
    )


def locked_pdf() -> bytes:
    """Needs a password (RC4, 40 bits; ISO 32000-1 §7.6.3)."""
    file_id, permissions = b"0123456789abcdef", -4
    owner = hashlib.md5(b"owner", usedforsecurity=False).digest() * 2
    encrypt = (
        f"<< /Filter /Standard /V 1 /R 2 /P {permissions} /O <{owner.hex()}> "
        f"/U <{hashlib.sha256(b'nobody knows').hexdigest()}> >>"
    ).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        encrypt,
    ]
    more = f" /Encrypt 4 0 R /ID [<{file_id.hex()}> <{file_id.hex()}>]"
    return _assemble(objects, trailer=more)


def jpeg(
    *,
    size: tuple[int, int] = (400, 300),
    colour: str = "red",
    orientation: int = 1,
    mode: str = "RGB",
) -> bytes:
    """The left half in this colour, the right half white."""
    image = Image.new(mode, size, "white")
    image.paste(Image.new(mode, (size[0] // 2, size[1]), colour), (0, 0))
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=90)
    return out.getvalue()


def png(*, size: tuple[int, int] = (400, 300), colour: str | tuple[int, ...] = "blue") -> bytes:
    out = io.BytesIO()
    mode = "RGBA" if isinstance(colour, tuple) else "RGB"
    Image.new(mode, size, colour).save(out, "PNG")
    return out.getvalue()


def bomb_png(*, side: int = 60_000) -> bytes:
    """Says it is 60,000 by 60,000 pixels; the file has a few hundred bytes."""
    head = struct.pack(">2I5B", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _png_chunk(b"IHDR", head)
        + _png_chunk(b"IDAT", zlib.compress(bytes(100_000), 9))
        + _png_chunk(b"IEND", b"")
    )


def tiff(*, pages: int = 3) -> bytes:
    images = [Image.new("RGB", (200, 100 + 10 * number), "green") for number in range(pages)]
    out = io.BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:])
    return out.getvalue()


def office(
    main_part: str = "word/document.xml",
    *,
    types: bytes = b"<Types/>",
    more: dict[str, bytes] | None = None,
) -> bytes:
    """A DOCX (or XLSX) as far as its archive tells."""
    parts = {"[Content_Types].xml": types, main_part: b"<document/>"} | (more or {})
    return archive(parts)


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in parts.items():
            written.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def locked_office() -> bytes:
    """The head of an OLE file with the stream of an encrypted document."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_016) + name + bytes(1_000)


def _stream(data: bytes) -> bytes:
    return f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _assemble(objects: list[bytes], *, trailer: str = "") -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R{trailer} >>\n".encode())
    out.write(f"startxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
