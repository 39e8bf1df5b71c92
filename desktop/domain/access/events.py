"""Events of access: who signed in or out."""

from dataclasses import dataclass

from desktop.domain.access.person import SignedIn
from desktop.domain.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessChanged:
    """Somebody signed in or out (None)."""

    signed_in: SignedIn | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PinProved:
    """The person at the desk has just shown by the PIN who sits there."""

    user_id: UserId


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PageAsked:
    """A person is to sign in on this page, in the system's browser. address: checked, secret."""

    address: str
