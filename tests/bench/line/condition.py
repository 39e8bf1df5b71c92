"""What a line is like, in the words of the command: "rate=350,loss=3,delay=60,jitter=20".

A word alone holds in both directions; "up.loss=5" from the sending end only, "down.loss=5" back
only. Steps change a line while it is used: "10:rate=200;20:rate=0;28:" - each names a second of
the call and what is different from then on; an empty one changes nothing and only begins a new
row of figures.
"""

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCondition:
    """One direction.

    rate: kbit/s of IP packets, 0 is no limit; queue: what may wait for it, in ms, the rest is
    dropped. loss, duplicate, reorder: percent of packets. burst: how many packets a loss takes on
    average. delay: one way, ms. jitter: up to so many ms more, packets keep their order. mtu:
    larger IP packets vanish, 0 is no limit.
    """

    rate: float = 0.0
    queue: float = 300.0
    loss: float = 0.0
    burst: float = 1.0
    duplicate: float = 0.0
    reorder: float = 0.0
    delay: float = 0.0
    jitter: float = 0.0
    mtu: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Both directions; up is from the sending end to the receiving one."""

    up: LineCondition = LineCondition()
    down: LineCondition = LineCondition()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From `at_s` of the call on the line is `line`."""

    at_s: float
    line: Line
    text: str


def parse_line(text: str, before: Line | None = None) -> Line:
    """The line that `text` makes of the one before.

    Raises:
        ValueError: a word that is not known, or a value that is no number from 0 up.
    """
    line = before or Line()
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, has_value, value_text = part.partition("=")
        direction, has_direction, word = name.strip().rpartition(".")
        if not has_value or word not in _WORDS or (has_direction and direction not in _DIRECTIONS):
            raise ValueError(part)
        value = float(value_text)
        if not 0.0 <= value < float("inf"):
            raise ValueError(part)
        for name_of_way in (direction,) if has_direction else _DIRECTIONS:
            way = replace(getattr(line, name_of_way), **{word: value})
            line = replace(line, **{name_of_way: way})
    return line


def parse_steps(text: str, line: Line) -> tuple[Step, ...]:
    """The steps of a call that begins with `line`, that beginning included.

    Raises:
        ValueError: not a step, or seconds that do not grow.
    """
    steps = [Step(at_s=0.0, line=line, text="")]
    for part in filter(None, (part.strip() for part in text.split(";"))):
        at_text, has_colon, words = part.partition(":")
        at_s = float(at_text)
        if not has_colon or not steps[-1].at_s < at_s < float("inf"):
            raise ValueError(part)
        steps.append(Step(at_s=at_s, line=parse_line(words, steps[-1].line), text=words.strip()))
    return tuple(steps)


_WORDS = frozenset(one.name for one in fields(LineCondition))
_DIRECTIONS = tuple(one.name for one in fields(Line))
