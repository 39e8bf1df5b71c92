"""Reads the codes on the sheets of a scan, by as many workers as it takes."""

from collections.abc import Callable

from desktop.documents.preview.pipe_format import BrokenAnswer
from desktop.documents.preview.process import PreviewProcess
from desktop.domain.papers.printed_page import (
    MAX_PRINTED_PAGES,
    PrintedPage,
    read_printed_page,
)


def read_sheets(
    worker: PreviewProcess, reopened: Callable[[], PreviewProcess], page_count: int
) -> tuple[PrintedPage, ...]:
    """In their order, each once; of pages that no worker could read nothing.

    worker: has the paper. reopened: a fresh one that has it, raises BrokenAnswer. A worker may use
    so much time and no more: where one ends, a fresh one goes on; where that one ends at once, the
    rest is not read.
    """
    found: dict[PrintedPage, None] = {}
    page, is_fresh = 1, False
    while page <= min(page_count, MAX_PRINTED_PAGES):
        try:
            untrusted_texts = worker.read_codes(page)
        except BrokenAnswer:
            if is_fresh:
                break
            try:
                worker = reopened()
            except BrokenAnswer:
                break
            is_fresh = True
            continue
        printed = map(read_printed_page, untrusted_texts)
        found |= dict.fromkeys(one for one in printed if one is not None)
        page, is_fresh = page + 1, False
    return tuple(found)[:MAX_PRINTED_PAGES]
