"""The pieces of a form, from its blocks; sizes as in the DOCX."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from desktop.forms.layout.blocks import (
    Addressees,
    Block,
    Body,
    Form,
    Heading,
    Letterhead,
    Motto,
    Notice,
    PhotoAnnex,
    SignatureBox,
    Signatures,
    SignOff,
    Table,
    Title,
)
from desktop.forms.layout.page import (
    ADDRESSEES_GAP_MM,
    ADDRESSEES_SHARE,
    AFTER_PT,
    BODY_PT,
    FIRST_LINE_MM,
    FOOTER_PT,
    HEAD_PT,
    ISSUER_RULE_MM,
    LEFT_HEAD_SHARE,
    MAX_WHOLE_ROW_MM,
    MOTTO_MM,
    PHOTO_ROW_MM,
    SMALL_PT,
    SPACE_TO_SIGN_MM,
    SUBJECT_RULE_MM,
    TABLE_PT,
    text_width_mm,
)
from desktop.forms.pdf.faces import Look
from desktop.forms.pdf.lines import (
    Gap,
    Line,
    Rule,
    Side,
    fits,
    height_of,
    plain_text,
    points,
    set_text,
)
from desktop.forms.pdf.photos import photo_lines, read_photos
from desktop.forms.pdf.pieces import Beside, Paragraph, Piece, Row, Stack

_BODY, _STRONG = Look(size_pt=BODY_PT), Look(size_pt=BODY_PT, is_bold=True)
_CELL = Look(size_pt=TABLE_PT)
_SMALLEST_HEAD_PT = 7
_PAD_PT, _CELL_GAP_PT, _NOTICE_GAP_PT, _PHOTO_GAP_PT = 5.4, 2.0, 4.0, 3.0


def pieces_of(form: Form) -> tuple[Piece, ...]:
    """What the pages of a form are filled with, in its order."""
    room_pt = points(text_width_mm(is_landscape=form.is_landscape))
    return tuple(piece for block in form.blocks for piece in _pieces(block, room_pt))


def _pieces(block: Block, room_pt: float) -> Iterator[Piece]:
    match block:
        case Letterhead() | Motto() | Notice() | Title() | Addressees():
            yield from _head(block, room_pt)
        case Heading():
            yield _heading(block, room_pt)
        case Body():
            yield _body(block, room_pt)
        case Table():
            yield from _table(block, room_pt)
        case PhotoAnnex():
            yield from _photo_annex(block, room_pt)
        case Signatures():
            yield _signatures(block, room_pt)
        case SignOff():
            yield _sign_off(block, room_pt)
        case _:
            assert_never(block)


def _head(
    block: Letterhead | Motto | Notice | Title | Addressees, room_pt: float
) -> Iterator[Piece]:
    match block:
        case Letterhead():
            yield from _letterhead(block, room_pt)
        case Motto():
            yield _motto(block, room_pt)
        case Notice():
            yield _notice(block, room_pt)
        case Title():
            yield _title(block, room_pt)
        case Addressees():
            yield _addressees(block, room_pt)
        case _:
            assert_never(block)


def _centred(text: str, look: Look, room_pt: float) -> tuple[Line, ...]:
    return plain_text(text, look, room_pt, Side.CENTRE)


# ---- head ---------------------------------------------------------------------------------------


def _letterhead(head: Letterhead, room_pt: float) -> Iterator[Piece]:
    left_pt = room_pt * LEFT_HEAD_SHARE
    right_pt = room_pt - left_pt
    issuing: list[Line] = []
    for texts, is_bold in ((head.parent, False), (head.issuer, True)):
        for text in texts:
            issuing += _centred(text, Look(size_pt=HEAD_PT, is_bold=is_bold), left_pt)
    issuing.append(Rule(length_pt=points(ISSUER_RULE_MM)))
    number = (Gap(height_pt=AFTER_PT), *_centred(head.number, Look(size_pt=HEAD_PT), left_pt))
    nation = (
        *_centred(head.nation, Look(size_pt=HEAD_PT, is_bold=True), right_pt),
        *_centred(head.motto, _STRONG, right_pt),
        Rule(length_pt=points(MOTTO_MM)),
    )
    if not head.place_date:
        yield _beside((*issuing, *number), nation, left_pt, right_pt)
        return
    date = _centred(head.place_date, Look(size_pt=BODY_PT, is_italic=True), right_pt)
    yield _beside(tuple(issuing), nation, left_pt, right_pt)
    yield _beside(number, (Gap(height_pt=AFTER_PT), *date), left_pt, right_pt)


def _motto(block: Motto, room_pt: float) -> Paragraph:
    nation = _centred(block.nation, Look(size_pt=HEAD_PT, is_bold=True), room_pt)
    motto = _centred(block.motto, _STRONG, room_pt)
    rule = Rule(length_pt=points(MOTTO_MM))
    return Paragraph(lines=(*nation, *motto, rule), width_pt=room_pt)


def _beside(
    left: tuple[Line, ...], right: tuple[Line, ...], left_pt: float, right_pt: float
) -> Beside:
    return Beside(
        stacks=(
            Stack(x_pt=0, width_pt=left_pt, lines=left),
            Stack(x_pt=left_pt, width_pt=right_pt, lines=right),
        )
    )


def _notice(notice: Notice, room_pt: float) -> Row:
    return Row(
        cells=(_centred(notice.text, _STRONG, room_pt),),
        widths_pt=(room_pt + 2 * _NOTICE_GAP_PT,),
        x_pt=-_NOTICE_GAP_PT,
        pad_pt=_NOTICE_GAP_PT,
        gap_pt=_NOTICE_GAP_PT,
        before_pt=2 * AFTER_PT,
    )


def _title(title: Title, room_pt: float) -> Paragraph:
    lines = (*_centred(title.name, _STRONG, room_pt), *_centred(title.subject, _STRONG, room_pt))
    rule = Rule(length_pt=points(SUBJECT_RULE_MM), height_pt=6)
    return Paragraph(
        lines=(*lines, rule), width_pt=room_pt, before_pt=3 * AFTER_PT, after_pt=2 * AFTER_PT
    )


def _addressees(addressees: Addressees, room_pt: float) -> Beside:
    left_pt, gap_pt = room_pt * ADDRESSEES_SHARE, points(ADDRESSEES_GAP_MM)
    names_pt = room_pt - left_pt - gap_pt
    names = [plain_text(name, _BODY, names_pt, Side.LEFT) for name in addressees.names]
    label = plain_text(addressees.label, _BODY, left_pt, Side.RIGHT)
    return Beside(
        stacks=(
            Stack(x_pt=0, width_pt=left_pt, lines=label),
            Stack(
                x_pt=left_pt + gap_pt,
                width_pt=names_pt,
                lines=tuple(line for lines in names for line in lines),
            ),
        ),
        after_pt=2 * AFTER_PT,
    )


# ---- text ---------------------------------------------------------------------------------------


def _heading(heading: Heading, room_pt: float) -> Paragraph:
    runs = [(heading.text, _STRONG)]
    if heading.tail:
        runs = [(f"{heading.text}:", _STRONG), (heading.tail, _BODY)]
    return Paragraph(
        lines=set_text(runs, room_pt, Side.LEFT, indent_pt=points(FIRST_LINE_MM)),
        width_pt=room_pt,
        before_pt=AFTER_PT if heading.is_part else 0,
        after_pt=AFTER_PT,
        keeps_with_next=not heading.tail,
    )


def _body(body: Body, room_pt: float) -> Paragraph:
    side = Side.LEFT if body.has_dots else Side.BOTH
    return Paragraph(
        lines=set_text([(body.text, _BODY)], room_pt, side, indent_pt=points(FIRST_LINE_MM)),
        width_pt=room_pt,
        after_pt=AFTER_PT,
        keeps_with_next=body.stays_with_next,
    )


# ---- tables -------------------------------------------------------------------------------------


def _table(table: Table, room_pt: float) -> Iterator[Piece]:
    widths_pt = tuple(points(width_mm) for width_mm in table.widths_mm)
    head = _head_row(table.columns, widths_pt, room_pt)
    yield head
    for number, texts in enumerate(table.rows):
        yield _row(table, number, texts, head)
    yield _space(AFTER_PT)


def _head_row(names: tuple[str, ...], widths_pt: tuple[float, ...], room_pt: float) -> Row:
    """In letters as large as leave every word of the names whole."""
    named = [
        (name, width_pt - 2 * _PAD_PT) for name, width_pt in zip(names, widths_pt, strict=True)
    ]
    sizes = range(TABLE_PT, _SMALLEST_HEAD_PT, -1)
    looks = (Look(size_pt=size_pt, is_bold=True) for size_pt in sizes)
    fitting = (one for one in looks if all(fits(*name, one) for name in named))
    look = next(fitting, Look(size_pt=_SMALLEST_HEAD_PT, is_bold=True))
    return Row(
        cells=tuple(_centred(name, look, name_pt) for name, name_pt in named),
        widths_pt=widths_pt,
        x_pt=(room_pt - sum(widths_pt)) / 2,
        pad_pt=_PAD_PT,
        gap_pt=_CELL_GAP_PT,
        keeps_with_next=True,
    )


def _row(table: Table, number: int, texts: tuple[str, ...], head: Row) -> Row:
    cells = []
    for column, (text, width_pt) in enumerate(zip(texts, head.widths_pt, strict=True)):
        look = Look(
            size_pt=SMALL_PT if column in table.small else TABLE_PT,
            is_struck=table.is_struck(number, column),
        )
        side = Side.CENTRE if column in table.centred else Side.LEFT
        cells.append(plain_text(text, look, width_pt - 2 * head.pad_pt, side))
    return _below(head, tuple(cells), gap_pt=_CELL_GAP_PT)


def _below(
    head: Row, cells: tuple[tuple[Line, ...], ...], *, gap_pt: float, least_height_pt: float = 0
) -> Row:
    row = Row(
        cells=cells,
        widths_pt=head.widths_pt,
        x_pt=head.x_pt,
        pad_pt=head.pad_pt,
        gap_pt=gap_pt,
        head=head,
        least_height_pt=least_height_pt,
        may_break=True,
    )
    return row if row.height_pt > points(MAX_WHOLE_ROW_MM) else replace(row, may_break=False)


def _space(height_pt: float) -> Paragraph:
    return Paragraph(lines=(), width_pt=0, before_pt=height_pt)


def _photo_annex(annex: PhotoAnnex, room_pt: float) -> Iterator[Piece]:
    widths_pt = tuple(points(width_mm) for width_mm in annex.widths_mm)
    yield Paragraph(
        lines=_centred(annex.title, _STRONG, room_pt),
        width_pt=room_pt,
        after_pt=2 * AFTER_PT,
        keeps_with_next=True,
        begins_page=True,
    )
    head = _head_row(annex.columns, widths_pt, room_pt)
    yield head
    named_pt, shown_pt = (width_pt - 2 * _PAD_PT for width_pt in widths_pt)
    for row in annex.rows:
        photos = read_photos(row.jpegs)
        shown: tuple[Line, ...] = photo_lines(photos, shown_pt)
        left_out = len(row.jpegs) - len(photos)
        if left_out:
            missing = annex.missing.format(count=left_out)
            shown += plain_text(missing, _CELL, shown_pt, Side.LEFT)
        cells = (plain_text(row.text, _CELL, named_pt, Side.LEFT), shown)
        yield _below(head, cells, gap_pt=_PHOTO_GAP_PT, least_height_pt=points(PHOTO_ROW_MM))


# ---- signatures ---------------------------------------------------------------------------------


def _signatures(signatures: Signatures, room_pt: float) -> Beside:
    """Titles above, names below, so that all names stand on one line."""
    width_pt = room_pt / len(signatures.boxes)
    places = tuple(number * width_pt for number in range(len(signatures.boxes)))
    titles = [_box_title(box, width_pt) for box in signatures.boxes]
    return Beside(
        stacks=(
            *(
                Stack(x_pt=x, width_pt=width_pt, lines=lines)
                for x, lines in zip(places, titles, strict=True)
            ),
            *(
                Stack(x_pt=x, width_pt=width_pt, is_low=True, lines=_name(box, width_pt))
                for x, box in zip(places, signatures.boxes, strict=True)
            ),
        ),
        least_height_pt=max(map(height_of, titles)) + points(SPACE_TO_SIGN_MM),
        keeps_with_next=signatures.stays_with_next,
    )


def _sign_off(sign_off: SignOff, room_pt: float) -> Beside:
    width_pt = room_pt / 2
    recipients: list[Line] = [Gap(height_pt=2 * AFTER_PT)]
    title = Look(size_pt=TABLE_PT, is_bold=True, is_italic=True)
    recipients += plain_text(sign_off.title, title, width_pt, Side.LEFT)
    for text in sign_off.recipients:
        recipients += plain_text(text, Look(size_pt=FOOTER_PT), width_pt, Side.LEFT)
    box = _box_title(sign_off.box, width_pt)
    name = _name(sign_off.box, width_pt)
    return Beside(
        stacks=(
            Stack(x_pt=0, width_pt=width_pt, lines=tuple(recipients)),
            Stack(x_pt=width_pt, width_pt=width_pt, lines=box),
            Stack(x_pt=width_pt, width_pt=width_pt, lines=name, is_low=True),
        ),
        least_height_pt=height_of(box) + points(SPACE_TO_SIGN_MM),
    )


def _name(box: SignatureBox, room_pt: float) -> tuple[Line, ...]:
    return _centred(box.name, _STRONG, room_pt)


def _box_title(box: SignatureBox, room_pt: float) -> tuple[Line, ...]:
    hint = _centred(box.hint, Look(size_pt=TABLE_PT, is_italic=True), room_pt) if box.hint else ()
    return (Gap(height_pt=2 * AFTER_PT), *_centred(box.title, _STRONG, room_pt), *hint)
