"""Tokens, jobs and processes of Windows (securitybaseapi.h, jobapi2.h); the one file that asks."""

import sys

if sys.platform == "win32":
    import ctypes
    import msvcrt
    import os
    from collections.abc import Mapping
    from ctypes import wintypes
    from typing import IO, Any, Final

    from desktop.sandbox.windows_child import JobLimits, Made

    _TOKEN_RIGHTS: Final = 0x1 | 0x2 | 0x8 | 0x80  # assign, duplicate, query, adjust default
    _DISABLE_MAX_PRIVILEGE: Final = 0x1
    _WELL_KNOWN_ADMINISTRATORS: Final = 26
    _WELL_KNOWN_LOW_LABEL: Final = 66
    _TOKEN_INTEGRITY_LEVEL: Final = 25
    _SE_GROUP_INTEGRITY: Final = 0x20
    _SID_BYTES: Final = 68
    _UI_RESTRICTIONS: Final = 4
    _EXTENDED_LIMITS: Final = 9
    _ALL_UI: Final = 0xFF  # clipboard, desktops, display, global atoms, handles, exit, parameters
    _LIMIT_PROCESS_TIME: Final = 0x2
    _LIMIT_ACTIVE_PROCESS: Final = 0x8
    _LIMIT_PROCESS_MEMORY: Final = 0x100
    _LIMIT_DIE_ON_EXCEPTION: Final = 0x400
    _LIMIT_KILL_ON_CLOSE: Final = 0x2000
    _100_NS_PER_S: Final = 10_000_000
    # suspended, Unicode environment, extended start-up information, no window
    _CREATION: Final = 0x4 | 0x400 | 0x8_0000 | 0x0800_0000
    _USE_STD_HANDLES: Final = 0x100
    _HANDLE_LIST: Final = 0x0002_0002
    _ENDED_BY_US: Final = 1
    _FAILED: Final = 0xFFFF_FFFF

    class _SidAndAttributes(ctypes.Structure):
        _fields_ = (("sid", ctypes.c_void_p), ("attributes", wintypes.DWORD))

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64), ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD), ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t), ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t), ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )  # fmt: skip

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits), ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t), ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t), ("peak_job", ctypes.c_size_t),
        )  # fmt: skip

    class _StartUp(ctypes.Structure):
        _fields_ = (
            ("size", wintypes.DWORD), ("reserved", ctypes.c_void_p), ("desktop", ctypes.c_void_p),
            ("title", ctypes.c_void_p), ("numbers", wintypes.DWORD * 7),
            ("flags", wintypes.DWORD), ("show", wintypes.WORD), ("reserved_bytes", wintypes.WORD),
            ("reserved_2", ctypes.c_void_p), ("stdin", wintypes.HANDLE),
            ("stdout", wintypes.HANDLE), ("stderr", wintypes.HANDLE),
            ("attributes", ctypes.c_void_p),
        )  # fmt: skip

    class _ProcessInformation(ctypes.Structure):
        _fields_ = (
            ("process", wintypes.HANDLE), ("thread", wintypes.HANDLE),
            ("pid", wintypes.DWORD), ("tid", wintypes.DWORD),
        )  # fmt: skip

    class WindowsCalls:
        """Fulfils windows_child.Calls."""

        def __init__(self) -> None:
            self._kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)
            self._security: Any = ctypes.WinDLL("advapi32", use_last_error=True)
            self._kernel.GetCurrentProcess.restype = wintypes.HANDLE
            self._kernel.CreateJobObjectW.restype = wintypes.HANDLE

        def make_token(self) -> int:
            """As the Protocol says."""
            own, token = wintypes.HANDLE(), wintypes.HANDLE()
            process = wintypes.HANDLE(self._kernel.GetCurrentProcess())
            _check(self._security.OpenProcessToken(process, _TOKEN_RIGHTS, ctypes.byref(own)))
            try:
                administrators = self._sid(_WELL_KNOWN_ADMINISTRATORS)
                denied = _SidAndAttributes(ctypes.addressof(administrators), 0)
                _check(self._security.CreateRestrictedToken(
                    own, _DISABLE_MAX_PRIVILEGE, 1, ctypes.byref(denied), 0, None, 0, None,
                    ctypes.byref(token),
                ))  # fmt: skip
            finally:
                self._kernel.CloseHandle(own)
            try:
                self._lower(token)
            except OSError:
                self._kernel.CloseHandle(token)
                raise
            return token.value or 0

        def is_low(self, token: int) -> bool:
            """As the Protocol says."""
            told = ctypes.create_string_buffer(ctypes.sizeof(_SidAndAttributes) + _SID_BYTES)
            size = wintypes.DWORD(len(told))
            _check(self._security.GetTokenInformation(
                wintypes.HANDLE(token), _TOKEN_INTEGRITY_LEVEL, told, size, ctypes.byref(size)
            ))  # fmt: skip
            found = ctypes.c_void_p(_SidAndAttributes.from_buffer(told).sid)
            low = self._sid(_WELL_KNOWN_LOW_LABEL)
            return bool(self._security.EqualSid(found, low))

        def make_job(self, limits: JobLimits | None) -> int:
            """As the Protocol says."""
            job = self._kernel.CreateJobObjectW(None, None)
            _check(job)
            handle = wintypes.HANDLE(job)
            extended = _ExtendedLimits()
            extended.basic.flags = _LIMIT_KILL_ON_CLOSE
            if limits is not None:
                extended.basic.flags |= (
                    _LIMIT_PROCESS_TIME | _LIMIT_ACTIVE_PROCESS
                    | _LIMIT_PROCESS_MEMORY | _LIMIT_DIE_ON_EXCEPTION
                )  # fmt: skip
                extended.basic.process_time = round(limits.cpu_s * _100_NS_PER_S)
                extended.basic.processes = limits.processes
                extended.process_memory = limits.memory_bytes
            try:
                self._set(handle, _EXTENDED_LIMITS, extended)
                if limits is not None:
                    self._set(handle, _UI_RESTRICTIONS, wintypes.DWORD(_ALL_UI))
            except OSError:
                self._kernel.CloseHandle(handle)
                raise
            return int(job)

        def make_sleeping(
            self, token: int, command_line: str, environment: Mapping[str, str]
        ) -> Made:
            """As the Protocol says."""
            child_in, our_in = os.pipe()
            our_out, child_out = os.pipe()
            nothing = os.open(os.devnull, os.O_WRONLY)
            theirs = (child_in, child_out, nothing)
            try:
                born = self._create(token, command_line, environment, theirs)
            except OSError:
                os.close(our_in)
                os.close(our_out)
                raise
            finally:
                for one in theirs:
                    os.close(one)
            stdin: IO[bytes] = os.fdopen(our_in, "wb")
            stdout: IO[bytes] = os.fdopen(our_out, "rb")
            return Made(
                pid=born.pid, process=born.process, thread=born.thread, stdin=stdin, stdout=stdout
            )

        def put_into(self, job: int, process: int) -> None:
            """As the Protocol says."""
            handles = wintypes.HANDLE(job), wintypes.HANDLE(process)
            _check(self._kernel.AssignProcessToJobObject(*handles))

        def wake(self, thread: int) -> None:
            """As the Protocol says."""
            resumed = self._kernel.ResumeThread(wintypes.HANDLE(thread)) & _FAILED
            _check(resumed != _FAILED)

        def end(self, process: int) -> None:
            """As the Protocol says."""
            self._kernel.TerminateProcess(wintypes.HANDLE(process), _ENDED_BY_US)

        def wait(self, process: int, timeout_s: float) -> bool:
            """As the Protocol says."""
            waited = self._kernel.WaitForSingleObject(
                wintypes.HANDLE(process), round(1_000 * timeout_s)
            )
            return bool(waited == 0)

        def close(self, handle: int) -> None:
            """As the Protocol says."""
            self._kernel.CloseHandle(wintypes.HANDLE(handle))

        def _create(
            self,
            token: int,
            command_line: str,
            environment: Mapping[str, str],
            theirs: tuple[int, int, int],
        ) -> _ProcessInformation:
            handles = [msvcrt.get_osfhandle(one) for one in theirs]
            for handle in handles:
                os.set_handle_inheritable(handle, True)  # noqa: FBT003 - its own form
            size = ctypes.c_size_t()
            self._kernel.InitializeProcThreadAttributeList(None, 1, 0, ctypes.byref(size))
            attributes = ctypes.create_string_buffer(size.value)
            _check(self._kernel.InitializeProcThreadAttributeList(
                attributes, 1, 0, ctypes.byref(size)
            ))  # fmt: skip
            try:
                inherited = (wintypes.HANDLE * len(handles))(*handles)
                _check(self._kernel.UpdateProcThreadAttribute(
                    attributes, 0, ctypes.c_size_t(_HANDLE_LIST), inherited,
                    ctypes.c_size_t(ctypes.sizeof(inherited)), None, None,
                ))  # fmt: skip
                start = _StartUp(
                    size=ctypes.sizeof(_StartUp), flags=_USE_STD_HANDLES, stdin=handles[0],
                    stdout=handles[1], stderr=handles[2],
                    attributes=ctypes.addressof(attributes),
                )  # fmt: skip
                block = "".join(f"{name}={value}\0" for name, value in environment.items()) + "\0"
                born = _ProcessInformation()
                _check(self._security.CreateProcessAsUserW(
                    wintypes.HANDLE(token), None, ctypes.create_unicode_buffer(command_line),
                    None, None, 1, _CREATION, ctypes.create_unicode_buffer(block), None,
                    ctypes.byref(start), ctypes.byref(born),
                ))  # fmt: skip
            finally:
                self._kernel.DeleteProcThreadAttributeList(attributes)
            return born

        def _lower(self, token: wintypes.HANDLE) -> None:
            label = self._sid(_WELL_KNOWN_LOW_LABEL)
            level = _SidAndAttributes(ctypes.addressof(label), _SE_GROUP_INTEGRITY)
            _check(self._security.SetTokenInformation(
                token, _TOKEN_INTEGRITY_LEVEL, ctypes.byref(level),
                ctypes.sizeof(level) + _SID_BYTES,
            ))  # fmt: skip

        def _sid(self, kind: int) -> Any:  # noqa: ANN401 - a buffer of ctypes
            sid = ctypes.create_string_buffer(_SID_BYTES)
            size = wintypes.DWORD(_SID_BYTES)
            _check(self._security.CreateWellKnownSid(kind, None, sid, ctypes.byref(size)))
            return sid

        def _set(self, job: wintypes.HANDLE, kind: int, value: Any) -> None:  # noqa: ANN401 - as above
            _check(self._kernel.SetInformationJobObject(
                job, kind, ctypes.byref(value), ctypes.sizeof(value)
            ))  # fmt: skip

    def _check(result: object) -> None:
        if not result:
            raise ctypes.WinError(ctypes.get_last_error())
