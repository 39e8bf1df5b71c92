"""A part of a screen that is one form."""

from desktop.presenters.form.form import FormPresenter


class OwnsForm:
    """What such a part passes on to its form. Thread: MainThread."""

    _form: FormPresenter

    def leave(self) -> None:
        """Another screen is shown, or the program ends."""
        self._form.leave()

    def on_tick(self) -> None:
        """What was typed is kept once the keys are still."""
        self._form.on_tick()
