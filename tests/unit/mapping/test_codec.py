"""The one conversion between a dataclass and its body, with every rule it knows."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, NewType

import pytest
from pydantic import AwareDatetime, Field

from desktop.contract.base import Received
from desktop.mapping.codec import Codec, Rules, Undeclared, Unfit

pytestmark = pytest.mark.unit

SongId = NewType("SongId", str)
AT = datetime(2026, 11, 26, 2, 10, tzinfo=UTC)


class Mood(StrEnum):
    GLAD = "glad"
    SAD = "sad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verse:
    mood: Mood
    text: str
    sung_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choir:
    id: SongId
    mood: Mood


@dataclass(frozen=True, slots=True, kw_only=True)
class Song:
    id: SongId
    title: str
    moods: frozenset[Mood]
    verses: tuple[Verse, ...]
    refrain: Verse | None
    choir: Choir
    heard_on: date | None
    at: datetime
    is_loud: bool = False


class VerseBody(Received):
    mood: str
    text: Annotated[str, Field(max_length=5)]
    sung_by: str | None = None


class SongBody(Received):
    name: str
    moods: tuple[str, ...]
    verses: tuple[VerseBody, ...]
    refrain: VerseBody | None
    choir_id: str
    choir_mood: str
    heard_on: date | None
    at: AwareDatetime
    is_loud: bool = False
    sent_by: str


VERSE = Codec(Verse, VerseBody, Rules(empty_as_null=frozenset({"sung_by"})))
CHOIR = {"choir": {"id": "choir_id", "mood": "choir_mood"}}
RULES: dict[str, Any] = {
    "local": frozenset({"id"}),
    "given": frozenset({"sent_by"}),
    "renamed": {"title": "name"},
    "spread": CHOIR,
    "with_offset": frozenset({"at"}),
    "parts": (VERSE,),
}
SONG = Codec(Song, SongBody, Rules(**RULES))
RECORD = Song(
    id=SongId("song-1"),
    title="Hò",
    moods=frozenset({Mood.SAD, Mood.GLAD}),
    verses=(Verse(mood=Mood.SAD, text="mưa"), Verse(mood=Mood.GLAD, text="nắng", sung_by="An")),
    refrain=Verse(mood=Mood.GLAD, text="hò ơi"),
    choir=Choir(id=SongId("choir-1"), mood=Mood.GLAD),
    heard_on=date(2026, 11, 26),
    at=AT,
)
BODY = {
    "name": "Hò",
    "moods": ["glad", "sad"],
    "verses": [
        {"mood": "sad", "text": "mưa", "sung_by": None},
        {"mood": "glad", "text": "nắng", "sung_by": "An"},
    ],
    "refrain": {"mood": "glad", "text": "hò ơi", "sung_by": None},
    "choir_id": "choir-1",
    "choir_mood": "glad",
    "heard_on": "2026-11-26",
    "at": "2026-11-26T02:10:00+00:00",
    "is_loud": False,
    "sent_by": "site-a",
}


def read(body: dict[str, Any]) -> Song:
    return SONG.read(body, id=SongId("song-1"))


def test_every_rule_is_kept_in_both_directions() -> None:
    assert SONG.write(RECORD, sent_by="site-a") == BODY
    assert read(BODY) == RECORD
    assert SONG.of_body(SONG.body(RECORD, sent_by="site-a"), id=SongId("song-1")) == RECORD


def test_ids_and_instants_are_what_the_domain_says() -> None:
    found = read({**BODY, "at": "2026-11-26T02:10:00Z"})
    assert (found.at, found.at.utcoffset()) == (AT, AT.utcoffset())
    assert all(isinstance(mood, Mood) for mood in found.moods)


def test_an_instant_of_another_zone_keeps_its_own_offset() -> None:
    there = read({**BODY, "at": "2026-11-26T09:10:00+07:00"})
    assert SONG.write(there, sent_by="site-a")["at"] == "2026-11-26T09:10:00+07:00"


def test_nothing_of_a_nested_record_stays_nothing() -> None:
    found = read({**BODY, "refrain": None, "heard_on": None, "verses": []})
    assert (found.refrain, found.heard_on, found.verses) == (None, None, ())
    body = SONG.write(found, sent_by="site-a")
    assert (body["refrain"], body["heard_on"], body["verses"]) == (None, None, [])
    SONG.check_words(body)


def test_what_a_newer_city_adds_is_left_out_also_under_the_names_of_fields_here() -> None:
    verse = {**BODY["verses"][0], "title": 1}  # type: ignore[index]
    grown = {**BODY, "id": ["other"], "title": 5, "verses": [verse, BODY["verses"][1]]}  # type: ignore[index]
    assert read(grown) == RECORD


def test_what_an_older_program_leaves_out_has_the_wires_default() -> None:
    old = {key: value for key, value in BODY.items() if key != "is_loud"}
    assert read(old) == RECORD


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"verses": [{"mood": "sad", "text": "quá dài"}]}, "verses.0.text: string_too_long"),
        ({"moods": ["glad", "furious"]}, "moods"),
        ({"choir_mood": "furious"}, "choir.mood: enum"),
        ({"at": "2026-11-26T02:10:00"}, "at: timezone_aware"),
        ({"name": None}, "name: string_type"),
    ],
)
def test_what_does_not_fit_is_told_by_its_place_alone(changes: dict[str, Any], fault: str) -> None:
    with pytest.raises(Unfit, match=fault) as unfit:
        read({**BODY, **changes})
    assert "furious" not in str(unfit.value)
    assert "quá dài" not in str(unfit.value)
    assert unfit.value.__cause__ is None


def test_a_record_beyond_the_limits_is_not_written() -> None:
    long = Verse(mood=Mood.SAD, text="quá dài")
    with pytest.raises(Unfit, match=r"VerseBody: text: string_too_long$"):
        VERSE.write(long)


def test_a_field_that_is_not_known_is_refused_by_whoever_takes_records_in() -> None:
    assert SONG.taken(BODY)["at"] == "2026-11-26T02:10:00Z"
    with pytest.raises(Unfit) as unfit:
        SONG.taken({**BODY, "Nguyễn Văn Mẫu": 1})
    assert str(unfit.value) == "SongBody: : extra_forbidden"


def test_words_are_looked_for_at_every_depth() -> None:
    SONG.check_words(BODY)
    verses = [BODY["verses"][0], {"mood": "b", "text": ""}]  # type: ignore[index]
    odd = {**BODY, "moods": ["a"], "choir_mood": "d", "refrain": {"mood": "c"}, "verses": verses}
    assert list(SONG.odd_words(odd)) == ["moods", "choir_mood", "verses.1.mood", "refrain.mood"]
    with pytest.raises(Unfit, match=r"moods: no such word, choir_mood: no such word"):
        SONG.check_words(odd)


def test_what_does_not_travel_must_be_given() -> None:
    with pytest.raises(Undeclared, match="Song: id"):
        SONG.read(BODY)
    with pytest.raises(Undeclared, match="Song: rank"):
        SONG.read(BODY, id=SongId("song-1"), rank=1)
    with pytest.raises(Undeclared, match="SongBody: sent_by"):
        SONG.write(RECORD)


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"local": frozenset({"id", "rank"})}, "Song: rank"),
        ({"given": frozenset()}, "SongBody: sent_by"),
        ({"given": frozenset({"sent_by", "name"})}, "SongBody: name"),
        ({"renamed": {}}, "SongBody: title"),
        ({"renamed": {"title": "name", "rank": "name"}}, "Song: rank"),
        ({"spread": {"choir": {"id": "choir_id"}}}, "Choir: mood"),
        ({"spread": {}}, "SongBody: choir"),
        ({"empty_as_null": frozenset({"name"})}, "Song: name"),
        ({"with_offset": frozenset({"when"})}, "SongBody: when"),
        ({"local": frozenset({"id", "moods"})}, "SongBody: moods"),
    ],
)
def test_a_declaration_that_forgets_a_field_is_none(changes: dict[str, Any], names: str) -> None:
    with pytest.raises(Undeclared, match=f"^{names}$"):
        Codec(Song, SongBody, Rules(**{**RULES, **changes}))


def test_a_dataclass_whose_body_holds_no_body_in_its_place_is_no_declaration() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Record:
        verse: Verse

    class Body(Received):
        verse: str

    Record.__annotations__["verse"] = Verse
    with pytest.raises(Undeclared, match=r"^Verse: no model$"):
        Codec(Record, Body)
