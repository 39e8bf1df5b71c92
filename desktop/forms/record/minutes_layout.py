"""Lays the minutes out as blocks, in the order of domain.md §7.2. Pure."""

from collections.abc import Iterator
from datetime import datetime

from desktop.domain.casework.people.citizen import Citizen
from desktop.domain.conduct.calls.agency_call import AgencyCall
from desktop.domain.conduct.consultation import Consultation
from desktop.domain.conduct.pause import Pause
from desktop.domain.reception.gate import Gate
from desktop.domain.reception.participant import Participant
from desktop.domain.record.printed_minutes import (
    Conclusion,
    Content,
    MinutesDocument,
    ShownPaper,
    Spoken,
)
from desktop.forms.layout.blocks import (
    Block,
    Body,
    Form,
    Heading,
    Notice,
    SignatureBox,
    Signatures,
    Table,
    Title,
)
from desktop.forms.layout.letterhead import letterhead
from desktop.forms.layout.page import text_width_mm
from desktop.forms.layout.text import in_words
from desktop.forms.record.minutes_wording import MinutesWording
from desktop.forms.record.person_words import citizen_words, person_words
from desktop.forms.record.recording_lines import recording_lines
from desktop.forms.record.roll_layout import lay_out_roll
from desktop.forms.record.room_lines import room_lines
from desktop.forms.record.signing.layout import (
    amendment_lines,
    objection_lines,
    state_lines,
    version_lines,
    version_mark,
)
from desktop.forms.record.site_lines import site_line

TEXT_WIDTH_MM = text_width_mm(is_landscape=False)
BOXES_PER_ROW = 3
MAX_ROWS_TOGETHER = 3
"""More rows of signatures than this do not fit on one page with the end of the text."""

BLANK_ROWS = 2
"""Of the conclusions, when none was written."""

_HASH_GROUP = 16
_CONCLUSIONS_MM = (11.0, 66.0, 36.0, 25.0, 27.0)
_BLANK_ROW = ("", "\n", "", "", "")
"""Two lines high: a hand needs more room than a printer."""


def lay_out_minutes(document: MinutesDocument, wording: MinutesWording) -> Form:
    """The form, ready to be drawn."""
    writer = _Writer(document, wording)
    return Form(
        title=f"{wording.name} {wording.subject.lower()}: {document.session_code}",
        blocks=tuple(writer.blocks()),
        footer=" · ".join(_notices(document, wording)),
        mark=version_mark(document),
    )


