"""A long table in one test: each row is tried, and each that fails is named."""

import functools
import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any


def every_row(
    names: str | Sequence[str], rows: Iterable[Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """As `pytest.mark.parametrize`, in one test: what tries a rule alone needs no set-up of a row.

    Not for a test that changes what its fixtures made. Every row is tried; those that fail are
    raised together, each with a note of its row. ValueError: there is no row.
    """
    keys = (names,) if isinstance(names, str) else tuple(names)
    table = [
        dict(zip(keys, (row,) if isinstance(names, str) else row, strict=True)) for row in rows
    ]
    if not table:
        raise ValueError("a table without a row tries nothing")

    def over(test: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(test)
        def tried(**fixtures: object) -> None:
            failed = [error for row in table if (error := _failure(test, fixtures | row))]
            if failed:
                message = f"{len(failed)} of {len(table)} rows fail"
                raise ExceptionGroup(message, failed)

        signature = inspect.signature(test)
        left = [one for name, one in signature.parameters.items() if name not in keys]
        tried.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        return tried

    return over


def _failure(test: Callable[..., None], arguments: dict[str, Any]) -> Exception | None:
    try:
        test(**arguments)
    except Exception as error:  # noqa: BLE001 - told with its row, beside those of other rows
        error.add_note(f"row: {arguments}")
        return error
    return None
