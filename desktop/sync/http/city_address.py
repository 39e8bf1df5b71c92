"""Where the city answers, and connections that go there and nowhere else."""

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import requests

from desktop.sync.http.city_api import ClientCertificate
from desktop.sync.http.tls import CityAdapter


@dataclass(frozen=True, slots=True, kw_only=True)
class CityAddress:
    """Where the city answers. base_url: scheme, host and port; nothing else is ever asked.

    ca_file: certificates to trust instead of all those of the system's store. proxy: URL, none
    when None; the environment's proxies are not looked at here. It may carry a login, so it is not
    shown.
    """

    base_url: str
    ca_file: Path | None = None
    proxy: str | None = field(default=None, repr=False)


def new_session(address: CityAddress, certificate: ClientCertificate | None) -> requests.Session:
    """Keeps connections to one city.

    Raises OSError when a file of certificates cannot be read or the certificate not be shown;
    requests.exceptions.SSLError, which is one too, when the file holds no certificates.
    """
    session = requests.Session()
    scheme = urlsplit(address.base_url).scheme
    if scheme == "https":
        try:
            session.mount("https://", CityAdapter(address.ca_file, certificate))
        except ssl.SSLError as error:
            raise requests.exceptions.SSLError(error) from error
    # neither proxies nor .netrc of the environment: only what was configured
    session.trust_env = False
    if address.proxy is not None:
        session.proxies = {scheme: address.proxy}
    return session
