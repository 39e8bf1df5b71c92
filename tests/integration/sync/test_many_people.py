"""Of some thousand people: who is recognised is whom a look at everybody would find."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from desktop.domain.casework.history import HistoryOf, history_lines, recognise
from desktop.domain.casework.intake import Intake, earlier_reception, numbers_of, visit_day
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.clock import SystemClock
from desktop.domain.ids import CaseId, CitizenId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.store.store import open_store
from desktop.sync.records.intakes import IntakeBook
from tests.bench.intakes import fill, records_of
from tests.patience import wait_until
from tests.samples.many_people import many_intakes, many_people
from tests.samples.store import KEY

pytestmark = [pytest.mark.integration, pytest.mark.timeout(120)]

PEOPLE = many_people(3_000)
INTAKES = list(many_intakes(PEOPLE, 3_000))
OTHER_SPELLINGS = {"Hoà": "Hòa", "Hòa": "Hoà", "Thuỷ": "Thủy", "Khoẻ": "Khỏe", "Y'Ban": "Y’Ban"}


def has_read_everything(book: IntakeBook) -> bool:
    """Parts are read beside each other, so that the last visit says nothing of the others."""
    read = book.intakes()
    return len(read) == len(INTAKES) and all(one.is_whole for one in read)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IntakeBook]:
    folder = tmp_path_factory.mktemp("many")
    store = open_store(folder / "room", KEY, SystemClock(), copies_folder=folder / "copies")
    try:
        fill(store, [*PEOPLE, *records_of(INTAKES)])
        opened = IntakeBook(
            items=store.items, clock=SystemClock(), emit=lambda _event: None, place=lambda: "Nhà"
        )
        opened.start()
        wait_until(lambda: has_read_everything(opened))
        yield opened
        opened.stop()
    finally:
        store.close()


def typed(person: CitizenRecord, random: Random) -> CitizenRecord:
    """The person as another officer types them: spelt otherwise, or with less."""
    name = person.full_name
    for one, other in OTHER_SPELLINGS.items():
        if random.random() < 0.5:
            name = name.replace(one, other)
    changes: list[dict[str, object]] = [
        {},
        {"full_name": name},
        {"full_name": unicodedata.normalize("NFD", name)},
        {"full_name": f"  {name.upper()} "},
        {"id_number": ""},
        {"id_number": "", "full_name": name},
        {"id_number": f"{person.id_number[:3]} {person.id_number[3:]}"},
        {"date_of_birth": None, "id_number": ""},
        {"ward_code": ""},
    ]
    return replace(person, id=CitizenId("typed"), **random.choice(changes))  # type: ignore[arg-type]


def test_the_sample_has_what_is_hard() -> None:
    names = {one.full_name for one in PEOPLE}
    assert {"Hoà", "Hòa", "Hoa", "Y'Ban"} <= names  # of one word, in both spellings
    assert any(unicodedata.normalize("NFC", name) != name for name in names)
    numbers = [one.id_number for one in PEOPLE if one.id_number]
    assert len(set(numbers)) < len(numbers)
    assert "" in {one.id_number for one in PEOPLE}


def test_who_is_recognised_is_who_a_look_at_everybody_finds(book: IntakeBook) -> None:
    random = Random(7)
    found = 0
    for person in random.sample(PEOPLE, 300):
        asked = typed(person, random)
        expected = recognise(asked, PEOPLE)
        assert book.recognise(asked) == expected
        found += bool(expected)
    assert found > 200  # so that nothing equals nothing


def naive_history(people: set[CitizenId], case_id: CaseId | None) -> object:
    receptions = (
        earlier_reception(one.visit, one.petitions, place="Nhà", zone=LOCAL_ZONE) for one in INTAKES
    )
    return history_lines(receptions, HistoryOf(people, case_id))


@pytest.mark.parametrize("case_id", [None, CaseId("case-0"), CaseId("case-96")])
def test_history_is_what_a_look_at_all_visits_finds(
    book: IntakeBook, case_id: CaseId | None
) -> None:
    random = Random(8)
    lines = 0
    for _ in range(60):
        people = {one.id for one in random.sample(PEOPLE, random.choice([0, 1, 1, 2, 5]))}
        found = book.history(HistoryOf(people, case_id), is_denunciation=False)
        assert found == naive_history(people, case_id)
        assert len(found) <= 5
        lines += len(found)
    assert lines > 20


def test_all_are_listed_and_each_day_has_its_own(book: IntakeBook) -> None:
    # a difference is told by its visit alone: of thousands pytest would write for minutes
    listed = [one.intake for one in book.intakes()]
    assert len(listed) == len(INTAKES)
    assert [a.visit.id for a, b in zip(listed, INTAKES, strict=True) if a != b] == []
    by_day: dict[object, list[Intake]] = {}
    for one in INTAKES:
        by_day.setdefault(visit_day(one.visit, LOCAL_ZONE), []).append(one)
    assert len(by_day) > 100
    for day, expected in list(by_day.items())[::25]:
        assert book.numbers_of_day(day) == numbers_of(expected)  # type: ignore[arg-type]
        assert {one.intake.visit.id for one in book.of_day(day)} == {  # type: ignore[arg-type]
            one.visit.id for one in expected
        }
