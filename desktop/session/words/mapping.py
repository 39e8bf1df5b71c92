"""Between the wire's words and the domain's: the only file where both are spoken of.

Everything that comes from the server is untrusted; what does not fit raises Misfit.
"""

import base64
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from itertools import islice

from desktop.contract.channel.conduct import (
    CompanionState,
    DeputyState,
    EndingState,
    EndSession,
    SeatState,
    SetStep,
    SkippedState,
    State,
)
from desktop.contract.channel.media import IceServer as WireIceServer
from desktop.contract.channel.media import SignalRelayed
from desktop.contract.channel.minutes import LineTyped, ReadBackState, TypeLine
from desktop.contract.channel.pause import CountdownState, PauseState
from desktop.contract.channel.stage import PresentPage, StageState
from desktop.contract.channel.trial import (
    MAX_SHOWINGS,
    MAX_SITES,
    DoubtState,
    SensedState,
    SenseOf,
    SenseSites,
    SoakMinuteOf,
    SoakMinuteState,
    SoakState,
    TellSoak,
    TrialPageBytes,
    TrialPageState,
)
from desktop.contract.version import MAX_OPEN_LINE_CHARACTERS, MAX_SIGNAL_CHARACTERS
from desktop.domain.access.person import Role
from desktop.domain.conduct.companion import MAX_COMPANIONS, Companion
from desktop.domain.conduct.countdown import Countdown
from desktop.domain.conduct.deputy import Deputy
from desktop.domain.conduct.line_soak import LineSoak, SoakMinute, SoakOf, SoakStage
from desktop.domain.conduct.live_session import LiveSession, OpenLine, PagePart, Seat, Stage
from desktop.domain.conduct.pause import MAX_PAUSES, Pause
from desktop.domain.conduct.read_back import ReadBack
from desktop.domain.conduct.trial import MAX_DOUBTS, Doubt, Sense, Sensed, TrialPage
from desktop.domain.ids import DocumentId, MinuteLineId, SessionId, SiteId
from desktop.domain.media.call import IceServer
from desktop.domain.reception.ending import (
    ENDINGS,
    MAX_REASON_CHARACTERS,
    SessionEnding,
    plain_reason,
)
from desktop.domain.reception.skipped_step import MAX_SKIPPED, SkippedStep
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.session.words.agency_calls import calls_from
from desktop.session.words.consultations import consultations_from
from desktop.session.words.help_calls import help_calls_from
from desktop.session.words.misfit import Misfit
from desktop.session.words.queue_mapping import queue_from
from desktop.session.words.recording import takes_from
from desktop.session.words.roll_call import announced_from, roll_from
from desktop.session.words.signing import signing_from

MAX_SEATS = 32
MAX_ICE_SERVERS = 8
MAX_ICE_URLS = 4
MAX_ICE_TEXT_CHARACTERS = 512
MAX_SHORT_CHARACTERS = 250
MAX_PAGES = 100_000
_ICE_SCHEMES = ("stun:", "stuns:", "turn:", "turns:")


def live_session_from(session_id: SessionId, untrusted: State) -> LiveSession:
    """The state of the session; Raises: Misfit."""
    if len(untrusted.seats) > MAX_SEATS or untrusted.seq < 0:
        raise Misfit("state")
    if len({seat.site_id for seat in untrusted.seats}) != len(untrusted.seats):
        raise Misfit("seats")
    try:
        return LiveSession(
            session_id=session_id,
            seq=untrusted.seq,
            status=SessionStatus(untrusted.status),
            step=Step(untrusted.step),
            pause_reason=_pause_reason_from(untrusted.pause_reason),
            opened_at=_instant(untrusted.opened_at),
            seats=tuple(_seat_from(seat) for seat in untrusted.seats),
            speaking_site_id=_site_or_none(untrusted.speaking_site_id),
            floor_since=_instant(untrusted.floor_since),
            stage=_stage_from(untrusted.stage),
            ending=_ending_from(untrusted.ending),
            consultation_from=_caller_from(untrusted.consultation_from),
            sensed=_sensed_from(untrusted.sensed or ()),
            takes_senses=untrusted.sensed is not None,
            doubts=_doubts_from(untrusted.doubts),
            trial_page=_trial_page_from(untrusted.trial_page),
            soaks=_soaks_from(untrusted.soaks),
            skipped=_skipped_from(untrusted.skipped),
            roll=roll_from(untrusted.roll),
            announced=announced_from(untrusted.announced),
            queue=queue_from(untrusted.queue),
            pauses=_pauses_from(untrusted.pauses),
            countdown=_countdown_from(untrusted.countdown),
            read_back=_read_back_from(untrusted.read_back),
            calls=calls_from(untrusted.calls),
            companions=_companions_from(untrusted.companions),
            consultations=consultations_from(untrusted.consultations),
            deputy=_deputy_from(untrusted.deputy),
            platform=_platform_from(untrusted.platform),
            takes=takes_from(untrusted.takes),
            takes_lamps=untrusted.takes_lamps,
            signing=signing_from(untrusted.signing),
            help_calls=help_calls_from(untrusted.help_calls),
        )
    except ValueError as error:
        raise Misfit("enumeration") from error


