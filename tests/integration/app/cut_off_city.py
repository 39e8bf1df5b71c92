"""A city server and the only line to it, in a network of their own. Started by test_cut_off.py.

The PC is first in the same network, then in one without any route, and then the line comes to it.
Says as one JSON what the PC did, and what the city has afterwards.
"""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from desktop.app.rehearsal.script.city_line import CityLine
from desktop.cityserver.admin.city import put_records
from desktop.cityserver.store.tables.records import EntityRow
from tests.integration.app.seeded_names import ADDRESS, ID_NUMBER, NAME, REQUEST
from tests.rigs.city.city_room import CityRoom
from tests.rigs.city.running_city_server import (
    CASE,
    CLERK,
    COMMUNE,
    HQ,
    LATER_SESSION,
    RunningCityServer,
    case_body,
    seed_city,
    session_body,
)

CITY, PC, NETWORK = "198.18.0.2", "198.18.0.1", 24
DESK = Path(__file__).with_name("cut_off_desk.py")
FIRST_DAY_LIMIT_S = 240.0


def main(folder: Path) -> dict[str, Any]:
    run("ip", "link", "set", "lo", "up")
    run("ip", "link", "add", "city", "type", "veth", "peer", "name", "line")
    run("ip", "addr", "add", f"{CITY}/{NETWORK}", "dev", "city")
    run("ip", "link", "set", "city", "up")
    seed_city(folder)
    server = RunningCityServer(folder)  # it speaks plain HTTP to its own PC only
    name_people(server)
    server.start()
    line = CityLine(server.port, host=CITY)
    line.start()
    try:
        place = (str(folder / "pc"), f"http://{CITY}:{line.port}", server.new_enrol_code(COMMUNE))
        desk = (sys.executable, str(DESK))
        subprocess.run([*desk, "first-day", *place], check=True, timeout=FIRST_DAY_LIMIT_S)
        told = case_without_a_line([*desk, "cut-off", *place])
        told["at_city"] = what_the_city_has(CityRoom(server, HQ, CLERK))
    finally:
        line.stop()
        server.close()
    return told


def case_without_a_line(command: list[str]) -> dict[str, Any]:
    """In a network of its own; the line comes when the PC says that it is done."""
    told: dict[str, Any] = {}
    back_s = 0.0
    alone = ("unshare", "--net", *command)
    with subprocess.Popen(alone, stdout=subprocess.PIPE) as pc:
        assert pc.stdout is not None
        for line in pc.stdout:
            word = json.loads(line)
            told |= word
            if "done" in word:
                bring_line(str(pc.pid))
                back_s = time.monotonic()
            if "sent" in word:
                told["sent_after_s"] = round(time.monotonic() - back_s, 2)
    assert pc.returncode == -signal.SIGABRT, "its last act is to die"
    return told


def name_people(server: RunningCityServer) -> None:
    """The case has a citizen; another one is written as no program of today can read it."""
    citizen = {
        "full_name": NAME,
        "id_number": ID_NUMBER,
        "id_issue_date": "2021-05-01",
        "id_issue_place": ADDRESS,
        "address": ADDRESS,
        "is_representative": True,
    }
    case = case_body() | {"citizens": [citizen], "request": REQUEST}
    with server.administration() as database:
        put_records(
            database,
            [
                ("case", CASE, case),
                ("case", "case-odd", case),
                ("session", LATER_SESSION, session_body(HQ, (COMMUNE,), case_id="case-odd")),
            ],
        )
        with database.write() as session:
            odd = session.get_one(EntityRow, ("case", "case-odd"))
            odd.body = odd.body | {"petition_type": f"of {NAME}"}


def bring_line(pid: str) -> None:
    run("ip", "link", "set", "line", "netns", pid)
    inside = ("nsenter", "--target", pid, "--net", "ip")
    run(*inside, "addr", "add", f"{PC}/{NETWORK}", "dev", "line")
    run(*inside, "link", "set", "line", "up")


def what_the_city_has(headquarters: CityRoom) -> dict[str, Any]:
    """As another site sees it."""
    found = headquarters.pull()
    papers = [body["sha256"] for (kind, _), body in found.items() if kind == "paper"]
    return {
        "texts": sorted(body["text"] for (kind, _), body in found.items() if kind == "minute_line"),
        "papers": papers,
        "bytes": [len(headquarters.call("GET", f"/v1/blobs/{one}").content) for one in papers],
        "difficulties": sum(kind == "difficulty" for kind, _ in found),
    }


def run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))) + "\n")
