"""Papers, good and evil, made on the spot: no binary samples lie in the repository."""

import hashlib
import io
import struct
import zipfile
import zlib

from PIL import Image, ImageCms


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


def text_pdf(text: str, *, font: str) -> bytes:
    """A page with a line in a font that it names and does not bring."""
    page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R"
    named = f"/Type /Font /Subtype /TrueType /BaseFont /{font} /Encoding /WinAnsiEncoding"
    return _assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< {page} /Resources << /Font << /F 5 0 R >> >> >>".encode(),
            _stream(f"BT /F 24 Tf 20 40 Td ({text}) Tj ET".encode()),
            f"<< {named} >>".encode(),
        ]
    )


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


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _in_lab(image: Image.Image) -> Image.Image:
    rgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    changed = ImageCms.profileToProfile(image, rgb, lab, outputMode="LAB")
    assert changed is not None
    return changed


_PLAIN = Image.linear_gradient("L").resize((90, 60)).convert("RGB")
PICTURES = {
    "cmyk": (_saved(_PLAIN.convert("CMYK"), "JPEG"), "JPEG"),
    "two in one": (_saved(_PLAIN, "MPO", save_all=True, append_images=[_PLAIN]), "JPEG"),
    "progressive": (_saved(_PLAIN, "JPEG", progressive=True), "JPEG"),
    "turned": (jpeg(orientation=6), "JPEG"),
    "grey with alpha": (_saved(_PLAIN.convert("LA"), "PNG"), "PNG"),
    "palette": (_saved(_PLAIN.convert("P"), "PNG"), "PNG"),
    "lab": (_saved(_in_lab(_PLAIN), "TIFF"), "TIFF"),
    "fax": (_saved(_PLAIN.convert("1"), "TIFF", compression="group4"), "TIFF"),
    "lzw": (_saved(_PLAIN, "TIFF", compression="tiff_lzw"), "TIFF"),
    "jpeg inside": (_saved(_PLAIN, "TIFF", compression="jpeg"), "TIFF"),
}
"""Bytes and kind of pictures as scanners, faxes and phones make them."""


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


def zip64_office(*, entries: int) -> bytes:
    """A DOCX with so many parts; its end record says one, its ZIP64 end record says them all."""
    data = office(more={f"part{number}": b"" for number in range(entries - 2)})
    end = data.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<2L", data, end + 12)
    record = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, *2 * (entries,), size, start
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    small_end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 46, 0, 0)
    return data[:end] + record + locator + small_end


def understated_office(*, entries: int) -> bytes:
    """A DOCX with so many parts whose end record says one."""
    data = bytearray(office(more={f"part{number}": b"" for number in range(entries - 2)}))
    struct.pack_into("<2H", data, data.rfind(b"PK\x05\x06") + 8, 1, 1)
    return bytes(data)


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
