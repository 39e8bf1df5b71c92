"""Takes from the engine what no call, device or codec takes: it reads what other sites send.

It must go on speaking to the network, the sound server and devices, loads libraries late, and
starts programs: files, sockets and new processes stay. Without execve, tried on Linux, the sound
library is not found (ctypes.util.find_library asks ldconfig), and libpulse cannot start a sound
server that is not running. What is taken are ways into other processes and into the kernel. Linux
only; on Windows the desk puts it into a job.
"""

from typing import Final

from desktop.sandbox.filter import Call, allow_all_but
from desktop.sandbox.linux import give_up_new_rights, refuse_calls, this_architecture
from desktop.sandbox.measures import Measure

NEVER_NEEDED: Final = (
    # other processes of this person
    "kcmp", "pidfd_getfd", "process_madvise", "process_vm_readv", "process_vm_writev", "ptrace",
    # parts of the kernel in which faults were found again and again
    "add_key", "bpf", "io_uring_enter", "io_uring_register", "io_uring_setup", "keyctl",
    "perf_event_open", "request_key", "userfaultfd",
    # the system itself
    "acct", "chroot", "delete_module", "finit_module", "fsconfig", "fsmount", "fsopen",
    "init_module", "ioperm", "iopl", "kexec_file_load", "kexec_load", "mount", "mount_setattr",
    "move_mount", "open_by_handle_at", "open_tree", "pivot_root", "quotactl", "reboot", "setns",
    "settimeofday", "swapoff", "swapon", "umount2", "unshare",
)  # fmt: skip


def lock_in() -> Measure:
    """From now on, for good, all threads; returns what holds."""
    architecture = this_architecture()
    if architecture is None or not give_up_new_rights():
        return Measure(0)
    program = allow_all_but([Call(name=name) for name in NEVER_NEEDED], architecture)
    if refuse_calls(program, architecture):
        return Measure.NO_NEW_RIGHTS | Measure.CALLS
    return Measure.NO_NEW_RIGHTS
