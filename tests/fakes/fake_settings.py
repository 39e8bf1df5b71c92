"""The settings of a PC, in memory."""

from desktop.domain.errors import SettingsError
from desktop.domain.events import ActionFailed, EventSink, SettingSaved
from desktop.presenters.services.desk import SettingLine
from desktop.settings.load import choose_settings
from desktop.settings.sources import Source


class FakeSettings:
    """Settings in memory. told: by key, in place of the defaults; fault: what a choice meets."""

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self.told: dict[str, SettingLine] = {}
        self.faults: tuple[SettingsError, ...] = ()
        self.is_kept = True
        self.fault: SettingsError | None = None
        self.chosen: list[tuple[str, str]] = []

    def tell(self, key: str, value: str, source: Source, place: str = "") -> None:
        """One that is no default."""
        is_locked = source is Source.POLICY
        self.told[key] = SettingLine(
            key=key, value=value, source=source, place=place, is_locked=is_locked
        )

    def lines(self) -> tuple[SettingLine, ...]:
        return tuple(
            self.told.get(key, SettingLine(key=key, value=value, source=Source.DEFAULT))
            for key, value, _ in choose_settings(()).lines()
        )

    def problems(self) -> tuple[SettingsError, ...]:
        return self.faults

    def can_choose(self) -> bool:
        return self.is_kept

    def choose(self, key: str, value: str) -> None:
        self.chosen.append((key, value))
        if self.fault is not None:
            fault = self.fault
            self._emit(ActionFailed(action="choose_setting", code=fault.code, data=fault.data))
        else:
            self._emit(SettingSaved(key=key, value=value))
