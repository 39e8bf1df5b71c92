"""A preview worker in a stranger's hands: whatever it tries fails, and the paper is safe."""

import hashlib
import io
import sys
from pathlib import Path

import psutil
import pytest

from desktop.documents.inspection.file_kind import FileKind
from desktop.documents.preview import process as preview_process
from desktop.documents.preview.pipe_format import BrokenAnswer, Status, pack_hello
from desktop.documents.preview.process import WorkerCommand, held_by_worker, start_worker
from desktop.domain.papers.events import PapersChanged, PreviewReady
from desktop.domain.papers.paper import PageImage
from desktop.sandbox.measures import Measure, expected_here, words
from tests.integration.documents.conftest import SESSION, PaperRoom
from tests.samples import papers as samples

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(sys.platform != "linux", reason="seccomp and landlock"),
]

# What a fault in PDFium would be: code of a stranger's, where the paper is parsed. Only what the
# system refuses is taken for a failure; what goes through, and any other error, is seen.
HOSTILE = """
import ctypes, mmap, os, socket, subprocess
from pathlib import Path
from desktop.documents.preview import worker as w
from desktop.documents.preview.pdfium import PdfBroken
library = ctypes.CDLL(None, use_errno=True)
def checked(result):
    if result == -1:
        raise OSError(ctypes.get_errno(), "")
parse = w.open_pdf
def hostile(untrusted_data):
    try:
        {attack}
    except (PermissionError, MemoryError) as refused:
        raise PdfBroken from refused
    return parse(untrusted_data)
w.open_pdf = hostile
raise SystemExit(w.run_preview_worker())
"""
ATTACKS = {
    "reads a file": "open('/etc/passwd').read()",
    "reads its own memory as a file": "open('/proc/self/mem', 'rb')",
    "lists a folder": "os.listdir('/')",
    "looks whether a file is there": "os.stat('/etc/passwd')",
    "writes a file": "open('/tmp/planted', 'w')",
    "writes among the fonts": "open('/usr/share/fonts/planted', 'w')",
    "removes a file": "os.unlink('/tmp/nothing')",
    "speaks to the network": "socket.socket(socket.AF_INET)",
    "speaks to programs of this PC": "socket.socket(socket.AF_UNIX)",
    "starts a program": "subprocess.Popen(['/bin/true'])",
    "becomes a program": "os.execv('/bin/true', ['true'])",
    "splits itself": "os.fork()",
    "ends the desk": "os.kill(os.getppid(), 0)",
    "signals the desk": "checked(library.tgkill(os.getppid(), os.getppid(), 0))",
    "reads the desk's memory": "checked(library.ptrace(16, os.getppid(), None, None))",
    "lifts its own limits": "checked(library.prctl(4, 1, 0, 0, 0))",
    "brings code": "mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC)",
    "takes two gigabytes": "bytearray(2 * 1024**3)",
}


def hostile_command(attack: str) -> WorkerCommand:
    return WorkerCommand(arguments=(sys.executable, "-c", HOSTILE.format(attack=attack)))


def opened_by(command: WorkerCommand, data: bytes) -> Status:
    worker = start_worker(command)
    try:
        return worker.load(io.BytesIO(data), FileKind.PDF, len(data)).status
    finally:
        worker.close()


def test_without_an_attack_the_same_worker_draws() -> None:
    assert opened_by(hostile_command("pass"), samples.pdf()) is Status.COUNTED


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_what_a_stranger_tries_is_refused(attack: str) -> None:
    assert opened_by(hostile_command(attack), samples.pdf()) is Status.NO_PREVIEW
    assert not Path("/tmp/planted").exists()  # noqa: S108 - the attack's own


@pytest.mark.parametrize("worker", [hostile_command(ATTACKS["reads a file"])])
def test_the_desk_shows_no_preview_and_keeps_the_original(room: PaperRoom) -> None:
    data = samples.pdf(pages=2)
    path = room.drop("Đơn.pdf", data)
    room.papers.add_paper(SESSION, path)
    room.events.wait_for(PapersChanged)
    (paper,) = room.listed()
    assert paper.page_count == 0
    room.papers.request_preview(paper.id, 1, 500)
    assert room.events.wait_for(PreviewReady).image is None
    assert path.read_bytes() == data
    with room.store.blobs.open(paper.sha256) as kept:
        assert hashlib.sha256(kept.read()).hexdigest() == hashlib.sha256(data).hexdigest()


