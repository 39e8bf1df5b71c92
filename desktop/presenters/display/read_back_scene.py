"""The scene "đọc biên bản": the line that is read out, and the lines around it. Pure."""

from desktop.domain.record.minutes import MinuteLine
from desktop.presenters.display.chair_display_state import (
    PublicHeader,
    PublicLine,
    ReadBackScene,
)
from desktop.presenters.display.public_parts import main_site, public_picture
from desktop.presenters.display.public_words import public_words
from desktop.presenters.live.said_in_public import protected_names
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.session.session import SessionPresenter

BEFORE, AFTER = 1, 2
"""Lines that stand around the one being read."""


def read_back_scene(session: SessionPresenter, header: PublicHeader) -> ReadBackScene | None:
    """None while nothing is read back, or the line did not come to this PC yet."""
    panel = session.read_back.panel()
    if panel is None or not panel.number:
        return None
    context, lines = session.context, session.read_back.lines()
    first = max(0, panel.number - 1 - BEFORE)
    shown = lines[first : panel.number + AFTER]
    return ReadBackScene(
        header=header,
        number=panel.number,
        count=panel.count,
        lines=tuple(
            _public_line(context, line, number, is_current=number == panel.number)
            for number, line in enumerate(shown, start=first + 1)
        ),
        main=public_picture(session, main_site(context, session.facts)),
    )


def _public_line(
    context: SessionContext, line: MinuteLine, number: int, *, is_current: bool
) -> PublicLine:
    hidden = protected_names(context)
    is_hidden = line.speaker in hidden
    return PublicLine(
        number=number,
        speaker=None if is_hidden else public_words(line.speaker, hidden),
        text=public_words(line.text, hidden),
        is_current=is_current,
    )
