"""Sign-in of people by city account."""

from fastapi import APIRouter

from desktop.cityserver.routes.dependencies import TheRoom, TheServices
from desktop.contract.access import AccountSignInRequest, TokenGrant
from desktop.domain.access.account import AccountCredentials


def build_router() -> APIRouter:
    """/v1/access/sign-in-account."""
    router = APIRouter(prefix="/v1", tags=["access"])

    @router.post("/access/sign-in-account")
    def sign_in_account(
        request: AccountSignInRequest, room: TheRoom, services: TheServices
    ) -> TokenGrant:
        """A person shows password and code of their app at an enrolled room."""
        shown = AccountCredentials(
            login_name=request.login_name,
            password=request.password,
            code=request.code,
            new_pin=request.new_pin,
        )
        return services.accounts.sign_in(room, shown)

    return router
