"""`reception-room support-bundle`: logs, versions and settings for IT, without personal data."""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from desktop import __version__
from desktop.app.commands.sandbox_facts import measure_sandboxes
from desktop.app.services.last_call import bundle_figures, read_last_call
from desktop.app.wiring.plan import ENGINE_COMMAND, PREVIEW_COMMAND
from desktop.devices.backends.cameras import Cameras
from desktop.devices.backends.portaudio import PortAudio
from desktop.devices.catalogue import Catalogue
from desktop.diagnostics.exit_codes import ExitCode
from desktop.diagnostics.support_bundle import BundleRequest, SettingLine, write_support_bundle
from desktop.domain.clock import SystemClock
from desktop.settings.load import load_settings, log_problems
from desktop.settings.paths import Places, standard_places


def run(arguments: argparse.Namespace) -> int:
    """Write the bundle and say where it is."""
    clock = SystemClock()
    places = standard_places()
    if arguments.settings is not None:
        places = replace(places, user_file=arguments.settings)
    loaded = load_settings(places, os.environ)
    log_problems(loaded)  # on standard error
    target: Path = arguments.output or Path.cwd() / f"reception-room-{clock.now():%Y%m%d-%H%M}.zip"
    request = BundleRequest(
        made_at=clock.now(),
        program_version=__version__,
        log_folders=log_folders(places),
        settings=[
            SettingLine(name=name, value=value, source=source)
            for name, value, source in loaded.lines()
        ],
        devices=device_lines(),
        sandbox=measure_sandboxes(preview_command=PREVIEW_COMMAND, engine_command=ENGINE_COMMAND),
        call_statistics=bundle_figures(read_last_call([places.log_folder, places.data_folder])),
    )
    try:
        names = write_support_bundle(request, target)
    except OSError as error:
        sys.stderr.write(f"cannot write {target}: {error.strerror}\n")
        return ExitCode.FAILED
    sys.stdout.write(f"{target}\n" + "".join(f"  {name}\n" for name in names))
    return ExitCode.OK


def log_folders(places: Places) -> list[Path]:
    """Every folder of this PC in which a process of the program writes its log."""
    found = {path.parent for path in places.log_folder.rglob("*.log")}
    found |= {path.parent for path in places.data_folder.rglob("*.log")}
    return sorted(found)


def device_lines() -> list[str]:
    """One line for every camera, microphone and loudspeaker of this PC."""
    catalogue = Catalogue(backends=(Cameras(), PortAudio()))
    catalogue.refresh()
    return [f"{device.kind} {device.backend} {device.name}" for device in catalogue.present({})]
