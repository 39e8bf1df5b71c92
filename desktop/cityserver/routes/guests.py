"""The page of a guest in a browser: its files, its one link, its answer."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import FileResponse

from desktop.cityserver.access.enrol_attempts import address_of
from desktop.cityserver.guests.guests import KnownGuest
from desktop.cityserver.guests.shown_page import ShownPage
from desktop.cityserver.http.own_page import is_own_page, is_this_pc
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.routes.dependencies import ThePerson, TheServices
from desktop.cityserver.services import Services
from desktop.contract.base import Identifier
from desktop.contract.guests import (
    GUEST_COOKIE,
    PAGE_TYPE,
    GuestAnswerRequest,
    GuestCallOut,
    OpenLinkRequest,
)
from desktop.contract.problem import ProblemCode
from desktop.domain.ids import DocumentId, SessionId
from desktop.files.resources import resource_path

PAGE = "guest.html"
_TYPES = {
    "guest.js": "text/javascript; charset=utf-8",
    "guest.css": "text/css; charset=utf-8",
    "peers.js": "text/javascript; charset=utf-8",
    "words.js": "text/javascript; charset=utf-8",
}
COOKIE_PATH = "/guest"
COOKIE_S = 12 * 3_600
"""Longer than any session; who left or was let go is known no longer anyway."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "Permissions-Policy": (
        "camera=(self), microphone=(self), autoplay=(self), geolocation=(), "
        "display-capture=(), usb=(), payment=()"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

PICTURE_HEADERS = {
    **HEADERS,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Content-Disposition": "inline",
}
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
_BINARY = {"schema": {"type": "string", "format": "binary"}}


def build_router() -> APIRouter:
    """GET /guest and its files; POST /guest/open, GET /guest/call, POST /guest/answer.

    GET /guest/page: the picture of the page on the stage, which a desk has put there.
    """
    router = APIRouter(tags=["guests"])
    _add_files(router)
    _add_call(router)
    _add_page(router)
    return router


def _add_files(router: APIRouter) -> None:
    @router.get("/guest", include_in_schema=False)
    def page() -> Response:
        """The same for everybody: what it shows comes later, to who opened a link."""
        return _file(PAGE, "text/html; charset=utf-8")

    @router.get("/guest/files/{name}", include_in_schema=False)
    def file(name: str) -> Response:
        """One of the page's files."""
        if name not in _TYPES:
            raise Rejected(ProblemCode.NOT_FOUND)
        return _file(name, _TYPES[name])


def _add_call(router: APIRouter) -> None:
    @router.post("/guest/open", status_code=204, response_class=Response)
    async def open_link(
        request: OpenLinkRequest, connection: Request, services: TheServices, response: Response
    ) -> None:
        """Spend the link: this browser is the guest from now on, and no other one can be."""
        _check_page(connection)
        address = address_of(connection, services.certificates.source)
        services.guest_attempts.check(address)
        try:
            cookie = await services.guests.open(SessionId(request.session_id), request.token)
        except Rejected as refused:
            if refused.code is ProblemCode.GONE:
                services.guest_attempts.count_failure(address)
            raise
        response.set_cookie(
            GUEST_COOKIE,
            cookie,
            max_age=COOKIE_S,
            path=COOKIE_PATH,
            secure=not is_this_pc(connection.headers.get("host", "")),
            httponly=True,
            samesite="strict",
        )

    @router.get("/guest/call")
    async def call(connection: Request, services: TheServices, response: Response) -> GuestCallOut:
        """What the guest reads before and after the answer."""
        response.headers["Cache-Control"] = "no-store"
        return await services.guests.call(await _guest(connection, services))

    @router.post("/guest/answer", status_code=204, response_class=Response)
    async def answer(
        request: GuestAnswerRequest, connection: Request, services: TheServices
    ) -> None:
        """Accept the call, or refuse it."""
        _check_page(connection)
        known = await _guest(connection, services)
        await services.guests.answer(known, accepts=request.accepts, reason=request.reason)


def _add_page(router: APIRouter) -> None:
    @router.get("/guest/page", response_class=FileResponse)
    async def page(
        document_id: Identifier, page: PageNumber, connection: Request, services: TheServices
    ) -> FileResponse:
        """The page that is on the stage now; of the paper nothing else can be had."""
        known = await _guest(connection, services)
        shown = ShownPage(document_id=DocumentId(document_id), page=page)
        path = await services.guests.page(known, shown)
        return FileResponse(path, media_type=PAGE_TYPE, headers=PICTURE_HEADERS)

    @router.put(
        "/v1/sessions/{session_id}/stage-page",
        status_code=204,
        response_class=Response,
        openapi_extra={"requestBody": {"required": True, "content": {PAGE_TYPE: _BINARY}}},
    )
    async def keep_page(
        session_id: Identifier,
        document_id: Identifier,
        page: PageNumber,
        request: Request,
        person: ThePerson,
        services: TheServices,
    ) -> None:
        """Keep the picture of the page on the stage, for guests of the session."""
        services.operation_budget.take(person.room_id, 1)
        shown = ShownPage(document_id=DocumentId(document_id), page=page)
        data = await request.body()
        await services.guests.keep_page(person, SessionId(session_id), shown, data)


async def _guest(connection: Request, services: Services) -> KnownGuest:
    return await services.guests.known(connection.cookies.get(GUEST_COOKIE, ""))


def _check_page(connection: Request) -> None:
    if not is_own_page(connection):
        raise Rejected(ProblemCode.FORBIDDEN)


def _file(name: str, media_type: str) -> Response:
    return FileResponse(resource_path("guest", name), media_type=media_type, headers=HEADERS)
