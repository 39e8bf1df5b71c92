"""The settings of this start, and what the person chooses for the next one."""

from functools import partial
from pathlib import Path

from desktop.app.services.exporter import Export, Exporter
from desktop.domain.errors import SettingsError
from desktop.domain.events import SettingSaved
from desktop.presenters.services.desk import SettingLine
from desktop.presenters.settings.settings import ACTION
from desktop.settings.load import LoadedSettings
from desktop.settings.model import parse_setting
from desktop.settings.user_file import save_choice


class ChosenSettings:
    """Fulfils `SettingsService`. user_file: where choices go, None where none are made.

    Thread: any; what is written is written on `export`.
    """

    def __init__(
        self, *, loaded: LoadedSettings, user_file: Path | None, exporter: Exporter
    ) -> None:
        self._loaded = loaded
        self._user_file = user_file
        self._exporter = exporter

    def lines(self) -> tuple[SettingLine, ...]:
        """Every setting as it holds now."""
        origins = self._loaded.origins
        return tuple(
            SettingLine(
                key=key,
                value=value,
                source=origins[key].source,
                place=origins[key].place,
                is_locked=origins[key].is_locked,
            )
            for key, value, _ in self._loaded.lines()
        )

    def problems(self) -> tuple[SettingsError, ...]:
        """What the sources say and the program could not use."""
        return self._loaded.problems

    def can_choose(self) -> bool:
        """Whether a person's choices are kept."""
        return self._user_file is not None

    def choose(self, key: str, value: str) -> None:
        """For the next start. value: as text, allowed for this key."""
        if self._user_file is None:
            return
        self._exporter.add(
            Export(
                action=ACTION,
                path=self._user_file,
                write=partial(save_choice, self._user_file, key, parse_setting(key, value)),
                done=SettingSaved(key=key, value=value),
            )
        )
