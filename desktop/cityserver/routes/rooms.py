"""Room checks: sent by rooms, read by those who look after all of them."""

from fastapi import APIRouter

from desktop.cityserver.routes.dependencies import ThePerson, TheRoom, TheServices
from desktop.contract.rooms import RoomList, RoomReportIn, RoomReportKept


def build_router() -> APIRouter:
    """/v1/rooms/reports."""
    router = APIRouter(prefix="/v1/rooms", tags=["rooms"])

    @router.post("/reports")
    def take_report(report: RoomReportIn, room: TheRoom, services: TheServices) -> RoomReportKept:
        """A room tells how its check went; nobody needs to be signed in there."""
        return services.room_reports.take(room, report)

    @router.get("/reports")
    def list_rooms(_person: ThePerson, services: TheServices) -> RoomList:
        """Every enrolled PC with its newest room check."""
        return services.room_reports.rooms()

    return router
