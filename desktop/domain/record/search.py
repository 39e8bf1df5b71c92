"""Searching what this PC keeps: search terms, searched texts and excerpts."""

from dataclasses import dataclass

from desktop.domain.casework.matter.case import Case, PetitionType
from desktop.domain.ids import SessionId
from desktop.domain.reception.session import SessionPlan
from desktop.domain.record.minutes import MinuteLine
from desktop.domain.sync.operation import EntityKind
from desktop.domain.text import folded

MAX_WORDS = 8
LEAST_CHARS = 2
"""Of all words together: one letter stands in everything."""

EXCERPT_CHARS = 120
_BEFORE = 30
_SEPARATOR = " · "


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A record that has all words. session_id: None for a case. text: what was searched."""

    kind: EntityKind
    entity_id: str
    session_id: SessionId | None
    text: str


def search_words(search: str) -> tuple[str, ...]:
    """Folded words with a letter or a digit in them; none when they are too few to search for."""
    words = tuple(word for word in folded(search).split() if any(map(str.isalnum, word)))
    return words[:MAX_WORDS] if sum(map(len, words)) >= LEAST_CHARS else ()


def text_of_case(case: Case) -> str:
    """What is searched of a case: no numbers of identity cards, no addresses.

    Of a denunciation no names either, and no history: they stand in no list (domain.md §9).
    """
    is_open = case.petition_type is not PetitionType.DENUNCIATION
    names = (citizen.full_name for citizen in case.citizens if is_open)
    return _joined(case.code, case.title, case.request, case.told_result, *names)


def text_of_session(plan: SessionPlan) -> str:
    """What is searched of a session."""
    people = (
        part
        for person in plan.participants
        for part in (person.label, person.full_name, person.agency)
    )
    return _joined(plan.code, plan.title, plan.chair_label, plan.secretary_label, *people)


def text_of_line(line: MinuteLine) -> str:
    """What is searched of a line of the minutes."""
    return f"{line.speaker}: {line.text}" if line.speaker else line.text


def excerpt(text: str, search: str) -> str:
    """At most about EXCERPT_CHARS of the text, in whole words, round the first word found."""
    shown = " ".join(text.split())
    if len(shown) <= EXCERPT_CHARS:
        return shown
    begin = max(0, min(_place(shown, search) - _BEFORE, len(shown) - EXCERPT_CHARS))
    if begin > 0:
        begin = shown.find(" ", begin) + 1 or begin
    end = begin + EXCERPT_CHARS
    if end < len(shown):
        space = shown.rfind(" ", begin, end + 1)
        end = space if space > begin else end
    head, tail = "… " if begin > 0 else "", " …" if end < len(shown) else ""
    return f"{head}{shown[begin:end].strip()}{tail}"


def _joined(*parts: str) -> str:
    return _SEPARATOR.join(dict.fromkeys(part for part in parts if part))


def _place(shown: str, search: str) -> int:
    """Where the first word of the search stands in the text, 0 when it does not."""
    pairs = [(char, at) for at, char in enumerate(shown) for char in folded(char)]
    haystack = "".join(char for char, _ in pairs)
    found = (haystack.find(word) for word in search_words(search))
    places = [place for place in found if place >= 0]
    return pairs[min(places)][1] if places else 0
