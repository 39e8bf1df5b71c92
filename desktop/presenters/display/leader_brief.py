"""For a leader who alone sees display 2: what is asked, what came of it, who is next. Pure."""

from desktop.domain.reception.session import STEPS
from desktop.domain.text import plain_line
from desktop.presenters.display.chair_display_state import (
    HANDS_AHEAD,
    LeaderBrief,
    PublicHand,
    PublicText,
)
from desktop.presenters.display.public_parts import public_lead
from desktop.presenters.display.public_words import public_words
from desktop.presenters.live.said_in_public import protected_names
from desktop.presenters.live.seated_sites import site_name
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.live.session_facts import SessionFacts


def leader_brief(context: SessionContext, facts: SessionFacts) -> LeaderBrief | None:
    """Of this session, as it stands; None where there is nothing to write into its column."""
    case = context.case
    step = facts.step
    request = None if case is None else _public(context, case.request)
    previous_result = None if case is None else _public(context, case.told_result)
    hands = _hands(context, facts)
    if request is None and previous_result is None and hands is None:
        return None
    return LeaderBrief(
        request=request,
        previous_result=previous_result,
        hands=hands,
        step=step,
        place=STEPS.index(step) + 1 if step in STEPS else None,
        count=len(STEPS),
    )


def _public(context: SessionContext, typed: str) -> PublicText | None:
    text = plain_line(typed)
    return public_words(text, protected_names(context)) if text else None


def _hands(context: SessionContext, facts: SessionFacts) -> tuple[PublicHand, ...] | None:
    queue = facts.live.queue if facts.live is not None else None
    if queue is None:
        return None
    return tuple(
        PublicHand(
            site_name=PublicText(site_name(context, facts, hand.site_id)),
            person=public_lead(context, hand.site_id, hand.speaker),
            side=hand.side,
        )
        for hand in queue.hands[:HANDS_AHEAD]
    )
