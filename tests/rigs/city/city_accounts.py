"""City accounts for tests: a password for everybody, and the app that shows codes."""

from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyotp

from desktop.cityserver.admin.accounts import NewAccount, set_account
from desktop.cityserver.secrets.account_keys import AccountKeys
from desktop.cityserver.store.database.database import Database
from desktop.domain.ids import UserId
from tests.samples.kdf_cost import CHEAP_PINS

PASSWORD = "hoa phượng đỏ 1955"
WRONG_PASSWORD = "hoa phượng đỏ 1956"


class AuthenticatorApp:
    """Somebody's telephone: read the address once, then shows a code for each moment."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.secret = parse_qs(urlsplit(address).query)["secret"][0]

    def code(self, at: datetime, *, later_s: float = 0.0) -> str:
        return pyotp.TOTP(self.secret).at(at + timedelta(seconds=later_s))

    def wrong_code(self, at: datetime) -> str:
        """A code that is not right within some minutes of this moment."""
        taken = {self.code(at, later_s=30.0 * step) for step in range(-10, 11)}
        return next(f"{number:06}" for number in range(100) if f"{number:06}" not in taken)


def give_account(
    city: Database, folder: Path, user_id: UserId, *, login_name: str = "lan.nt"
) -> AuthenticatorApp:
    """Give the person an account with PASSWORD. folder: of the city server."""
    new = NewAccount(user_id=user_id, password=PASSWORD, login_name=login_name, has_new_app=True)
    address = set_account(city, AccountKeys(folder), new, pins=CHEAP_PINS).app_address
    assert address is not None
    return AuthenticatorApp(address)
