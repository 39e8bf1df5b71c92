"""The full script: a reception from "sẵn sàng" to "đóng". A later subject adds its acts here."""

from functools import partial
from pathlib import Path

from desktop.app.rehearsal.script.conduct import call_acts as calls
from desktop.app.rehearsal.script.conduct import conduct_acts as conduct
from desktop.app.rehearsal.script.conduct import queue_acts as queue
from desktop.app.rehearsal.script.conduct import roll_acts as roll
from desktop.app.rehearsal.script.conduct import waiting_acts as waiting
from desktop.app.rehearsal.script.conduct.companion_acts import second_pc
from desktop.app.rehearsal.script.conduct.conduct_acts import step
from desktop.app.rehearsal.script.conduct.consultation_acts import consulted, consulted_back
from desktop.app.rehearsal.script.conduct.countdown_acts import count_stopped
from desktop.app.rehearsal.script.conduct.deputy_acts import deputised, deputised_back
from desktop.app.rehearsal.script.conduct.help_act import help_called
from desktop.app.rehearsal.script.conduct.pause_acts import Wanted, pause, resume, resume_elsewhere
from desktop.app.rehearsal.script.minutes import papers_acts as papers
from desktop.app.rehearsal.script.minutes import reading_acts as reading
from desktop.app.rehearsal.script.minutes import signing_acts as signing
from desktop.app.rehearsal.script.minutes.archive_act import archived
from desktop.app.rehearsal.script.minutes.digital_act import signed_digitally
from desktop.app.rehearsal.script.minutes.minutes_acts import incident, minutes, task
from desktop.app.rehearsal.script.minutes.record_act import record
from desktop.app.rehearsal.script.minutes.scan_act import scanned, scanned_late
from desktop.app.rehearsal.script.reception import Act
from desktop.app.rehearsal.script.recording import recording_acts as recording
from desktop.app.rehearsal.script.recording.alarm_act import alarm
from desktop.app.rehearsal.script.recording.played_act import played
from desktop.app.rehearsal.script.recording.sending_act import sent
from desktop.domain.reception.status import PauseReason, Step
from desktop.presenters.conduct.verb import Verb


def full_script(scratch: Path, guest: tuple[Act, ...] = ()) -> tuple[Act, ...]:
    """Its acts, in order.

    scratch: a folder for the paper that is taken in and the files that are given. guest: acts of a
    guest in a browser.
    """
    return (
        Act(name="ready", play=conduct.ready),
        Act(name="waiting", play=waiting.waiting),
        Act(name="called", play=waiting.called),
        Act(name="paper", play=partial(papers.paper, scratch=scratch)),
        Act(name="count_stopped", play=count_stopped),
        Act(name="opening", play=conduct.opening),
        Act(name="recording", play=recording.begun),
        Act(name="lost_seconds", play=recording.lost),
        Act(name="no_jump", play=conduct.no_jump),
        step("roll_call", Step.ROLL_CALL),
        Act(name="roll_begun", play=roll.begun),
        Act(name="roll_called", play=roll.called, is_cut=True),
        step("announcements", Step.ANNOUNCEMENTS, is_cut=True),
        Act(name="announced", play=roll.announced, is_cut=True),
        step("presentation", Step.PRESENTATION),
        Act(name="hand", play=conduct.hand, is_cut=True),
        Act(name="floor", play=conduct.floor, is_cut=True),
        Act(name="speech", play=conduct.speech),
        minutes("minutes", ("Công dân trình bày.", "Chủ trì hỏi lại.", "Công dân nói rõ.")),
        Act(name="second_pc", play=second_pc),
        pause("pause", Wanted(reason=PauseReason.BREAK, ends_in=30)),
        Act(name="not_recorded", play=recording.held),
        Act(name="resume", play=resume, is_cut=True),
        Act(name="end_turn", play=conduct.end_turn),
        Act(name="person_left", play=roll.left),
        Act(name="left_out", play=conduct.leave_out, is_cut=True),
        step("questions", Step.QUESTIONS, Verb.REOPEN),
        pause(
            "consultation",
            Wanted(reason=PauseReason.CONSULTATION, verb=Verb.CONSULT),
            is_cut=True,
        ),
        Act(name="resume_again", play=resume_elsewhere),
        Act(name="consulted", play=consulted),
        Act(name="consulted_back", play=consulted_back, is_cut=True),
        Act(name="deputised", play=deputised),
        Act(name="deputised_back", play=deputised_back),
        pause("secret", Wanted(reason=PauseReason.SECRET, verb=Verb.PAUSE_FOR_SECRET)),
        Act(name="resume_after_secret", play=resume, is_cut=True),
        Act(name="hand_withdrawn", play=conduct.hand_withdrawn),
        Act(name="queue", play=queue.queue, is_cut=True),
        Act(name="reorder", play=queue.reorder, is_cut=True),
        Act(name="call_this", play=queue.call_this),
        Act(name="lower_all", play=queue.lower_all, is_cut=True),
        Act(name="unheard", play=queue.unheard),
        *guest,
        minutes("minutes_again", ("Cơ quan trả lời.", "Chủ trì ghi nhận."), is_cut=True),
        Act(name="incident", play=incident, is_cut=True),
        Act(name="help", play=help_called, is_cut=True),
        Act(name="agency", play=calls.agency),
        Act(name="uncleared_page", play=papers.uncleared_page),
        Act(name="page", play=papers.page, is_cut=True),
        Act(name="take_down", play=papers.take_down),
        Act(name="alarm", play=alarm),
        step("conclusion", Step.CONCLUSION, Verb.CONCLUDE),
        step("reopening", Step.QUESTIONS, Verb.REOPEN),
        step("conclusion_again", Step.CONCLUSION, Verb.CONCLUDE, is_cut=True),
        minutes("directive", ("Giao xã trả lời trước ngày 10.",)),
        Act(name="task", play=task),
        step("read_back", Step.READ_BACK),
        Act(name="read_lines", play=reading.read_lines, is_cut=True),
        Act(name="objected", play=signing.objected),
        Act(name="same_text", play=signing.same_text),
        Act(name="signing", play=conduct.signing, is_cut=True),
        Act(name="frozen", play=signing.frozen),
        Act(name="unsigned", play=signing.unsigned),
        Act(name="signers", play=signing.signers),
        Act(name="scanned", play=partial(scanned, scratch=scratch)),
        Act(name="signed_digitally", play=partial(signed_digitally, scratch=scratch)),
        step("signed", Step.CLOSING),
        Act(name="closing", play=conduct.closing, is_cut=True),
        Act(name="record", play=record),
        Act(name="recorded", play=recording.recorded),
        Act(name="sent", play=sent),
        Act(name="played", play=played),
        Act(name="scanned_late", play=partial(scanned_late, scratch=scratch)),
        Act(name="archived", play=partial(archived, scratch=scratch)),
    )
