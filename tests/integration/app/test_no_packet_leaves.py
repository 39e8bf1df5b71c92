"""A rehearsal beside an open network: not one packet goes there."""

import json
import shutil
import subprocess
import sys

import pytest

from desktop.domain.media.call import MediaEngine
from tests.paths import ROOT

pytestmark = [
    pytest.mark.integration,
    pytest.mark.usefixtures("untraced_children"),
]

UNSHARE = ("unshare", "--user", "--map-root-user", "--net")
# A network card that leads nowhere, with a route to everywhere: whoever tries is counted.
SCRIPT = """
set -e
ip link set lo up
ip link add trap type veth peer name hole
for card in trap hole; do
    sysctl -q -w net.ipv6.conf.$card.disable_ipv6=1
    ip link set $card up
done
ip addr add 198.18.0.1/24 dev trap
ip route add default via 198.18.0.2 dev trap onlink
ip neigh add 198.18.0.2 lladdr 02:00:00:00:00:02 dev trap
sent() { awk '$1 == "trap:" {print $11}' /proc/net/dev; }
before=$(sent)
"$@" || true
echo "packets=$(($(sent) - before))"
"""


def can_make_namespaces() -> bool:
    if shutil.which("ip") is None or shutil.which("unshare") is None:
        return False
    command = [*UNSHARE, "ip", "link", "set", "lo", "up"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_make_namespaces(), reason="needs network namespaces")
def test_the_trap_catches_a_packet() -> None:
    said = run_in_trap(
        sys.executable,
        "-c",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
        ".sendto(b'x', ('198.51.100.7', 9))",
    )
    assert said[-1] == "packets=1"


@pytest.mark.skipif(not can_make_namespaces(), reason="needs network namespaces")
@pytest.mark.parametrize(
    "media_engine",
    [MediaEngine.LIBWEBRTC, pytest.param(MediaEngine.AIORTC, marks=pytest.mark.long)],
)
def test_no_packet_leaves_this_pc_during_a_rehearsal(media_engine: MediaEngine) -> None:
    rehearsal = ("rehearse", "--seconds", "4", "--json", "--engine", media_engine)
    said = run_in_trap(sys.executable, "-m", "desktop", *rehearsal)
    assert said[-1] == "packets=0"
    figures = json.loads("\n".join(said[:-1]))
    assert figures["engine"] == media_engine
    assert figures["fps"] > 0
    assert figures["lost_lines"] == 0
    assert figures["paper_sha256_equal"] is True


def run_in_trap(*command: str) -> list[str]:
    """Run a command in a namespace of its own; its output, then the count of packets."""
    run = subprocess.run(
        [*UNSHARE, "sh", "-c", SCRIPT, "trap", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return run.stdout.strip().splitlines()
