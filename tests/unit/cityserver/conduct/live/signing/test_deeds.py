"""Frozen where all have one text; signed only when each who is there has a state."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.cityserver.conduct.live.live_state import (
    Live,
    NotDone,
    dump_live,
    lose_seat,
    parse_live,
    take_seat,
)
from desktop.cityserver.conduct.live.rules import Actor, StateMessage, apply, outcome_of
from desktop.cityserver.conduct.live.signing.freezing import CityText
from desktop.cityserver.conduct.live.state_message import state_message
from desktop.contract.channel.conduct import SetStep
from desktop.contract.channel.signing import NoteObjection, NoteSignature, SetCopies, TellText
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.conduct.signing.signature import MAX_SIGNATURES, SignatureForm
from desktop.domain.conduct.signing.signers import site_signer
from desktop.domain.conduct.signing.signing import Signing
from desktop.domain.conduct.signing.version import MAX_OBJECTIONS, MAX_VERSIONS, ObjectionResult
from desktop.domain.ids import PersonId, SessionId, SiteId
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.record.minutes_text import TextDigest
from desktop.session.words.mapping import live_session_from
from tests.fakes.fake_clock import NOON
from tests.unit.cityserver.conduct.live.people import test_roll_call as roll

pytestmark = pytest.mark.unit

HQ, COMMUNE = roll.HQ, roll.COMMUNE
SAME, OTHER = "1" * 64, "2" * 64
DIGEST = TextDigest(sha256=SAME, lines=3, unsettled=0)
REASON, WITNESSES = "Chưa đồng ý phần đơn giá", ("Trưởng thôn Mẫu", "Cán bộ tư pháp Mẫu")
TO_SIGN = SetStep(step="signing", notes_signers=True)
TO_CLOSE = SetStep(step="closing", notes_signers=True)
READING = replace(
    roll.OPEN,
    told=replace(roll.OPEN.told, step=Step.READ_BACK, status=SessionStatus.MINUTES_REVIEW),
)
BOTH = take_seat(READING, COMMUNE, "other program")


def actor(role: Role = Role.SECRETARY, site_id: str = HQ, former: str = "") -> Actor:
    return replace(
        roll.actor(role, SiteId(site_id)),
        signers=roll.EXPECTED,
        central_site_id=HQ,
        city=CityText(digest=DIGEST, former=former),
    )


OFFICER = actor(Role.ROOM_OFFICER, COMMUNE)


def do(live: Live, *messages: StateMessage, by: Actor | None = None) -> Live:
    for one in messages:
        live = apply(live, one, by or actor(), NOON)
    return live


def told(sha256: str = SAME, unsettled: int = 0) -> TellText:
    return TellText(sha256=sha256, lines=3, unsettled=unsettled)


def signed(signer_id: str, form: str = "by_hand", **parts: object) -> NoteSignature:
    return NoteSignature(signer_id=signer_id, form=form, **parts)


def objected(text: str = "Sửa thành ba lần.", result: str = "accepted") -> NoteObjection:
    return NoteObjection(line_id="line-1", text=text, by="Công dân A", result=result)


def refused(live: Live, message: StateMessage, by: Actor | None = None) -> ProblemCode:
    with pytest.raises(NotDone) as error:
        do(live, message, by=by)
    return error.value.code


SIGNING = do(BOTH, TO_SIGN)


def signing_of(live: Live) -> Signing:
    assert live.told.signing is not None
    return live.told.signing


# ---- the freezing ----------------------------------------------------------------------------


def test_a_city_says_that_it_notes_signers_before_anything_is_noted() -> None:
    heard = live_session_from(SessionId("s"), state_message(READING.told))
    assert heard.signing == Signing()
    older = state_message(READING.told).model_copy(update={"signing": None})
    assert live_session_from(SessionId("s"), older).signing is None


def test_what_each_site_has_is_told_to_all_while_it_is_read() -> None:
    live = do(do(BOTH, told()), told(OTHER, unsettled=1), by=OFFICER)
    heard = live_session_from(SessionId("s"), state_message(live.told))
    assert heard.signing == live.told.signing
    assert [one.site_id for one in signing_of(live).texts] == [COMMUNE, HQ]
    assert outcome_of(told()) is None
    assert refused(SIGNING, told()) is ProblemCode.NOT_ALLOWED_NOW


def test_who_may_not_read_the_case_has_no_text_to_tell() -> None:
    assert refused(BOTH, told(), actor(Role.TECHNICIAN)) is ProblemCode.FORBIDDEN
    beside = replace(actor(), is_beside=True)
    assert refused(BOTH, told(), beside) is ProblemCode.FORBIDDEN


@pytest.mark.parametrize("text", [told(OTHER), told(SAME, unsettled=1)])
def test_nothing_is_frozen_while_a_site_has_another_text(text: TellText) -> None:
    live = do(do(BOTH, told()), text, by=OFFICER)
    assert refused(live, TO_SIGN) is ProblemCode.CONFLICT
    agreed = do(live, told(), by=OFFICER)
    assert do(agreed, TO_SIGN).told.step is Step.SIGNING


def test_the_city_itself_may_lack_a_line() -> None:
    live = do(READING, told(OTHER))
    assert refused(live, TO_SIGN) is ProblemCode.CONFLICT


def test_a_site_that_is_gone_does_not_keep_the_others() -> None:
    live = do(BOTH, told(OTHER), by=OFFICER)
    assert do(lose_seat(live, COMMUNE), TO_SIGN).told.step is Step.SIGNING


def test_an_older_program_is_not_kept_and_freezes_what_the_city_has() -> None:
    live = do(do(BOTH, told(OTHER), by=OFFICER), SetStep(step="signing"))
    version = signing_of(live).version
    assert version is not None
    assert (version.number, version.text_sha256, version.lines) == (1, SAME, 3)
    assert signing_of(live).texts == ()


def test_a_city_that_did_not_count_its_lines_freezes_nothing() -> None:
    live = apply(BOTH, TO_SIGN, replace(actor(), city=CityText()), NOON)
    assert live.told.signing is None


def test_the_same_text_read_again_stays_the_version_that_was_signed() -> None:
    live = do(SIGNING, signed("chair"))
    live = do(live, SetStep(step="conclusion"), SetStep(step="read_back"), TO_SIGN)
    assert len(signing_of(live).versions) == 1
    assert len(signing_of(live).signatures) == 1


def test_other_lines_are_another_version_and_nobody_has_signed_it() -> None:
    live = do(SIGNING, signed("chair"), SetStep(step="conclusion"), SetStep(step="read_back"))
    other = replace(actor(), city=CityText(digest=replace(DIGEST, sha256=OTHER)))
    live = apply(live, TO_SIGN, other, NOON)
    assert [one.number for one in signing_of(live).versions] == [1, 2]
    assert signing_of(live).signature(PersonId("chair")) is None


def test_versions_beyond_what_is_kept_are_refused() -> None:
    full = signing_of(SIGNING)
    full = replace(full, versions=full.versions * MAX_VERSIONS)
    live = replace(BOTH, told=replace(BOTH.told, signing=full))
    assert refused(live, TO_SIGN) is ProblemCode.NOT_ALLOWED_NOW


# ---- objections ------------------------------------------------------------------------------


def test_an_objection_stands_beside_the_old_words() -> None:
    live = do(BOTH, objected("  Sửa \n thành ba lần."), by=actor(former="Đã gửi hai lần."))
    (one,) = signing_of(live).objections
    assert (one.number, one.former, one.text) == (1, "Đã gửi hai lần.", "Sửa thành ba lần.")
    assert (one.by, one.result, one.site_id) == ("Công dân A", ObjectionResult.ACCEPTED, HQ)
    assert signing_of(live).versions == ()
    heard = live_session_from(SessionId("s"), state_message(live.told))
    assert heard.signing == live.told.signing
    assert parse_live(dump_live(live)) == live
    assert outcome_of(objected()) == "done"


def test_after_the_freezing_it_makes_a_version_that_is_signed_anew() -> None:
    live = do(SIGNING, signed("chair"))
    whole = NoteObjection(line_id=None, text="Thiếu ý kiến tôi.", by="Công dân A", result="kept")
    live = apply(live, whole, actor(), NOON + timedelta(minutes=1))
    versions = signing_of(live).versions
    assert [one.number for one in versions] == [1, 2]
    assert versions[0].sha256 != versions[1].sha256
    assert signing_of(live).signature(PersonId("chair")) is None


@pytest.mark.parametrize(
    ("live", "message", "by", "code"),
    [
        (roll.OPEN, objected(), None, ProblemCode.NOT_ALLOWED_NOW),
        (BOTH, objected(result="perhaps"), None, ProblemCode.BAD_REQUEST),
        (BOTH, objected(" "), None, ProblemCode.BAD_REQUEST),
        (BOTH, objected(), actor(Role.LEADER), ProblemCode.FORBIDDEN),
    ],
)
def test_an_objection_has_its_time_its_words_and_its_writer(
    live: Live, message: NoteObjection, by: Actor | None, code: ProblemCode
) -> None:
    assert refused(live, message, by) is code


def test_objections_are_counted() -> None:
    live = do(BOTH, *(objected(f"Ý kiến {number}") for number in range(MAX_OBJECTIONS)))
    assert refused(live, objected()) is ProblemCode.NOT_ALLOWED_NOW


# ---- who signs -------------------------------------------------------------------------------


def test_the_session_is_not_signed_before_each_who_is_there_has_a_state() -> None:
    live = do(SIGNING, signed("chair"))
    assert refused(live, TO_CLOSE) is ProblemCode.NOT_ALLOWED_NOW
    live = do(live, signed("citizen", "fingerprint"), by=OFFICER)
    closing = do(live, TO_CLOSE)
    assert (closing.told.step, closing.told.status) == (Step.CLOSING, SessionStatus.SIGNED)


def test_an_older_program_goes_on_as_before() -> None:
    assert do(SIGNING, SetStep(step="closing")).told.status is SessionStatus.SIGNED


def test_a_site_that_lost_its_line_is_not_waited_for_and_one_without_people_signs() -> None:
    live = lose_seat(do(SIGNING, signed("chair")), COMMUNE)
    assert do(live, TO_CLOSE).told.status is SessionStatus.SIGNED
    nobody = replace(actor(), signers={})
    hq = signed(site_signer(HQ))
    live = apply(live, hq, nobody, NOON)
    assert apply(live, TO_CLOSE, nobody, NOON).told.status is SessionStatus.SIGNED


def test_a_refusal_is_kept_with_its_reason_its_witnesses_and_who_noted_it() -> None:
    message = signed("citizen", "not_signed", reason=f" {REASON} ", witnesses=WITNESSES)
    live = do(SIGNING, message, by=OFFICER)
    (one,) = signing_of(live).signatures
    assert (one.form, one.reason, one.witnesses) == (SignatureForm.NOT_SIGNED, REASON, WITNESSES)
    assert (one.version, one.noted_at, one.by_site_id, one.by_role) == (
        1,
        NOON,
        COMMUNE,
        Role.ROOM_OFFICER,
    )
    heard = live_session_from(SessionId("s"), state_message(live.told))
    assert heard.signing == live.told.signing
    assert outcome_of(message) == "not_signed"


def test_what_was_noted_by_mistake_is_taken_back() -> None:
    live = do(SIGNING, signed("chair"), signed("chair", ""))
    assert signing_of(live).signatures == ()
    assert outcome_of(signed("chair", "")) == "taken back"


@pytest.mark.parametrize(
    ("message", "by", "code"),
    [
        (signed("nobody"), None, ProblemCode.NOT_FOUND),
        (signed("chair"), OFFICER, ProblemCode.FORBIDDEN),
        (signed("chair", "by_key"), None, ProblemCode.BAD_REQUEST),
        (signed("citizen", "not_signed", reason=REASON), None, ProblemCode.BAD_REQUEST),
        (
            signed("citizen", "not_signed", reason="ngắn", witnesses=WITNESSES),
            None,
            ProblemCode.BAD_REQUEST,
        ),
        (signed("chair"), actor(Role.OBSERVER), ProblemCode.FORBIDDEN),
    ],
)
def test_a_state_is_of_a_signer_and_noted_at_their_site(
    message: NoteSignature, by: Actor | None, code: ProblemCode
) -> None:
    assert refused(SIGNING, message, by) is code


def _paused(live: Live) -> Live:
    return replace(live, told=replace(live.told, status=SessionStatus.PAUSED))


def _unfrozen(live: Live) -> Live:
    return replace(live, told=replace(live.told, signing=None))


def _full(live: Live) -> Live:
    done = signing_of(do(live, signed("chair")))
    former = tuple(replace(one, version=0) for one in done.signatures * MAX_SIGNATURES)
    return replace(live, told=replace(live.told, signing=replace(done, signatures=former)))


@pytest.mark.parametrize("change", [_paused, _unfrozen, _full, lambda _live: BOTH])
def test_nothing_is_signed_in_a_pause_or_before_the_freezing(
    change: Callable[[Live], Live],
) -> None:
    assert refused(change(SIGNING), signed("chair")) is ProblemCode.NOT_ALLOWED_NOW


# ---- copies ----------------------------------------------------------------------------------


def test_the_number_of_copies_is_told_to_all() -> None:
    live = do(SIGNING, SetCopies(count=4))
    heard = live_session_from(SessionId("s"), state_message(live.told))
    assert heard.signing is not None
    assert heard.signing.copies == 4
    assert refused(roll.OPEN, SetCopies(count=4)) is ProblemCode.NOT_ALLOWED_NOW
    assert refused(SIGNING, SetCopies(count=4), OFFICER) is ProblemCode.FORBIDDEN
    beyond = SetCopies.model_construct(count=100)
    assert refused(SIGNING, beyond) is ProblemCode.BAD_REQUEST
