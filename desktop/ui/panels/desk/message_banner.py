"""A banner that says a message of the presenters, and is hidden without one."""

from desktop.presenters.view.message import Message
from desktop.ui.texts.texts import sentence
from desktop.ui.widgets.banner import Banner


class MessageBanner(Banner):
    """The message of one screen; it has no button."""

    def say(self, message: Message | None) -> None:
        """Shows the message; without one the banner is not there."""
        self.setVisible(message is not None)
        if message is not None:
            said = sentence(message)
            self.show_message(message.tone.value, said.fact, said.rest, said.code, phone=said.phone)
