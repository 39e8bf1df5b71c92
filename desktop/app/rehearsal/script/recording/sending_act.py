"""The act behind the closing: each site's recording comes to the city, and gets its receipt."""

from collections.abc import Iterable
from pathlib import Path

from desktop.app.rehearsal.script.reception import CityCopy, Reception
from desktop.app.rehearsal.script.recording.recording_acts import is_closed, own_folder
from desktop.app.rehearsal.script.site import Site
from desktop.domain.recording.part import PART_SUFFIX
from desktop.domain.recording.receipt import RIGHT_SEAL
from desktop.domain.recording.seal import SEAL_NAME
from desktop.files.durable import hash_of
from desktop.presenters.session.session import SessionPresenter
from desktop.recordings.reading import read_recording
from desktop.recordings.sealing import look_at_seal
from desktop.sync.recording.kept import Receipts, Remembered
from desktop.sync.recording.uploads import LOOK_S


def sent(reception: Reception) -> None:
    """Every site leaves, for nothing is sent beside a call; the city has it all, and reads it."""
    closed = [one for one in reception.sites if is_closed(one, reception)]
    for site in reception.sites:
        site.act(SessionPresenter.leave)
    # a desk may have looked at its folder just before the session
    limit_s = LOOK_S + 2 * reception.limit_s()
    reception.wait(lambda: all(_receipt(one, reception) is not None for one in closed), limit_s)
    copies = reception.scene.read_recordings()
    for site in closed:
        own = [one for one in copies if one.kept.site_id == site.site_id]
        _check(reception, site, own)


def _check(reception: Reception, site: Site, copies: Iterable[CityCopy]) -> None:
    receipt = _receipt(site, reception)
    if receipt is None:
        reception.fault(site, "has no receipt of its recording")
        return
    if receipt.faults:
        reception.fault(site, f"its recording is not right there: {', '.join(receipt.faults)}")
        return
    own = _hashes(own_folder(site, reception))
    copy = next((one for one in copies if _hashes(one.folder) == own), None)
    if copy is None:
        reception.fault(site, "says that it sent what the city has not")
    elif not _is_right(copy):
        reception.fault(site, "has a receipt of a recording that is not whole at the city")


def _is_right(copy: CityCopy) -> bool:
    """By the receipt, by every byte that the city read again, and as `verify` reads its folder."""
    kept, found = copy.kept, read_recording(copy.folder)
    seal = look_at_seal(copy.folder, found)
    is_kept = kept.is_whole and kept.seal == RIGHT_SEAL and not kept.damaged
    return is_kept and found.is_whole and seal is not None and seal.fault is None


def _receipt(site: Site, reception: Reception) -> Remembered | None:
    """What its desk remembers of the city's answer."""
    return Receipts(memory=site.room.desk.memory).recall(reception.scene.session_id)


def _hashes(folder: Path) -> dict[str, str]:
    """Of each part and of the seal."""
    files = (*folder.glob(f"*{PART_SUFFIX}"), *folder.glob(SEAL_NAME))
    return {path.name: hash_of(path) for path in files}