class _Writer:
    """One document in one wording."""

    def __init__(self, document: MinutesDocument, wording: MinutesWording) -> None:
        self._document = document
        self._wording = wording

    def blocks(self) -> Iterator[Block]:
        yield from self._head()
        roll = self._document.roll
        if roll is None:
            yield from self._attendance()
        else:
            yield from lay_out_roll(self._document, roll, self._wording)
        yield from self._content()
        yield from self._result()
        yield from self._recording()
        yield from self._ending()
        yield from self._received_late()
        yield from amendment_lines(self._document.amendments, self._wording)

    # ---- head ----------------------------------------------------------------------------------

    def _head(self) -> Iterator[Block]:
        document, wording = self._document, self._wording
        number = _two_digits(document.number) or wording.unknown
        yield letterhead(document.central_site, wording, number=number)
        for notice in _notices(document, wording):
            yield Notice(text=notice)
        yield Title(name=wording.name, subject=wording.subject)
        yield Body(text=wording.started.format(**self._when(document.started_at)))
        yield Body(text=self._place())
        ground = wording.grounds.get(document.online_ground, wording.unknown)
        yield Body(text=wording.basis.format(ground=ground))
        yield Body(text=wording.session.format(title=document.title, code=document.session_code))
        if document.ending is not None:
            outcome = wording.outcomes[document.ending.status]
            yield Body(text=wording.outcome.format(outcome=outcome))
        for gate in document.late_gates:
            yield Body(text=self._late_gate(gate))
        for one in document.skipped:
            reason = one.reason.rstrip(" .")
            step = wording.steps[one.step]
            text = wording.skipped_step.format(step=step, reason=reason, **self._when(one.at))
            yield Body(text=text)
        for call in document.calls:
            yield Body(text=self._called(call))

    def _called(self, call: AgencyCall) -> str:
        """When an agency was rung, and what came of it."""
        wording = self._wording
        hours = {"answered": call.answered_at, "joined": call.joined_at, "ended": call.ended_at}
        said = wording.call_left if call.left_itself else wording.call_outcomes[call.stage]
        outcome = said.format(
            reason=call.reason.rstrip(" ."),
            seconds=call.ring_s,
            **{name: "" if at is None else self._hour(at) for name, at in hours.items()},
        )
        when = self._when(call.rung_at)
        return wording.called.format(agency=call.name, outcome=outcome, **when)

    def _late_gate(self, gate: Gate) -> str:
        wording = self._wording
        said = wording.late_gate if gate.passed_at is not None else wording.left_gate
        return said.format(
            gate=wording.gates[gate.kind],
            person=gate.override_label or wording.unknown,
            reason=gate.override_reason.strip().rstrip("."),
            **self._when(gate.passed_at or gate.override_at),
        )

    def _place(self) -> str:
        document, wording = self._document, self._wording
        central = document.central_site
        central_name = wording.unknown if central is None else central.name
        names = [site.name for site in document.component_sites]
        if not names:
            return wording.place_alone.format(central=central_name)
        return wording.place.format(central=central_name, components=", ".join(names))

    # ---- I. ------------------------------------------------------------------------------------

    def _attendance(self) -> Iterator[Block]:
        attendance, wording = self._document.attendance, self._wording
        yield Heading(text=wording.parts.attendance, is_part=True)
        yield Body(text=wording.chair.format(person=person_words(attendance.chair, wording)))
        yield Body(
            text=wording.secretary.format(person=person_words(attendance.secretary, wording))
        )
        yield Body(text=wording.citizens, stays_with_next=True)
        for citizen in attendance.citizens:
            yield Body(text=citizen_words(citizen, wording))
        if attendance.has_denouncer:
            yield Body(text=wording.denouncer)
        elif not attendance.citizens:
            yield self._nobody_known()
        yield Body(text=wording.agencies, stays_with_next=True)
        for one in attendance.sites:
            text = site_line(one.site.name, one.calls, wording, is_central=one.is_central)
            yield Body(text=text, stays_with_next=True)
            for person in one.people:
                yield Body(text=wording.person.format(person=person_words(person, wording)))
            if not one.people:
                yield self._nobody_known()
        if not attendance.sites:
            yield self._nobody_known()
        yield from self._absent()

    def _nobody_known(self) -> Body:
        return Body(text=self._wording.nobody_known, has_dots=True)

    def _absent(self) -> Iterator[Block]:
        absent, wording = self._document.attendance.absent, self._wording
        if not absent:
            yield Body(text=wording.absent_unknown, has_dots=True)
            return
        yield Body(text=wording.absent, stays_with_next=True)
        for person in absent:
            reason = (
                wording.absent_with_reason.format(reason=person.absent_reason)
                if person.absent_reason
                else wording.absent_reason_unknown
            )
            yield Body(
                text=wording.absent_person.format(
                    person=person_words(person, wording), reason=reason
                )
            )

    # ---- II. -----------------------------------------------------------------------------------

    def _content(self) -> Iterator[Block]:
        content, wording = self._document.content, self._wording
        yield Heading(text=wording.parts.content, is_part=True)
        yield Heading(text=wording.purpose, tail="" if content.cases else wording.open_place)
        yield from self._cases()
        yield from self._spoken(wording.citizen_statements, content.citizen_statements)
        yield from self._papers(content)
        yield from self._spoken(wording.questions, content.questions)
        yield from self._spoken(wording.local_opinions, content.local_opinions)
        yield from self._spoken(wording.agency_opinions, content.agency_opinions)
        yield from self._spoken(wording.dialogue, content.dialogue)

    def _cases(self) -> Iterator[Block]:
        wording = self._wording
        for case in self._document.content.cases:
            kind = wording.petition_types.get(case.petition_type, wording.unknown)
            text = wording.case.format(code=case.code, title=case.title, petition_type=kind)
            if case.group_size > 1:
                text += " " + wording.case_group.format(count=case.group_size)
            yield Body(text=text)
            if case.request:
                yield Body(text=wording.case_request.format(request=_closed(case.request)))
            if case.previous_result:
                told = _closed(case.previous_result)
                yield Body(text=wording.case_previous.format(result=told))

    def _papers(self, content: Content) -> Iterator[Block]:
        wording = self._wording
        is_there = content.papers or content.handed_in or content.has_kept_papers
        yield Heading(text=wording.papers, tail="" if is_there else self._nothing())
        if content.papers:
            yield self._table_of(content.papers)
        if content.handed_in:
            yield Body(text=wording.papers_handed_in, stays_with_next=True)
            yield self._table_of(content.handed_in)
        if content.has_kept_papers:
            yield Body(text=wording.papers_kept)

    def _table_of(self, papers: tuple[ShownPaper, ...]) -> Table:
        wording = self._wording
        rows = tuple(
            (
                str(number),
                paper.title,
                wording.paper_kinds.get(paper.kind, wording.unknown),
                str(paper.page_count) if paper.page_count else wording.unknown,
                _grouped(paper.sha256),
            )
            for number, paper in enumerate(papers, start=1)
        )
        return Table(
            columns=wording.papers_columns,
            rows=rows,
            widths_mm=(11.0, 58.0, 25.0, 17.0, 54.0),
            centred=frozenset({0, 3}),
            small=frozenset({4}),
        )

    # ---- III. and IV. --------------------------------------------------------------------------

    def _result(self) -> Iterator[Block]:
        result, wording = self._document.result, self._wording
        yield Heading(text=wording.parts.result, is_part=True)
        yield from self._spoken(wording.agreed, result.agreed)
        yield from self._spoken(wording.disputed, result.disputed)
        yield from self._spoken(
            wording.other_opinions, result.other_opinions, nothing=wording.open_place
        )
        yield Heading(text=wording.conclusions)
        yield self._conclusions(result.conclusions)

    def _conclusions(self, conclusions: tuple[Conclusion, ...]) -> Table:
        """What nobody wrote is left to a hand: body, deadline and contact belong to every task."""
        rows = tuple(
            (str(number), one.task, self._body(one), self._due(one), one.contact)
            for number, one in enumerate(conclusions, start=1)
        )
        return Table(
            columns=self._wording.conclusions_columns,
            rows=rows or (_BLANK_ROW,) * BLANK_ROWS,
            widths_mm=_CONCLUSIONS_MM,
            centred=frozenset({0}),
        )

    def _body(self, one: Conclusion) -> str:
        if not one.co_bodies:
            return one.body
        return f"{one.body}; {self._wording.co_bodies.format(names=one.co_bodies)}"

    def _due(self, one: Conclusion) -> str:
        if one.deadline or not one.no_deadline:
            return one.deadline
        return self._wording.no_deadline.format(reason=one.no_deadline)

    def _recording(self) -> Iterator[Block]:
        incidents, wording = self._document.incidents, self._wording
        yield Heading(text=wording.parts.recording, is_part=True)
        yield from room_lines(self._document.rooms, wording)
        yield from recording_lines(self._document, wording)
        for pause in self._document.pauses:
            yield Body(text=self._paused(pause))
        for consultation in self._document.consultations:
            yield Body(text=self._consulted(consultation))
        if not incidents:
            yield Body(text=wording.incidents_unknown, has_dots=True)
            return
        yield Body(text=wording.incidents, stays_with_next=True)
        for spoken in incidents:
            yield from self._said(spoken)

    def _paused(self, pause: Pause) -> str:
        """Its reason is a word of the list; of what must not be heard nothing else is said."""
        wording = self._wording
        ended_at, back_at = pause.ended_at, pause.back_at
        planned = "" if back_at is None else wording.planned_back.format(back=self._hour(back_at))
        return (wording.paused_still if ended_at is None else wording.paused).format(
            reason=wording.pauses[pause.reason],
            planned=planned,
            ended="" if ended_at is None else self._hour(ended_at),
            **self._when(pause.at),
        )

    def _consulted(self, consultation: Consultation) -> str:
        """When it began and ended; of what was said nothing is known."""
        wording, ended_at = self._wording, consultation.ended_at
        return (wording.consulted_still if ended_at is None else wording.consulted).format(
            ended="" if ended_at is None else self._hour(ended_at),
            **self._when(consultation.at),
        )

    def _hour(self, at: datetime) -> str:
        return in_words(at, self._wording.time_format)

    def _spoken(
        self, heading: str, lines: tuple[Spoken, ...], *, nothing: str = ""
    ) -> Iterator[Block]:
        yield Heading(text=heading, tail="" if lines else nothing or self._nothing())
        for spoken in lines:
            yield from self._said(spoken)

    def _nothing(self) -> str:
        """Said of a part without lines; of a draft nobody knows yet that none is missing."""
        return self._wording.open_place if self._document.is_draft else self._wording.none

    def _said(self, spoken: Spoken) -> Iterator[Block]:
        wording = self._wording
        form = wording.said
        if spoken.is_question:
            form = wording.asked
        elif spoken.is_answer:
            form = wording.answered
        text = spoken.text
        if spoken.other_text:
            text += wording.other_text.format(text=spoken.other_text)
        first, *others = [part.strip() for part in text.splitlines() if part.strip()]
        time = in_words(spoken.at, wording.line_time_format)
        yield Body(text=form.format(time=time, speaker=spoken.speaker or wording.dots, text=first))
        for part in others:
            yield Body(text=part)

    # ---- the end -------------------------------------------------------------------------------

    def _ending(self) -> Iterator[Block]:
        for text in self._ended():
            yield Body(text=text, stays_with_next=True)
        yield from self._signing()
        rows = tuple(self._signature_rows())
        are_together = len(rows) <= MAX_ROWS_TOGETHER
        for number, boxes in enumerate(rows, start=1):
            yield Signatures(boxes=boxes, stays_with_next=are_together and number < len(rows))

    def _signing(self) -> Iterator[Block]:
        """Who does not sign is left to a hand while nothing is noted."""
        signing, wording = self._document.signing, self._wording
        if signing is not None:
            yield from objection_lines(signing, wording)
            yield from version_lines(signing, wording)
            yield from state_lines(signing, wording)
        if signing is None or not signing.signatures:
            yield Body(text=wording.unsigned, stays_with_next=True, has_dots=True)

    def _ended(self) -> Iterator[str]:
        document, wording = self._document, self._wording
        when = self._when(document.ended_at)
        if document.ending is not None:
            reason = document.ending.reason.rstrip(" .") or wording.dots
            form = wording.broken_off[document.ending.status]
            yield form.format(reason=reason, **when)
            yield wording.broken_off_note
            return
        copies = wording.dots if document.copies is None else f"{document.copies:02}"
        form = wording.ending_of_draft if document.is_draft else wording.ending
        yield form.format(copies=copies, **when)

    def _signature_rows(self) -> Iterator[tuple[SignatureBox, ...]]:
        document, wording = self._document, self._wording
        secretary, citizen, chair = wording.signatures
        people = document.attendance
        yield (
            SignatureBox(title=secretary, hint=wording.sign_hint, name=_name(people.secretary)),
            SignatureBox(
                title=citizen,
                hint=wording.citizen_sign_hint,
                name=_signing_citizen(people.citizens),
            ),
            SignatureBox(title=chair, hint=wording.sign_hint, name=_name(people.chair)),
        )
        boxes = tuple(
            SignatureBox(
                title=wording.site_signatures.format(site=site.name.upper()),
                hint=wording.sign_hint,
            )
            for site in document.signing_sites
        )
        for start in range(0, len(boxes), BOXES_PER_ROW):
            yield boxes[start : start + BOXES_PER_ROW]

    # ---- behind the signatures -----------------------------------------------------------------

    def _received_late(self) -> Iterator[Block]:
        late, wording = self._document.received_late, self._wording
        if not late.lines and not late.papers:
            return
        yield Heading(text=wording.late, is_part=True)
        yield Body(text=wording.late_note, stays_with_next=True)
        for line in late.lines:
            yield Body(
                text=wording.late_line.format(**self._when(line.received_at)), stays_with_next=True
            )
            yield from self._said(line.spoken)
        for one in late.papers:
            paper = one.paper
            yield Body(
                text=wording.late_paper.format(
                    title=paper.title,
                    kind=wording.paper_kinds.get(paper.kind, wording.unknown),
                    sha256=_grouped(paper.sha256),
                    **self._when(one.received_at),
                )
            )

    def _when(self, at: datetime | None) -> dict[str, str]:
        wording = self._wording
        if at is None:
            blank = {"hour": "……", "minute": "……"}
            return {
                "time": wording.time_format.format(**blank),
                "date": in_words(self._document.held_on, wording.date_format),
            }
        return {
            "time": in_words(at, wording.time_format),
            "date": in_words(at, wording.date_format),
        }


def _notices(document: MinutesDocument, wording: MinutesWording) -> tuple[str, ...]:
    """What nobody may overlook, in the head and on every page."""
    told = (wording.draft, document.is_draft), (wording.practice, document.is_practice)
    return tuple(text for text, is_so in told if is_so)


def _two_digits(number: str) -> str:
    """NĐ 30/2020: numbers below 10 carry a leading zero."""
    return f"0{number}" if number.isdigit() and len(number) == 1 else number


def _grouped(sha256: str) -> str:
    groups = (sha256[start : start + _HASH_GROUP] for start in range(0, len(sha256), _HASH_GROUP))
    return " ".join(groups)


def _closed(text: str) -> str:
    """With the stop at its end that whoever typed it left out."""
    said = text.rstrip()
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def _name(person: Participant | None) -> str:
    return "" if person is None else person.full_name


def _signing_citizen(citizens: tuple[Citizen, ...]) -> str:
    """The one who signs, when there is no doubt who that is."""
    representatives = [citizen for citizen in citizens if citizen.is_representative]
    candidates = representatives or list(citizens)
    return candidates[0].full_name if len(candidates) == 1 else ""
