"""A whole case on a PC without any route; when the line comes, the city has it without a click.

And nobody who reads the logs and the crash files of that day learns whom it was about.
"""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.integration.app.seeded_names import SEEDED
from tests.paths import ROOT
from tests.rigs.city.running_city_server import PIN
from tests.rigs.line.namespaces import OWN_NETWORK, can_have
from tests.samples.papers import pdf

pytestmark = [
    pytest.mark.integration,
    pytest.mark.torture,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("untraced_children"),
]

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
    check_logs(tmp_path)


def check_logs(folder: Path) -> None:
    """Every file that a program wrote to be read: of the desk, its children and the city."""
    files = [*folder.rglob("*.log*"), *folder.rglob("crash-*.txt")]
    texts = {file.name: file.read_bytes().decode("utf-8", "backslashreplace") for file in files}
    assert "record passed over kind=case id=case-odd" in texts["desk.log"]
    assert "uncaught exception thread=worker" in texts["desk.log"]
    assert "Fatal Python error: Aborted" in texts["crash-desk.txt"]
    assert "signed in site=" in texts["server.log"]
    told = [
        (name, form)
        for name, text in texts.items()
        for form in (*forms(SEEDED), PIN)
        if form.casefold() in text.casefold()
    ]
    assert told == []


def forms(words: tuple[str, ...]) -> Iterator[str]:
    """As text, decomposed, without marks, in an address, in JSON and in bytes."""
    for word in words:
        apart = unicodedata.normalize("NFD", word)
        yield word
        yield apart
        yield "".join(one for one in apart if not unicodedata.combining(one)).replace("đ", "d")
        yield quote(word)
        yield json.dumps(word)[1:-1]
        yield repr(word.encode())[2:-1]
