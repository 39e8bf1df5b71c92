"""A whole case on a PC without any route; when the line comes, the city has it without a click."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.namespaces import OWN_NETWORK, can_have
from tests.fakes.sample_papers import pdf

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("untraced_children"),
]

ROOT = Path(__file__).parents[3]
SENT_LIMIT_S = 40.0
"""The room tries again at most 30 s after the last time."""


@pytest.mark.skipif(not can_have(OWN_NETWORK, "ip", "nsenter"), reason="needs network namespaces")
def test_a_case_done_without_a_line_is_at_the_city_when_the_line_is_back(tmp_path: Path) -> None:
    script = Path(__file__).with_name("cut_off_city.py")
    run = subprocess.run(
        [*OWN_NETWORK, sys.executable, str(script), str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    told = json.loads(run.stdout)
    print(f"sent_after_s={told['sent_after_s']}")

    done, sent, city = told["done"], told["sent"], told["at_city"]
    assert (done["routes"], done["is_offline"], done["printed"]) == (0, True, "PK\x03\x04")
    assert done["waiting"] >= len(sent["texts"]) + 2
    assert len(sent["texts"]) == 5
    assert "Đã sửa lại" in sent["texts"]
    assert city["texts"] == sent["texts"]
    assert city["papers"] == sent["papers"]
    assert city["bytes"] == [len(pdf())]
    assert city["difficulties"] == 1
    assert told["sent_after_s"] <= SENT_LIMIT_S
