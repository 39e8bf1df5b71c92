/* TEST-ONLY: runs a command without the rights of an administrator, as a standard user has it, and
   returns its exit code. usage: as_person COMMAND... */
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

#define LIMIT_MS 60000

int wmain(void) {
    BYTE administrators[SECURITY_MAX_SID_SIZE];
    DWORD size = sizeof administrators, code = 1;
    SID_AND_ATTRIBUTES disabled = {administrators, 0};
    HANDLE own, person;
    STARTUPINFOW start = {sizeof start};
    PROCESS_INFORMATION child;
    wchar_t *command = GetCommandLineW();
    command += wcscspn(command, L" ");
    command += wcsspn(command, L" ");
    if (!CreateWellKnownSid(WinBuiltinAdministratorsSid, NULL, administrators, &size)
        || !OpenProcessToken(GetCurrentProcess(), TOKEN_ALL_ACCESS, &own)
        || !CreateRestrictedToken(own, 0, 1, &disabled, 0, NULL, 0, NULL, &person)
        || !CreateProcessAsUserW(
            person, NULL, command, NULL, NULL, FALSE, 0, NULL, NULL, &start, &child)) {
        printf("not started, error %lu\n", GetLastError());
        return 2;
    }
    if (WaitForSingleObject(child.hProcess, LIMIT_MS) != WAIT_OBJECT_0) return 3;
    GetExitCodeProcess(child.hProcess, &code);
    return (int)code;
}
