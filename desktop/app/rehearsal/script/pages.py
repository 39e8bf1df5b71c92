"""A paper whose pages can be told apart at the far end: each is one shade of grey."""

from pathlib import Path

SHADES = (40, 80, 120, 160, 200)
"""Of pages 1, 2 and on, from 0 for black to 255 for white."""

PADDING_BYTES = 256 * 1024
"""A scan is not small; what it weighs is sent before it is shown."""


def write_paper(path: Path) -> Path:
    """Write the PDF; returns `path`."""
    count = len(SHADES)
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(count))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>"]
    for number, shade in enumerate(SHADES):
        drawing = f"{shade / 255:.4f} g 0 0 595 842 re f"
        page = f"/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {4 + 2 * number} 0 R"
        objects.append(f"<<{page}>>")
        objects.append(f"<</Length {len(drawing)}>>stream\n{drawing}\nendstream")
    path.write_bytes(_document(objects))
    return path


def _document(objects: list[str]) -> bytes:
    data = b"%PDF-1.4\n%" + b"0" * PADDING_BYTES + b"\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj{one}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    head = f"xref\n0 {size}\n0000000000 65535 f \n"
    tail = f"trailer<</Root 1 0 R/Size {size}>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + head.encode() + table.encode() + tail.encode()
