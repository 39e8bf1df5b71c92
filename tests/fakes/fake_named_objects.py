"""Named objects of one PC, as several programs share them."""


class FakeNamedObjects:
    """Names live as long as a handle; a bell stays rung. refused: names that the system refuses."""

    def __init__(self, *refused: str) -> None:
        self._refused = refused
        self._names: dict[int, str] = {}
        self._rung: set[str] = set()

    @property
    def known(self) -> set[str]:
        """Every name that somebody holds."""
        return set(self._names.values())

    def ring(self, name: str) -> None:
        """As the installer does."""
        self._rung.add(name)

    def show(self, name: str) -> int | None:
        """A name."""
        if name in self._refused:
            return None
        handle = max(self._names, default=0) + 4
        self._names[handle] = name
        return handle

    def listen(self, name: str) -> int | None:
        """A bell."""
        return self.show(name)

    def is_rung(self, handle: int) -> bool:
        """Whether it was rung."""
        return self._names[handle] in self._rung

    def close(self, handle: int) -> None:
        """Lets go."""
        del self._names[handle]
