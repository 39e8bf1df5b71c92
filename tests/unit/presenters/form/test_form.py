"""One form of a screen: nothing typed is lost, nothing wrong goes, what goes is followed."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.events import ActionFailed
from desktop.domain.faults import FaultKind, FieldFault
from desktop.domain.reports.events import ReportsExported, UnitReportsChanged
from desktop.presenters.form.draft import KEEP_AFTER_S, Draft
from desktop.presenters.form.fault_watch import FaultWatch
from desktop.presenters.form.form import FormPresenter, Outcomes
from desktop.presenters.form.spec import FieldKind, FieldSpec, FormSpec, Section, Wanted
from desktop.presenters.form.state import Closed, FieldAccess, FormState
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_services import FakeMemory

pytestmark = pytest.mark.unit

FORM = FormSpec(
    sections=(
        Section(
            key="who",
            fields=(
                FieldSpec(key="name", wanted=Wanted.MUST),
                FieldSpec(key="phone", kind=FieldKind.PHONE),
            ),
        ),
        Section(
            key="what",
            fields=(
                FieldSpec(key="type", kind=FieldKind.SEGMENTS, fresh="new", choices=("new", "old")),
                FieldSpec(key="times", kind=FieldKind.NUMBER, fresh="1", least=1, most=9),
                FieldSpec(key="site", kind=FieldKind.SEARCH),
            ),
        ),
    )
)
OUTCOMES = Outcomes(
    hand_in="hand_in",
    told=frozenset({"receive"}),
    about={"kind": "request"},
    exports=frozenset({"export"}),
    exported=ReportsExported,
)
UNSAVED = Message(code=MessageCode.AGENCY_UNSAVED, tone=Tone.WARN)


class Rig:
    """A form in a desk that can be killed."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.memory = FakeMemory()
        self.sites = {"a"}
        self.form = self.new_form()

    def new_form(self, outcomes: Outcomes = OUTCOMES) -> FormPresenter:
        return FormPresenter(
            spec=FORM,
            draft=Draft(memory=self.memory, clock=self.clock, name="request_draft"),
            outcomes=outcomes,
            offered={"site": lambda: self.sites},
        )

    def kill(self) -> FormPresenter:
        """kill -9 and a new program: the memory is what it was."""
        self.form = self.new_form()
        return self.form

    def state(self) -> FormState:
        return self.form.state(self.form.faults())

    def is_under_way(self) -> bool:
        return self.form.is_under_way

    def told(self) -> Message | None:
        return self.form.told

    def press(self, record: str = "request-1") -> bool:
        return self.form.submit(record, self.form.faults())


@pytest.fixture
def rig() -> Rig:
    return Rig()


def failed(action: str, **data: str) -> ActionFailed:
    return ActionFailed(action=action, code="B-301", data=data)


def test_a_fresh_form_says_what_it_is_declared_to_say(rig: Rig) -> None:
    assert [one.key for one in rig.state().fields] == ["name", "phone", "type", "times", "site"]
    assert rig.state().text("type") == "new"
    assert rig.form.number("times") == 1
    assert rig.form.text("name") == ""


def test_what_was_emptied_stays_empty(rig: Rig) -> None:
    rig.form.edit("times", "")
    assert rig.form.text("times") == ""
    assert rig.form.number("times") is None


def test_words_are_stored_trimmed_and_shown_as_typed(rig: Rig) -> None:
    rig.form.edit("name", " Lê  Mẫu ")
    assert (rig.form.text("name"), rig.form.words("name")) == (" Lê  Mẫu ", "Lê  Mẫu")


@pytest.mark.parametrize(("key", "text"), [("type", "newer"), ("site", "gone")])
def test_a_choice_that_is_not_offered_is_a_fresh_one(rig: Rig, key: str, text: str) -> None:
    rig.form.edit(key, text)
    assert rig.form.text(key) == FORM.field(key).fresh


def test_a_choice_of_the_running_desk_stands_while_it_is_offered(rig: Rig) -> None:
    rig.form.edit("site", "a")
    assert rig.form.text("site") == "a"
    rig.sites = set()
    assert rig.form.text("site") == ""


