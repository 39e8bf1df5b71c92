"""Limits of the room check as one value of a policy: `disk_h=4/1, camera_fps=20/8`."""

import math
from dataclasses import fields

from pydantic import TypeAdapter

from desktop.domain.room.measurements import CheckLimits

MAX_CHARS = 1_000
_LIMITS = TypeAdapter(CheckLimits)
_DEFAULTS = CheckLimits()
NAMES = tuple(field.name for field in fields(CheckLimits))


def parse_check_limits(text: str) -> CheckLimits:
    """Limits with these values in place of the defaults; a pair is `limited from/failed from`.

    Raises ValueError: an unknown name, no number, one number for a pair or two for a single
    limit, or a pair the wrong way round.
    """
    if len(text) > MAX_CHARS:
        msg = "too long"
        raise ValueError(msg)
    values: dict[str, object] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        name, _, value = (one.strip() for one in part.partition("="))
        if name not in NAMES:
            msg = "no such limit"
            raise ValueError(msg)
        values[name] = _value(value, getattr(_DEFAULTS, name))
    return _LIMITS.validate_python(values)


def _value(text: str, default: float | tuple[float, float]) -> float | tuple[float, float]:
    numbers = tuple(float(one) for one in text.split("/"))
    if not all(map(math.isfinite, numbers)):
        msg = "not finite"
        raise ValueError(msg)
    if not isinstance(default, tuple):
        (number,) = numbers
        return number
    limited, failed = numbers
    if (limited < failed) is not (default[0] < default[1]):
        msg = "the wrong way round"
        raise ValueError(msg)
    return limited, failed
