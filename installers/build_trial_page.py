#!/usr/bin/env python3
"""Draws the page that a trial connection shows at every site: no case paper, nobody's data.

Rooms and cities compare it by its bytes, so another drawing is a new file with a new number.
python installers/build_trial_page.py
"""

from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

RESOURCES: Final = Path(__file__).parent.parent / "resources"
OUT: Final = RESOURCES / "trial" / "page-v1.png"
SIZE: Final = (827, 1170)
"""A4 at 100 dots per inch."""
SHADES: Final = 8
TITLE: Final = ("TRANG THỬ", "Kết nối thử phòng tiếp công dân trực tuyến")
LINES: Final = (
    (34, "Chữ lớn: đọc được từ chỗ ngồi xa nhất"),
    (24, "Chữ vừa: đọc được ở bàn cán bộ, Ă Â Đ Ê Ô Ơ Ư"),
    (18, "Dấu thanh: à ả ã á ạ, ề ể ễ ế ệ, ờ ở ỡ ớ ợ, ừ ử ữ ứ ự"),
    (14, "Chữ nhỏ như chú thích của một bản chụp: 0123456789"),
)
FOOT: Final = "Không phải tài liệu của vụ việc. Không có dữ liệu cá nhân."
MARGIN: Final = 60


def main() -> None:
    """Writes the page."""
    OUT.parent.mkdir(exist_ok=True)
    page = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(page)
    width, height = SIZE
    draw.rectangle((20, 20, width - 21, height - 21), outline=0, width=4)
    draw.text((width // 2, 110), TITLE[0], 0, _font(64, "SemiBold"), anchor="mm")
    draw.text((width // 2, 180), TITLE[1], 0, _font(30, "Medium"), anchor="mm")
    top = 250
    for size, text in LINES:
        draw.text((MARGIN, top), text, 0, _font(size, "Regular"))
        top += size + 36
    step = (width - 2 * MARGIN) / SHADES
    for number in range(SHADES):
        left = MARGIN + number * step
        shade = round(255 * number / (SHADES - 1))
        draw.rectangle((left, 530, left + step - 1, 640), fill=shade, outline=0)
    for gap, left in ((2, 60), (4, 300), (8, 540)):
        for at in range(left, left + 220, 2 * gap):
            draw.rectangle((at, 690, at + gap - 1, 800), fill=0)
    for radius in (40, 80, 120):
        left, top = width // 2 - radius, 950 - radius
        draw.ellipse((left, top, left + 2 * radius, top + 2 * radius), outline=0, width=3)
    draw.text((width // 2, 1110), FOOT, 0, _font(22, "Regular"), anchor="mm")
    page.quantize(16).save(OUT, optimize=True)


def _font(size: int, weight: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(RESOURCES / "fonts" / f"BeVietnamDesk-{weight}.ttf", size)


if __name__ == "__main__":
    main()
