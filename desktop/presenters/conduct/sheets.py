"""The sheets that ask on when a verb was pressed."""

from dataclasses import dataclass

from desktop.presenters.conduct.ending import EndingPresenter
from desktop.presenters.conduct.pausing import PausingPresenter
from desktop.presenters.conduct.skipping import SkippingPresenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """Of one session. skipping: why a step is left out; pausing: why and until when it pauses."""

    ending: EndingPresenter
    skipping: SkippingPresenter
    pausing: PausingPresenter
