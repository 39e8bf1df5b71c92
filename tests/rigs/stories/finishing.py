"""What is taken away in the end: papers for the citizen, and a bundle that is whole."""

import subprocess
import zipfile
from pathlib import Path

from tests.patience import PATIENCE_S
from tests.rigs.stories.matter import Matter
from tests.rigs.stories.town import Town
from tests.rigs.system.read_pdf import ReadPdf


def print_receipt(town: Town, matter: Matter) -> None:
    """Of the papers that the citizen handed in."""
    commune = town.commune
    commune.press("Vụ việc")
    commune.press_row(matter.title)
    commune.print_out("In giấy biên nhận…")


def export_bundle(town: Town, matter: Matter, *, place: int = 0) -> Path:
    """All of a session, in one file. place: of several that the case had."""
    headquarters, path = town.headquarters, town.folder / f"{matter.number}-{place}.zip"
    headquarters.press("Vụ việc")
    headquarters.press_row(matter.title)
    headquarters.press("Xuất hồ sơ", place=place)
    headquarters.press("Xuất hồ sơ…")
    headquarters.save_as(path)
    headquarters.waits_for("Đã xuất hồ sơ")
    headquarters.press("Trở lại")
    return path


def verified(town: Town, path: Path) -> str:
    """What `verify` says of a bundle; it is whole."""
    done = subprocess.run(
        [*town.time.command("verify"), str(path)],
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "whole", done.stdout
    return done.stdout


def minutes_of(bundle: Path) -> str:
    """The words of the printed minutes in it, one after another."""
    with zipfile.ZipFile(bundle) as file:
        minutes = ReadPdf(file.read("bien-ban/bien-ban.pdf"))
    return " ".join(word for page in range(len(minutes)) for word in minutes.words(page))
