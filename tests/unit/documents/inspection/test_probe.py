import errno
import io
import os
import struct
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from desktop.documents.codes import PaperCode
from desktop.documents.inspection.file_kind import FileKind, Probed
from desktop.documents.inspection.probe import look, open_untrusted, probe, shown_name
from desktop.domain.errors import PaperRefused
from desktop.domain.papers.paper import MAX_PAPER_BYTES
from tests.samples import papers as samples

pytestmark = pytest.mark.unit


def probed(path: Path) -> Probed:
    with open_untrusted(path) as file:
        found = probe(file, path)
        assert file.tell() == 0
        return found


def refusal(path: Path) -> PaperRefused:
    with pytest.raises(PaperRefused) as caught:
        probed(path)
    return caught.value


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("Đơn.pdf", samples.pdf(), FileKind.PDF),
        ("ảnh.JPG", samples.jpeg(), FileKind.JPEG),
        ("ảnh.jpeg", samples.jpeg(), FileKind.JPEG),
        ("bản đồ.png", samples.png(), FileKind.PNG),
        ("scan.tiff", samples.tiff(), FileKind.TIFF),
        ("scan.tif", b"MM\x00*" + bytes(100), FileKind.TIFF),
        ("đơn.docx", samples.office(), FileKind.DOCX),
        ("bảng.xlsx", samples.office("xl/workbook.xml"), FileKind.XLSX),
    ],
)
def test_the_kinds_on_the_list_are_known_by_their_bytes(
    tmp_path: Path, name: str, data: bytes, kind: FileKind
) -> None:
    found = probed(written(tmp_path, name, data))
    assert found == Probed(kind=kind, size_bytes=len(data), title=Path(name).stem)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.pdf", b"", PaperCode.EMPTY),
        ("tool.exe", b"MZ" + bytes(100), PaperCode.KIND_NOT_TAKEN),
        ("page.html", b"<html>", PaperCode.KIND_NOT_TAKEN),
        ("late.pdf", b"\n%PDF-1.4", PaperCode.KIND_NOT_TAKEN),
        ("odd.pdf", b"%PDF-9.9", PaperCode.KIND_NOT_TAKEN),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), PaperCode.KIND_NOT_TAKEN),
        ("any.zip", samples.archive({"a.txt": b"x"}), PaperCode.KIND_NOT_TAKEN),
        ("untyped.docx", samples.archive({"word/document.xml": b"x"}), PaperCode.KIND_NOT_TAKEN),
        ("locked.docx", samples.locked_office(), PaperCode.LOCKED),
        (
            "macro.docx",
            samples.office(more={"word/vbaProject.bin": b"x"}),
            PaperCode.MACROS,
        ),
        (
            "macro2.docx",
            samples.office(types=b"<x ContentType='application/x.macroEnabled.main+xml'/>"),
            PaperCode.MACROS,
        ),
        ("bomb.docx", samples.office(more={"a": bytes(20_000_000)}), PaperCode.HARMFUL_ARCHIVE),
        ("up.docx", samples.office(more={"../../x": b"x"}), PaperCode.HARMFUL_ARCHIVE),
        ("abs.docx", samples.office(more={"/etc/x": b"x"}), PaperCode.HARMFUL_ARCHIVE),
        ("drive.docx", samples.office(more={"C:x": b"x"}), PaperCode.HARMFUL_ARCHIVE),
        ("bidi.docx", samples.office(more={"a\u202ex": b"x"}), PaperCode.HARMFUL_ARCHIVE),
        ("back.docx", samples.office(more={"a\\b": b"x"}), PaperCode.HARMFUL_ARCHIVE),
        (
            "many.docx",
            samples.office(more={f"part{n}": b"" for n in range(4_100)}),
            PaperCode.HARMFUL_ARCHIVE,
        ),
        ("zip64.docx", samples.zip64_office(entries=5), PaperCode.HARMFUL_ARCHIVE),
        ("zip64many.docx", samples.zip64_office(entries=9_000), PaperCode.HARMFUL_ARCHIVE),
        ("fewer.docx", samples.understated_office(entries=4_097), PaperCode.HARMFUL_ARCHIVE),
        ("cut.docx", samples.office()[:60], PaperCode.DAMAGED),
        ("cut2.docx", samples.office()[:-10], PaperCode.DAMAGED),
    ],
)
def test_what_is_not_on_the_list_is_refused_with_its_reason(
    tmp_path: Path, name: str, data: bytes, code: PaperCode
) -> None:
    error = refusal(written(tmp_path, name, data))
    assert error.code == code
    assert error.data["name"] == name


def test_an_archive_with_a_broken_directory_is_damaged(tmp_path: Path) -> None:
    data = bytearray(samples.office())
    position = data.rfind(b"PK\x01\x02")
    data[position : position + 4] = b"XXXX"
    assert refusal(written(tmp_path, "a.docx", bytes(data))).code == PaperCode.DAMAGED


