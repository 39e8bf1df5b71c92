"""The columns of a worksheet that has to hold several tables and a letterhead. Pure."""

from dataclasses import dataclass
from itertools import accumulate

from desktop.forms.layout.blocks import Form, Table
from desktop.forms.layout.page import LEFT_HEAD_SHARE, text_width_mm

Span = tuple[int, int]
"""First and last column, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetGrid:
    """edges_mm: where columns begin and end, from 0, one more than columns."""

    edges_mm: tuple[float, ...]

    @property
    def column_count(self) -> int:
        """Columns in all."""
        return len(self.edges_mm) - 1

    @property
    def whole(self) -> Span:
        """From the first column to the last."""
        return 0, self.column_count - 1

    def width_mm(self, span: Span) -> float:
        """Of the columns together."""
        return self.edges_mm[span[1] + 1] - self.edges_mm[span[0]]

    def spans(self, widths_mm: tuple[float, ...]) -> tuple[Span, ...]:
        """The columns that come nearest to cells of these widths, one at least each.

        The cells are side by side and together in the middle.
        Raises: ValueError: more cells than columns.
        """
        found: list[Span] = []
        start_mm = max(0.0, (self.edges_mm[-1] - sum(widths_mm)) / 2)
        first = self._nearest(start_mm, 0, self.column_count - len(widths_mm))
        for index, end_mm in enumerate(accumulate(widths_mm), start=1):
            last_possible = self.column_count - len(widths_mm) + index
            end = self._nearest(start_mm + end_mm, first + 1, last_possible)
            found.append((first, end - 1))
            first = end
        return tuple(found)

    def _nearest(self, at_mm: float, first: int, last: int) -> int:
        """The edge of these that is nearest; the first of two."""
        edges = range(first, last + 1)
        return min(edges, key=lambda edge: abs(self.edges_mm[edge] - at_mm))


def grid_of(form: Form) -> SheetGrid:
    """The columns of the table that has most of them, so that its cells are cells of the sheet."""
    width_mm = text_width_mm(is_landscape=form.is_landscape)
    table = main_table(form)
    if table is None:
        return SheetGrid(edges_mm=(0.0, width_mm * LEFT_HEAD_SHARE, width_mm))
    edges = [0.0, *accumulate(table.widths_mm)]
    if width_mm - edges[-1] > 1.0:
        edges.append(width_mm)
    return SheetGrid(edges_mm=tuple(edges))


def main_table(form: Form) -> Table | None:
    """The first of those with most columns."""
    tables = [block for block in form.blocks if isinstance(block, Table)]
    return max(tables, key=lambda table: len(table.columns), default=None)
