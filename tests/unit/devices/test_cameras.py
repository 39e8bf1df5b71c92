"""What the operating system knows of a camera besides its name."""

from pathlib import Path

import pytest

from desktop.devices.backends.cameras import (
    CameraIdentity,
    Cameras,
    linux_identity,
    windows_identity,
)

pytestmark = pytest.mark.unit


def test_udevs_links_name_a_camera_for_good(tmp_path: Path) -> None:
    devices = [tmp_path / "video0", tmp_path / "video1"]
    for folder in ("by-id", "by-path"):
        (tmp_path / "v4l" / folder).mkdir(parents=True)
    for number, device in enumerate(devices):
        device.touch()
        (tmp_path / "v4l/by-id" / f"usb-Maker_{number}-index0").symlink_to(device)
        (tmp_path / "v4l/by-path" / f"pci-0:{number}-video-index0").symlink_to(device)
    assert linux_identity(str(devices[1]), tmp_path / "v4l") == CameraIdentity(
        stable="usb-Maker_1-index0", hardware="usb-Maker_1-index0", bus="pci-0:1-video-index0"
    )
    assert linux_identity(str(tmp_path / "video9"), tmp_path / "v4l") == CameraIdentity()
    assert linux_identity(str(devices[0]), tmp_path / "nowhere") == CameraIdentity()


def test_directshow_tells_maker_model_and_port() -> None:
    path = r"@device_pnp_\\?\usb#vid_046D&pid_0893&mi_00#7&2a9be6c4&0&0000#{65e8773d}\global"
    assert windows_identity(path) == CameraIdentity(
        hardware="usb#vid_046d&pid_0893&mi_00", bus="7&2a9be6c4&0&0000"
    )
    assert windows_identity("Virtual Camera") == CameraIdentity()


def test_a_pc_without_a_camera_has_an_empty_list() -> None:
    assert all(camera.address for camera in Cameras().devices())