def ice_servers_from(untrusted: tuple[WireIceServer, ...]) -> tuple[IceServer, ...]:
    """Relays of the welcome: those of a known scheme and a decent length, at most eight."""
    checked = (
        IceServer(
            urls=tuple(url for url in server.urls[:MAX_ICE_URLS] if _is_ice_url(url)),
            username=server.username,
            credential=server.credential,
        )
        for server in untrusted[:MAX_ICE_SERVERS]
        if max(len(server.username), len(server.credential)) <= MAX_ICE_TEXT_CHARACTERS
    )
    return tuple(server for server in checked if server.urls)


def open_line_from(untrusted: LineTyped) -> OpenLine:
    """What another site is typing; Raises: Misfit."""
    if len(untrusted.text) > MAX_OPEN_LINE_CHARACTERS:
        raise Misfit("text")
    if len(untrusted.speaker) > MAX_SHORT_CHARACTERS:
        raise Misfit("speaker")
    if len(untrusted.typist) > MAX_SHORT_CHARACTERS:
        raise Misfit("typist")
    if untrusted.at.tzinfo is None:
        raise Misfit("naive time")
    return OpenLine(
        line_id=MinuteLineId(untrusted.line_id),
        site_id=SiteId(untrusted.site_id),
        speaker=untrusted.speaker,
        text=untrusted.text,
        at=untrusted.at,
        typist=untrusted.typist,
    )


def signal_from(untrusted: SignalRelayed) -> tuple[SiteId, str]:
    """The sender, and the payload that only the engine may look into; Raises: Misfit."""
    if not 0 < len(untrusted.payload) <= MAX_SIGNAL_CHARACTERS:
        raise Misfit("payload")
    return SiteId(untrusted.from_site_id), untrusted.payload


def type_line_of(line: OpenLine) -> TypeLine:
    """Our open line as it is sent; a text beyond the wire's limit is shown by its end."""
    return TypeLine(
        line_id=line.line_id,
        speaker=_without_nul(line.speaker)[:MAX_SHORT_CHARACTERS],
        text=_without_nul(line.text)[-MAX_OPEN_LINE_CHARACTERS:],
        at=line.at,
    )


def end_session_of(status: SessionStatus, reason: str) -> EndSession:
    """The end without signatures. reason: one that `reason_fault` finds nothing wrong with."""
    return EndSession(status=status, reason=plain_reason(reason))


def set_step_of(
    step: Step, reason: str, *, calls_roll: bool = False, notes_signers: bool = False
) -> SetStep:
    """The move to a step. reason: empty, or one that `reason_fault` finds nothing wrong with.

    calls_roll: the city is one that notes who is there; notes_signers: and who signed.
    """
    return SetStep(
        step=step,
        reason=plain_reason(reason),
        calls_roll=calls_roll,
        notes_signers=notes_signers,
    )


def present_page_of(stage: Stage | None) -> PresentPage:
    """The page for every screen, or none."""
    if stage is None:
        return PresentPage(document_id=None, page=1, page_count=1, title="")
    return PresentPage(
        document_id=stage.document_id,
        page=stage.page,
        page_count=stage.page_count,
        title=_without_nul(stage.title)[:MAX_SHORT_CHARACTERS],
        part=stage.part,
    )


