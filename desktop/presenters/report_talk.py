"""What the officer is told of a report on its way: exported, not kept, not received."""

from desktop.domain.events import ActionFailed, Event, ReportsExported
from desktop.domain.rights import Right, may
from desktop.presenters.message import Message, MessageCode, Tone
from desktop.presenters.report_memory import Draft
from desktop.presenters.services import AccessService


class ReportTalk:
    """Of one screen. draft: gets its texts back when the report could not be kept."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.told: Message | None = None
        self.is_exporting = False

    def start(self) -> None:
        """The screen is shown; what happened while it was not is over."""
        self.told = None
        self.is_exporting = False

    def begin_export(self) -> bool:
        """Whether an export may begin now; one at a time."""
        if self.is_exporting:
            return False
        self.is_exporting = True
        self.told = None
        return True

    def take(self, event: Event) -> bool:
        """Take in an outcome; False: the event is none."""
        match event:
            case ReportsExported(path=path):
                self.is_exporting = False
                data = {"name": path.name}
                self.told = Message(code=MessageCode.LIST_EXPORTED, tone=Tone.OK, data=data)
            case ActionFailed(action="export_reports"):
                self.is_exporting = False
                self._fail(event)
            case ActionFailed(action="hand_in"):
                self._draft.restore()
                self._fail(event)
            case ActionFailed(action="receive_report"):
                self._fail(event)
            case _:
                return False
        return True

    def _fail(self, event: ActionFailed) -> None:
        self.told = Message(code=event.code, tone=Tone.DANGER, data=dict(event.data))


def person_may(access: AccessService, right: Right) -> bool:
    """Whether the person at the desk now may do it."""
    signed_in = access.signed_in()
    return signed_in is not None and may(signed_in.officer.role, right)
