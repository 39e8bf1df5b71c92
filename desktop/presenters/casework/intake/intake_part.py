"""What the larger parts of the intake stand on."""

from dataclasses import dataclass

from desktop.domain.clock import Clock
from desktop.presenters.form.form import FormPresenter
from desktop.presenters.services.services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeGround:
    """services and clock of the desk, and the form that the officer types in."""

    services: Services
    clock: Clock
    form: FormPresenter


class IntakePart:
    """On top of the draft that the form types in. Thread: MainThread."""

    def __init__(self, ground: IntakeGround) -> None:
        self._services = ground.services
        self._clock = ground.clock
        self._form = ground.form
        self._draft = ground.form.draft
