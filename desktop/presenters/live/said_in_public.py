"""What was typed, as everybody in the room may read and hear it. Pure."""

import re
from collections.abc import Iterable
from typing import Final

from desktop.domain.casework.matter.case import Case
from desktop.domain.reception.participant import CITIZEN_ROLES, DENOUNCER_ALIAS
from desktop.presenters.live.session_context import SessionContext

HIDDEN: Final = "•••"
"""Stands where something is not for everybody."""
_MAIL: Final = re.compile(r"\S+@\S+")
_LONG_NUMBER: Final = re.compile(r"\+?\d(?:[ .-]?\d){7,}")
"""Of identity papers and telephones; a date, a sum in words, the number of a paper is shorter."""


def said_in_public(text: str, hidden: Iterable[str]) -> str:
    """A text without identity and telephone numbers, mail addresses, and without these names."""
    shown = _LONG_NUMBER.sub(HIDDEN, _MAIL.sub(HIDDEN, text))
    for name in sorted(filter(None, hidden), key=len, reverse=True):
        shown = re.sub(re.escape(name), DENOUNCER_ALIAS, shown, flags=re.IGNORECASE)
    return shown


def protected_names(context: SessionContext) -> frozenset[str]:
    """Names and labels that nobody else may see or hear."""
    if not context.is_denunciation:
        return frozenset()
    people = (one for one in context.plan.participants if one.role in CITIZEN_ROLES)
    named = {word for one in people for word in (one.full_name, one.label)}
    return frozenset(named | _of_case(context.case))


def _of_case(case: Case | None) -> set[str]:
    return set() if case is None else {one.full_name for one in case.citizens}
