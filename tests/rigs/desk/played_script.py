"""The full script as tests play it: on a busy machine, with faults planted, and no longer."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.script.conduct.full import full_script
from desktop.app.rehearsal.script.outcome import (
    FIGURES,
    Fault,
    Played,
    ScriptLimits,
    as_json,
    as_text,
)
from desktop.app.rehearsal.script.reception import Act, Reception
from desktop.app.rehearsal.script.run import LineKind, play_full
from desktop.domain.clock import SystemClock
from tests.patience import PATIENCE_S
from tests.rigs.desk.script_faults import FOUND, ScriptFault, build_spoilt

BUSY_MACHINE = ScriptLimits(p95_ms=dict.fromkeys(FIGURES, 1_000.0 * PATIENCE_S), lost_lines=100)
"""CI shares its two cores; the product's own limits are those of `ScriptLimits()`."""

SHORT_S = 4.0
"""What never comes is not waited for as long as what may come late."""

BY_THE_CLOCK = ("does not count from", "comes to zero at another moment")
"""Of a countdown: a second stands for a second, also where a PC had no time for it."""

CONDUCT_AND_MEDIA = frozenset(
    {
        ScriptFault.STEP_MISSED,
        ScriptFault.FLOOR_DOUBLED,
        ScriptFault.MEDIA_IN_PAUSE,
        ScriptFault.HAND_LOST,
        ScriptFault.STEP_SKIPPED,
        ScriptFault.RECORD_DIFFERS,
        ScriptFault.RECORDING_CHANGED,
        ScriptFault.SEAL_OF_OTHER,
        ScriptFault.SENT_NOWHERE,
        ScriptFault.PLAYED_ELSEWHERE,
        ScriptFault.ALARM_UNTOLD,
        ScriptFault.LOSS_UNCOUNTED,
        ScriptFault.SITE_LAMP_UNSHOWN,
        ScriptFault.HEARD_BEFORE_ACCEPT,
        ScriptFault.SIGNER_UNNOTED,
        ScriptFault.SCAN_UNREAD,
        ScriptFault.DIGITAL_UNREAD,
        ScriptFault.ARCHIVE_LACKS,
    }
)
"""Those of PAPERS_AND_MINUTES spoil the record too: the last of these would not be seen there."""

OF_CONSULTATIONS = frozenset(
    {ScriptFault.CONSULTATION_UNTOLD, ScriptFault.CONSULTS_OPENLY, ScriptFault.LISTENS_ON}
)
OF_THREE_SITES = OF_CONSULTATIONS | {ScriptFault.DEPUTY_UNTOLD}
"""Where two consult and nobody waits, and where no deputy is named, there is nothing to find."""

PAPERS_AND_MINUTES = frozenset(ScriptFault) - CONDUCT_AND_MEDIA - OF_THREE_SITES


def play(
    tmp_path: Path,
    kind: LineKind,
    faults: AbstractSet[ScriptFault] = frozenset(),
    *,
    sites: int = 2,
    only: Sequence[str] | None = None,
    consequences: AbstractSet[str] = frozenset(),
) -> Played:
    """The acts in which a planted fault is found have little time, the others all they need.

    only: the acts that count. consequences: other acts that such a fault may spoil; they have as
    little.
    """
    spoilt = {FOUND[fault].act for fault in faults} | consequences

    def script(folder: Path) -> tuple[Act, ...]:
        acts = [one for one in full_script(folder) if only is None or one.name in only]
        return tuple(
            replace(
                _unless_spoilt(one, spoilt),
                limit_s=SHORT_S if one.name in spoilt else PATIENCE_S,
            )
            for one in acts
        )

    plan = RehearsalPlan(folder=tmp_path, sites=sites)
    played = play_full(plan, kind, clock=SystemClock(), build=build_spoilt(faults), script=script)
    print(as_text([played], ScriptLimits()))
    return played


def _unless_spoilt(act: Act, spoilt: AbstractSet[str]) -> Act:
    """Where an act before was spoilt that nobody spoils, all that follows would wait in vain."""

    def play_on(reception: Reception) -> None:
        told = [one for one in _not_by_the_clock(reception.faults) if one.act not in spoilt]
        assert not told, f"before {act.name}: {told}"
        act.play(reception)

    return replace(act, play=play_on)


def without_counts(played: Played) -> Played:
    """Beside other tests a second that was shown late or not at all is no fault of the program."""
    faults = _not_by_the_clock(played.faults)
    spoilt = {one.act for one in faults}
    acts = tuple(replace(one, is_ok=one.is_ok or one.name not in spoilt) for one in played.acts)
    return replace(played, faults=faults, acts=acts)


def _not_by_the_clock(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(one for one in faults if not any(words in one.what for words in BY_THE_CLOCK))


def all_but(needless: AbstractSet[str]) -> tuple[str, ...]:
    """The names of the acts of the full script without these."""
    return tuple(one.name for one in full_script(Path()) if one.name not in needless)


def assert_found(played: Played, planted: AbstractSet[ScriptFault]) -> None:
    """Each planted fault is told by its act, of the desk where it shows."""
    assert as_json([played], BUSY_MACHINE)["ok"] is False
    for fault in sorted(planted):
        found = FOUND[fault]
        told = [
            one.what
            for one in played.faults
            if (one.act, one.site_id) == (found.act, found.site_id)
        ]
        assert any(found.words in what for what in told), (fault, told)


def assert_only_found(
    played: Played, planted: AbstractSet[ScriptFault], consequences: AbstractSet[str]
) -> None:
    """Besides, no other act is spoilt."""
    assert_found(played, planted)
    wanted = {FOUND[fault].act for fault in planted}
    assert wanted <= _spoilt(played)
    assert _spoilt(without_counts(played)) <= wanted | consequences


def _spoilt(played: Played) -> set[str]:
    return {one.name for one in played.acts if not one.is_ok}
