"""The part of `winreg` that the settings use."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


class FakeWinreg(ModuleType):
    """One key's values over a dict, None: no such key; an error instead of it fails."""

    KEY_READ = 1
    KEY_WOW64_64KEY = 2
    HKEY_LOCAL_MACHINE = "HKLM"

    def __init__(self, values: dict[str, object] | None, error: OSError | None = None) -> None:
        super().__init__("winreg")
        self._values = values
        self._error = error
        self.opened = ""

    @contextmanager
    def OpenKey(  # noqa: N802 - winreg's name
        self, root: str, path: str, reserved: int, access: int
    ) -> Iterator[dict[str, object]]:
        """Opens for reading, in 64 bit."""
        assert (root, reserved, access) == ("HKLM", 0, 3)
        self.opened = path
        if self._error is not None:
            raise self._error
        if self._values is None:
            raise FileNotFoundError(2, "no such key")
        yield self._values

    def QueryInfoKey(  # noqa: N802 - winreg's name
        self, key: dict[str, object]
    ) -> tuple[int, int, int]:
        """Sub-keys, values, time."""
        return (0, len(key), 0)

    def EnumValue(  # noqa: N802 - winreg's name
        self, key: dict[str, object], index: int
    ) -> tuple[str, object, int]:
        """Name, value, type."""
        name = list(key)[index]
        return (name, key[name], 1)
