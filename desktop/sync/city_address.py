"""Where the city answers, and connections that go there and nowhere else."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import requests

from desktop.sync.city_api import ClientCertificate
from desktop.sync.client_tls import ShowingAdapter


@dataclass(frozen=True, slots=True, kw_only=True)
class CityAddress:
    """Where the city answers. base_url: scheme, host and port; nothing else is ever asked.

    ca_file: certificates to trust instead of the system's. proxy: URL, none when None; the
    environment's proxies are not looked at here. It may carry a login, so it is not shown.
    """

    base_url: str
    ca_file: Path | None = None
    proxy: str | None = field(default=None, repr=False)


def new_session(address: CityAddress, certificate: ClientCertificate | None) -> requests.Session:
    """Keeps connections to one city. Raises OSError when the certificate cannot be shown."""
    session = requests.Session()
    if certificate is not None:
        session.mount("https://", ShowingAdapter(certificate))
    # neither proxies nor .netrc of the environment: only what was configured
    session.trust_env = False
    if address.proxy is not None:
        session.proxies = {urlsplit(address.base_url).scheme: address.proxy}
    if address.ca_file is not None:
        session.verify = str(address.ca_file)
    return session