def sense_sites_of(told: Iterable[Sense]) -> SenseSites:
    """What this seat sees and hears; of more sites than the wire takes the first."""
    sites = (
        SenseOf(site_id=one.of_site_id, sees=one.sees, hears=one.hears)
        for one in islice(told, MAX_SITES)
    )
    return SenseSites(sites=tuple(sites))


def tell_soak_of(soak: LineSoak) -> TellSoak:
    """What this seat measured of its line."""
    worst = None if soak.worst is None else SoakMinuteOf.model_validate(asdict(soak.worst))
    return TellSoak(
        stage=soak.stage.value, began_at=soak.began_at, ended_at=soak.ended_at, worst=worst
    )


def trial_page_from(untrusted: TrialPageBytes) -> tuple[int, bytes]:
    """The showing, and the bytes that came; Raises: Misfit."""
    if not 1 <= untrusted.number <= MAX_SHOWINGS:
        raise Misfit("number")
    try:
        return untrusted.number, base64.b64decode(untrusted.content, validate=True)
    except ValueError as error:
        raise Misfit("content") from error


def _trial_page_from(untrusted: TrialPageState | None) -> TrialPage | None:
    if untrusted is None:
        return None
    longest = max(len(untrusted.drawn), len(untrusted.on_second or ()))
    if not 1 <= untrusted.number <= MAX_SHOWINGS or longest > MAX_SITES:
        raise Misfit("trial_page")
    return TrialPage(
        by_site_id=SiteId(untrusted.by_site_id),
        number=untrusted.number,
        drawn=frozenset(map(SiteId, untrusted.drawn)),
        on_second=None
        if untrusted.on_second is None
        else frozenset(map(SiteId, untrusted.on_second)),
    )


def _doubts_from(untrusted: tuple[DoubtState, ...]) -> tuple[Doubt, ...]:
    if len(untrusted) > MAX_DOUBTS:
        raise Misfit("doubts")
    return tuple(
        Doubt(
            by_site_id=SiteId(one.by_site_id),
            of_site_id=SiteId(one.of_site_id),
            at=_aware(one.at),
            until=_instant(one.until),
        )
        for one in untrusted
    )


def _soaks_from(untrusted: tuple[SoakState, ...]) -> tuple[SoakOf, ...]:
    if len(untrusted) > MAX_SITES:
        raise Misfit("soaks")
    return tuple(
        SoakOf(
            by_site_id=SiteId(one.by_site_id),
            soak=LineSoak(
                stage=SoakStage(one.stage),
                began_at=_aware(one.began_at),
                ended_at=_aware(one.ended_at),
                worst=None if one.worst is None else _minute_from(one.worst),
            ),
        )
        for one in untrusted
    )


def _minute_from(untrusted: SoakMinuteState) -> SoakMinute:
    return SoakMinute(
        number=untrusted.number,
        site_id=SiteId(untrusted.site_id),
        loss=untrusted.loss,
        sent_loss=untrusted.sent_loss,
        round_trip_s=untrusted.round_trip_s,
        received_kbps=untrusted.received_kbps,
        sent_kbps=untrusted.sent_kbps,
        frozen_s=untrusted.frozen_s,
        silent_s=untrusted.silent_s,
    )


def _sensed_from(untrusted: tuple[SensedState, ...]) -> tuple[Sensed, ...]:
    if len(untrusted) > MAX_SITES * MAX_SITES:
        raise Misfit("sensed")
    if any(one.at.tzinfo is None for one in untrusted):
        raise Misfit("naive time")
    return tuple(
        Sensed(
            by_site_id=SiteId(one.by_site_id),
            of_site_id=SiteId(one.of_site_id),
            sees=one.sees,
            hears=one.hears,
            at=one.at,
        )
        for one in untrusted
    )


def _without_nul(text: str) -> str:
    return text.replace("\0", "")  # the wire refuses it, PostgreSQL cannot keep it


