"""The form "Thêm mục hồ sơ" of the schedule, as data."""

from enum import StrEnum

from desktop.domain.papers.dossier import CopyKind
from desktop.domain.papers.paper import PaperKind
from desktop.presenters.form.spec import FieldKind, FieldSpec, FormSpec, Section, Wanted

MOST_PAGES = 9_999


class EntryField(StrEnum):
    """Fields of an entry without bytes, in the order of the Tab key."""

    SITE = "site_id"
    TITLE = "title"
    KIND = "kind"
    COPY_KIND = "copy_kind"
    PAGES = "page_count"


ENTRY_FORM = FormSpec(
    sections=(
        Section(
            key="entry",
            fields=(
                FieldSpec(key=EntryField.SITE, kind=FieldKind.LIST, wanted=Wanted.MUST),
                FieldSpec(key=EntryField.TITLE, wanted=Wanted.MUST),
                FieldSpec(
                    key=EntryField.KIND,
                    kind=FieldKind.LIST,
                    wanted=Wanted.MUST,
                    fresh=PaperKind.OTHER,
                    choices=tuple(PaperKind),
                ),
                FieldSpec(
                    key=EntryField.COPY_KIND,
                    kind=FieldKind.LIST,
                    wanted=Wanted.MUST,
                    fresh=CopyKind.PHOTOCOPY,
                    choices=tuple(CopyKind),
                ),
                FieldSpec(
                    key=EntryField.PAGES,
                    kind=FieldKind.NUMBER,
                    wanted=Wanted.MUST,
                    max_length=len(str(MOST_PAGES)),
                    least=1,
                    most=MOST_PAGES,
                ),
            ),
        ),
    )
)
"""Thêm mục hồ sơ."""
