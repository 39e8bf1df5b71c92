"""Which fact stands behind each text of the printed minutes that tells of a state.

As in tests/samples/state_words.py. The key is the field of the wording; for a set of words, the
field, a dot and the member.
"""

from collections.abc import Mapping

from desktop.domain.conduct.calls.agency_call import CallStage
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.domain.room.measurements import Overall
from tests.samples.state_words import Evidence, Fact, InRun, InTest

_FORM = "unit/forms/record/test_minutes_layout.py"


def _form(fact: str, name: str, by: str) -> InTest:
    return InTest(fact=fact, test=f"{_FORM}::{name}", by=by)


def _recorded(fact: str, name: str, by: str) -> InTest:
    return InTest(fact=fact, test=f"unit/forms/record/test_recording_lines.py::{name}", by=by)


_ENDED = "test_minutes_say_how_when_and_why_a_session_was_ended_and_nothing_else"
_HOW = _form("the city says how the session was ended", _ENDED, "HOW[how]")
_LATE = _form(
    "the city took it in after the signing",
    "test_what_came_after_the_signing_stands_apart_behind_the_signatures",
    "late",
)
_GATE = _form(
    "this gate was passed late, by leave of a leader",
    "test_a_gate_that_was_passed_late_by_leave_is_printed_with_its_reason",
    "đạt muộn",
)
_GATE_NAME = InTest(
    fact="this gate was passed late, by leave of a leader",
    test="unit/forms/record/test_late_gates.py::test_each_gate_that_was_passed_late_is_named",
    by="GateKind",
)
_SKIPPED = InTest(
    fact="the city says that this step was left out, and why",
    test="unit/forms/record/test_skipped_steps.py::test_each_step_that_was_left_out_is_printed",
    by="SKIPPABLE",
)
_CALLED = InTest(
    fact="the city says that this agency was rung, and what came of it",
    test="unit/forms/record/test_printed_calls.py::test_each_outcome_of_a_call_is_printed",
    by="CallStage",
)
_PAUSE = InTest(
    fact="the city says that the session was paused, and for this reason",
    test="unit/forms/record/test_printed_pauses.py::test_each_reason_of_a_pause_is_printed",
    by="PauseReason",
)
_ROLL = InTest(
    fact="the city was told this of the person, or of what is read out, and nothing else",
    test="unit/forms/record/test_roll.py::test_each_mark_is_printed_with_its_reason_and_its_times",
    by="RollMark",
)
_ABSENCE = _form(
    "the plan says who was absent",
    "test_absences_are_told_with_or_without_their_reason",
    "absent",
)
_ROOMS = "unit/forms/record/test_room_lines.py"


def _room(fact: str, name: str, by: str) -> InTest:
    return InTest(fact=fact, test=f"{_ROOMS}::{name}", by=by)


_ROOM = _room(
    "the city kept with the session what this room measured last before the opening",
    "test_each_room_is_called_what_its_check_found",
    "overall",
)
_OPEN = _form(
    "nothing on this PC tells",
    "test_what_nobody_established_is_left_to_a_hand",
    "wording",
)

