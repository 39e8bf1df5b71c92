"""Keyrings that never leave the test, under the names `keyring` gives the real ones."""

from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from typing_extensions import override


class FakeKeyring(KeyringBackend):
    """Keeps passwords in memory. error: raised by every call."""

    priority = 1.0
    viable = False  # `keyring` itself must never find it

    def __init__(self, *, error: Exception | None = None, is_forgetful: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.error = error
        self.is_forgetful = is_forgetful

    @override
    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return self.kept.get((service, username))

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        if not self.is_forgetful:
            self.kept[service, username] = password

    @override
    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        del self.kept[service, username]

    def _fail(self) -> None:
        if self.error is not None:
            raise self.error


def chain_of(*backends: KeyringBackend) -> ChainerBackend:
    """A chain of keyrings, as `keyring` makes when it finds several."""
    kind: type[ChainerBackend] = type("FakeChain", (ChainerBackend,), {"backends": list(backends)})
    return kind()


def keyring_named(module: str, name: str) -> FakeKeyring:
    """A fake that tells the module and the name of some real keyring."""
    kind: type[FakeKeyring] = type(
        name, (FakeKeyring,), {"__module__": module, "__qualname__": name}
    )
    return kind()
