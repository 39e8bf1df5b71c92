"""What presenters ask of access."""

from typing import Protocol

from desktop.domain.access.account import AccountCredentials
from desktop.domain.access.person import Officer, SignedIn
from desktop.domain.access.rights import Right, may
from desktop.domain.ids import UserId


class AccessService(Protocol):
    """Who may sit here.

    Outcomes: AccessChanged, PinProved; ActionFailed("sign_in", "sign_in_account", "sign_in_issuer"
    or "prove_pin").
    """

    def officers(self) -> tuple[Officer, ...]:
        """The sign-in list of this room, as last known."""
        ...

    def signed_in(self) -> SignedIn | None:
        """The person at the desk now."""
        ...

    def sign_in(self, user_id: UserId, pin: str) -> None:
        """Online when the city answers, else by the PIN kept here for at most 72 h."""
        ...

    def prove_pin(self, pin: str) -> None:
        """Who is signed in shows it once more; by the PIN kept here, else at the city.

        A wrong one counts as at a sign-in.
        """
        ...

    def sign_in_account(self, shown: AccountCredentials) -> None:
        """By city account, only while the city answers; wrong PINs before are forgiven."""
        ...

    def has_issuer(self) -> bool:
        """Whether the city takes accounts of another service too, as last heard."""
        ...

    def issuer_title(self) -> str:
        """How people call those accounts; empty where the city has no word for them."""
        ...

    def sign_in_issuer(self) -> None:
        """With such an account, in the system's browser; PageAsked says which page to open."""
        ...

    def prove_issuer(self) -> None:
        """Who is signed in shows it once more with such an account; outcomes as `prove_pin`.

        PageAsked says which page to open; another account than theirs is refused.
        """
        ...

    def cancel_issuer(self) -> None:
        """Wait for the browser no longer; nothing is told of it."""
        ...

    def sign_out(self) -> None:
        """Forget tokens of the person; data stays."""
        ...


def person_may(access: AccessService, right: Right) -> bool:
    """Whether the person at the desk now may do it."""
    signed_in = access.signed_in()
    return signed_in is not None and may(signed_in.officer.role, right)


class Sitter:
    """Who sits at the desk, as a screen saw it last."""

    def __init__(self, access: AccessService) -> None:
        self._access = access
        self._seen: UserId | None = None

    def has_changed(self) -> bool:
        """Whether somebody else sits here than when this was last asked."""
        signed_in = self._access.signed_in()
        former, self._seen = self._seen, None if signed_in is None else signed_in.officer.id
        return self._seen != former
