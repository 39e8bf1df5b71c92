from dataclasses import replace
from itertools import product

import pytest

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import (
    OnlineGate,
    blocks_online,
    gate_of,
    is_oral,
    keeps_block,
    may_be_online,
    online_gate,
    shows_name_at_first,
    split,
)
from desktop.domain.ids import PetitionId
from tests.samples.casework import COMPLAINT, DENUNCIATION, ORAL, WRITTEN

pytestmark = pytest.mark.unit

ANSWERS = list(product([None, False, True], repeat=2))
PROTECTED = replace(DENUNCIATION, identity_protection_requested=True)
UNASKED = replace(DENUNCIATION, secrecy_assured=None)


@pytest.mark.parametrize(("protection", "secrecy"), ANSWERS)
def test_either_adverse_answer_blocks_and_both_must_be_given(
    protection: bool | None, secrecy: bool | None
) -> None:
    gate = online_gate(
        PetitionType.DENUNCIATION,
        identity_protection_requested=protection,
        secrecy_assured=secrecy,
    )
    if protection or secrecy is False:
        assert gate is OnlineGate.BLOCKED
    elif (protection, secrecy) == (False, True):
        assert gate is OnlineGate.OPEN
    else:
        assert gate is OnlineGate.UNANSWERED


@pytest.mark.parametrize("petition_type", [one for one in PetitionType if one != "denunciation"])
@pytest.mark.parametrize(("protection", "secrecy"), ANSWERS)
def test_the_gate_is_of_denunciations_alone(
    petition_type: PetitionType, protection: bool | None, secrecy: bool | None
) -> None:
    gate = online_gate(
        petition_type, identity_protection_requested=protection, secrecy_assured=secrecy
    )
    assert gate is OnlineGate.OPEN


def test_one_blocked_petition_among_many_bars_the_session() -> None:
    assert not blocks_online([])
    assert not blocks_online([ORAL, COMPLAINT, DENUNCIATION])
    assert blocks_online([ORAL, PROTECTED])
    assert blocks_online([replace(DENUNCIATION, secrecy_assured=False)])


def test_what_was_not_asked_is_not_online_yet_and_not_barred_either() -> None:
    assert not blocks_online([UNASKED])
    assert not may_be_online([ORAL, UNASKED])
    assert not may_be_online([PROTECTED])
    assert may_be_online([ORAL, DENUNCIATION])


def test_a_block_is_for_good() -> None:
    assert keeps_block(DENUNCIATION, PROTECTED)
    assert keeps_block(PROTECTED, replace(PROTECTED, summary="Sửa lại tóm tắt"))
    assert not keeps_block(PROTECTED, DENUNCIATION)
    assert not keeps_block(PROTECTED, UNASKED)
    assert not keeps_block(PROTECTED, replace(PROTECTED, petition_type=PetitionType.FEEDBACK))


def test_a_denouncer_is_hidden_from_the_start() -> None:
    shown = {one for one in PetitionType if shows_name_at_first(one)}
    assert shown == set(PetitionType) - {PetitionType.DENUNCIATION}


def test_what_nobody_wrote_is_oral() -> None:
    assert is_oral(ORAL)
    assert not is_oral(WRITTEN)


def test_a_mixed_petition_is_split_and_the_block_stays_with_its_own_id() -> None:
    types = (PetitionType.COMPLAINT, PetitionType.DENUNCIATION, PetitionType.FEEDBACK)
    mixed = replace(PROTECTED, show_name_on_display=True, within_competence=True)
    parts = split(mixed, types, (PetitionId("p2"), PetitionId("p3")))
    complaint, denunciation, feedback = parts
    assert [part.petition_type for part in parts] == list(types)
    assert [part.id for part in parts] == ["p2", mixed.id, "p3"]
    assert {part.summary for part in parts} == {mixed.summary}
    assert [part.show_name_on_display for part in parts] == [True, False, True]
    assert all(part.within_competence is None for part in parts)
    assert gate_of(denunciation) is OnlineGate.BLOCKED
    assert keeps_block(mixed, denunciation)
    for part in (complaint, feedback):
        assert part.identity_protection_requested is part.secrecy_assured is None


def test_of_other_types_the_first_keeps_the_id() -> None:
    parts = split(ORAL, (PetitionType.COMPLAINT, PetitionType.PROPOSAL), (PetitionId("p2"),))
    assert [part.id for part in parts] == [ORAL.id, "p2"]
    assert split(ORAL, (PetitionType.FEEDBACK,), ()) == (
        replace(ORAL, suggested_type=PetitionType.FEEDBACK),
    )


@pytest.mark.parametrize(
    ("types", "ids"),
    [((), ()), ((PetitionType.COMPLAINT,) * 2, ("a",)), (tuple(PetitionType), ("a", "b"))],
)
def test_a_split_gives_each_type_once_and_an_id_to_each(
    types: tuple[PetitionType, ...], ids: tuple[PetitionId, ...]
) -> None:
    with pytest.raises(ValueError, match="each type once"):
        split(ORAL, types, ids)
