"""What rooms tell about themselves: checks, sealed keys, and the key that each is known by."""

from fastapi import APIRouter

from desktop.cityserver.routes.dependencies import ThePerson, TheRoom, TheRoomToken, TheServices
from desktop.contract.access import CertificateAnswer, CertificateRequest
from desktop.contract.escrow import EscrowIn, EscrowKept
from desktop.contract.rooms import RoomList, RoomReportIn, RoomReportKept


def build_router() -> APIRouter:
    """/v1/rooms/reports, /v1/rooms/escrow, /v1/rooms/certificate."""
    router = APIRouter(prefix="/v1/rooms", tags=["rooms"])

    @router.post("/reports")
    def take_report(report: RoomReportIn, room: TheRoom, services: TheServices) -> RoomReportKept:
        """A room tells how its check went; nobody needs to be signed in there."""
        return services.room_reports.take(room, report)

    @router.get("/reports")
    def list_rooms(_person: ThePerson, services: TheServices) -> RoomList:
        """Every enrolled PC with its newest room check."""
        return services.room_reports.rooms()

    @router.put("/escrow")
    def keep_escrow(escrow: EscrowIn, room: TheRoom, services: TheServices) -> EscrowKept:
        """A room leaves its sealed key; no route gives one back."""
        return services.escrows.take(room, escrow)

    @router.post("/certificate")
    def certify(
        request: CertificateRequest, room_token: TheRoomToken, services: TheServices
    ) -> CertificateAnswer:
        """A certificate for the key of this room; an old one that expired does not have to fit."""
        pem = services.certificates.renew(room_token, request.request)
        return CertificateAnswer(certificate=pem)

    return router
