"""The city's working days, for every screen that counts by them."""

from desktop.domain.reception.calendar_table import changed_table
from desktop.domain.reception.working_days import WorkingDays
from desktop.presenters.services.reception import CalendarService


class WorkingDaysSource:
    """Thread: MainThread. standing: the table that comes with the program."""

    def __init__(self, *, calendar: CalendarService, standing: WorkingDays) -> None:
        self._calendar = calendar
        self.standing = standing

    def table(self) -> WorkingDays:
        """With what headquarters has changed, as far as this PC knows."""
        return changed_table(self.standing, self._calendar.days())
