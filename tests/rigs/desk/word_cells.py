"""The places of a desk that say a word of a state, and what they say now."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from typing_extensions import override

from desktop.domain.ids import SiteId
from desktop.presenters.session.session_state import SessionViewState
from desktop.ui.panels.record.kept_words import kept_text
from desktop.ui.texts import words
from desktop.ui.windows import status_cells
from tests.rigs.desk.headless_desks import HeadlessDesk
from tests.rigs.desk.painted_texts import PaintedTexts
from tests.rigs.desk.word_facts import WordFacts
from tests.samples.state_words import DRAWN, SHOWN, Evidence, Fact, InRun, Unsaid


def _keys(context: str, *facts: Fact) -> tuple[str, ...]:
    """The texts of a context that stand for these facts: what one of its places may say."""
    wanted = {InRun(fact=fact) for fact in facts}
    return tuple(key for key, one in DRAWN[context].items() if one in wanted)


LINE = _keys("StatusBar", Fact.UNMEASURED)
STEP = _keys("StatusBar", Fact.OUT, Fact.WAITING, Fact.OVER)
SPEAKING = _keys("StatusBar", Fact.NOBODY_SPEAKS)
DISPLAY = _keys("StatusBar", Fact.CITY_GONE, Fact.LED)
CREST = _keys("Scene", Fact.OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """said: its texts now. keys: the words it may say, empty: all of its table."""

    place: str
    table: str
    site_id: SiteId
    said: frozenset[str]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A word of the run: where, and whether it shows as its fact says. key: as in KNOWN_FALSE."""

    key: str
    place: str
    is_shown: bool
    holds: bool

    @override
    def __str__(self) -> str:
        said = "shows" if self.is_shown else "does not show"
        fact = "holds" if self.holds else "does not hold"
        return f"{self.place} {said} {self.key}, whose fact {fact}"


def findings(desk: HeadlessDesk, painted: PaintedTexts, facts: WordFacts) -> Iterator[Finding]:
    """Every word that this desk can say in the run, as it stands now."""
    for cell in _cells(desk, painted):
        for key, text, member, one in _entries(cell):
            is_shown = any(matches(text, said) for said in cell.said)
            holds = isinstance(one, InRun) and facts.holds(one.fact, desk, cell.site_id, member)
            yield Finding(
                key=f"{cell.table}/{key}",
                place=f"{desk.site_id}: {cell.place}",
                is_shown=is_shown,
                holds=holds,
            )


def _entries(cell: Cell) -> Iterator[tuple[str, str, StrEnum | None, Evidence]]:
    table = SHOWN.get(cell.table) or DRAWN[cell.table]
    for key, one in table.items():
        if not isinstance(one, InRun | Unsaid) or (cell.keys and key not in cell.keys):
            continue
        if isinstance(key, StrEnum):
            yield key, words.word(_texts(cell.table), key), key, one
        else:
            yield key, key.rpartition("/")[2] if cell.keys else key, None, one


def _texts(table: str) -> Mapping[StrEnum, object]:
    texts: Mapping[StrEnum, object] = getattr(words, table.removeprefix("words."))
    return texts


def matches(template: str, text: str) -> bool:
    """Whether a text is a template with its places filled in."""
    return _pattern(template).fullmatch(text) is not None


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """A template as it stands in a text; a word at the beginning of a cell is written small."""
    parts = re.split(r"\{\w+\}", template)
    return re.compile(".*".join(re.escape(part) for part in parts), re.IGNORECASE | re.DOTALL)


# ---- the places ------------------------------------------------------------------------------


def _cells(desk: HeadlessDesk, painted: PaintedTexts) -> Iterator[Cell]:
    yield from _status_bar(desk)
    yield from _display(desk, painted)
    if desk.presenter.session is not None:
        yield from _session(desk, desk.view.session[-1])


def _status_bar(desk: HeadlessDesk) -> Iterator[Cell]:
    state, own = desk.view.status_bar[-1], desk.site_id

    def cell(place: str, table: str, said: str, keys: tuple[str, ...] = ()) -> Cell:
        return Cell(
            place=f"{place} of the status bar",
            table=table,
            site_id=own,
            said=frozenset({said}),
            keys=keys,
        )

    step = status_cells.step_face(state).value
    display = status_cells.display_face(state).value
    yield cell(
        "microphone", "words.MICROPHONES", status_cells.microphone_face(state.microphone).value
    )
    yield cell("camera", "words.CAMERAS", status_cells.camera_face(state.camera).value)
    yield cell("lamp", "words.RECORDINGS", status_cells.recording_face(state.recording).value)
    yield cell("step", "words.STEPS", step)
    yield cell("step", "StatusBar", step, STEP)
    yield cell("speaker", "StatusBar", status_cells.speaking_face(state).value, SPEAKING)
    yield cell("display 2", "words.SCENES", display)
    if desk.presenter.session is not None:
        yield cell("display 2", "StatusBar", display, DISPLAY)
        return
    line = status_cells.line_face(state)
    yield cell("line", "StatusBar", line.value, LINE)
    yield cell("line", "words.QUALITIES", line.value.partition(", ")[0])
    yield cell("line", "words.CAUSES", line.value.partition(", ")[2])


def _display(desk: HeadlessDesk, painted: PaintedTexts) -> Iterator[Cell]:
    said = painted.of(desk.view.chair_display[-1])
    is_out = desk.presenter.session is None
    yield Cell(
        place="display 2",
        table="Scene",
        site_id=desk.site_id,
        said=frozenset(said | {painted.spoken()}),
        keys=CREST if is_out else (),
    )
    if not is_out:
        reasons = frozenset(text.partition(", ")[0] for text in said)
        yield Cell(place="display 2", table="words.PAUSES", site_id=desk.site_id, said=reasons)


def _session(desk: HeadlessDesk, state: SessionViewState) -> Iterator[Cell]:
    def cell(place: str, table: str, *said: str, site_id: SiteId = desk.site_id) -> Cell:
        return Cell(place=place, table=table, site_id=site_id, said=frozenset(said))

    flags = (words.word(words.FLAGS, flag) for flag in state.case.flags)
    yield cell("badge", "words.STATUSES", words.word(words.STATUSES, state.status))
    yield cell("badge", "words.FLAGS", *flags)
    yield cell("badge", "Session", *(("Diễn tập",) if state.is_practice else ()))
    yield cell("minutes", "Minutes", kept_text(state.minutes))
    if desk.session.context.plan.central_site_id == desk.site_id:  # whose paper it is
        transfers = (words.word(words.TRANSFERS, row.transfer) for row in state.papers.rows)
        yield cell("paper", "words.TRANSFERS", *transfers)
    for row in state.roster.rows:
        place, site_id = f"row of {row.site_id}", row.site_id
        microphone = words.word(words.MICROPHONES, row.microphone)
        presence = words.word(words.PRESENCES, row.presence)
        yield cell(place, "words.MICROPHONES", microphone, site_id=site_id)
        yield cell(place, "words.PRESENCES", presence, site_id=site_id)
    for tile in state.roster.tiles:
        place, site_id = f"tile of {tile.site_id}", tile.site_id
        microphone = words.word(words.MICROPHONES, tile.microphone)
        veil = () if tile.veil is None else (words.word(words.VEILS, tile.veil.kind),)
        yield cell(place, "words.MICROPHONES", microphone, site_id=site_id)
        yield cell(place, "words.VEILS", *veil, site_id=site_id)
