"""Reads the codes on the sheets of a scan."""

from functools import partial

from desktop.documents.preview.pipe_format import BrokenAnswer
from desktop.documents.preview.process import PreviewProcess
from desktop.documents.renewed_worker import RenewedWorker
from desktop.domain.papers.printed_page import (
    MAX_PRINTED_PAGES,
    PrintedPage,
    read_printed_page,
)


def read_sheets(worker: RenewedWorker, page_count: int) -> tuple[PrintedPage, ...]:
    """In their order, each once. Behind a page that no worker can read nothing is read."""
    found: dict[PrintedPage, None] = {}
    for page in range(1, min(page_count, MAX_PRINTED_PAGES) + 1):
        try:
            untrusted_texts = worker.ask(partial(_codes, page=page))
        except BrokenAnswer:
            break
        printed = map(read_printed_page, untrusted_texts)
        found |= dict.fromkeys(one for one in printed if one is not None)
    return tuple(found)[:MAX_PRINTED_PAGES]


def _codes(worker: PreviewProcess, page: int) -> tuple[str, ...]:
    return worker.read_codes(page)
