"""What was typed, as display 2 shows it. Pure."""

from collections.abc import Iterable

from desktop.presenters.display.chair_display_state import PublicText
from desktop.presenters.live.said_in_public import said_in_public


def public_words(text: str, hidden: Iterable[str]) -> PublicText:
    """A text without identity and telephone numbers, mail addresses, and without these names."""
    return PublicText(said_in_public(text, hidden))
