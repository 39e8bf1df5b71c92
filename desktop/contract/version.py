"""The version both ends must share, and the limits both ends keep."""

CONTRACT_VERSION = "1"
VERSION_HEADER = "X-Reception-Contract"

MAX_OPERATIONS_PER_PUSH = 500
MAX_PUSH_BYTES = 256 * 1024
MAX_CHANGES_PER_PULL = 500
MAX_UPLOAD_CHUNK_BYTES = 8 * 1024 * 1024
MAX_UPLOAD_BYTES = 1024 * 1024 * 1024
MAX_PAPERS_OF_SITE = 200
MAX_PAPER_BYTES_OF_SITE = 4 * 1024 * 1024 * 1024
"""What one site may hand in to one session."""
MAX_PHOTO_BYTES = 4 * 1024 * 1024
MAX_CHANNEL_MESSAGE_BYTES = 128 * 1024
MAX_SIGNAL_CHARACTERS = 96 * 1024
MAX_OPEN_LINE_CHARACTERS = 8_000
MIN_REASON_CHARACTERS = 10
MAX_REASON_CHARACTERS = 500

LISTEN_S = 20
"""A room that asks for news is answered after this at the latest: below what proxies wait for."""
CHANNEL_PING_S = 2.0
CHANNEL_SILENCE_S = 5.0
