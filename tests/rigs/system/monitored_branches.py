"""A plugin of coverage.py: `sys.monitoring` counts lines and branches on Python 3.12 and 3.13 too.

There coverage.py traces with `sys.settrace`, and Python then reports every line of every library:
four fifths of what counting costs. `sys.monitoring` reports the lines of the program alone, and
each of them once. Coverage.py uses it from Python 3.14 on, where each way of a branch is an event.
Before, a branch is one event: here it is switched off when both of its ways were seen. The head of
an `async for` is none; the lines around it are never switched off, so its ways are seen by them.

To be removed when 3.14 is the oldest Python that the tests run on.
"""

import sys
from typing import Any

if sys.version_info >= (3, 12):
    import dis
    from collections.abc import Callable
    from functools import cache
    from types import CodeType

    from coverage import env
    from coverage.sysmon import SysMonitor

    def coverage_init(_plugins: Any, _options: Any) -> None:
        """Called by coverage.py in each process, before it chooses who counts."""
        if env.PYBEHAVIOR.branch_right_left:  # 3.14, or it was called before
            return
        events = sys.monitoring.events
        vars(events).update(BRANCH_LEFT=events.BRANCH, BRANCH_RIGHT=events.BRANCH)
        env.PYBEHAVIOR.branch_right_left = True
        env.SYSMON_DEFAULT = True
        SysMonitor.sysmon_branch_either = _until_both(SysMonitor.sysmon_branch_either)
        SysMonitor.sysmon_line_arcs = _around_async_for(SysMonitor.sysmon_line_arcs)

    def _until_both(
        note: Callable[[SysMonitor, CodeType, int, int], object],
    ) -> Callable[[SysMonitor, CodeType, int, int], object]:
        # Coverage.py keeps every code that it counts in: no `id` is given to another one.
        first_ways: dict[tuple[int, int], int] = {}

        def note_branch(counting: SysMonitor, code: CodeType, source: int, target: int) -> object:
            first = first_ways.get((id(code), source))
            if first == target:
                return None
            note(counting, code, source, target)
            if first is None:
                first_ways[id(code), source] = target
                return None
            return sys.monitoring.DISABLE

        return note_branch

    def _around_async_for(
        note: Callable[[SysMonitor, CodeType, int], object],
    ) -> Callable[[SysMonitor, CodeType, int], object]:
        def note_line(counting: SysMonitor, code: CodeType, line: int) -> object:
            answer = note(counting, code, line)
            return None if _has_async_for(code) else answer

        return note_line

    @cache
    def _has_async_for(code: CodeType) -> bool:
        return dis.opmap["END_ASYNC_FOR"] in code.co_code[::2]

else:

    def coverage_init(_plugins: Any, _options: Any) -> None:
        """Python 3.11 has no `sys.monitoring`: nothing changes."""