def test_a_draft_survives_a_kill_once_the_keys_are_still(rig: Rig) -> None:
    rig.form.edit("name", "Lê Văn")
    rig.clock.advance(KEEP_AFTER_S / 2)
    rig.form.on_tick()
    assert rig.memory.values == {}
    rig.clock.advance(KEEP_AFTER_S)
    rig.form.on_tick()
    assert rig.kill().text("name") == "Lê Văn"


def test_a_draft_survives_a_kill_after_another_screen_was_shown(rig: Rig) -> None:
    rig.form.edit("name", "Lê Văn")
    rig.form.leave()
    assert rig.kill().text("name") == "Lê Văn"


def test_what_is_missing_stays_however_often_it_is_pressed(rig: Rig) -> None:
    assert not rig.press()
    assert not rig.press()
    assert rig.state().faults == {"name": FaultKind.MISSING}
    assert rig.state().refusals == 2
    message = rig.form.message(rig.form.faults())
    assert message is not None
    assert message.code == MessageCode.FIELDS_MISSING


def test_nothing_is_marked_before_somebody_pressed(rig: Rig) -> None:
    assert rig.state().faults == {}
    assert rig.form.message(rig.form.faults()) is None


def test_what_is_odd_goes_with_the_second_press(rig: Rig) -> None:
    rig.form.edit("name", "Lê Văn Mẫu")
    rig.form.edit("phone", "0225")
    assert not rig.press()
    assert rig.form.marks(rig.form.faults()) == {"phone": FaultKind.ODD}
    assert not rig.is_under_way()
    assert rig.press()
    assert rig.is_under_way()
    assert rig.state().faults == {}


def test_a_judgement_of_the_domain_keeps_the_form_too(rig: Rig) -> None:
    rig.form.edit("name", "Lê Văn Mẫu")
    judged = (FieldFault(field="name", kind=FaultKind.TAKEN),)
    assert not rig.form.may_go(rig.form.faults(judged))
    assert rig.form.state(rig.form.faults(judged)).faults == {"name": FaultKind.TAKEN}


def test_what_needs_a_reason_stays_until_it_is_written(rig: Rig) -> None:
    rig.form.edit("name", "Lê Văn Mẫu")
    judged = (
        FieldFault(field="name", kind=FaultKind.REASON, code="N-111", data=(("count", 7),)),
        FieldFault(field="phone", kind=FaultKind.ODD),
    )
    for _ in range(2):
        assert not rig.form.may_go(rig.form.faults(judged))
    faults = rig.form.faults(judged)
    view, phone = rig.form.state(faults).fields[:2]
    assert (view.fault, view.code, view.data) == (FaultKind.REASON, "N-111", (("count", 7),))
    assert (phone.fault, phone.code, phone.data) == (FaultKind.ODD, "", ())
    message = rig.form.message(faults)
    assert message is not None
    assert (message.tone, message.data) == (Tone.DANGER, {"count": 1})


def test_a_hidden_field_is_neither_drawn_nor_asked_for(rig: Rig) -> None:
    faults = rig.form.faults(hidden={"name"})
    assert faults == ()
    assert [one.key for one in rig.form.state(faults, hidden={"name", "site"}).fields] == [
        "phone", "type", "times"
    ]  # fmt: skip


def test_a_closed_field_says_why(rig: Rig) -> None:
    closed = {"name": Closed(reason="of_card"), "phone": Closed(access=FieldAccess.READ_ONLY)}
    name, phone, kind, *_ = rig.form.state((), closed=closed).fields
    assert (name.access, name.reason) == (FieldAccess.DISABLED, "of_card")
    assert (phone.access, phone.reason) == (FieldAccess.READ_ONLY, "")
    assert (kind.access, kind.reason) == (FieldAccess.OPEN, "")


def handed_in(rig: Rig) -> None:
    rig.form.edit("name", "Lê Văn Mẫu")
    assert rig.press()


def test_the_draft_goes_when_the_record_is_kept_and_not_before(rig: Rig) -> None:
    handed_in(rig)
    assert not rig.form.is_kept(["request-0"])
    assert rig.kill().text("name") == "Lê Văn Mẫu"
    handed_in(rig)
    assert rig.form.is_kept(["request-0", "request-1"])
    assert rig.form.text("name") == ""
    assert rig.memory.values == {}
    assert not rig.form.is_kept(["request-1"])


