"""Text as every file format can hold it."""

import re

_NOT_XML = re.compile("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\U00010000-\\U0010FFFF]")


def printable(text: str) -> str:
    """Without what XML 1.0 §2.2 forbids: a pasted control character must not cost the form."""
    return _NOT_XML.sub("", text)
