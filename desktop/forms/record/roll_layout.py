"""Part I of the minutes where the roll was called, and what was read out. Pure."""

from collections.abc import Iterator

from desktop.domain.casework.people.citizen import Citizen
from desktop.domain.conduct.roll_call import RollMark
from desktop.domain.reception.participant import CITIZEN_ROLES
from desktop.domain.record.printed_minutes import MinutesDocument
from desktop.domain.record.printed_roll import CalledPerson, CalledRoll
from desktop.domain.text import spelling
from desktop.forms.layout.blocks import Block, Body, Heading
from desktop.forms.layout.text import in_words
from desktop.forms.record.minutes_wording import MinutesWording
from desktop.forms.record.person_words import citizen_words, person_words
from desktop.forms.record.site_lines import site_line


def lay_out_roll(
    document: MinutesDocument, roll: CalledRoll, wording: MinutesWording
) -> Iterator[Block]:
    """Chair, secretary, citizens, the sites, who is absent, and what was read out."""
    writer = _RollWriter(document, roll, wording)
    yield Heading(text=wording.roll.title, is_part=True)
    yield from writer.people()
    yield from writer.absent()
    yield from writer.read_out()


class _RollWriter:
    """One roll in one wording."""

    def __init__(
        self, document: MinutesDocument, roll: CalledRoll, wording: MinutesWording
    ) -> None:
        self._document = document
        self._roll = roll
        self._wording = wording

    def people(self) -> Iterator[Block]:
        wording, roll = self._wording, self._roll
        yield Body(text=wording.chair.format(person=self._marked(roll.chair)))
        yield Body(text=wording.secretary.format(person=self._marked(roll.secretary)))
        yield Body(text=wording.citizens, stays_with_next=True)
        lines = tuple(self._citizens())
        yield from (Body(text=text) for text in lines)
        if self._document.attendance.has_denouncer:
            yield Body(text=wording.denouncer)
        elif not lines:
            yield self._nobody_known()
        yield Body(text=wording.agencies, stays_with_next=True)
        for one in roll.sites:
            text = site_line(one.site.name, one.calls, wording, is_central=one.is_central)
            yield Body(text=text, stays_with_next=True)
            for called in one.people:
                yield Body(text=wording.person.format(person=self._marked(called)))
            if not one.people:
                yield self._nobody_known()

    def absent(self) -> Iterator[Block]:
        wording, absent = self._wording, self._roll.absent
        if not absent:
            is_known = self._roll.is_whole
            text = wording.roll.nobody_absent if is_known else wording.absent_unknown
            yield Body(text=text, has_dots=not is_known)
            return
        yield Body(text=wording.absent, stays_with_next=True)
        for called in absent:
            reason = "" if called.note is None else called.note.reason.strip().rstrip(".")
            said = (
                wording.absent_with_reason.format(reason=reason)
                if reason
                else wording.absent_reason_unknown
            )
            person = person_words(called.person, wording)
            yield Body(text=wording.absent_person.format(person=person, reason=said))

    def read_out(self) -> Iterator[Block]:
        roll = self._wording.roll
        for one in self._document.read_out:
            what = roll.announcements[one.what]
            if one.said is None:
                yield Body(text=roll.not_announced.format(what=what))
                continue
            site = self._wording.unknown if one.site is None else one.site.name
            yield Body(
                text=roll.announced.format(
                    what=what,
                    time=in_words(one.said.at, self._wording.time_format),
                    role=roll.noted_by.get(one.said.by_role, self._wording.unknown),
                    site=site,
                )
            )

    def _citizens(self) -> Iterator[str]:
        """Those of the cases with their papers, each with what was noted; then all others."""
        wording = self._wording
        left = list(self._roll.citizens)
        for citizen in self._document.attendance.citizens:
            text = citizen_words(citizen, wording)
            called = _of(citizen, left)
            if called is not None:
                left.remove(called)
                person = self._known_as(text.rstrip("."), called)
                text = wording.roll.with_mark.format(person=person, mark=self._mark(called)) + "."
            yield text
        for called in left:
            yield wording.person.format(person=self._marked(called))

    def _marked(self, called: CalledPerson | None) -> str:
        wording = self._wording
        if called is None:
            return wording.dots
        person = person_words(called.person, wording)
        if called.is_added:
            role = wording.roll.parts.get(called.person.role, wording.unknown)
            form = wording.roll.added_there if called.is_called_in else wording.roll.added
            person = form.format(person=person, role=role)
        person = self._known_as(person, called)
        return wording.roll.with_mark.format(person=person, mark=self._mark(called))

    def _known_as(self, person: str, called: CalledPerson) -> str:
        """With the name that the lines of the minutes have for a citizen, where it is another."""
        name, label = called.person.full_name, called.person.label
        is_same = spelling(name) == spelling(label)
        if called.person.role not in CITIZEN_ROLES or not name or not label or is_same:
            return person
        return self._wording.roll.known_as.format(person=person, label=label)

    def _mark(self, called: CalledPerson) -> str:
        roll, note = self._wording.roll, called.note
        if note is None:
            return roll.not_noted
        form = self._wording.time_format
        came = "" if note.came_at is None else in_words(note.came_at, form)
        left = "" if note.left_at is None else in_words(note.left_at, form)
        if called.is_called_in and note.mark is RollMark.LATE:
            return roll.came.format(came=came)  # nobody was late there
        if note.mark is RollMark.LEFT and came:
            both = roll.came_and_left if called.is_called_in else roll.late_and_left
            return both.format(came=came, left=left)
        return roll.marks[note.mark].format(came=came, left=left)

    def _nobody_known(self) -> Body:
        return Body(text=self._wording.nobody_known, has_dots=True)


def _of(citizen: Citizen, people: list[CalledPerson]) -> CalledPerson | None:
    """Who this is among the people of the roll, when there is no doubt."""
    name = spelling(citizen.full_name)
    found = [one for one in people if spelling(one.person.full_name) == name]
    return found[0] if len(found) == 1 else None