PRINTED: Mapping[str, Evidence] = {
    "denouncer": InTest(
        fact="a case of this session is a denunciation, so that the city keeps its person apart",
        test="unit/forms/record/test_roll.py::test_a_denouncer_is_named_nowhere",
        by="denouncer",
    ),
    "papers_kept": InTest(
        fact="papers were handed in, in a case of this session that is a denunciation",
        test="unit/forms/record/test_papers_handed_in.py::"
        "test_of_a_denunciation_it_is_said_only_that_papers_are_kept",
        by="papers_kept",
    ),
    "draft": InRun(fact=Fact.DRAFT),
    "practice": InRun(fact=Fact.PRACTICE),
    "recorded": _recorded(
        "nothing of a recording of the session lies on this PC",
        "test_dots_are_left_where_this_pc_recorded_nothing",
        "WORDING.recorded",
    ),
    "recorded_elsewhere": _recorded(
        "it met on a platform of somebody else, and no recording of it lies on this PC",
        "test_of_a_session_elsewhere_it_says_that_this_pc_recorded_nothing",
        "WORDING.recorded_elsewhere",
    ),
    "recording": _recorded(
        "this lies on this PC of the recording of the session",
        "test_where_and_how_long_was_recorded_is_printed_with_the_sum_of_the_last_part",
        "SAID.chain",
    ),
    "signing": InTest(
        fact="the city keeps this of the signing, as officers noted it",
        test="unit/forms/record/signing/test_layout.py::"
        "test_version_objections_and_the_state_of_each_signer_are_printed",
        by="SAID",
    ),
    "ending": InRun(fact=Fact.READ_BACK),
    "ending_of_draft": InRun(fact=Fact.DRAFT),
    "outcome": _HOW,
    f"outcomes.{SessionStatus.ADJOURNED}": _HOW,
    f"outcomes.{SessionStatus.ABORTED_TECHNICAL}": _HOW,
    f"outcomes.{SessionStatus.REFUSED}": _HOW,
    f"broken_off.{SessionStatus.ADJOURNED}": _HOW,
    f"broken_off.{SessionStatus.ABORTED_TECHNICAL}": _HOW,
    f"broken_off.{SessionStatus.REFUSED}": _HOW,
    "broken_off_note": _form("the session was ended unsigned", _ENDED, "broken_off_note"),
    "late": _LATE,
    "late_note": _LATE,
    "late_line": _LATE,
    "late_paper": _LATE,
    "late_gate": _GATE,
    "left_gate": InTest(
        fact="a leader let the session go on without this trial",
        test="unit/forms/record/test_late_gates.py::"
        "test_a_trial_that_was_left_by_leave_is_said_not_to_have_been_made",
        by="không thực hiện",
    ),
    f"gates.{GateKind.NOTICE}": _GATE_NAME,
    f"gates.{GateKind.TRIAL}": _GATE_NAME,
    f"gates.{GateKind.CONNECTED}": _GATE_NAME,
    "room": _ROOM,
    **{f"room_states.{one}": _ROOM for one in Overall},
    "room_earlier": _room(
        "the last check was of a day before the session's",
        "test_a_check_of_a_day_before_says_so",
        "trước ngày tiếp",
    ),
    "room_never": _room(
        "the city had no check of this room",
        "test_a_room_that_nobody_checked_is_said_not_to_have_been",
        "chưa kiểm tra",
    ),
    "room_short": _room(
        "these were measured and were not good",
        "test_counts_and_names_are_of_what_was_measured_alone",
        "chưa đạt",
    ),
    "room_left": _room(
        "these were not measured",
        "test_what_was_not_measured_is_named_and_not_counted",
        "không đo",
    ),
    "skipped_step": _SKIPPED,
    "called": _CALLED,
    **{f"call_outcomes.{stage}": _CALLED for stage in CallStage},
    **dict.fromkeys(
        ("called_site", "called_since", "called_until"),
        InTest(
            fact="the city says that the agency accepted, when, and when it had gone",
            test="unit/forms/record/test_printed_calls.py"
            "::test_who_was_called_in_is_among_the_sites_with_when_it_was_there",
            by="CallStage.LET_GO",
        ),
    ),
    "call_left": InTest(
        fact="the city says that this agency left by its own press",
        test="unit/forms/record/test_printed_calls.py"
        "::test_who_left_by_its_own_press_is_printed_so",
        by="left_itself",
    ),
    "steps.roll_call": _SKIPPED,
    "steps.announcements": _SKIPPED,
    "steps.presentation": _SKIPPED,
    "steps.questions": _SKIPPED,
    "paused": _PAUSE,
    "paused_still": InTest(
        fact="the city says that the pause lasts",
        test="unit/forms/record/test_printed_pauses.py::test_a_pause_that_lasts_has_no_end",
        by="đến",
    ),
    "planned_back": InTest(
        fact="somebody said when the session goes on",
        test="unit/forms/record/test_printed_pauses.py::"
        "test_the_time_that_was_planned_is_printed_and_the_time_that_it_was",
        by="dự kiến",
    ),
    "consulted": InTest(
        fact="the city says when a consultation began and ended",
        test="unit/forms/record/test_printed_consultations.py::"
        "test_a_consultation_is_printed_by_its_times_alone",
        by="Hội ý riêng từ",
    ),
    "consulted_still": InTest(
        fact="the city says that the consultation lasts",
        test="unit/forms/record/test_printed_consultations.py::"
        "test_a_consultation_that_lasts_has_no_end",
        by="đến",
    ),
    **{f"pauses.{reason}": _PAUSE for reason in PauseReason},
    "roll": _ROLL,
    "absent": _ABSENCE,
    "absent_person": _ABSENCE,
    "absent_with_reason": _ABSENCE,
    "absent_reason_unknown": _ABSENCE,
    "absent_unknown": _OPEN,
    "incidents_unknown": _OPEN,
    "nobody_known": _OPEN,
    "none": _form(
        "minutes that were read back have no line for this part",
        "test_only_minutes_that_were_read_back_say_that_nobody_said_anything",
        "không có.",
    ),
    "other_text": _form(
        "two versions of the line, and nobody chose",
        "test_a_clash_nobody_settled_is_printed_with_both_texts",
        "chưa chọn",
    ),
}
"""Texts that tell of a state."""

NOT_OF_A_STATE = frozenset(
    {
        "template_id",
        "version",
        "instrument",
        "valid_from",
        "valid_until",
        "issuers",
        "unknown_issuer",
        "parents",
        "nation",
        "motto",
        "numbers",
        "unknown_number",
        "name",
        "subject",
        "time_format",
        "date_format",
        "started",
        "place",
        "place_alone",
        "basis",
        "session",
        "grounds",
        "parts",
        "chair",
        "secretary",
        "citizens",
        "citizen",
        "representative",
        "agencies",
        "central_site",
        "component_site",
        "person",
        "purpose",
        "case",
        "case_group",
        "case_request",
        "case_previous",
        "citizen_statements",
        "papers",
        "papers_columns",
        "papers_handed_in",
        "questions",
        "local_opinions",
        "agency_opinions",
        "dialogue",
        "agreed",
        "disputed",
        "other_opinions",
        "conclusions",
        "conclusions_columns",
        "co_bodies",
        "no_deadline",
        "open_place",
        "said",
        "asked",
        "answered",
        "line_time_format",
        "incidents",
        "rooms",
        "checks",
        "unsigned",
        "signatures",
        "site_signatures",
        "sign_hint",
        "citizen_sign_hint",
        "petition_types",
        "paper_kinds",
        "unknown",
        "dots",
    }
)
"""Headings, frames of what people said, places for a hand."""