def test_what_is_typed_while_it_is_being_kept_stays(rig: Rig) -> None:
    handed_in(rig)
    rig.form.edit("name", "Lê Thị Mẫu")
    assert rig.form.is_kept(["request-1"])
    assert rig.form.text("name") == "Lê Thị Mẫu"


def test_a_record_that_has_arrived_leaves_the_draft_to_its_screen(rig: Rig) -> None:
    handed_in(rig)
    assert not rig.form.has_arrived([])
    assert rig.form.has_arrived(["request-1"])
    assert not rig.form.is_under_way
    assert rig.form.text("name") == "Lê Văn Mẫu"


def test_what_could_not_be_kept_is_told_and_may_go_again(rig: Rig) -> None:
    handed_in(rig)
    assert rig.form.take(failed("hand_in", kind="request"))
    assert rig.form.told == Message(code="B-301", tone=Tone.DANGER, data={"kind": "request"})
    assert not rig.form.is_under_way
    assert rig.kill().text("name") == "Lê Văn Mẫu"


def test_failures_of_others_are_not_this_form_s(rig: Rig) -> None:
    handed_in(rig)
    for event in (
        failed("hand_in", kind="other"),
        failed("receive", kind="other"),
        failed("sign_in", kind="request"),
        failed("export"),
    ):
        assert not rig.form.take(event)
    assert rig.form.is_under_way
    assert rig.form.told is None


def test_a_failure_that_is_only_told_leaves_the_form_under_way(rig: Rig) -> None:
    handed_in(rig)
    assert rig.form.take(failed("receive", kind="request"))
    assert rig.form.is_under_way
    assert rig.form.told is not None


def test_one_export_at_a_time_and_its_name_is_told(rig: Rig) -> None:
    written = ReportsExported(path=Path("bang.xlsx"))
    assert not rig.form.take(written)
    assert rig.form.begin_export()
    assert not rig.form.begin_export()
    assert not rig.form.take(UnitReportsChanged(kinds=frozenset()))
    assert rig.form.take(written)
    message = rig.form.message(())
    assert message is not None
    assert (message.code, message.data) == (MessageCode.LIST_EXPORTED, {"name": "bang.xlsx"})
    assert rig.form.begin_export()
    assert rig.form.take(failed("export", name="bang.xlsx"))
    assert not rig.form.is_exporting


def test_a_form_without_an_export_hears_of_none(rig: Rig) -> None:
    form = rig.new_form(replace(OUTCOMES, exports=frozenset(), exported=None))
    assert not form.take(ReportsExported(path=Path("bang.xlsx")))


def test_a_key_takes_away_what_was_told(rig: Rig) -> None:
    rig.form.told = UNSAVED
    rig.form.edit("name", "L")
    assert rig.form.told is None


def test_unsaved_words_are_not_left_for_something_else(rig: Rig) -> None:
    assert not rig.press()
    assert not rig.form.may_leave(is_changed=True, unsaved=UNSAVED)
    assert rig.told() == UNSAVED
    assert rig.state().faults == {"name": FaultKind.MISSING}
    assert rig.form.may_leave(is_changed=False, unsaved=UNSAVED)
    assert rig.told() is None
    assert rig.state().faults == {}


def test_what_was_sent_before_a_kill_is_forgotten_at_the_start(rig: Rig) -> None:
    handed_in(rig)
    rig.kill().start(is_sent=False)
    assert rig.form.text("name") == "Lê Văn Mẫu"
    rig.kill().start(is_sent=True)
    assert rig.form.text("name") == ""
    assert rig.memory.values == {}


def test_a_form_has_its_own_words_for_what_is_wrong(rig: Rig) -> None:
    form = FormPresenter(
        spec=FORM,
        draft=Draft(memory=rig.memory, clock=rig.clock, name="other"),
        outcomes=Outcomes(hand_in="save"),
        watch=FaultWatch(MessageCode.AGENCY_WRONG, MessageCode.AGENCY_ODD),
    )
    assert not form.may_go(form.faults())
    message = form.message(form.faults())
    assert message is not None
    assert message.code == MessageCode.AGENCY_WRONG
