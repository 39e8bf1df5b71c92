"""What the officer is told of our own picture: only when it was taken back so far that it shows."""

from desktop.domain.call import LINE_CAUSES, PeerStats, Rung
from desktop.domain.enums import QualityCause
from desktop.presenters.message import Message, MessageCode, Tone
from desktop.presenters.session_context import SessionContext
from desktop.presenters.session_facts import SessionFacts


def picture_message(context: SessionContext, facts: SessionFacts) -> Message | None:
    """The gravest thing that holds our picture down, None when it is as good as it should be.

    A smaller picture that still moves is a matter for the word of the line, not for a banner.
    """
    if facts.is_paused:
        return None
    figures = facts.heard_figures()
    held = [one for one in figures if one.sent_rung.is_below(Rung.P240)]
    ours = [one for one in held if one.sent_cause is QualityCause.OUR_LINE]
    if ours:
        is_off = any(one.sent_rung is Rung.SOUND for one in ours)
        code = MessageCode.PICTURE_OFF if is_off else MessageCode.PICTURE_STILL
        return Message(code=code, tone=Tone.WARN)
    theirs = [one for one in held if one.sent_cause in LINE_CAUSES]
    if theirs:
        return _at_their_line(context, theirs[0])
    if any(one.sent_cause is QualityCause.SLOW_PC for one in figures):
        return Message(code=MessageCode.SLOW_PC, tone=Tone.WARN)
    return None


def _at_their_line(context: SessionContext, figures: PeerStats) -> Message:
    return Message(
        code=MessageCode.PICTURE_HELD_THERE,
        tone=Tone.WARN,
        data={"site": context.site_name(figures.site_id)},
    )
