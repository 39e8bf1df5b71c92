"""What a run by hand proves, one line for each thing."""

import time


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

    def summary(self) -> str:
        """The closing line."""
        return f"{self.passed} passed, {self.failed} failed"
