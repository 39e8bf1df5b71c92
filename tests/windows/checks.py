"""What a run by hand proves, one line for each thing."""

import contextlib
import time
from collections.abc import Iterator


class Checks:
    """Says each result at once and counts them."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self.passed = 0
        self.failed = 0

    def that(self, name: str, is_so: bool, seen: object = "") -> None:
        """Notes one result. seen: told when it failed."""
        took_s = time.monotonic() - self._began
        if is_so:
            self.passed += 1
            print(f"ok   {took_s:6.1f} s  {name}", flush=True)
        else:
            self.failed += 1
            print(f"FAIL {took_s:6.1f} s  {name}  {seen!r}", flush=True)

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Says how long a part of the run took."""
        began_s = time.monotonic()
        yield
        print(f"     {name}: {time.monotonic() - began_s:.0f} s", flush=True)

    def summary(self) -> str:
        """The closing line."""
        return f"{self.passed} passed, {self.failed} failed"
