"""A banner that says a message of the presenters, and is hidden without one."""

from desktop.presenters.view.message import Message
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.texts.texts import action_text, sentence
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.lists.empty_state import EmptyState


class MessageBanner(Banner):
    """The message of one screen."""

    def say(self, message: Message | None, *, has_button: bool = False) -> None:
        """Shows the message; without one the banner is not there.

        has_button: the message's action is offered, and `pressed` is heard by the caller.
        """
        self.setVisible(message is not None)
        if message is None:
            return
        said = sentence(message)
        action = action_text(message) if has_button else ""
        self.show_message(
            message.tone.value, said.fact, said.rest, said.code, action, phone=said.phone
        )

    def say_beside(
        self, empty: EmptyState, code: MessageCode, message: Message | None
    ) -> Message | None:
        """With its button, but a message of this code is said by the empty list itself.

        Returns what the banner says, None where it says nothing.
        """
        is_empty = message is not None and message.code == code
        empty.setVisible(is_empty)
        if message is not None and is_empty:
            said = sentence(message)
            empty.show_text(said.fact, said.rest, said.code)
        shown = None if is_empty else message
        self.say(shown, has_button=True)
        return shown
