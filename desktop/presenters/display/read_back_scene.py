"""The scene "đọc biên bản": the line that is read out, and the lines around it. Pure."""

import re
from collections.abc import Iterable
from typing import Final

from desktop.domain.casework.matter.case import Case
from desktop.domain.reception.participant import CITIZEN_ROLES, DENOUNCER_ALIAS
from desktop.domain.record.minutes import MinuteLine
from desktop.presenters.display.chair_display_state import (
    PublicHeader,
    PublicLine,
    PublicText,
    ReadBackScene,
)
from desktop.presenters.display.public_parts import main_site, public_picture
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.session.session import SessionPresenter

BEFORE, AFTER = 1, 2
"""Lines that stand around the one being read."""

_HIDDEN: Final = "•••"
_MAIL: Final = re.compile(r"\S+@\S+")
_LONG_NUMBER: Final = re.compile(r"\+?\d(?:[ .-]?\d){7,}")
"""Of identity papers and telephones; a date, a sum in words, the number of a paper is shorter."""


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


def public_words(text: str, hidden: Iterable[str]) -> PublicText:
    """A text without identity and telephone numbers, mail addresses, and without these names."""
    shown = _LONG_NUMBER.sub(_HIDDEN, _MAIL.sub(_HIDDEN, text))
    for name in sorted(filter(None, hidden), key=len, reverse=True):
        shown = re.sub(re.escape(name), DENOUNCER_ALIAS, shown, flags=re.IGNORECASE)
    return PublicText(shown)


def _public_line(
    context: SessionContext, line: MinuteLine, number: int, *, is_current: bool
) -> PublicLine:
    hidden = _protected(context)
    is_hidden = line.speaker in hidden
    return PublicLine(
        number=number,
        speaker=None if is_hidden else public_words(line.speaker, hidden),
        text=public_words(line.text, hidden),
        is_current=is_current,
    )


def _protected(context: SessionContext) -> frozenset[str]:
    """Names and labels that nobody else may see."""
    if not context.is_denunciation:
        return frozenset()
    people = (one for one in context.plan.participants if one.role in CITIZEN_ROLES)
    named = {word for one in people for word in (one.full_name, one.label)}
    return frozenset(named | _of_case(context.case))


def _of_case(case: Case | None) -> set[str]:
    return set() if case is None else {one.full_name for one in case.citizens}
