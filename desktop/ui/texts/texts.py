"""The sentences behind codes: what happened, what is safe, what to do (ux.md §1.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.presenters.view.message import Message, MessageValue
from desktop.ui.texts import formats
from desktop.ui.texts.sentences.codes import ACTIONS, LATER, NO_PHONE, SENTENCES, UNKNOWN

CONTEXT = "Messages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A message in words. fact: its first sentence, drawn strong; rest: the others.

    phone: the number to call as it stands in them, drawn strong too; empty without one.
    """

    fact: str
    rest: str
    code: str
    phone: str = ""

    @property
    def whole(self) -> str:
        """The sentences in one piece."""
        return f"{self.fact} {self.rest}".strip()


def sentence(message: Message) -> Sentence:
    """The message in the language of the program. A code nobody knows gets a general sentence."""
    return sentence_of(message.code, message.data)


def sentence_of(code: str, data: Mapping[str, MessageValue]) -> Sentence:
    """The sentence of a code; a value that is missing is written as "…"."""
    source = SENTENCES.get(code, UNKNOWN)
    words = _Words(data)
    text = translate(CONTEXT, source).format_map(words)
    fact, _, rest = text.partition(". ")
    phone = words.get("phone", "")
    return Sentence(
        fact=fact if fact.endswith(".") else f"{fact}.",
        rest=rest,
        code=code,
        phone=phone if phone in text else "",
    )


def first_two(said: Sentence) -> str:
    """What stands under a field: what happened and what is safe (ux-2.md §0)."""
    second, dot, _ = said.rest.partition(". ")
    return f"{said.fact} {second}{dot.strip()}".strip()


def action_text(message: Message) -> str:
    """The words on a message's button, empty without one."""
    if message.action is None:
        return ""
    return translate(CONTEXT, ACTIONS[message.action]).format_map(_Words(message.data))


def translate(context: str, text: str) -> str:
    """A text of the interface in the language of the program; the source is Vietnamese."""
    return QCoreApplication.translate(context, text)


class _Words(dict[str, str]):
    """Values as they stand in a sentence."""

    def __init__(self, data: Mapping[str, MessageValue]) -> None:
        super().__init__((name, _word(name, value)) for name, value in data.items())

    def __missing__(self, name: str) -> str:
        return translate(CONTEXT, LATER) if name in {"at", "until", "due"} else "…"


def _word(name: str, value: MessageValue) -> str:
    if isinstance(value, datetime):
        return f"{formats.hour(value)}, {formats.short_day(value)}"
    if name in {"bytes", "max_bytes"} and isinstance(value, int):
        return formats.size(value)
    if name == "phone" and not value:
        return translate(CONTEXT, NO_PHONE)
    return str(value).replace(" ", formats.NO_BREAK) if name == "phone" else str(value)
