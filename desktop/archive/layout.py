"""Names of what every session's file has beside its content."""

from typing import Final

MANIFEST_NAME: Final = "danh-muc.json"
SIGNATURE_NAME: Final = "chu-ky.json"
CODE_NAME: Final = "ma-kiem-tra.png"
INDEX_NAME: Final = "index.html"
BESIDE: Final = frozenset({MANIFEST_NAME, SIGNATURE_NAME, CODE_NAME})
"""What is not listed in the manifest: itself, and what is made of it."""
