"""The sample files of a city's server say what the program understands and what it needs."""

import configparser
import re
import shlex
from pathlib import Path

import pytest

from desktop.app import main
from desktop.cityserver.app import build_app
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.http.peer_certificate import PROXY_HEADER
from desktop.cityserver.serving.runner import KEEP_ALIVE_S, MAX_CONNECTIONS, STOP_LIMIT_S
from desktop.contract.guests import MAX_PAGE_BYTES
from desktop.contract.problem import Problem, ProblemCode
from desktop.contract.recording import PART_PATH
from desktop.contract.version import MAX_PUSH_BYTES, MAX_UPLOAD_CHUNK_BYTES
from desktop.diagnostics.exit_codes import ExitCode
from tests.paths import ROOT

pytestmark = pytest.mark.unit

FOLDER = ROOT / "installers" / "server"
SERVICES = ("reception-city.service", "reception-city-backup.service")
PROGRAM = "/opt/reception-room/bin/reception-room"


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(FOLDER / name, encoding="utf-8")
    return parser


def command(name: str) -> list[str]:
    program, *arguments = shlex.split(unit(name)["Service"]["ExecStart"])
    assert program == PROGRAM
    return arguments


def nginx_text() -> str:
    text = (FOLDER / "nginx-reception-city.conf").read_text(encoding="utf-8")
    return re.sub(r"#.*", "", text)


def location(name: str) -> str:
    found = re.search(rf"location {re.escape(name)} {{(.*?)}}", nginx_text(), re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("name", SERVICES)
def test_the_program_understands_the_commands(name: str) -> None:
    arguments = main._parser().parse_args(command(name))
    assert arguments.command in {"city-server", "city-backup"}


def test_service_and_backup_work_in_one_folder_of_one_account() -> None:
    server, backup = (unit(name)["Service"] for name in SERVICES)
    folder = main._parser().parse_args(command(SERVICES[0])).folder
    saving = main._parser().parse_args(command(SERVICES[1]))
    assert folder == saving.folder == Path("/var/lib") / server["StateDirectory"]
    assert backup["ReadWritePaths"].split() == [str(folder), str(saving.to)]
    assert unit(SERVICES[1])["Unit"]["RequiresMountsFor"] == str(saving.to)
    assert server["User"] == backup["User"]
    account = (FOLDER / "reception-city.sysusers").read_text(encoding="utf-8")
    assert f"u {server['User']} " in account


def test_the_service_is_not_started_again_when_a_person_must_look() -> None:
    service = unit(SERVICES[0])["Service"]
    codes = {int(code) for code in service["RestartPreventExitStatus"].split()}
    assert codes == {ExitCode.BAD_USAGE, ExitCode.ROOM_TAKEN, ExitCode.STORE_UNREADABLE}
    assert int(service["TimeoutStopSec"].removesuffix("s")) > STOP_LIMIT_S
    assert int(service["LimitNOFILE"]) > 2 * MAX_CONNECTIONS


def test_nginx_speaks_to_the_port_of_the_service() -> None:
    port = main._parser().parse_args(command(SERVICES[0])).port
    assert f"server 127.0.0.1:{port};" in nginx_text()
    kept = re.search(r"keepalive_timeout (\d+)s;", nginx_text())
    assert kept is not None
    assert int(kept[1]) < KEEP_ALIVE_S


def test_nginx_lets_through_what_a_room_may_send_and_no_more() -> None:
    for path in ("/v1/blobs/", PART_PATH):
        uploads = location(path)
        assert f"client_max_body_size {MAX_UPLOAD_CHUNK_BYTES >> 20}m;" in uploads
        assert "proxy_request_buffering off;" in uploads
    assert f"client_max_body_size {MAX_PUSH_BYTES >> 10}k;" in nginx_text()
    page = location("~ ^/v1/sessions/[^/]+/stage-page$")
    assert f"client_max_body_size {MAX_PAGE_BYTES >> 20}m;" in page


def test_nginx_hands_on_every_path_of_the_contract_and_no_figures(tmp_path: Path) -> None:
    paths = set(build_app(CityServerConfig(folder=tmp_path)).openapi()["paths"])
    others = {path for path in paths if not path.startswith(("/v1/", "/guest/"))}
    assert others == {"/healthz"}
    assert "proxy_pass" in location("/guest")
    assert "add_header" not in location("/guest")  # the page brings its own
    assert "proxy_pass" in location("/v1/")
    assert "proxy_pass" in location("= /healthz")
    for name in ("= /metrics", "/"):
        assert location(name).split() == ["return", "404;"]
    # the server's own fence needs to know that a request was passed on
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx_text()


@pytest.mark.parametrize("path", ["/v1/rooms/enrol", "/v1/access/refresh", "/guest/open"])
def test_nginx_lets_a_stranger_ask_only_so_often(path: str, tmp_path: Path) -> None:
    assert path in build_app(CityServerConfig(folder=tmp_path)).openapi()["paths"]
    limited = re.search(r"limit_req zone=(\w+) burst=\d+ nodelay;", location(f"= {path}"))
    assert limited is not None
    assert f"limit_req_zone $binary_remote_addr zone={limited[1]}:" in nginx_text()
    assert "proxy_pass http://reception_city;" in location(f"= {path}")


def test_nginx_opens_web_sockets_for_the_channel() -> None:
    channel = re.search(r"location ~ (\S+) {", nginx_text())
    assert channel is not None
    assert re.match(channel[1], "/v1/sessions/session-today/channel")
    assert "proxy_set_header Upgrade $http_upgrade;" in nginx_text()
    # a location with a header of its own would lose all the others
    assert nginx_text().count("proxy_set_header") == 5


def test_nginx_tells_what_a_room_has_shown_and_the_service_reads_it() -> None:
    assert main._parser().parse_args(command(SERVICES[0])).certificates_from_proxy
    # the city looks at the signer and the time: nginx only sees that the key is held
    assert "ssl_verify_client optional_no_ca;" in nginx_text()
    header = re.search(r"proxy_set_header (\S+) \$ssl_client_escaped_cert;", nginx_text())
    assert header is not None
    assert header[1].lower() == PROXY_HEADER


def test_a_certificate_that_nginx_stops_is_refused_as_the_city_would() -> None:
    assert "error_page 495 = @certificate;" in nginx_text()
    refused = re.search(r"return (\d+) '(.+?)'", nginx_text())
    assert refused is not None
    problem = Problem.model_validate_json(refused[2])
    assert (problem.status, problem.code) == (int(refused[1]), ProblemCode.CERTIFICATE_REFUSED)


def test_nginx_has_room_for_every_pc_behind_one_address() -> None:
    """130 rooms, each with two PCs that have a channel and a few requests at once."""
    found = re.search(r"limit_conn reception_connections (\d+);", nginx_text())
    assert found is not None
    assert int(found[1]) >= 130 * 2 * 3


def test_the_log_of_nginx_says_no_query_and_no_hash_of_a_paper() -> None:
    said = re.search(r"log_format reception (.*?);", nginx_text(), re.DOTALL)
    assert said is not None
    assert not re.findall(r"\$(?:uri|request|request_uri|args|http_\w+)\b", said[1])
    for path in ("/v1/blobs/", PART_PATH):
        assert re.search(rf"map \$uri \$reception_place {{[^}}]*~\^{path}\s+{path};", nginx_text())
