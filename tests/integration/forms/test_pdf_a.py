"""What we call PDF/A-2b is: veraPDF looks at every form, and finds a fault that was put in."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from desktop.forms.layout.blocks import Body, Form, PhotoAnnex, PhotoRow
from desktop.forms.pdf.document import draw_pdf
from tests.rigs.system.verapdf import IS_MISSING, MISSING, validate
from tests.samples.forms import AT, EVERY_FORM, MARK, receipt
from tests.samples.papers import jpeg

pytestmark = pytest.mark.integration

_START = """
import sys
import desktop.forms.writer
assert "reportlab" not in sys.modules and "pikepdf" not in sys.modules, "loaded with the first PDF"
from datetime import UTC, datetime
from desktop.forms.layout.blocks import Form
data = desktop.forms.writer.draw_pdf(Form(title="", blocks=()), datetime(2026, 12, 1, tzinfo=UTC))
assert data.startswith(b"%PDF-1.7")
"""


def test_the_start_waits_for_no_pdf_and_nothing_in_the_user_s_folder_is_run(tmp_path: Path) -> None:
    """reportlab would run a file of settings that lies there."""
    (tmp_path / ".reportlab_settings").write_text("import os\nos._exit(7)\n")
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", _START], env=os.environ | home, check=False)
    assert done.returncode == 0


@pytest.mark.skipif(IS_MISSING, reason=MISSING)
def test_every_form_is_fit_for_the_archive_and_planted_faults_are_found(tmp_path: Path) -> None:
    """In one run: to start the validator takes longer than to use it."""
    good = dict(_written(tmp_path, _forms()))
    sound = draw_pdf(receipt(), AT)
    bad = {
        "6.2.11.4.1-1": _without_letters(sound),
        "6.6.2.1-1": _without_properties(sound),
    }
    for rule, data in bad.items():
        (tmp_path / f"{rule}.pdf").write_bytes(data)
    verdicts = validate([*good.values(), *(tmp_path / f"{rule}.pdf" for rule in bad)])
    for name, verdict in zip(good, verdicts, strict=False):
        assert verdict.faults == {}, name
        assert verdict.is_compliant
        assert verdict.checks > 500
    for rule, verdict in zip(bad, verdicts[len(good) :], strict=True):
        assert not verdict.is_compliant
        assert rule in verdict.faults


def _forms() -> dict[str, Form]:
    every = {name: make() for name, make in EVERY_FORM.items()}
    return every | {"grey photo": _photo("L"), "odd": _odd()}


def _written(folder: Path, forms: dict[str, Form]) -> Iterator[tuple[str, Path]]:
    for name, form in forms.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(draw_pdf(replace(form, mark=MARK), AT))
        yield name, path


def _photo(mode: str) -> Form:
    annex = PhotoAnnex(
        title="ẢNH",
        missing="{count}",
        columns=("Mục", "Ảnh"),
        rows=(PhotoRow(text="DD-1", jpegs=(jpeg(mode=mode, colour="black"),)),),
        widths_mm=(50, 115),
    )
    return Form(title="", blocks=(annex,))


def _odd() -> Form:
    """Letters that nobody has, and marks that cannot be composed."""
    return Form(title="☐ & <b>", blocks=(Body(text="好 \U0001f600 q\u0303 \u202e ☑ (\\) \x00"),))


def _without_letters(sound: bytes) -> bytes:
    with pikepdf.open(BytesIO(sound)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                del thing["/FontFile2"]
        return _saved(pdf)


def _without_properties(sound: bytes) -> bytes:
    with pikepdf.open(BytesIO(sound)) as pdf:
        del pdf.Root.Metadata
        return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()
