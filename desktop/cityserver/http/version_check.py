"""Refuses rooms of another contract version before anything else is looked at."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from desktop.cityserver.http.problems import problem_response
from desktop.cityserver.http.refusals import Rejected
from desktop.contract.problem import ProblemCode
from desktop.contract.version import CONTRACT_VERSION, VERSION_HEADER

_OPEN_PATHS = frozenset({"/healthz", "/metrics", "/v1/server"})
"""Answered without the header, so that IT can look with any tool."""

_BROWSER_PATH = "/guest"
"""And what is below it: of the page that the city itself serves, to any browser."""


class VersionCheck:
    """ASGI middleware for HTTP; the channel closes with 4406 itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer that the contract version is another one."""
        if scope["type"] == "http" and not _is_ours(scope):
            rejected = Rejected(
                ProblemCode.WRONG_VERSION, headers={VERSION_HEADER: CONTRACT_VERSION}
            )
            await problem_response(rejected)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_ours(scope: Scope) -> bool:
    path = scope["path"]
    if path == _BROWSER_PATH or path.startswith(f"{_BROWSER_PATH}/"):
        return True
    version = Headers(scope=scope).get(VERSION_HEADER)
    if version is None:
        return path in _OPEN_PATHS
    return version == CONTRACT_VERSION
