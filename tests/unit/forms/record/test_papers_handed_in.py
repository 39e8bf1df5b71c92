from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.ids import CaseId, DocumentId
from desktop.domain.papers.dossier import CasePaper, HandedIn
from desktop.forms.layout.blocks import Body, Form, Heading, Table
from desktop.forms.record.minutes_layout import lay_out_minutes
from desktop.forms.record.minutes_sources import MinutesSources, build_minutes_document
from desktop.forms.record.minutes_wording import load_minutes_wording
from tests.paths import ROOT
from tests.samples import minutes as sample
from tests.samples.casework import CASE_PAPER

pytestmark = pytest.mark.unit

WORDING = load_minutes_wording(ROOT / "resources" / "forms" / "minutes-v1.json")
BEFORE = sample.OPENED_AT - timedelta(days=2)


def a_paper(name: str) -> CasePaper:
    return replace(
        CASE_PAPER, id=DocumentId(name), title=name, case_id=CaseId("case-1"), added_at=BEFORE
    )


def printed(sources: MinutesSources) -> Form:
    return lay_out_minutes(build_minutes_document(sources), WORDING)


def tail_of_papers(form: Form) -> str:
    return next(
        one.tail for one in form.blocks if isinstance(one, Heading) and one.text == WORDING.papers
    )


def listed(form: Form) -> list[list[str]]:
    """Titles, table by table."""
    tables = (one for one in form.blocks if isinstance(one, Table))
    return [[row[1] for row in one.rows] for one in tables if one.columns == WORDING.papers_columns]


def said(form: Form) -> list[str]:
    return [one.text for one in form.blocks if isinstance(one, Body)]


def test_what_came_at_the_desk_is_listed_where_the_session_showed_nothing() -> None:
    sources = replace(
        sample.sources(), papers=(), dossier=(a_paper("Đơn đề nghị"), a_paper("Bản đồ cũ"))
    )
    form = printed(sources)
    assert listed(form) == [["Bản đồ cũ", "Đơn đề nghị"]]
    assert tail_of_papers(form) == ""
    assert WORDING.papers_handed_in in said(form)


def test_what_the_session_showed_stands_first_and_once() -> None:
    first, second = sample.papers()
    again = replace(a_paper("again"), sha256=first.sha256)
    form = printed(replace(sample.sources(), dossier=(again, a_paper("Giấy tờ khác"))))
    assert listed(form) == [[first.title, second.title], ["Giấy tờ khác"]]


def test_without_any_paper_it_says_so() -> None:
    form = printed(replace(sample.sources(), papers=()))
    assert listed(form) == []
    assert tail_of_papers(form) == WORDING.none
    assert WORDING.papers_handed_in not in said(form)


def test_what_came_after_the_end_or_from_an_agency_itself_was_not_handed_in() -> None:
    ended = sample.OPENED_AT + timedelta(hours=1)
    sources = replace(
        sample.sources(),
        course=replace(sample.course(), ended_at=ended),
        dossier=(
            replace(a_paper("in the session"), added_at=ended),
            replace(a_paper("later"), added_at=ended + timedelta(seconds=1)),
            replace(a_paper("of the agency"), handed_in=None),
            replace(a_paper("given back"), handed_in=HandedIn.RETURNED),
        ),
    )
    assert listed(printed(sources))[1:] == [["given back", "in the session"]]


def test_of_a_denunciation_it_is_said_only_that_papers_are_kept() -> None:
    cases = (replace(sample.case(), petition_type=PetitionType.DENUNCIATION),)
    bare = replace(sample.sources(), cases=cases, papers=())
    form = printed(replace(bare, dossier=(a_paper("Đơn của một người"),)))
    assert listed(form) == []
    assert WORDING.papers_kept in said(form)
    assert tail_of_papers(form) == ""
    assert tail_of_papers(printed(bare)) == WORDING.none
