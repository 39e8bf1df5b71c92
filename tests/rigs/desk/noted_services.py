"""Services in memory that note what they are told to do; questions are not noted."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, get_type_hints

from desktop.presenters.services.services import Services


def noted_services(services: Services, commands: list[str]) -> Services:
    """The same services; each method that answers nothing adds `service.method` to `commands`."""
    protocols = get_type_hints(Services)
    noted: dict[str, Any] = {
        one.name: _Noting(
            getattr(services, one.name),
            f"{one.name}.",
            _commands_of(protocols[one.name]),
            commands,
        )
        for one in fields(Services)
    }
    return Services(**noted)


def _commands_of(protocol: type) -> frozenset[str]:
    return frozenset(
        name
        for name, method in vars(protocol).items()
        if not name.startswith("_")
        and callable(method)
        and get_type_hints(method).get("return") is type(None)
    )


class _Noting:
    def __init__(
        self, service: object, prefix: str, names: frozenset[str], commands: list[str]
    ) -> None:
        self._service = service
        self._prefix = prefix
        self._names = names
        self._commands = commands

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._service, name)
        if name not in self._names:
            return value
        return self._noted(name, value)

    def _noted(self, name: str, method: Callable[..., None]) -> Callable[..., None]:
        def tell(*arguments: object, **named: object) -> None:
            self._commands.append(f"{self._prefix}{name}")
            method(*arguments, **named)

        return tell
