"""Each site in a network of its own: of a consultation not one packet comes to who waits."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.media.call import MediaEngine
from tests.paths import ROOT
from tests.rigs.line.namespaces import OWN_NETWORK, can_have

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("untraced_children"),
    pytest.mark.skipif(
        not can_have(OWN_NETWORK, "ip", "nsenter"), reason="needs network namespaces"
    ),
]

OF_CONSULTATIONS = ("consulted", "consulted_back")
FEW = 20
"""Fewer packets than any picture or voice takes in the time in which they are counted."""


@pytest.mark.parametrize(
    "engine",
    [MediaEngine.LIBWEBRTC, pytest.param(MediaEngine.AIORTC, marks=pytest.mark.long)],
)
def test_no_packet_of_a_consultation_comes_to_who_is_left_out(
    tmp_path: Path, engine: MediaEngine
) -> None:
    told = consult(tmp_path, engine)
    assert [one for one in told["faults"] if one["act"] in OF_CONSULTATIONS] == []
    assert told["not_counted"] == 0
    waiting = waiting_site(told)
    for site, others in told["packets"]["meanwhile"].items():
        if site == waiting:
            assert set(others.values()) == {0}, others
        else:
            assert others[waiting] == 0
            assert sum(others.values()) > FEW, others
    for when in ("before", "after"):
        assert min(told["packets"][when][waiting].values()) > FEW, told["packets"]


@pytest.mark.long
def test_desks_that_keep_their_connections_are_found_by_their_packets(tmp_path: Path) -> None:
    told = consult(tmp_path, MediaEngine.LIBWEBRTC, "spoilt")
    assert max(told["packets"]["meanwhile"][waiting_site(told)].values()) > FEW


def waiting_site(told: dict[str, Any]) -> str:
    (waiting,) = set(told["packets"]["meanwhile"]) - set(told["consulted"])
    return str(waiting)


def consult(folder: Path, engine: MediaEngine, *words: str) -> dict[str, Any]:
    """Play it in a network of its own; what the sites were told, and the packets of each."""
    scene = "tests.integration.app.parted_sites"
    run = subprocess.run(
        [*OWN_NETWORK, sys.executable, "-m", scene, str(folder), engine, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    said: dict[str, Any] = json.loads(run.stdout.strip().splitlines()[-1])
    print(said["packets"])
    return said
