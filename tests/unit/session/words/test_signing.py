"""The signing between the wire's words and the domain's; what makes no sense is a misfit."""

from datetime import datetime
from typing import Any

import pytest

from desktop.contract.channel.signing import (
    NoteObjection,
    NoteSignature,
    SetCopies,
    SigningState,
    TellText,
)
from desktop.domain.conduct.signing.signature import SaidSignature, SignatureForm
from desktop.domain.conduct.signing.version import ObjectionResult
from desktop.domain.ids import MinuteLineId, PersonId
from desktop.domain.record.minutes_text import TextDigest
from desktop.session.words.misfit import Misfit
from desktop.session.words.signing import SigningCommands, signing_from
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

HASH = "1" * 64
NAIVE = datetime(2026, 11, 26, 12, 0)  # noqa: DTZ001 - what a city may not send
TEXT = {"site_id": "hq", "sha256": HASH, "lines": 3}
VERSION = {"number": 1, "text_sha256": HASH, "sha256": HASH, "lines": 3, "frozen_at": NOON}
OBJECTION: dict[str, Any] = {
    "number": 1,
    "line_id": "line-1",
    "former": "Hai lần.",
    "text": "Ba lần.",
    "by": "Công dân A",
    "result": "accepted",
    "at": NOON,
    "site_id": "hq",
}
SIGNATURE: dict[str, Any] = {
    "signer_id": "chair",
    "version": 1,
    "form": "not_signed",
    "noted_at": NOON,
    "by_site_id": "hq",
    "by_role": "secretary",
    "reason": "Chưa đồng ý phần đơn giá",
    "witnesses": ("Một", "Hai"),
}


def state(**parts: Any) -> SigningState:
    return SigningState.model_validate(
        {
            "texts": [TEXT],
            "versions": [VERSION],
            "objections": [OBJECTION, {**OBJECTION, "number": 2, "line_id": None}],
            "signatures": [SIGNATURE],
            "copies": 3,
            "number": {"number": 12, "year": 2026},
            **parts,
        }
    )


def test_all_that_was_noted_is_read() -> None:
    found = signing_from(state())
    assert found is not None
    assert found.version is not None
    assert (found.version.number, found.copies) == (1, 3)
    assert found.number is not None
    assert (found.number.number, found.number.year) == (12, 2026)
    assert [one.line_id for one in found.objections] == ["line-1", None]
    noted = found.signature(PersonId("chair"))
    assert noted is not None
    assert (noted.form, noted.witnesses) == (SignatureForm.NOT_SIGNED, ("Một", "Hai"))
    assert found.texts[0].unsettled == 0


def test_a_city_that_notes_nothing_and_one_that_noted_nothing_yet() -> None:
    assert signing_from(None) is None
    found = signing_from(SigningState())
    assert found is not None
    assert (found.version, found.number) == (None, None)


@pytest.mark.parametrize(
    "parts",
    [
        {"texts": [TEXT] * 33},
        {"versions": [VERSION] * 41},
        {"objections": [OBJECTION] * 25},
        {"signatures": [SIGNATURE] * 257},
        {"versions": [{**VERSION, "frozen_at": NAIVE}]},
        {"objections": [{**OBJECTION, "text": "a" * 501}]},
        {"signatures": [{**SIGNATURE, "reason": "a" * 501}]},
        {"signatures": [{**SIGNATURE, "witnesses": ("a" * 101,)}]},
    ],
)
def test_what_makes_no_sense_is_a_misfit(parts: dict[str, Any]) -> None:
    with pytest.raises(Misfit):
        signing_from(state(**parts))


@pytest.mark.parametrize(
    "parts",
    [
        {"objections": [{**OBJECTION, "result": "perhaps"}]},
        {"signatures": [{**SIGNATURE, "form": "by_key"}]},
        {"signatures": [{**SIGNATURE, "by_role": "king"}]},
    ],
)
def test_a_word_of_a_newer_city_is_not_understood(parts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        signing_from(state(**parts))


def test_what_an_officer_presses_is_said_in_the_words_of_the_wire() -> None:
    said: list[Any] = []
    told: list[TellText] = []
    commands = SigningCommands(said.append, tell=told.append)
    commands.tell_text(TextDigest(sha256=HASH, lines=3, unsettled=1))
    line = MinuteLineId("line-1")
    commands.note_objection(line, " Ba \n lần. ", "Công dân  A", ObjectionResult.KEPT)
    commands.note_signature(PersonId("chair"), SaidSignature(form=SignatureForm.BY_HAND))
    refusal = SaidSignature(
        form=SignatureForm.NOT_SIGNED, reason=" Chưa đồng ý  giá", witnesses=("Một", "a" * 101, " ")
    )
    commands.note_signature(PersonId("citizen"), refusal)
    commands.note_signature(PersonId("chair"), None)
    commands.set_copies(4)
    assert told == [TellText(sha256=HASH, lines=3, unsettled=1)]
    assert said == [
        NoteObjection(line_id=line, text="Ba lần.", by="Công dân A", result="kept"),
        NoteSignature(signer_id="chair", form="by_hand"),
        NoteSignature(
            signer_id="citizen",
            form="not_signed",
            reason="Chưa đồng ý giá",
            witnesses=("Một", "a" * 100),
        ),
        NoteSignature(signer_id="chair", form=""),
        SetCopies(count=4),
    ]
