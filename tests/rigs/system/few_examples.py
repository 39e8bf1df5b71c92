"""Examples for properties whose every example is a whole story: a share of the profile's number."""

from hypothesis import settings

SHARE = 5
LEAST = 10


def few_examples() -> settings:
    """A fifth of what the profile asks for; soak still runs a thousand."""
    return settings(max_examples=max(LEAST, settings().max_examples // SHARE))
