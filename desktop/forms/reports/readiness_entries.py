"""The lines of the readiness sheet, and what the room check says of them."""

from pathlib import Path

from desktop.domain.reports.readiness_sheet import SheetEntry, SheetLine, SheetResult
from desktop.domain.room.measurements import (
    CheckCode,
    CheckItem,
    CheckResult,
    CheckUnit,
    RoomReport,
)
from desktop.forms.reports.readiness_wording import (
    ReadinessWording,
    SheetItem,
    load_readiness_wording,
)

_WORST_FIRST = (
    (CheckResult.FAILED, SheetResult.FAIL),
    (CheckResult.LIMITED, SheetResult.LIMITED),
    (CheckResult.OK, SheetResult.PASS),
)


def sheet_lines(template_path: Path) -> tuple[SheetLine, ...]:
    """Every line in the order of the sheet. Raises: SettingsError: the template is unreadable."""
    return tuple(
        SheetLine(code=item.code, label=item.label, is_required=item.is_required, group=group.title)
        for group in load_readiness_wording(template_path).groups
        for item in group.items
    )


def measured_entries(report: RoomReport | None, *, template_path: Path) -> dict[str, SheetEntry]:
    """What the room check measured, by the code of the line; nothing before the first check.

    A line that no probe saw is not in it. checked_by is "", checked_at the hour of the check.
    Raises: SettingsError: the template is unreadable.
    """
    wording = load_readiness_wording(template_path)
    if report is None:
        return {}
    items = {item.code: item for item in report.items}
    found = (_entry(line, items, report, wording) for line in wording.items)
    return {entry.code: entry for entry in found if entry is not None}


def _entry(
    line: SheetItem,
    items: dict[CheckCode, CheckItem],
    report: RoomReport,
    wording: ReadinessWording,
) -> SheetEntry | None:
    measured = [items[code] for code in line.checks if code in items]
    results = {item.result for item in measured}
    result = next((said for one, said in _WORST_FIRST if one in results), None)
    if result is None:
        return None
    is_named = len(line.checks) > 1
    values = (_value(item, wording, is_named=is_named) for item in measured)
    return SheetEntry(
        code=line.code,
        result=result,
        value="; ".join(value for value in values if value),
        checked_at=report.checked_at,
    )


def _value(item: CheckItem, wording: ReadinessWording, *, is_named: bool) -> str:
    if item.result is CheckResult.NOT_MEASURED or item.value is None:
        return ""
    if item.unit is CheckUnit.NONE:
        value = wording.yes if item.value else wording.no
    else:
        value = _number(item.value) + wording.units[item.unit]
    beside_talker = dict(item.note).get("echo_to_talker_db")
    if beside_talker is not None:
        value += wording.beside_talker.format(db=_number(float(beside_talker)))
    name = wording.check_names.get(item.code, "") if is_named else ""
    return wording.named_value.format(name=name, value=value) if name else value


def _number(value: float) -> str:
    """As Vietnamese writes it: a comma before decimals, points between thousands."""
    text = f"{value:,.0f}" if abs(value) >= 10 else f"{value:,.1f}"  # noqa: PLR2004 - two digits say enough
    return text.translate(str.maketrans(",.-", ".,−")).removesuffix(",0")
