"""The one tree of errors. An error carries a code and data; `ui/texts/texts.py` owns the sentences.

ReceptionError
├── UserFacingError(code, data)      the officer must know, and can do something
│   ├── AccessRefused                wrong PIN, expired token, no right
│   ├── PaperRefused                 the paper cannot be taken, and why
│   ├── StorageError                 disk full, damaged store, wrong key
│   └── SettingsError                a settings file that cannot be read
├── RetryableError                   goes away by itself
│   ├── Offline                      no answer from the city server
│   ├── TimedOut                     an answer that came too late
│   └── ServerBusy(retry_after_s)    the server asks for patience
├── ProtocolError(code)              the other end spoke wrongly
└── DeviceError(device, code)        a camera, microphone or loudspeaker failed
"""

from collections.abc import Iterable, Mapping


class ReceptionError(Exception):
    """Root of all errors that are ours."""


class UserFacingError(ReceptionError):
    """Something the officer must know.

    code: the message code of ux.md, for instance "D-102"; data: values for its sentence.
    """

    def __init__(self, code: str, data: Mapping[str, str | int] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.data: Mapping[str, str | int] = data or {}


class AccessRefused(UserFacingError):
    """The person or the room may not do this."""


class PaperRefused(UserFacingError):
    """The paper cannot be taken in; nothing of it was stored."""


class StorageError(UserFacingError):
    """The local store cannot keep or read something."""


class SettingsError(UserFacingError):
    """A settings source that cannot be read; data names the file and the place in it."""


class RetryableError(ReceptionError):
    """The same call may succeed later."""


class Offline(RetryableError):
    """No answer from the city server."""


class TimedOut(RetryableError):
    """The answer did not come in time."""


class ServerBusy(RetryableError):
    """The server asks to be left alone for a while."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(f"retry after {retry_after_s:.0f} s")
        self.retry_after_s = retry_after_s


class ProtocolError(ReceptionError):
    """The other end spoke wrongly, or refuses: another contract version, a malformed message.

    unmet: what must be there before it does what was asked (a word, and whose it is).
    unknown: names of fields that it does not know, because it is older than they are.
    """

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        unmet: Iterable[tuple[str, str]] = (),
        unknown: Iterable[str] = (),
    ) -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.unmet = tuple(unmet)
        self.unknown = frozenset(unknown)


class DeviceError(ReceptionError):
    """A camera, microphone or loudspeaker failed."""

    def __init__(self, device: str, code: str) -> None:
        super().__init__(f"{code}: {device}")
        self.device = device
        self.code = code
