"""The page of a printed form, the same in every file format.

After NĐ 30/2020/NĐ-CP Phụ lục I: A4, margins 20, 20, 30, 15 mm, Times New Roman 14 justified,
first line 1.27 cm. A landscape page keeps the margins: the left one is where it is bound.
"""

FONT = "Times New Roman"
BODY_PT = 14
HEAD_PT = 13
TABLE_PT = 12
FOOTER_PT = 11
SMALL_PT = 9

PORTRAIT_MM = (210.0, 297.0)
"""Width and height."""
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 20.0, 20.0, 30.0, 15.0
HEADER_MM = 10.0
FIRST_LINE_MM = 12.7
AFTER_PT = 6

LEFT_HEAD_SHARE = 0.4
"""Of the text width, for the issuing body; the rest is the nation's."""
MOTTO_MM = 60.4
"""Width of the motto in bold 14: the rule below it is as long as the text."""
ISSUER_RULE_MM = 22.0
SUBJECT_RULE_MM = 23.0
SPACE_TO_SIGN_MM = 32.0
ADDRESSEES_SHARE = 0.36
"""Of the text width, for what stands left of the names."""
ADDRESSEES_GAP_MM = 3.0
MAX_WHOLE_ROW_MM = 120.0
"""A row higher than this may break over a page."""
PHOTO_WIDTH_MM, PHOTO_HEIGHT_MM = 35.0, 42.0
"""A photo is as large as fits into this."""
PHOTO_ROW_MM = 32.0
"""Height of a row with photos, at least."""

CODE_MM, CODE_EDGE_MM = 18.0, 6.0
"""The code of a page: its side, and how far it stands from the lower left corner of the sheet."""


def page_mm(*, is_landscape: bool) -> tuple[float, float]:
    """Width and height of the sheet."""
    width, height = PORTRAIT_MM
    return (height, width) if is_landscape else (width, height)


def text_width_mm(*, is_landscape: bool) -> float:
    """Between the margins: 165 mm, in landscape 252 mm."""
    return page_mm(is_landscape=is_landscape)[0] - LEFT_MM - RIGHT_MM
