"""Gọi hỗ trợ an ninh (F11, held): asked without a word, and who sees to it elsewhere."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from desktop.domain.conduct.calls.help_call import HelpCall, help_wanted
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.session_facts import SessionFacts
from desktop.presenters.view.message import Message, MessageAction, MessageValue, Tone
from desktop.presenters.view.message_code import MessageCode

ACTIONS: Final = frozenset({"call_help", "take_help_call"})
"""Messages of it, as a refusal of the city names them."""

TOLD_S: Final = 60
"""How long it is told that somebody sees to it."""


class HelpCalling:
    """What one desk asks, and sees to. Thread: MainThread.

    The citizen may look at the screen of this room: its words name nothing. Display 2 says nothing.
    """

    def __init__(
        self,
        *,
        entry: SessionEntry,
        tell: Callable[[Message], None],
        on_offline: Callable[[], None],
    ) -> None:
        self._entry = entry
        self._tell = tell
        self._on_offline = on_offline

    def call(self) -> None:
        """The key was held long enough."""
        facts = self._entry.facts
        if facts.is_out or facts.is_over:
            return
        if not facts.is_connected or facts.live is None:
            self._on_offline()
        elif facts.live.help_calls is None:
            self._tell(Message(code=MessageCode.HELP_NOT_PASSED, tone=Tone.WARN))
        else:
            self._entry.services.channel.calls.call_help()

    def take(self) -> None:
        """Somebody here sees to what another site asks for."""
        wanted = _wanted(self._entry.context, self._entry.facts)
        if wanted is not None:
            self._entry.services.channel.calls.take_help_call(wanted.site_id)


def help_asked_message(context: SessionContext, facts: SessionFacts) -> Message | None:
    """In the room that asks: that it was sent, then who has seen it."""
    own = [one for one in _calls(facts) if one.site_id == context.own_site_id]
    if not own:
        return None
    newest = own[-1]
    if newest.taken_by is None:
        return Message(code=MessageCode.HELP_SENT, tone=Tone.INFO, data={"at": newest.at})
    if not _is_news(newest.taken_at, facts):
        return None
    data = _told(context.site_name(newest.taken_by), newest.at)
    return Message(code=MessageCode.HELP_SEEN, tone=Tone.INFO, data=data)


def help_wanted_message(context: SessionContext, facts: SessionFacts) -> Message | None:
    """Everywhere else: who asks, or who sees to it now."""
    wanted = _wanted(context, facts)
    if wanted is not None:
        data = _told(context.site_name(wanted.site_id), wanted.at)
        action = MessageAction.TAKE_HELP_CALL
        return Message(code=MessageCode.HELP_WANTED, tone=Tone.DANGER, data=data, action=action)
    others = [one for one in _calls(facts) if one.site_id != context.own_site_id]
    told = [one for one in others if _is_news(one.taken_at, facts)]
    if not told or told[-1].taken_by is None:
        return None
    names = {
        "by": context.site_name(told[-1].taken_by),
        "site": context.site_name(told[-1].site_id),
    }
    return Message(code=MessageCode.HELP_TAKEN, tone=Tone.INFO, data=names)


def _told(site: str, at: datetime) -> dict[str, MessageValue]:
    return {"site": site, "at": at}


def _calls(facts: SessionFacts) -> tuple[HelpCall, ...]:
    """None where this desk has no seat any more, or hears nothing new of the city."""
    live = facts.live
    is_here = facts.is_connected and not facts.is_out and not facts.is_over
    return (live.help_calls or ()) if is_here and live is not None else ()


def _wanted(context: SessionContext, facts: SessionFacts) -> HelpCall | None:
    return help_wanted(_calls(facts), context.own_site_id)


def _is_news(at: datetime | None, facts: SessionFacts) -> bool:
    return at is not None and (facts.city_now() - at).total_seconds() < TOLD_S
