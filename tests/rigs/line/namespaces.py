"""Namespaces of Linux for tests: a network, or disks, of a test's own."""

import shutil
import subprocess

_AS_ROOT = ("unshare", "--user", "--map-root-user")
OWN_NETWORK = (*_AS_ROOT, "--net")
OWN_DISKS = (*_AS_ROOT, "--mount")


def can_have(namespace: tuple[str, ...], *needed: str) -> bool:
    """Whether this machine makes such a namespace and has the programs needed inside."""
    if any(shutil.which(program) is None for program in ("unshare", *needed)):
        return False
    return subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode == 0
