"""Who waits in a room: their number as it is written, and that they are next or asked in."""

from desktop.domain.conduct.calls.waiting_ticket import WaitingTicket
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode


def ticket_text(number: int | None) -> str:
    """A number as display 2 and the list have it."""
    return "…" if number is None else f"{number:02d}"


def called_message(ticket: WaitingTicket) -> Message | None:
    """For the room in which they wait: that it is next, or asked in."""
    if ticket.called_at is None and ticket.warned_at is None:
        return None
    code = MessageCode.NEXT_HERE if ticket.called_at is None else MessageCode.CALLED_HERE
    return Message(code=code, tone=Tone.INFO, data={"n": ticket_text(ticket.number)})
