"""The browser of a PC: asks a page, follows where it is sent, as one person would."""

import socket
from urllib.parse import urlsplit

import requests

from tests.patience import PATIENCE_S


def visit(address: str) -> requests.Response:
    """Open the issuer's page; what this PC says when the browser comes back."""
    answer = requests.get(address, allow_redirects=False, timeout=PATIENCE_S)
    assert answer.status_code == requests.codes.found, answer.text
    return requests.get(answer.headers["Location"], timeout=PATIENCE_S)


def come_back(redirect_uri: str, query: str) -> requests.Response:
    """Come back with this query, whatever the issuer said."""
    return requests.get(f"{redirect_uri}?{query}", timeout=PATIENCE_S)


def say(port: int, head: bytes) -> bytes:
    """These bytes to the PC's own port; all that it says, b"" when it hangs up."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as line:
        line.sendall(head)
        said = b""
        try:
            while piece := line.recv(4_096):
                said += piece
        except ConnectionResetError:
            pass
    return said


def is_shut(redirect_uri: str) -> bool:
    """Nobody listens there any more."""
    try:
        socket.create_connection(("127.0.0.1", urlsplit(redirect_uri).port or 0), 1.0).close()
    except OSError:
        return True
    return False
