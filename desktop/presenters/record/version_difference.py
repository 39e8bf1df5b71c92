"""Which words of one version of a line are not in the other: pure, for the person who chooses."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words in a row that both versions have, or that only this one has."""

    text: str
    is_different: bool


def stretches(text: str, other: str) -> tuple[Stretch, ...]:
    """The text in stretches; joined with a space they are the text with single spaces."""
    words, others = text.split(), other.split()
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return tuple(
        Stretch(text=" ".join(words[start:end]), is_different=tag != "equal")
        for tag, start, end, _, _ in matcher.get_opcodes()
        if end > start
    )
