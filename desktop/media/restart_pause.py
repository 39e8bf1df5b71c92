"""How long the desk waits before it starts the next media engine."""

from dataclasses import dataclass

BACK_OFF_S = (0.0, 0.0, 1.0, 3.0, 10.0)
STEADY_AFTER_S = 30.0


@dataclass(slots=True)
class RestartPause:
    """Not at all, unless engines die young in a row."""

    deaths_in_a_row: int = 0

    def after(self, lived_s: float) -> float:
        """Seconds to wait after an engine that was up for `lived_s` seconds."""
        is_steady = lived_s >= STEADY_AFTER_S
        self.deaths_in_a_row = 1 if is_steady else self.deaths_in_a_row + 1
        return BACK_OFF_S[min(self.deaths_in_a_row, len(BACK_OFF_S)) - 1]
