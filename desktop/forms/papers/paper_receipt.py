"""Giấy biên nhận, Mẫu 02/TCD: what somebody handed in, as a file to be printed and signed."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.directory.site import Site
from desktop.domain.papers.dossier import CasePaper, CopyKind, HandedIn
from desktop.domain.papers.receipt import PaperReceipt
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.forms.layout.blocks import (
    Block,
    Body,
    Form,
    Notice,
    SignatureBox,
    Signatures,
    Table,
    Title,
)
from desktop.forms.layout.letterhead import IssuedTemplate, letterhead
from desktop.forms.layout.template import load_template
from desktop.forms.writer import Destination, write_form

_WIDTHS_MM = (14.0, 75.0, 22.0, 54.0)

logger = logging.getLogger(__name__)


class ReceiptWording(IssuedTemplate):
    """Every text of the receipt; words in braces are filled in. dots: to be written by hand."""

    title: str
    opening: str
    receiver: str
    role: str
    giver: str
    other_giver: str = "Cùng giao: {name}."
    number: str
    no_number: str
    address: str
    dots: str
    listed: str
    title_of_request: str = "Giấy biên nhận tài liệu"
    listed_of_request: str = "Đã giao và nhận tài liệu như sau:"
    columns: Annotated[tuple[str, ...], Field(min_length=4, max_length=4)]
    uncounted: str
    condition: str
    condition_again: str = "{copy}, {handed}; đã có trong hồ sơ từ ngày {day}"
    copy_kinds: dict[CopyKind, str]
    handed_in: dict[HandedIn, str]
    closing: str
    giver_signs: str
    receiver_signs: str
    hint: str
    moment_format: str
    day_format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPage:
    """A receipt and who issues it, None when that is not known."""

    receipt: PaperReceipt
    issuer: Site | None
    is_practice: bool


def load_receipt_wording(path: Path) -> ReceiptWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, ReceiptWording)


def write_receipt(page: ReceiptPage, to: Destination, *, template_path: Path) -> None:
    """Draw the receipt as DOCX, PDF or XLSX, by the suffix, and put it there.

    Raises: SettingsError: the template is unreadable. StorageError: as write_form.
    """
    wording = load_receipt_wording(template_path)
    write_form(lay_out_receipt(page, wording), to, made_at=page.receipt.received_at)
    logger.info("receipt of papers written papers=%d", len(page.receipt.papers))


def lay_out_receipt(page: ReceiptPage, wording: ReceiptWording) -> Form:
    """The form, ready to be drawn. Pure."""
    code = page.receipt.case_code
    return Form(
        title=wording.title.format(code=code) if code else wording.title_of_request,
        blocks=tuple(_blocks(page, wording)),
        footer=wording.practice if page.is_practice else "",
    )


def _blocks(page: ReceiptPage, wording: ReceiptWording) -> Iterator[Block]:
    receipt = page.receipt
    yield letterhead(page.issuer, wording)
    if page.is_practice:
        yield Notice(text=wording.practice)
    yield Title(name=wording.name, subject=wording.subject)
    at = receipt.received_at.astimezone(LOCAL_ZONE).strftime(wording.moment_format)
    place = wording.dots if page.issuer is None else page.issuer.name
    yield Body(text=wording.opening.format(at=at, place=place))
    yield Body(text=wording.receiver.format(name=receipt.receiver, role=wording.role))
    for giver in receipt.givers:
        is_first = giver is receipt.givers[0]
        named = wording.giver if is_first else wording.other_giver
        for line in _giver(giver, named, wording):
            yield Body(text=line)
    code = receipt.case_code
    listed = wording.listed.format(code=code) if code else wording.listed_of_request
    yield Body(text=listed, stays_with_next=True)
    yield Table(
        columns=wording.columns,
        rows=tuple(
            (str(number), *_cells(one, wording, is_again=one.id in receipt.again))
            for number, one in enumerate(receipt.papers, start=1)
        ),
        widths_mm=_WIDTHS_MM,
        centred=frozenset({0, 2}),
    )
    yield Body(text=wording.closing, stays_with_next=True)
    yield Signatures(
        boxes=(
            SignatureBox(
                title=wording.giver_signs, hint=wording.hint, name=_signing(receipt.givers)
            ),
            SignatureBox(title=wording.receiver_signs, hint=wording.hint, name=receipt.receiver),
        )
    )


def _signing(givers: tuple[CitizenRecord, ...]) -> str:
    """The one who signs, when there is no doubt who that is."""
    return givers[0].full_name if len(givers) == 1 else ""


def _giver(giver: CitizenRecord, named: str, wording: ReceiptWording) -> Iterator[str]:
    """With the whole number: the form is a legal document (domain.md §9). named: the first line."""
    yield named.format(name=giver.full_name)
    if giver.id_number:
        day = giver.id_issue_date
        yield wording.number.format(
            number=giver.id_number,
            day=wording.dots if day is None else day.strftime(wording.day_format),
            issuer=giver.id_issue_place or wording.dots,
        )
    else:
        yield wording.no_number
    yield wording.address.format(address=giver.address_text)


def _cells(paper: CasePaper, wording: ReceiptWording, *, is_again: bool) -> tuple[str, ...]:
    copy = wording.copy_kinds[paper.copy_kind]
    handed = "" if paper.handed_in is None else wording.handed_in[paper.handed_in]
    condition = wording.condition_again if is_again else wording.condition
    day = paper.added_at.astimezone(LOCAL_ZONE).strftime(wording.day_format)
    return (
        paper.title,
        str(paper.page_count) if paper.page_count else wording.uncounted,
        condition.format(copy=copy, handed=handed, day=day),
    )