def test_a_directory_that_claims_to_be_huge_is_not_read(tmp_path: Path) -> None:
    data = bytearray(samples.office())
    position = data.rfind(b"PK\x05\x06")
    struct.pack_into("<L", data, position + 12, 500_000_000)
    assert refusal(written(tmp_path, "a.docx", bytes(data))).code == PaperCode.HARMFUL_ARCHIVE


def test_zipfile_itself_believes_the_zip64_end_record() -> None:
    """The sample is no nonsense: without the guard all its entries would be read."""
    with zipfile.ZipFile(io.BytesIO(samples.zip64_office(entries=9_000))) as archive:
        assert len(archive.infolist()) == 9_000


def test_an_archive_whose_end_record_says_fewer_entries_is_taken_below_the_limit(
    tmp_path: Path,
) -> None:
    """Word itself writes none such, but an understated small archive does no harm."""
    path = written(tmp_path, "a.docx", samples.understated_office(entries=4_096))
    assert probed(path).kind is FileKind.DOCX


def test_an_archive_entry_with_a_password_is_locked(tmp_path: Path) -> None:
    data = bytearray(samples.office())
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = data.find(magic)
        data[position + offset] |= 1
    assert refusal(written(tmp_path, "a.docx", bytes(data))).code == PaperCode.LOCKED


def test_two_entries_of_one_name_are_a_trick(tmp_path: Path) -> None:
    data = samples.office(more={"word/documenX.xml": b"evil"})
    forged = data.replace(b"word/documenX.xml", b"word/document.xml")
    assert refusal(written(tmp_path, "a.docx", forged)).code == PaperCode.HARMFUL_ARCHIVE


def test_a_picture_named_pdf_is_refused_and_its_right_name_proposed(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, "Ảnh đất.pdf", samples.png()))
    assert error.code == PaperCode.WRONG_NAME
    assert error.data == {"name": "Ảnh đất.pdf", "right_name": "Ảnh đất.png"}


def test_a_name_without_an_ending_gets_one_proposed(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, "scan", samples.pdf()))
    assert error.data["right_name"] == "scan.pdf"


def test_a_file_of_five_gigabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "film.pdf"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    error = refusal(path)
    assert error.code == PaperCode.TOO_LARGE
    assert error.data == {"name": "film.pdf", "size_mb": 5_000, "max_mb": 1_073}
    assert MAX_PAPER_BYTES // 1_000_000 == 1_073


def test_a_folder_is_not_a_paper(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == PaperCode.NOT_A_FILE


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes in the file system")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe.pdf"
    os.mkfifo(path)
    assert refusal(path).code == PaperCode.NOT_A_FILE


def test_a_file_that_vanished_is_told_as_such(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.pdf").code == PaperCode.VANISHED
    with pytest.raises(PaperRefused):
        look(tmp_path / "gone.pdf")


def test_a_file_that_may_not_be_read_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "a.pdf", samples.pdf())

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    assert refusal(path).code == PaperCode.NO_PERMISSION


def test_a_file_exchanged_for_a_device_between_look_and_open_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "a.pdf", samples.pdf())
    open_really = os.open
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", lambda _path, flags: open_really(os.devnull, flags))
        assert refusal(path).code == PaperCode.NOT_A_FILE


class FailingDisk(io.BytesIO):
    """Gives errors instead of bytes."""

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(errno.EIO, "input/output error")


def test_a_disk_that_fails_while_reading_is_no_crash() -> None:
    with pytest.raises(PaperRefused) as caught:
        probe(FailingDisk(), Path("a.pdf"))
    assert caught.value.code == PaperCode.VANISHED


def test_an_empty_file_is_looked_at_without_complaint(tmp_path: Path) -> None:
    assert look(written(tmp_path, "new.pdf", b"")).st_size == 0


def test_a_name_is_shown_without_tricks(tmp_path: Path) -> None:
    path = tmp_path / "hoa\u202efdp.exe"
    assert shown_name(path) == "hoafdp.exe"
    assert len(shown_name(tmp_path / ("x" * 200))) == 120


def test_a_title_is_composed_and_never_empty(tmp_path: Path) -> None:
    assert probed(written(tmp_path, "Đơn.pdf", samples.pdf())).title == "Đơn"
    assert probed(written(tmp_path, "\u200b.pdf", samples.pdf())).title == "PDF"


@given(data=st.binary(min_size=1, max_size=400), magic=st.sampled_from([b"", b"PK\x03\x04"]))
def test_no_bytes_make_the_probe_fail_otherwise_than_by_refusal(
    data: bytes, magic: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = written(tmp_path_factory.getbasetemp(), "any.docx", magic + data)
    with open_untrusted(path) as file, pytest.raises(PaperRefused):
        probe(file, path)
