"""Which fact stands behind each word that the screens and the minutes say of a state.

One entry for each word. A word that is new, or that got another text, gets its entry here:
`tests/unit/ui/texts/test_state_words.py` names what is missing and what is no longer said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from desktop.domain.casework.matter.case import CaseFlag, PetitionType
from desktop.domain.media.call import Quality, QualityCause, Rung
from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.recording.lamp import RecordingWord
from desktop.domain.recording.receipt import ReceiptFault
from desktop.domain.recording.shelf import ShelfWord
from desktop.domain.recording.tape import HoleWhy
from desktop.domain.room.door_take import TakeWord
from desktop.domain.sync.status import RecordingWay
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord, Presence, VeilKind
from desktop.presenters.display.chair_display_state import PublicSigning, SceneKind
from desktop.presenters.recording.playback_state import ChainWord, PlayerStage
from desktop.presenters.shell.status_bar_state import CameraWord


class Fact(StrEnum):
    """What must hold while a word shows, looked for at the other desk or in the city's data.

    "This room" is the room of which the word is said.
    """

    HEARD = "the other desk plays sound of this room"
    ASKS = "the city knows the raised hand of this room, and nobody hears it"
    SILENT = "nobody hears this room, and the city knows of no raised hand"
    SEEN = (
        "pictures of this room arrive at the other desk, if one sits in the session and if they "
        "are not held back for the voice"
    )
    PREVIEWED = "the camera gives pictures here, and the city has no seat of this room"
    DARK = "no picture of this room arrives anywhere, and none is looked at here"
    HIDDEN = "seated in a session that is not paused, and no picture of it arrives"
    TALKS_HIDDEN = "the session talks, and no picture of a seated room arrives"
    NOT_RECORDED = "no part of a recording grows on the disk of this room in an open session"
    RECORDED = "a part of its recording grows on the disk of this room in an open session"
    RECORDED_OPENLY = "the same, and no page is led"
    STATUS = "the city says this status"
    STEP = "the city says that the session is open, not paused, and at this step"
    PAUSED = "the city says that the session is paused"
    PAUSED_FOR = "the city says that the session is paused, for this reason"
    CONSULTS = "the city says that the session is paused for a consultation"
    BREAKS = "the city says that the session is paused, and for no consultation"
    OUT = "the city has no seat of this room"
    WAITING = "the city has a seat of this room in a session that is not open yet"
    TALKING = "the city says: open, not paused, no page led, nothing signed"
    SIGNS = "the city froze a version, and the session is at its signing, not paused"
    TALKING_THERE = "the same, and the city answers"
    LED = "the city says that a page is led in the open session, and which"
    OVER = "the city says that the session is over"
    NEVER_CAME = "the city never had a seat of this site"
    AWAITED = "the same, in a session that is not paused"
    LEFT = "the city had a seat of this site, and has none"
    SEATED = "the city has a connected seat of this site"
    SOME_ABSENT = "people wait or talk, and the city never had a seat of some site"
    SPEAKS = "the city says who has the floor of a session that talks or looks at a page"
    NOBODY_SPEAKS = "the city says that nobody has the floor"
    CITY_GONE = "no city answers at its address"
    UNMEASURED = "no session is joined, so nothing measures the line, and the city answers"
    TALKS_OPENLY = "seated in a session that talks or looks at a page, and nobody has the floor"
    PRACTICE = "the plan at the city is one of practice"
    FLAGGED = "the case at the city has this flag"
    NOTHING_WRITTEN = "no line of this room lies anywhere"
    KEPT_HERE = "every line of this room lies in its store, and the city lacks one"
    KEPT_THERE = "the city has every line of this room"
    PAPER_THERE = "the city has all bytes of the paper"
    DRAFT = "the city says that the minutes were not yet read back"
    READ_BACK = "the city says that the minutes were read back"


@dataclass(frozen=True, slots=True, kw_only=True)
class InRun:
    """The session of two desks shows the word exactly while the fact holds."""

    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class InTest:
    """Another test produces the word. test: file below tests/, "::", function.

    by: what of the word stands in that function; empty: the name of the member.
    """

    fact: str
    test: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """No module but those that draw it makes this word, and the run never shows it."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """Names a place or a thing to come and says nothing of a state."""


Evidence: TypeAlias = InRun | InTest | Unsaid | Caption
WordTable: TypeAlias = Mapping[str, Evidence]

_ROSTER = "unit/presenters/conduct/roster/test_roster.py"
_TOLD = "unit/presenters/session/test_told_words.py"
_LINE = "unit/domain/media/test_call.py"
_CAUSE = "unit/domain/media/test_line_quality.py"
_PICTURE = "unit/presenters/session/test_picture_words.py"
_DOOR = "unit/presenters/session/test_door_take.py"
_DOOR_SCREEN = "ui/test_door_take.py"
_DISPLAY = "unit/presenters/display/test_chair_display.py"
_DRAWN = "ui/test_scene_texts.py"
_PLAYED = "unit/presenters/recording/test_playback.py"
_TAPE = "unit/domain/recording/test_tape.py"
_SHELF = "unit/domain/recording/test_shelf.py"
_CAPTION = Caption()


def _run(fact: Fact) -> InRun:
    return InRun(fact=fact)


def _test(fact: str, file: str, name: str, by: str = "") -> InTest:
    return InTest(fact=fact, test=f"{file}::{name}", by=by)


_OF_ELSEWHERE = _test(
    "the room chose this alone to record a session on a platform of somebody else by",
    "unit/presenters/session/test_elsewhere.py",
    "test_citizens_read_before_and_while_it_is_recorded_what_of_it",
    "kind",
)
_STILL = InTest(
    fact="bytes of a recording that is wanted stand still for three seconds",
    test="unit/domain/recording/test_lamp.py::"
    "test_bytes_that_stand_still_are_a_fault_until_they_grow",
    by="RecordingWord.FAULT",
)


_TO_CITY = "unit/sync/recording/test_uploads.py"
_A_STATUS = _test(
    "the city says this status", _TOLD, "test_a_session_is_what_the_city_says", "SessionStatus"
)
_A_REASON = _test(
    "the city says this reason", _TOLD, "test_a_pause_is_for_the_reason_of_the_city", "PauseReason"
)
_COUNTED = _test(
    "the city named the moment at which the session opens or goes on",
    "unit/presenters/conduct/test_counting.py",
    "test_the_opening_is_counted_at_the_desk_and_on_display_2",
    "counted",
)
_BESIDE = _test(
    "this is a companion desk",
    "unit/presenters/session/test_beside.py",
    "test_it_shows_the_microphone_of_the_seat_and_no_pictures",
    "VeilKind.BESIDE",
)
_ELSEWHERE = _test(
    "this is a companion desk",
    "unit/presenters/session/test_beside.py",
    "test_it_shows_the_microphone_of_the_seat_and_no_pictures",
    "is_elsewhere",
)
_THERE = _test(
    "the city says that the session meets on a platform of somebody else",
    "unit/presenters/session/test_elsewhere.py",
    "test_pictures_say_where_it_meets_and_microphones_are_not_known",
)
_SHOWN_THERE = _test(
    "the same",
    "unit/presenters/session/test_elsewhere.py",
    "test_display_2_says_where_the_pictures_are",
    "platform",
)
_PAUSED_THERE = _test(
    "the same, and that it is paused",
    "unit/presenters/session/test_elsewhere.py",
    "test_a_pause_says_that_it_stops_nothing_there",
    "platform",
)
_READ = _test(
    "the city says which line is being read back",
    "unit/presenters/record/reading/test_read_back.py",
    "test_display_2_shows_the_line_with_those_around_it",
    "mark",
)
_SIGNED = _test(
    "an officer noted how each who is there signed the version that the city froze",
    "unit/presenters/conduct/signing/test_signing.py",
    "test_display_2_says_whose_turn_it_is_and_who_has_a_state",
    "noted",
)
_CALLED_HERE = _test(
    "the city says that who waits in this room was called",
    _DISPLAY,
    "test_the_number_of_who_waits_here_is_shown_once_it_is_called",
    "called",
)
_A_FLAG = _test(
    "the case has this flag", _TOLD, "test_a_case_has_the_flags_of_its_record", "CaseFlag"
)
_A_PETITION = _test(
    "the case is of this kind", _TOLD, "test_a_case_is_of_the_kind_of_its_record", "PetitionType"
)
_A_RUNG = _test(
    "the end that sends says that its picture has this size",
    _LINE,
    "test_a_picture_that_is_held_down_lowers_the_word_whoever_sends_it",
)
_MAPPED = "unit/documents/records/test_mapping.py"
_A_TRANSFER = _test(
    "the transfers of the paper stand so",
    _MAPPED,
    "test_where_the_bytes_are_is_told_by_their_transfers",
)
_KEPT_LONG_AGO = _test(
    "the same, and nobody knows any more when the newest line was saved",
    "unit/presenters/record/test_minutes.py",
    "test_who_enters_again_is_told_the_hour_of_the_newest_save_if_it_is_known",
    "saved_at",
)

SHOWN: Mapping[str, WordTable] = {
    "words.MICROPHONES": {
        MicrophoneWord.OPEN: _run(Fact.HEARD),
        MicrophoneWord.WAITING: _run(Fact.ASKS),
        MicrophoneWord.OFF: _run(Fact.SILENT),
        MicrophoneWord.ELSEWHERE: _THERE,
    },
    "words.CAMERAS": {
        CameraWord.ON: _run(Fact.SEEN),
        CameraWord.PREVIEW: _run(Fact.PREVIEWED),
        CameraWord.OFF: _run(Fact.DARK),
        CameraWord.MISSING: _test(
            "no camera is in use",
            "unit/presenters/shell/test_status_bar.py",
            "test_a_room_without_a_camera_says_so_in_a_session",
        ),
        CameraWord.ELSEWHERE: _THERE,
    },
    "words.RECORDINGS": {
        RecordingWord.OFF: _run(Fact.NOT_RECORDED),
        RecordingWord.RECORDING: _run(Fact.RECORDED),
        RecordingWord.FAULT: _STILL,
    },
    "words.DOOR_TAKES": {
        TakeWord.GOOD: _test(
            "this room wrote, closed and played a take today, with the devices in use",
            _DOOR,
            "test_a_good_take_at_the_door_makes_it_ready",
            "TakeWord.GOOD",
        ),
        TakeWord.LACKING: _test(
            "it did not within two hours",
            _DOOR,
            "test_a_take_that_gets_too_old_at_the_door_counts_no_longer",
            "TakeWord.LACKING",
        ),
        TakeWord.WAIVED: _test(
            "the same, and the city took a leader's PIN and reason",
            _DOOR,
            "test_a_leader_lets_the_room_come_in_without_a_take",
            "TakeWord.WAIVED",
        ),
    },
    "words.QUALITIES": {
        Quality.GOOD: _test(
            "no loss, short way", _LINE, "test_a_clean_line_is_good_and_nobodys_fault"
        ),
        Quality.FAIR: _test(
            "loss, delay or few pictures",
            _LINE,
            "test_loss_delay_and_few_pictures_lower_the_word",
        ),
        Quality.WEAK: _test(
            "much of the same", _LINE, "test_loss_delay_and_few_pictures_lower_the_word"
        ),
        Quality.LOST: _run(Fact.CITY_GONE),
    },
    "words.CAUSES": {
        QualityCause.OUR_LINE: _run(Fact.CITY_GONE),
        QualityCause.THEIR_LINE: _test(
            "one poor line among good ones",
            _CAUSE,
            "test_one_lossy_line_among_good_ones_is_theirs",
        ),
        QualityCause.SLOW_PC: _test(
            "few pictures from everybody, none lost",
            _CAUSE,
            "test_few_pictures_from_everybody_without_loss_mean_a_slow_pc",
        ),
        QualityCause.DEVICE: _test(
            "few pictures from one site, none lost",
            _CAUSE,
            "test_few_pictures_from_one_site_mean_its_device",
        ),
    },
    "words.RUNGS": {
        Rung.P720: _test(
            "the end that sends says so",
            "integration/media/test_ladder.py",
            "test_loss_that_the_other_end_reports_lowers_the_picture_and_its_end_raises_it",
        ),
        Rung.P480: _A_RUNG,
        Rung.P360: _A_RUNG,
        Rung.P240: _A_RUNG,
        Rung.STILL: _A_RUNG,
        Rung.SOUND: _A_RUNG,
    },
    "words.STATUSES": {
        SessionStatus.READY: _run(Fact.STATUS),
        SessionStatus.IN_SESSION: _run(Fact.STATUS),
        SessionStatus.PAUSED: _run(Fact.STATUS),
        SessionStatus.CONCLUDING: _run(Fact.STATUS),
        SessionStatus.MINUTES_REVIEW: _run(Fact.STATUS),
        SessionStatus.SIGNED: _A_STATUS,  # in the session the signers are told instead
        SessionStatus.CLOSED: _run(Fact.STATUS),
        SessionStatus.SCHEDULED: _A_STATUS,
        SessionStatus.NOTIFIED: _A_STATUS,
        SessionStatus.TRIAL_PASSED: _A_STATUS,
        SessionStatus.CONNECTING: _A_STATUS,
        SessionStatus.POSTPONED: _A_STATUS,
        SessionStatus.CANCELLED: _A_STATUS,
        SessionStatus.REFUSED: _A_STATUS,
        SessionStatus.ADJOURNED: _A_STATUS,
        SessionStatus.ABORTED_TECHNICAL: _A_STATUS,
    },
    "words.STEPS": {
        **{step: _run(Fact.STEP) for step in Step if step is not Step.CONSULTATION},
        Step.CONSULTATION: _test(
            "the city says that the session is at this step",
            _DISPLAY,
            "test_a_consultation_step_is_shown_as_consultation",
        ),
    },
    "words.SCENES": {
        SceneKind.CREST: _run(Fact.OUT),
        SceneKind.WAITING: _run(Fact.WAITING),
        SceneKind.DIALOGUE: _run(Fact.TALKING_THERE),
        SceneKind.DOCUMENT: _test(
            "a page is led; the cell says its number",
            "unit/presenters/shell/test_status_bar.py",
            "test_a_document_on_display_2_is_told_by_number_and_page",
            "shows_document",
        ),
        SceneKind.PAUSED: _run(Fact.BREAKS),
        SceneKind.CONSULTATION: _run(Fact.CONSULTS),
        SceneKind.COUNTDOWN: _COUNTED,
        SceneKind.READ_BACK: _READ,
        SceneKind.SIGNING: _run(Fact.SIGNS),
        SceneKind.ENDED: _run(Fact.OVER),
        SceneKind.TRIAL_PAGE: _test(
            "the page of a trial is shown in a trial",
            "unit/presenters/display/test_trial_page.py",
            "test_the_page_of_a_trial_is_shown_on_display_2",
            "shows_trial_page",
        ),
    },
    "words.PUBLIC_SIGNINGS": {
        state: _test(
            "an officer noted so much of the signer, and of no later version",
            "unit/presenters/conduct/signing/test_signing.py",
            "test_display_2_says_whose_turn_it_is_and_who_has_a_state",
        )
        for state in PublicSigning
    },
    "words.VEILS": {
        VeilKind.NOT_YET: _run(Fact.AWAITED),
        VeilKind.CONNECTING: _test(
            "seated, and nothing arrived yet", _ROSTER, "test_a_site_that_came_is_being_connected"
        ),
        VeilKind.RECONNECTING: _test(
            "what arrived before arrives no more",
            _ROSTER,
            "test_a_lost_picture_counts_its_seconds_and_the_attempts",
        ),
        VeilKind.LEFT: _run(Fact.LEFT),
        VeilKind.CAMERA_OFF: _run(Fact.HIDDEN),
        VeilKind.SOUND_ONLY: _test(
            "the end that sends says that it took its picture back",
            _PICTURE,
            "test_a_site_that_took_its_picture_back_is_veiled_on_both_displays",
        ),
        VeilKind.PAUSED: _run(Fact.PAUSED),
        VeilKind.CONSULTING: _test(
            "the city says that others consult",
            "unit/presenters/conduct/consultation/test_consulting.py",
            "test_who_waits_sees_a_clock_in_the_place_of_every_picture",
        ),
        VeilKind.APART: _test(
            "the city says that this room consults and that one waits",
            "unit/presenters/conduct/consultation/test_consulting.py",
            "test_who_consults_sees_who_waits_as_waiting",
        ),
        VeilKind.LISTENING: _test(
            "the city says that the site was called in, and nothing of it arrives",
            "unit/presenters/conduct/calls/test_calling.py",
            "test_who_listens_sends_nothing_and_joins_by_one_press",
        ),
        VeilKind.ENGINE_LOST: _test(
            "the engine is down",
            _ROSTER,
            "test_a_lost_engine_veils_every_picture_until_it_is_back",
        ),
        VeilKind.BESIDE: _BESIDE,
        VeilKind.ELSEWHERE: _THERE,
        VeilKind.OUT: _test(
            "the city keeps no place for this desk",
            "unit/presenters/conduct/calls/test_calling.py",
            "test_pictures_of_who_was_let_go_do_not_say_that_they_come_back",
        ),
    },
    "words.PRESENCES": {
        Presence.HERE: _run(Fact.SEATED),
        Presence.AWAY: _test(
            "the city lost the line of the seat",
            _ROSTER,
            "test_a_row_says_who_speaks_where_and_whether_the_site_is_there",
        ),
        Presence.NOT_YET: _run(Fact.NEVER_CAME),
        Presence.LEFT: _run(Fact.LEFT),
    },
    "words.PAUSES": {
        PauseReason.BREAK: _run(Fact.PAUSED_FOR),
        PauseReason.CONSULTATION: _run(Fact.PAUSED_FOR),
        PauseReason.TECHNICAL: _A_REASON,
        PauseReason.ORDER: _A_REASON,
        PauseReason.SECRET: _A_REASON,
    },
    "words.FLAGS": {
        CaseFlag.LARGE_GROUP: _run(Fact.FLAGGED),
        CaseFlag.COMPLEX: _A_FLAG,
        CaseFlag.PROLONGED: _A_FLAG,
    },
    "words.PETITIONS": {
        PetitionType.COMPLAINT: _A_PETITION,
        PetitionType.DENUNCIATION: _A_PETITION,
        PetitionType.PROPOSAL: _A_PETITION,
        PetitionType.FEEDBACK: _A_PETITION,
    },
    "words.TRANSFERS": {
        PaperTransfer.CITY: _run(Fact.PAPER_THERE),
        PaperTransfer.HERE: _A_TRANSFER,
        PaperTransfer.CITY_FULL: _test(
            "the city said last that it has no room for papers",
            "unit/sync/traffic/test_uploads.py",
            "test_a_paper_waits_for_the_city_s_room_until_the_city_takes_bytes_again",
            "CITY_FULL",
        ),
        PaperTransfer.SENDING: _A_TRANSFER,
        PaperTransfer.FETCHING: _A_TRANSFER,
        PaperTransfer.REFUSED: _A_TRANSFER,
    },
    "recording_words.WAYS": {
        RecordingWay.WAITING: _test(
            "this PC has a closed recording that the city has not whole",
            _TO_CITY,
            "test_a_closed_recording_goes_whole_and_its_receipt_is_remembered",
        ),
        RecordingWay.SENDING: _test(
            "the city took a block of it, and not yet the last",
            _TO_CITY,
            "test_a_large_part_goes_in_blocks_and_goes_on_behind_a_cut_and_a_restart",
        ),
        RecordingWay.CITY_FULL: _test(
            "the city said last that it has no room for it",
            _TO_CITY,
            "test_a_full_city_is_told_and_asked_again",
        ),
        RecordingWay.NOT_TAKEN: _test(
            "the city said last that it knows no such recording",
            _TO_CITY,
            "test_an_older_city_keeps_nobody_from_their_work_and_is_asked_again_later",
        ),
    },
    "shelf_words.SHELF": {
        ShelfWord.OPEN: _test(
            "parts lie here, nothing is on its way, and no receipt came",
            _SHELF,
            "test_one_of_which_nothing_is_known_is_open",
        ),
        **dict.fromkeys(
            (
                ShelfWord.WAITING,
                ShelfWord.SENDING,
                ShelfWord.CITY_FULL,
                ShelfWord.NOT_TAKEN,
            ),
            _test(
                "the sync says so of this recording",
                _SHELF,
                "test_what_is_on_its_way_says_how_far_it_is",
            ),
        ),
        ShelfWord.FAULTY: _test(
            "the city's receipt names a fault",
            _SHELF,
            "test_a_receipt_says_received_or_what_is_wrong",
        ),
        ShelfWord.RECEIVED: _test(
            "the city's receipt came, and names no fault",
            _SHELF,
            "test_a_receipt_says_received_or_what_is_wrong",
        ),
        ShelfWord.LET_GO: _test(
            "no part lies here, and what the parts said was written down when they went",
            _SHELF,
            "test_what_this_pc_let_go_of_is_at_the_city",
        ),
        ShelfWord.DESTROYED: _test(
            "the city's receipt names the hour at which it was decided",
            _SHELF,
            "test_what_was_destroyed_by_decision_is_at_the_city_no_more",
        ),
    },
    "playback_words.CHAIN": {
        ChainWord.CHECKING: _test(
            "the recording is read, and not to its end",
            _PLAYED,
            "test_how_much_is_read_is_told_until_all_is",
        ),
        ChainWord.WHOLE: _test(
            "every piece was read and opened, no part is missing, the seal is this PC's",
            _PLAYED,
            "test_it_is_read_when_it_is_shown_and_says_that_it_is_whole",
        ),
        ChainWord.OPEN: _test(
            "the same, without a seal or without a closing part",
            _PLAYED,
            "test_one_without_its_seal_or_its_end_is_not_called_whole",
        ),
        ChainWord.SPOILT: _test(
            "a part is not what was written, or missing, or the seal is another's",
            _PLAYED,
            "test_what_was_changed_is_named_and_the_rest_plays",
        ),
        ChainWord.NONE: _test(
            "nothing of it lies on this PC, or it cannot be read",
            _PLAYED,
            "test_a_recording_that_is_not_here_is_not_called_anything_else",
        ),
    },
    "playback_words.PLAYER": {
        PlayerStage.STOPPED: _test(
            "nothing plays", _PLAYED, "test_it_stops_and_goes_on_where_it_was"
        ),
        PlayerStage.OPENING: _test(
            "it was asked for, and the engine has not told of a sound",
            _PLAYED,
            "test_with_a_reason_a_line_plays_from_its_second",
        ),
        PlayerStage.PLAYING: _test(
            "the engine says that the loudspeaker takes it",
            _PLAYED,
            "test_with_a_reason_a_line_plays_from_its_second",
        ),
    },
    "playback_words.HOLES": {
        HoleWhy.PAUSED: _test(
            "the part before says that the session was paused",
            _TAPE,
            "test_a_pause_is_a_hole_with_its_hours_and_a_run_goes_past_it",
        ),
        HoleWhy.CONSULTATION: _test(
            "the part before says that people consulted", _TAPE, "test_a_hole_says_why"
        ),
        HoleWhy.LEFT: _test(
            "the part before says that this desk left", _TAPE, "test_a_hole_says_why"
        ),
        HoleWhy.STOPPED: _test(
            "the part before was not ended, or by a fault", _TAPE, "test_a_hole_says_why"
        ),
        HoleWhy.MISSING: _test(
            "numbers between two parts have no file",
            _TAPE,
            "test_a_missing_part_is_a_hole_by_its_number_and_no_run_goes_past_it",
        ),
    },
    "recording_words.FAULTS": dict.fromkeys(
        ReceiptFault,
        _test(
            "the city's receipt says so",
            "unit/domain/recording/test_receipt.py",
            "test_everything_that_is_wrong_is_named_the_gravest_first",
            "faults_of",
        ),
    ),
}
"""Tables of desktop/ui/texts, by module and name; the key of a word is the member it stands for."""

NOT_OF_A_STATE: Mapping[str, str] = {
    "words.LINE_KINDS": "kinds that the writer chooses",
    "words.PEOPLE": "roles of the plan",
    "words.VERBS": "buttons",
    "call_words.STAGES": "what the city says of a call; tested with the sheet of calls",
    "call_words.FAULTS": "why nobody can be rung",
    "call_words.FULL": "how a place in a full session gets free",
    "call_words.KINDS": "what stands behind a site",
    "sheet_words.INCIDENTS": "kinds that the writer chooses",
    "casework_words.FORMS": "names of papers",
    "casework_words.INCIDENTS": "kinds that the writer chose, on the page of a case",
    "sheet_words.CHAIR_ANSWERS": "answers that the chair chooses from",
    "sheet_words.PAUSE_CHOICES": "reasons that the chair chooses from",
    "sheet_words.PAUSE_NOTES": "what a choice is for",
    "sheet_words.PAUSE_FAULTS": "what is wrong in a form",
    "sheet_words.CONSULTING_FAULTS": "what is wrong in a form",
    "words.CHECKS": "names of what a room check looks at",
    "words.ARMED": "buttons",
    "words.SIDES": "sides of those who ask to speak, followed by tests of the speaking queue",
    "words.ROW_ACTIONS": "buttons",
    "words.OBSTACLES": "reasons beside a grey button, followed by tests of the conduct",
    "words.PAPER_KINDS": "kinds that the sender chooses",
    "words.SENDS": "the screen of what is not sent",
    "words.DEVICES": "kinds of devices",
    "menu_words.ENTRIES": "names of screens",
    "menu_words.GROUPS": "names of groups",
    "menu_words.TABS": "names of screens",
    "sheet_words.CONSEQUENCES": "what a choice leads to",
    "sheet_words.ENDINGS": "ways that the chair chooses from",
    "sheet_words.NOTES": "what a choice leads to",
    "sheet_words.FAULTS": "what is missing in a form",
    "sheet_words.REASONS": "what is missing in a form",
    "sheet_words.ROLL_MARKS": "buttons; what is said of a person is tested with the roll sheet",
    "sheet_words.ANNOUNCEMENTS": "names of what is read out",
    "sheet_words.ROLL_FAULTS": "what is missing in a form",
    "casework_words.AMENDMENT_FAULTS": "what is missing in a form",
    "sheet_words.SIGNATURE_FORMS": "buttons; what is said of a signer is tested with the sheet",
    "sheet_words.SIGNATURE_FAULTS": "what is missing in a form",
    "sheet_words.DIGITAL_FAULTS": "what is missing in a form",
    "sheet_words.OBJECTION_RESULTS": "buttons",
    "sheet_words.OBJECTION_FAULTS": "what is missing in a form",
    "report_words.CATEGORIES": "kinds that the writer chooses",
    "report_words.IMPACTS": "kinds that the writer chooses",
    "report_words.SHEET_RESULTS": "results that the writer chooses",
    "report_words.OVERALLS": "the report screens",
    "report_words.REPORT_STATES": "the report screens",
    "report_words.HEADQUARTERS_STATES": "the report screens",
    "report_words.FOCAL_FIELDS": "names of fields",
    "report_words.AGENCY_KINDS": "kinds that the writer chooses",
    "report_words.AGENCY_FIELDS": "names of fields",
    "casework_words.REQUEST_FIELDS": "names of fields",
    "register_words.FIELDS": "names of fields",
    "register_words.SLIP_VERBS": "words of buttons",
    "register_words.FIGURES": "names of what is counted",
    "conclusion_words.FIELDS": "names of fields",
    "conclusion_words.STATUSES": "where the record of a task stands, on the screen of conclusions",
    "conclusion_words.GROUPS": "computed of that record and the day, on the same screen",
    "conclusion_words.SHOWN": "what the person looks for",
    "conclusion_words.ACTS": "buttons",
    "casework_words.DECISION_FIELDS": "names of fields",
    "casework_words.NOTE_FIELDS": "names of fields",
    "casework_words.CHANNELS": "kinds that the writer chooses",
    "casework_words.DECISIONS": "ways that the person who decides chooses from",
    "casework_words.DECISIONS_STORED": "whether the city has it, on the screen of requests",
    "casework_words.DECISION_NOTES": "what a choice leads to",
    "casework_words.DECISION_VERBS": "buttons",
    "casework_words.COPY_KINDS": "kinds that the officer chooses",
    "casework_words.HANDED_IN": "what the officer notes of a paper",
    "casework_words.REFUSAL_GROUNDS": "grounds that the person who decides chooses from",
    "casework_words.INTAKE_FIELDS": "names of fields",
    "casework_words.INTAKE_VERBS": "buttons",
    "casework_words.GENDERS": "kinds that the writer chooses",
    "casework_words.ID_KINDS": "kinds that the writer chooses",
    "casework_words.STANDINGS": "kinds that the writer chooses",
    "casework_words.SOURCES": "kinds that the writer chooses",
    "casework_words.MATTER_FIELDS": "kinds that the writer chooses",
    "casework_words.OBJECTS": "kinds that the writer chooses",
    "casework_words.RESPONDENTS": "kinds that the writer chooses",
    "casework_words.TRIAGE_REASONS": "answers that speak for a type, on the screen of an intake",
    "casework_words.COMPETENCE_HINTS": "answers that speak for a competence, on the same screen",
    "casework_words.RECOGNITIONS": "by what somebody may be known, on the same screen",
    "casework_words.VISIT_STATUSES": "where the record of a visit stands, on the page of its case",
    "casework_words.VISIT_OUTCOMES": "what an earlier visit came to, on the same screen",
    "calendar_words.DAY_FIELDS": "names of fields",
    "calendar_words.DAY_KINDS": "kinds that the writer chooses",
    "calendar_words.DAY_NOTES": "what a choice leads to",
    "calendar_words.DAY_SOURCES": "whose word a day is, on its own screen",
    "codes.ACTIONS": "buttons",
    "setting_words.PARTS": "names of parts",
    "setting_words.SOURCES": "where a setting comes from, on its own screen",
}
"""The other tables of members, and why none of their words is a state of a session."""

DRAWN: Mapping[str, WordTable] = {
    "StatusBar": {
        "Micro": _CAPTION,
        "Camera": _CAPTION,
        "GHI": _CAPTION,
        "Mất {count} s": _test(
            "the recording of this room lacks so many seconds of some site",
            "unit/presenters/record/test_continuity.py",
            "test_a_loss_is_told_while_it_grows_until_it_is_seen",
            "lost_s",
        ),
        "Đường truyền": _CAPTION,
        "Chưa gửi": _CAPTION,
        "Bước": _CAPTION,
        "Giờ buổi": _CAPTION,
        "Đang nói": _CAPTION,
        "Lượt nói": _CAPTION,
        "MH2": _CAPTION,
        "chưa đo": _run(Fact.UNMEASURED),
        "step_face/không có": _run(Fact.OUT),
        "step_face/chưa mở": _run(Fact.WAITING),
        "step_face/đã kết thúc": _run(Fact.OVER),
        "speaking_face/không có": _run(Fact.NOBODY_SPEAKS),
        "display_face/chưa mở": _test(
            "display 2 has no window",
            "unit/presenters/shell/test_status_bar.py",
            "test_at_home_everything_rests",
            "DisplayPlace.NONE",
        ),
        "đang nối lại": _run(Fact.CITY_GONE),
        "TL {number}, tr. {page}": _run(Fact.LED),
        "phòng này": _test(
            "every line is poor",
            _CAUSE,
            "test_lossy_lines_to_everybody_are_ours",
            "OUR_LINE",
        ),
        "nơi kia": _test(
            "one poor line among good ones",
            _CAUSE,
            "test_one_lossy_line_among_good_ones_is_theirs",
            "THEIR_LINE",
        ),
        **dict.fromkeys(
            ("{items} bị từ chối", "{count} từ chối"),
            _test(
                "so much the city refused",
                "unit/presenters/shell/test_status_bar.py",
                "test_what_is_not_sent_is_counted",
                "refused_operations",
            ),
        ),
    },
    "Scene": {
        "Tiếp công dân trực tuyến": _CAPTION,
        "Yêu cầu của công dân": _CAPTION,
        "Kết quả lần trước": _CAPTION,
        "Nói tiếp theo": _CAPTION,
        "Bước": _CAPTION,
        "Bước {place} trong {count}": _test(
            "the city says that the session is at this step",
            "unit/presenters/display/test_leader_brief.py",
            "test_the_step_is_said_with_its_place",
            "place",
        ),
        "Chưa ai xin nói": _test(
            "the city keeps an order of hands, and no hand is up",
            _DRAWN,
            "test_that_nobody_asks_is_said_only_where_the_city_keeps_an_order",
            "Chưa ai xin nói",
        ),
        "Người tố cáo": _CAPTION,
        "Thành phần được mời": _CAPTION,
        "Nội dung": _CAPTION,
        "Bắt đầu lúc": _CAPTION,
        "Đọc lại biên bản": _READ,
        "dòng {number} trong {count}": _READ,
        "Đọc lại biên bản, dòng {number}: {text}": _READ,
        "Có chỗ chưa đúng, xin nói ngay với Cán bộ tiếp dân.": _CAPTION,
        "Ký biên bản": _run(Fact.SIGNS),
        "Mời": _CAPTION,
        "Trước khi ký, có thể đề nghị đọc lại bất kỳ dòng nào.": _CAPTION,
        **dict.fromkeys(
            (
                "Biên bản gồm {count} dòng.",
                "{noted} trong {people} người đã có trạng thái ký",
                "Mời {who} ký tại {site}",
                "ký tại {site}",
                "Mọi người đã có trạng thái ký",
            ),
            _SIGNED,
        ),
        "Mời số {n} vào phòng tiếp": _CALLED_HERE,
        "Số {n} chuẩn bị vào phòng tiếp": _test(
            "the city says that who waits in this room is next, and not that it was called",
            _DISPLAY,
            "test_the_number_of_who_is_next_here_is_shown_until_it_is_called",
            "following",
        ),
        "Nội quy tiếp công dân": _CAPTION,
        "Giữ trật tự, tắt chuông điện thoại.": _CAPTION,
        "Nói khi được mời, mỗi lần một người.": _CAPTION,
        "Trình bày trung thực, đúng nội dung.": _CAPTION,
        "Cần giúp đỡ, xin nói với Cán bộ tiếp dân.": _CAPTION,
        "Buổi tiếp được ghi âm, ghi hình từ khi mở, theo quy định.": _test(
            "the session meets here, where this program records it from the opening",
            _DISPLAY,
            "test_before_the_opening_citizens_read_that_it_is_recorded_unless_it_meets_elsewhere",
            "is_recorded",
        ),
        "Buổi tiếp được ghi âm từ khi mở.": _OF_ELSEWHERE,
        "Buổi tiếp được ghi hình từ khi mở.": _OF_ELSEWHERE,
        "Buổi tiếp công dân này được ghi âm.": _OF_ELSEWHERE,
        "Buổi tiếp công dân này được ghi hình.": _OF_ELSEWHERE,
        "ĐANG GHI": _run(Fact.RECORDED),
        "Đang khắc phục việc ghi hình.": _STILL,
        "Buổi tiếp công dân này được ghi âm, ghi hình theo quy định.": _run(Fact.RECORDED_OPENLY),
        "KHÔNG GHI": _run(Fact.NOT_RECORDED),
        "chưa vào phòng": _run(Fact.SOME_ABSENT),
        "đang nối lại": _test(
            "the city has a seat of the site that is not connected",
            "unit/presenters/display/test_public_sites.py",
            "test_a_site_that_was_there_is_not_said_to_have_never_come",
            "AWAY",
        ),
        "đã rời phòng": _test(
            "the city had a seat of the site, and has none",
            "unit/presenters/display/test_public_sites.py",
            "test_a_site_that_was_there_is_not_said_to_have_never_come",
            "LEFT",
        ),
        **dict.fromkeys(
            ("Đã rời phòng", "Chưa vào phòng"),
            _test(
                "the city had a seat of the site and has none, or never had one",
                "unit/presenters/display/test_public_sites.py",
                "test_a_site_that_was_there_is_not_said_to_have_never_come",
                "picture.presence",
            ),
        ),
        "Hình ở màn hình chính của phòng": _ELSEWHERE,
        "Đang nói": _run(Fact.SPEAKS),
        "Lượt nói còn": _run(Fact.SPEAKS),
        "Buổi tiếp bắt đầu sau": _COUNTED,
        "Buổi tiếp tiếp tục sau": _COUNTED,
        "Trang thử": _test(
            "the page of a trial is shown in a trial",
            "unit/presenters/display/test_trial_page.py",
            "test_the_page_of_a_trial_is_shown_on_display_2",
            "shows_trial_page",
        ),
        "Quá giờ": _test("the turn is over", _DRAWN, "test_a_turn_that_is_over_is_said", "Quá giờ"),
        "Đã tiếp": _run(Fact.TALKS_OPENLY),
        "{reason}, xin vui lòng chờ": _run(Fact.BREAKS),
        "Hội ý, xin chờ": _run(Fact.CONSULTS),
        "Đã hội ý": _run(Fact.CONSULTS),
        "Đã tạm dừng": _run(Fact.BREAKS),
        "Tạm dừng": _test(
            "the session is paused because something is secret",
            "ui/test_pause_sheet.py",
            "test_display_2_does_not_say_that_something_is_secret",
            "PauseReason.SECRET",
        ),
        "Trở lại lúc": _test(
            "somebody said when the pause ends, and that is ahead",
            "unit/presenters/conduct/deeds/test_pausing.py",
            "test_the_time_is_told_to_every_screen_until_it_is_past",
            "back_at",
        ),
        "Hình và tiếng đã ngắt.": _run(Fact.PAUSED),
        "Buổi tiếp đã kết thúc": _run(Fact.OVER),
        "Cảm ơn ông, bà đã tham dự.": _run(Fact.OVER),
        "Kết thúc lúc": _run(Fact.OVER),
        **dict.fromkeys(
            (
                "Dừng lúc",
                "Buổi tiếp hôm nay dừng tại đây",
                "Cơ quan tiếp công dân sẽ thông báo ngày tiếp tục.",
                "Buổi tiếp đã dừng",
                (
                    "Có sự cố kỹ thuật, mong ông, bà thông cảm. "
                    "Cơ quan tiếp công dân sẽ thông báo lịch tiếp tục."
                ),
                "Cán bộ tiếp dân sẽ giải thích và hướng dẫn ông, bà.",
            ),
            _test(
                "the city says how the session was ended",
                _DRAWN,
                "test_how_a_session_was_ended_is_said_and_nothing_else",
                "ENDED_TEXTS",
            ),
        ),
        "Tài liệu số {number}": _run(Fact.LED),
        "Trang {page}/{count}": _run(Fact.LED),
        **dict.fromkeys(
            ("Phần trên của trang", "Phần giữa của trang", "Phần dưới của trang"),
            _test(
                "that part of the page is seen, and not all of it",
                _DRAWN,
                "test_the_part_of_a_page_is_said_where_it_is_not_all_of_it",
                "PART_TEXTS",
            ),
        ),
        "Trang này chưa hiển thị được, xin vui lòng chờ.": _test(
            "the bytes are here and show nothing",
            _DISPLAY,
            "test_a_page_that_cannot_be_drawn_is_not_asked_for_without_end",
            "is_undrawable",
        ),
        "Đang mở trang, xin vui lòng chờ.": _test(
            "the page is on its way",
            _DISPLAY,
            "test_a_page_whose_bytes_come_late_is_shown_then",
            "page_image is None",
        ),
        "Đang nối lại, xin vui lòng chờ.": _test(
            "what arrived before arrives no more",
            _DISPLAY,
            "test_lost_and_dark_pictures_are_told_apart",
            "is_lost",
        ),
        "Đã tắt camera": _run(Fact.TALKS_HIDDEN),
        "Họp trên {platform}": _SHOWN_THERE,
        "Buổi tiếp họp trên {platform}.": _PAUSED_THERE,
        "Tạm thời chỉ có tiếng": _test(
            "the end that sends says that it took its picture back",
            _PICTURE,
            "test_a_site_that_took_its_picture_back_is_veiled_on_both_displays",
            "is_sound_only",
        ),
        "Đang kết nối": _test(
            "seated, and no picture came yet",
            _DISPLAY,
            "test_lost_and_dark_pictures_are_told_apart",
            "track_id",
        ),
        "Quốc huy": _run(Fact.OUT),
        "Chờ buổi tiếp": _run(Fact.WAITING),
        "Đối thoại": _run(Fact.TALKING),
    },
    "Minutes": {
        "chưa có gì để lưu": _run(Fact.NOTHING_WRITTEN),
        "đang lưu…": _test(
            "the newest text is not on the disk",
            "unit/presenters/record/test_minutes.py",
            "test_the_word_says_typing_until_the_commit",
            "Kept.TYPING",
        ),
        "đã lưu trên máy này": _KEPT_LONG_AGO,
        "đã gửi về thành phố": _KEPT_LONG_AGO,
        "đã lưu trên máy này {at}": _run(Fact.KEPT_HERE),
        "đã gửi về thành phố {at}": _run(Fact.KEPT_THERE),
        "chưa lưu được, nội dung vẫn giữ trên màn hình": _test(
            "the store refused the text",
            "unit/presenters/record/test_minutes.py",
            "test_a_failed_save_keeps_the_text_says_so_and_tries_again",
            "Kept.FAILED",
        ),
    },
    "PreJoin": {
        "Sẵn sàng, vào phòng": _test(
            "a good take of today counts, or nobody asks for one",
            _DOOR_SCREEN,
            "test_the_button_says_ready_only_with_a_good_take",
            "TakeWord.GOOD",
        ),
        "Vào phòng, chưa sẵn sàng": _test(
            "no good take counts, with a leader's leave or without",
            _DOOR_SCREEN,
            "test_the_button_says_ready_only_with_a_good_take",
            "TakeWord.LACKING",
        ),
        "Vào bằng máy thứ hai": _test(
            "the city says that another PC has the seat",
            "unit/presenters/session/test_pre_join.py",
            "test_a_seat_that_another_pc_has_is_told_and_nothing_is_taken",
            "is_seat_in_use",
        ),
        "Đang vào phòng…": _test(
            "the city was asked for the seat and did not answer yet",
            "unit/presenters/session/test_pre_join.py",
            "test_enter_joins_once_and_leads_into_the_session",
            "JoinStage.JOINING",
        ),
    },
    "Session": {
        "bản ghi: {word}": _test(
            "that site told its lamp within six seconds",
            "unit/presenters/record/test_site_lamps.py",
            "test_the_lamp_of_another_site_is_shown_while_it_is_fresh",
            "SiteLampTold",
        ),
        "Diễn tập": _run(Fact.PRACTICE),
        "Đã ghi trạng thái ký": _test(
            "the city says that it is signed, and everybody who is there has a state",
            "unit/presenters/conduct/signing/test_signing.py",
            "test_the_minutes_say_that_they_are_frozen_and_then_that_all_have_a_state",
            "is_noted",
        ),
        "Ký biên bản": _test(
            "the city froze a version, and says that the minutes are not signed yet",
            "unit/presenters/conduct/signing/test_signing.py",
            "test_the_minutes_say_that_they_are_frozen_and_then_that_all_have_a_state",
            "version",
        ),
        "{reason} đến {hour}": _test(
            "somebody said when the pause ends, and that is ahead",
            "unit/presenters/conduct/deeds/test_pausing.py",
            "test_the_time_is_told_to_every_screen_until_it_is_past",
            "back_at",
        ),
    },
}
"""Texts that stand beside the drawing, by their context; DRAWN_IN says where.

A text that says two things has the function that says it before it, with a slash.
"""

DRAWN_IN: Mapping[str, tuple[str, ...]] = {
    "desktop/ui/windows/status_cells.py": (),
    "desktop/ui/scenes/*.py": (),
    "desktop/ui/panels/record/kept_words.py": ("kept_text",),
    "desktop/ui/panels/conduct/tile_words.py": ("recording_text",),
    "desktop/ui/screens/session/session.py": ("_show_badges", "_status_text"),
    "desktop/ui/screens/session/pre_join.py": ("_enter_text",),
}
"""Modules that draw status bar, display 2 and badges; the functions of it, none: all."""

KNOWN_FALSE: Mapping[str, str] = {}
"""Words that show while their fact does not hold; the run fails as well when one is mended."""
