"""Divides pieces among pages: what belongs together is not torn apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.forms.pdf.pieces import Piece

_TOLERANCE_PT = 0.1


@dataclass(slots=True, kw_only=True)
class Page:
    """One page. placed: each piece, and how far its top is below the page's upper margin."""

    placed: list[tuple[Piece, float]] = field(default_factory=list)
    used_pt: float = 0.0

    def add(self, piece: Piece) -> None:
        """Below what is there."""
        if self.placed:
            self.used_pt += piece.before_pt
        self.placed.append((piece, self.used_pt))
        self.used_pt += piece.height_pt + piece.after_pt

    def left_for(self, piece: Piece, room_pt: float) -> float:
        """How much room a piece would have."""
        before_pt = piece.before_pt if self.placed else 0.0
        return room_pt - self.used_pt - before_pt + _TOLERANCE_PT


def divide(pieces: Sequence[Piece], room_pt: float) -> list[Page]:
    """The pages, at least one. room_pt: between the margins."""
    pages = [Page()]
    for piece, need_pt in zip(pieces, _needs(pieces), strict=True):
        page = pages[-1]
        least_pt = need_pt if need_pt <= room_pt else piece.least_pt
        if page.placed and (piece.begins_page or page.left_for(piece, room_pt) < least_pt):
            pages.append(_page_of(piece))
        _place(piece, pages, room_pt)
    return pages


def _page_of(piece: Piece) -> Page:
    page = Page()
    if piece.repeated is not None:
        page.add(piece.repeated)
    return page


def _place(piece: Piece, pages: list[Page], room_pt: float) -> None:
    """On the last page, and on as many more as it needs."""
    rest = piece
    while rest.height_pt > (left_pt := pages[-1].left_for(rest, room_pt)):
        parts = rest.cut(left_pt)
        if parts is None:
            break
        first, rest = parts
        pages[-1].add(first)
        pages.append(_page_of(rest))
    pages[-1].add(rest)


def _needs(pieces: Sequence[Piece]) -> list[float]:
    """Of each piece: how much it takes with what must follow it on its page."""
    needs: list[float] = []
    following_pt = 0.0
    for piece in reversed(pieces):
        if piece.keeps_with_next and needs:
            following_pt += piece.height_pt + piece.after_pt
        else:
            following_pt = piece.least_pt
        needs.append(following_pt)
        following_pt += piece.before_pt
    return needs[::-1]
