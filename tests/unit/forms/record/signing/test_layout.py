"""The end of the minutes: the version, what was objected, how each one signed, what came later."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.roll_call import AddedPerson, RollCall, person_ids
from desktop.domain.conduct.session_timeline import SessionTimeline
from desktop.domain.conduct.signing.signature import Signature, SignatureForm
from desktop.domain.conduct.signing.signers import site_signer
from desktop.domain.conduct.signing.signing import (
    SessionSigning,
    Signing,
    frozen,
    kept_signing,
    with_objection,
    with_signature,
)
from desktop.domain.conduct.signing.version import Objection, ObjectionResult
from desktop.domain.ids import AmendmentId, MinuteLineId, PersonId, SiteId
from desktop.domain.reception.acceptance import AcceptedAfter
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import Step
from desktop.domain.record.amendment import MinutesAmendment
from desktop.domain.record.minutes import MinuteLine
from desktop.domain.record.minutes_text import text_digest
from desktop.forms.layout.blocks import Body, Heading, PageMark
from desktop.forms.record.minutes_layout import lay_out_minutes
from desktop.forms.record.minutes_sources import MinutesSources, build_minutes_document
from desktop.forms.record.minutes_wording import load_minutes_wording
from tests.paths import ROOT
from tests.samples import minutes as sample

pytestmark = pytest.mark.unit

WORDING = load_minutes_wording(ROOT / "resources" / "forms" / "minutes-v1.json")
SAID = WORDING.signing
AT = sample.OPENED_AT + timedelta(minutes=90)
PEOPLE = sample.participants()
CHAIR, SECRETARY, ADVISER, OFFICER, CITIZEN, AGENT, AWAY = person_ids(PEOPLE)
REASON, WITNESSES = "Chưa đồng ý phần đơn giá.", ("Trưởng thôn Mẫu", "Cán bộ tư pháp Mẫu")
LAWYER = AddedPerson(
    person_id=PersonId("l"),
    site_id=sample.COMMUNE,
    full_name="Luật sư Mẫu",
    role=ParticipantRole.LAWYER,
)


def sent() -> tuple[MinuteLine, ...]:
    return tuple(replace(one, revision=1) for one in sample.lines())


def signature(signer_id: PersonId, form: SignatureForm = SignatureForm.BY_HAND) -> Signature:
    made = Signature(
        signer_id=signer_id,
        version=1,
        form=form,
        noted_at=AT,
        by_site_id=sample.HQ,
        by_role=Role.SECRETARY,
    )
    is_refusal = form is SignatureForm.NOT_SIGNED
    return replace(made, reason=REASON, witnesses=WITNESSES) if is_refusal else made


def objection(number: int, result: ObjectionResult, former: str = "") -> Objection:
    return Objection(
        number=number,
        line_id=None,
        former=former,
        text="Gia đình đã gửi đơn ba lần",
        by="Công dân A",
        result=result,
        at=AT,
        site_id=sample.COMMUNE,
    )


def a_signing(*signatures: Signature, objections: tuple[Objection, ...] = ()) -> Signing:
    signing = Signing()
    for one in objections:
        signing = with_objection(signing, one, is_frozen=False)
    digest = text_digest(sent())
    signing = frozen(signing, digest.sha256, digest.lines, AT)
    for each in signatures:
        signing = with_signature(signing, each)
    return signing


def kept(signing: Signing, step: Step = Step.CLOSING) -> SessionSigning:
    return kept_signing(sample.SESSION, signing, step)


def sources(signing: SessionSigning | None, **changes: object) -> MinutesSources:
    given = sample.sources()
    course = replace(given.course or SessionTimeline(), roll=RollCall(added=(LAWYER,)))
    made = replace(given, lines=sent(), course=course, signing=signing)
    return replace(made, **changes)  # type: ignore[arg-type]


def printed(given: MinutesSources) -> list[str]:
    form = lay_out_minutes(build_minutes_document(given), WORDING)
    return [one.text for one in form.blocks if isinstance(one, Heading | Body)]


def test_every_page_of_a_frozen_version_says_which_it_is() -> None:
    signing = a_signing(signature(CHAIR))
    version = signing.versions[-1]
    form = lay_out_minutes(build_minutes_document(sources(kept(signing))), WORDING)
    assert form.mark == PageMark(record_id=sample.SESSION, version=1, content_sha256=version.sha256)


@pytest.mark.parametrize("is_kept", [False, True])
def test_a_print_of_other_words_or_of_before_the_freezing_has_no_code(is_kept: bool) -> None:
    given = sources(kept(a_signing()) if is_kept else None)
    first, *others = given.lines
    changed = replace(given, lines=(replace(first, text="Chữ khác."), *others))
    assert lay_out_minutes(build_minutes_document(changed), WORDING).mark is None


def test_version_objections_and_the_state_of_each_signer_are_printed() -> None:
    signing = a_signing(
        signature(CHAIR),
        signature(CITIZEN, SignatureForm.FINGERPRINT),
        signature(OFFICER, SignatureForm.NOT_SIGNED),
        signature(LAWYER.person_id),
        signature(site_signer(sample.AGENCY)),
        signature(PersonId("nobody")),
        objections=(
            objection(1, ObjectionResult.ACCEPTED, "Đã gửi đơn hai lần."),
            objection(2, ObjectionResult.KEPT),
        ),
    )
    texts = printed(sources(kept(signing)))
    version = signing.version
    assert version is not None
    said = "\n".join(texts)
    assert SAID.objections in texts
    assert (
        "1. Công dân A đề nghị lúc 10 giờ 01 phút: “Gia đình đã gửi đơn ba lần”. "
        "Đã ghi nhận sửa (chữ cũ: “Đã gửi đơn hai lần.”)." in texts
    )
    assert any(one.startswith("2. Công dân A có ý kiến") for one in texts)
    assert version.sha256[:16] in said
    assert SAID.states.format(number=1) in texts
    hq, commune, agency = (site.name for site in sample.sites())
    assert f"- Lãnh đạo Mẫu (người chủ trì, {hq}): ký tay; ghi lúc 10 giờ 01 phút." in texts
    assert any("điểm chỉ" in one and commune in one for one in texts)
    assert any(
        "không ký, lý do: Chưa đồng ý phần đơn giá; người chứng kiến: Trưởng thôn Mẫu, "
        "Cán bộ tư pháp Mẫu" in one
        for one in texts
    )
    assert any(f"Luật sư Mẫu (luật sư, {commune})" in one for one in texts)
    assert any(f"{agency} ({SAID.for_site}, {agency})" in one for one in texts)
    assert any(f"{WORDING.unknown} ({SAID.for_site}, {hq})" in one for one in texts)
    assert SAID.other_here not in texts
    assert not any(one.startswith(WORDING.unsigned[:10]) for one in texts)


def test_of_a_city_of_before_and_before_anybody_signed_a_hand_writes_who_does_not() -> None:
    for signing in (None, kept(a_signing())):
        texts = printed(sources(signing))
        assert WORDING.unsigned in texts
        assert not any(one.startswith("Trạng thái ký") for one in texts)


def test_a_version_that_is_read_back_anew_is_printed_no_more() -> None:
    texts = printed(sources(kept(a_signing(signature(CHAIR)), Step.READ_BACK)))
    assert not any("chốt thành bản" in one for one in texts)
    assert SAID.states.format(number=1) not in texts


def test_former_versions_stand_before_the_one_that_is_signed() -> None:
    first = a_signing(signature(CHAIR))
    signing = with_objection(first, objection(1, ObjectionResult.KEPT), is_frozen=True)
    texts = printed(sources(kept(signing)))
    former = next(one for one in texts if one.startswith("Bản 1 đã chốt"))
    newest = next(one for one in texts if one.startswith("Biên bản được chốt thành bản 2"))
    assert texts.index(former) < texts.index(newest)
    assert WORDING.unsigned in texts


def test_lines_on_this_pc_that_are_not_the_version_are_told() -> None:
    lines = (replace(sent()[0], text="Chữ khác."), *sent()[1:])
    assert SAID.other_here in printed(sources(kept(a_signing()), lines=lines))


def test_what_came_after_the_freezing_stands_behind_the_signatures() -> None:
    late = AcceptedAfter(status="minutes_review", at=AT + timedelta(minutes=1))
    line = replace(sent()[0], id=MinuteLineId("late"), text="Đến muộn.", accepted_after=late)
    given = sources(kept(a_signing()), lines=(*sent(), line))
    texts = printed(given)
    assert SAID.other_here not in texts
    assert texts.index(WORDING.late) < next(
        place for place, one in enumerate(texts) if "Đến muộn." in one
    )
    again = printed(replace(given, signing=kept(a_signing(), Step.READ_BACK)))
    assert WORDING.late not in again


def test_amendments_stand_at_the_very_end_with_author_and_reason() -> None:
    made = MinutesAmendment(
        id=AmendmentId("a"),
        session_id=sample.SESSION,
        owner_site_id=sample.COMMUNE,
        at=AT + timedelta(days=1),
        author="Thư ký Mẫu",
        line_id=sent()[1].id,
        text="Diện tích là 38 m².",
        reason="Đối chiếu lại với bản đo đạc.",
    )
    whole = replace(
        made, id=AmendmentId("b"), owner_site_id=SiteId("gone"), line_id=None, at=made.at
    )
    unknown = replace(made, id=AmendmentId("c"), line_id=MinuteLineId("gone"))
    texts = printed(sources(kept(a_signing()), amendments=(whole, made, unknown)))
    place = texts.index(SAID.amendments)
    first, second, third = texts[place + 2 :]
    commune = sample.sites()[1].name
    assert first.startswith(f"1. Thư ký Mẫu, {commune}, lúc 10 giờ 01 phút, ngày 27 tháng 11")
    assert f"Về dòng: “{sent()[1].text}”" in first
    assert f", {WORDING.unknown}, " in second
    assert "Về dòng" not in second + third
    assert SAID.amendments not in printed(sources(kept(a_signing())))
