"""The numbers of a countdown, each at its moment by the city's clock."""

from desktop.domain.conduct.countdown import COUNTED_S, Countdown, number_at
from desktop.session.city_clock import CityClock


class CountdownBeats:
    """Which number is due. Thread: session-channel."""

    def __init__(self, city: CityClock) -> None:
        self._city = city
        self._countdown: Countdown | None = None
        self._told: int | None = None

    def follow(self, countdown: Countdown | None) -> None:
        """The newest word of the city; None: nothing is counted."""
        if countdown != self._countdown:
            self._countdown = countdown
            self._told = None

    def take(self) -> int | None:
        """The number that stands now, once; None when it was told already."""
        remaining_s = self._remaining_s()
        number = None if remaining_s is None else number_at(remaining_s)
        if number is None or number == self._told:
            return None
        self._told = number
        return number

    def due_in_s(self) -> float | None:
        """Seconds until the next number; None when none comes."""
        remaining_s = self._remaining_s()
        if remaining_s is None or self._told == 0:
            return None
        number = number_at(remaining_s)
        return 0.0 if number is not None and number != self._told else _to_next(remaining_s)

    def _remaining_s(self) -> float | None:
        countdown = self._countdown
        return None if countdown is None else self._city.seconds_until(countdown.zero_at)


def _to_next(remaining_s: float) -> float:
    """Until the number that follows the one which stands now."""
    number = number_at(remaining_s)
    return remaining_s - (COUNTED_S if number is None else number - 1)