def test_the_worker_holds_all_that_this_system_has() -> None:
    worker = start_worker(WorkerCommand())
    try:
        data = samples.pdf()
        worker.load(io.BytesIO(data), FileKind.PDF, len(data))
        status = Path(f"/proc/{worker.pid}/status").read_text(encoding="ascii")
        assert "NoNewPrivs:\t1" in status
        assert "Seccomp:\t2" in status
        assert psutil.Process(worker.pid).num_threads() == 1
    finally:
        worker.close()


FREE = (
    "from desktop.documents.preview import worker as w; "
    "w.lock_in = lambda: 0; raise SystemExit(w.run_preview_worker())"
)


def page_by(command: WorkerCommand, data: bytes) -> PageImage:
    worker = start_worker(command)
    try:
        worker.load(io.BytesIO(data), FileKind.PDF, len(data))
        image = worker.draw(1, 400).image
        assert image is not None
        return image
    finally:
        worker.close()


# One that PDFium brings, one that nobody has, one that LibreOffice brings to many PCs.
@pytest.mark.parametrize("font", ["Courier", "Nowhere", "OpenSymbol"])
def test_a_page_looks_the_same_as_with_all_rights(font: str) -> None:
    """Fonts that a PDF names and does not bring are still read from the system's folders."""
    data = samples.text_pdf("Don de nghi", font=font)
    drawn = page_by(WorkerCommand(), data)
    assert drawn == page_by(WorkerCommand(arguments=(sys.executable, "-c", FREE)), data)
    assert min(drawn.rgb) < 128, "there are words"


@pytest.mark.parametrize("name", sorted(samples.PICTURES))
def test_pictures_of_every_make_are_still_drawn(name: str) -> None:
    data, kind = samples.PICTURES[name]
    worker = start_worker(WorkerCommand())
    try:
        worker.load(io.BytesIO(data), FileKind[kind], len(data))
        assert worker.draw(1, 100).status is Status.DRAWN
    finally:
        worker.close()


def test_a_worker_that_keeps_rights_is_told_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """As on a kernel without landlock."""
    program = (
        "from desktop.documents.preview import lock_in as l, worker as w; "
        "l.refuse_files = lambda *a: False; raise SystemExit(w.run_preview_worker())"
    )
    assert (
        opened_by(WorkerCommand(arguments=(sys.executable, "-c", program)), samples.pdf())
        is Status.COUNTED
    )
    (told,) = [one for one in caplog.records if one.name == preview_process.__name__]
    assert told.getMessage() == "preview worker keeps rights missing=files"


def test_no_byte_of_a_paper_goes_to_a_worker_that_says_nothing_of_its_rights(
    tmp_path: Path,
) -> None:
    heard = tmp_path / "heard"
    program = (
        "import sys; data = sys.stdin.buffer.read(5); "
        f"open({str(heard)!r}, 'wb').write(data); sys.stdout.buffer.write(b'RRP1' + bytes(4)); "
        f"sys.stdout.flush(); open({str(heard)!r}, 'ab').write(sys.stdin.buffer.read())"
    )
    worker = start_worker(WorkerCommand(arguments=(sys.executable, "-c", program)))
    data = samples.pdf()
    with pytest.raises(BrokenAnswer):
        worker.load(io.BytesIO(data), FileKind.PDF, len(data))
    worker.close()
    assert len(heard.read_bytes()) == 5
    assert len(pack_hello(Measure(0))) == 8


def without(step: str) -> WorkerCommand:
    """A worker of a kernel that refuses a step."""
    program = (
        "from desktop.documents.preview import lock_in as l, worker as w; "
        f"l.{step} = lambda *a: False; raise SystemExit(w.run_preview_worker())"
    )
    return WorkerCommand(arguments=(sys.executable, "-c", program))


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize(
    ("command", "missing"),
    [
        (WorkerCommand(), "none"),
        (without("refuse_files"), "files"),
        (without("refuse_calls"), "calls"),
        (without("give_up_new_rights"), "no_new_rights,files,calls"),
    ],
)
def test_what_this_pc_cannot_take_from_a_worker_is_measured(
    command: WorkerCommand, missing: str
) -> None:
    held = held_by_worker(command)
    assert held is not None
    assert words(expected_here() & ~held) == missing


@pytest.mark.usefixtures("caplog")
@pytest.mark.parametrize("program", ["/nowhere", "false"])
def test_a_worker_that_does_not_begin_says_nothing(program: str) -> None:
    assert held_by_worker(WorkerCommand(arguments=(program,))) is None
