"""The page of a trial at this desk: what came, whether it is the one, and that it was drawn."""

import hashlib
from collections.abc import Callable, Iterable
from enum import StrEnum

from desktop.domain.conduct.events import TrialPageArrived
from desktop.domain.conduct.trial import TRIAL_PAGE_SHA256, TrialPage
from desktop.domain.ids import SiteId
from desktop.presenters.services.conduct import ChannelService
from desktop.presenters.session.trial_state import PageWord, SecondWord, TrialPageView


class Drawn(StrEnum):
    """Where the page was painted."""

    OFFICER = "officer"
    SECOND = "second"


class ArrivedPage:
    """The bytes of the newest showing. Thread: MainThread.

    Only the page that this program carries too is drawn: whatever else comes is not looked into.
    """

    def __init__(
        self,
        *,
        channel: ChannelService,
        has_second_display: Callable[[], bool],
        is_covered: Callable[[], bool],
    ) -> None:
        self._channel = channel
        self._has_second = has_second_display
        self._is_covered = is_covered
        self._drawn: set[Drawn] = set()
        self._shown: TrialPage | None = None
        self._number = 0
        self._sha256 = ""
        self._content: bytes | None = None
        self._is_told = False

    def follow(self, shown: TrialPage | None) -> None:
        """What the city says of the page."""
        self._shown = shown

    def take(self, arrived: TrialPageArrived) -> None:
        """It came, perhaps once more: the line was new."""
        self._number = arrived.number
        self._sha256 = hashlib.sha256(arrived.untrusted_content).hexdigest()
        is_ours = self._sha256 == TRIAL_PAGE_SHA256
        self._content = arrived.untrusted_content if is_ours else None
        self._is_told = False
        self._drawn = set()

    def drawn(self, number: int, on: "Drawn") -> None:
        """A display has painted the page of this showing."""
        if number == self._number and self._content is not None:
            self._drawn.add(on)
            self.look()

    def look(self) -> None:
        """Once every display of this room has painted it the city is told; a second may go."""
        needed = {Drawn.OFFICER, Drawn.SECOND} if self._has_second() else {Drawn.OFFICER}
        if needed <= self._drawn and not self._is_told:
            self._is_told = True
            is_told_of = self._shown is not None and self._shown.on_second is not None
            on_second = is_told_of and Drawn.SECOND in needed
            self._channel.tell_page_drawn(self._number, self._sha256, on_second=on_second)

    @property
    def shown(self) -> tuple[int, bytes] | None:
        """The showing and its picture, once it is here."""
        is_here = self._shown is not None and self._shown.number == self._number
        return (self._number, self._content) if is_here and self._content is not None else None

    def view(self, name_of: Callable[[SiteId], str], *, can_show: bool) -> TrialPageView:
        """What the screen draws of it. name_of: a site."""
        page = self._shown
        is_here = page is not None and page.number == self._number
        return TrialPageView(
            number=0 if page is None else page.number,
            by="" if page is None else name_of(page.by_site_id),
            content=self._content if is_here else None,
            is_foreign=is_here and self._content is None,
            can_show=can_show,
            second=self._second(),
        )

    def _second(self) -> SecondWord:
        if not self._has_second():
            return SecondWord.ABSENT
        if self.shown is None:
            return SecondWord.IDLE
        if Drawn.SECOND in self._drawn:
            return SecondWord.DRAWN
        return SecondWord.COVERED if self._is_covered() else SecondWord.NOT_YET

    def word(self, site_id: SiteId) -> PageWord:
        """How the page stands at one site."""
        page = self._shown
        if page is None:
            return PageWord.NONE
        if page.by_site_id == site_id:
            return PageWord.SHOWS
        return PageWord.DRAWN if site_id in page.drawn else PageWord.NOT_YET


def lacks(words: Iterable[PageWord]) -> int:
    """At how many of these sites the page is missing; its own is none of them."""
    return sum(word in (PageWord.NOT_YET, PageWord.NONE) for word in words)
