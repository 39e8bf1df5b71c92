"""A table of working days that comes with the program, and what the city made of it."""

from datetime import date

from desktop.domain.reception.calendar_day import CalendarDay, DayKind
from desktop.domain.reception.working_days import SpecialDay, WorkingDays

CULTURE_DAY = SpecialDay(day=date(2026, 11, 24), name="Ngày Văn hóa Mẫu", to_confirm=True)
"""Not announced yet."""
WORKED = SpecialDay(day=date(2026, 12, 26), name="Làm bù Mẫu", is_workday=True)
"""A Saturday."""
NEW_YEAR = SpecialDay(day=date(2027, 1, 1), name="Tết Dương lịch Mẫu")
STANDING = WorkingDays(
    version=1,
    first_day=date(2026, 1, 1),
    last_day=date(2027, 12, 31),
    days=(CULTURE_DAY, WORKED, NEW_YEAR),
)
"""What comes with the program."""
EXTRA = CalendarDay(day=date(2026, 12, 28), kind=DayKind.HOLIDAY, name="Nghỉ hoán đổi Mẫu")
"""A Monday that headquarters took off."""
