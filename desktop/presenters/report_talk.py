"""A report on its way, as one screen tells of it: kept, not kept, exported, not received."""

from collections.abc import Iterable

from desktop.domain.events import ActionFailed, Event, ReportsExported
from desktop.domain.rights import Right, may
from desktop.domain.sync import EntityKind
from desktop.presenters.message import Message, MessageCode, Tone
from desktop.presenters.report_memory import Draft
from desktop.presenters.services import AccessService


class ReportTalk:
    """Of reports of one kind. draft: forgotten once the report is kept, and never before."""

    def __init__(self, kind: EntityKind, draft: Draft) -> None:
        self._kind = kind
        self._draft = draft
        self._handed_in: tuple[str, dict[str, str]] | None = None
        self.told: Message | None = None
        self.is_exporting = False

    @property
    def is_under_way(self) -> bool:
        """A report was handed in and is neither kept nor refused yet."""
        return self._handed_in is not None

    def start(self) -> None:
        """The screen is shown."""
        self.told = None

    def begin_export(self) -> bool:
        """Whether an export may begin now; one at a time."""
        if self.is_exporting:
            return False
        self.is_exporting = True
        self.told = None
        return True

    def hand_in(self, report_id: str) -> None:
        """The draft as it stands now goes as this report."""
        self._handed_in = report_id, self._draft.texts
        self.told = None

    def is_kept(self, report_ids: Iterable[str]) -> bool:
        """Whether what was handed in is among these; then its draft goes, unless it was edited."""
        if self._handed_in is None or self._handed_in[0] not in set(report_ids):
            return False
        _, texts = self._handed_in
        self._handed_in = None
        if self._draft.texts == texts:
            self._draft.drop()
        return True

    def take(self, event: Event) -> bool:
        """Take in an outcome; False: the event is none of this screen's."""
        match event:
            case ReportsExported(path=path) if self.is_exporting:
                self.is_exporting = False
                data = {"name": path.name}
                self.told = Message(code=MessageCode.LIST_EXPORTED, tone=Tone.OK, data=data)
            case ActionFailed(action="export_reports") if self.is_exporting:
                self.is_exporting = False
                self._fail(event)
            case ActionFailed(action="hand_in", data={"kind": self._kind}):
                self._handed_in = None
                self._fail(event)
            case ActionFailed(action="receive_report", data={"kind": self._kind}):
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