def _seat_from(seat: SeatState) -> Seat:
    if seat.media_number < 0:
        raise Misfit("media_number")
    return Seat(
        site_id=SiteId(seat.site_id),
        is_connected=seat.is_connected,
        media_number=seat.media_number,
        is_microphone_on=seat.is_microphone_on,
        is_camera_on=seat.is_camera_on,
        has_hand_up=seat.has_hand_up,
    )


def _stage_from(stage: StageState | None) -> Stage | None:
    if stage is None:
        return None
    if not 1 <= stage.page <= stage.page_count <= MAX_PAGES:
        raise Misfit("page")
    if len(stage.title) > MAX_SHORT_CHARACTERS:
        raise Misfit("title")
    return Stage(
        document_id=DocumentId(stage.document_id),
        page=stage.page,
        page_count=stage.page_count,
        title=stage.title,
        part=PagePart(stage.part),
    )


def _ending_from(ending: EndingState | None) -> SessionEnding | None:
    if ending is None:
        return None
    if ending.status not in ENDINGS or len(ending.reason) > MAX_REASON_CHARACTERS:
        raise Misfit("ending")
    if ending.at.tzinfo is None:
        raise Misfit("naive time")
    return SessionEnding(status=SessionStatus(ending.status), reason=ending.reason, at=ending.at)


def _skipped_from(skipped: tuple[SkippedState, ...] | None) -> tuple[SkippedStep, ...] | None:
    if skipped is None:
        return None
    if len(skipped) > MAX_SKIPPED or any(
        len(one.reason) > MAX_REASON_CHARACTERS for one in skipped
    ):
        raise Misfit("skipped")
    return tuple(
        SkippedStep(step=Step(one.step), reason=one.reason, at=_aware(one.at)) for one in skipped
    )


def _read_back_from(read_back: ReadBackState | None) -> ReadBack | None:
    if read_back is None:
        return None
    line_id = None if read_back.line_id is None else MinuteLineId(read_back.line_id)
    return ReadBack(line_id=line_id)


def _countdown_from(countdown: CountdownState | None) -> Countdown | None:
    return None if countdown is None else Countdown(zero_at=_aware(countdown.zero_at))


def _companions_from(
    untrusted: tuple[CompanionState, ...] | None,
) -> tuple[Companion, ...] | None:
    if untrusted is None:
        return None
    if len(untrusted) > MAX_COMPANIONS:
        raise Misfit("companions")
    if any(len(one.typist) > MAX_SHORT_CHARACTERS for one in untrusted):
        raise Misfit("typist")
    return tuple(
        Companion(site_id=SiteId(one.site_id), role=Role(one.role), typist=one.typist)
        for one in untrusted
    )


def _deputy_from(untrusted: DeputyState | None) -> Deputy | None:
    if untrusted is None:
        return None
    return Deputy(site_id=SiteId(untrusted.site_id), since=_aware(untrusted.since))


def _pauses_from(pauses: tuple[PauseState, ...] | None) -> tuple[Pause, ...] | None:
    if pauses is None:
        return None
    if len(pauses) > MAX_PAUSES:
        raise Misfit("pauses")
    return tuple(
        Pause(
            reason=PauseReason(one.reason),
            at=_aware(one.at),
            back_at=_instant(one.back_at),
            ended_at=_instant(one.ended_at),
        )
        for one in pauses
    )


def _platform_from(platform: str) -> str:
    if len(platform) > MAX_SHORT_CHARACTERS:
        raise Misfit("platform")
    return platform


def _caller_from(step: str | None) -> Step | None:
    return None if step is None else Step(step)


def _pause_reason_from(reason: str | None) -> PauseReason | None:
    return None if reason is None else PauseReason(reason)


def _site_or_none(site_id: str | None) -> SiteId | None:
    return None if site_id is None else SiteId(site_id)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise Misfit("naive time")
    return at


def _instant(at: datetime | None) -> datetime | None:
    if at is not None and at.tzinfo is None:
        raise Misfit("naive time")
    return at


def _is_ice_url(url: str) -> bool:
    return len(url) <= MAX_ICE_TEXT_CHARACTERS and url.startswith(_ICE_SCHEMES)
