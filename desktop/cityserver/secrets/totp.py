"""Codes of an authenticator app: RFC 6238 with SHA-1, six digits, a new one every 30 s."""

import hmac
from datetime import datetime

import pyotp

STEP_S = 30
WINDOW_STEPS = 1
"""A code is taken so many steps before and after its own: clocks of telephones differ."""
SECRET_CHARACTERS = 32
"""160 bits in base 32, as RFC 4226 §4 recommends."""
ISSUER = "Tiep cong dan Hai Phong"


def new_secret() -> str:
    """A secret for one person's app, base 32."""
    return pyotp.random_base32(SECRET_CHARACTERS)


def address_of(secret: str, login_name: str) -> str:
    """The otpauth address that an app takes, as a picture or from a link."""
    return pyotp.TOTP(secret).provisioning_uri(name=login_name, issuer_name=ISSUER)


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """The step of time that this code belongs to, the newest one; None for a wrong code.

    Every step of the window is looked at, so the time taken tells nothing.
    """
    totp = pyotp.TOTP(secret, interval=STEP_S)
    now = int(at.timestamp()) // STEP_S
    found = None
    for step in range(now - WINDOW_STEPS, now + WINDOW_STEPS + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            found = step
    return found
