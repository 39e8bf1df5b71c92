/* Runs inside the Windows Installer before anything is changed, as the person who installs. It refuses
   a change of what is installed, such as a repair, to who is no administrator: what such a person says on
   the line of msiexec would be written with rights. It asks a running program to leave, and puts the
   installation off while that is in a session, unless an administrator says FORCE=1: any person of the
   PC could hold the names that it looks for. It reads names and properties and waits; it opens no file
   and starts nothing.

   desktop/app/desk/installer_signal.py is the other end; a test compares the names. */
#include <windows.h>
#include <msi.h>
#include <msiquery.h>

#define RUNNING L"Global\\HaiPhong.ReceptionRoom.Running"
#define IN_SESSION L"Global\\HaiPhong.ReceptionRoom.InSession"
#define LEAVE L"Global\\HaiPhong.ReceptionRoom.Leave"
#define LIMIT_MS 30000
#define LOOK_EVERY_MS 100

static BOOL is_there(const wchar_t *name) {
    HANDLE mutex = OpenMutexW(SYNCHRONIZE, FALSE, name);
    if (mutex) {
        CloseHandle(mutex);
        return TRUE;
    }
    return GetLastError() != ERROR_FILE_NOT_FOUND; /* somebody else's counts too */
}

static BOOL is_administrator(void) {
    BYTE administrators[SECURITY_MAX_SID_SIZE];
    DWORD size = sizeof administrators;
    BOOL is_member = FALSE;
    return CreateWellKnownSid(WinBuiltinAdministratorsSid, NULL, administrators, &size)
        && CheckTokenMembership(NULL, administrators, &is_member) && is_member;
}

/* Longer values end where there is no more room: none that is compared here is so long. */
static BOOL has_value(MSIHANDLE installation, const wchar_t *property, const wchar_t *value) {
    wchar_t found[16] = L"";
    DWORD room = sizeof found / sizeof *found;
    UINT result = MsiGetPropertyW(installation, property, found, &room);
    if (!value) return result == ERROR_MORE_DATA || (result == ERROR_SUCCESS && room > 0);
    return result == ERROR_SUCCESS && lstrcmpW(found, value) == 0;
}

/* A removal writes nothing that was said, and Windows asks for rights by itself. */
static BOOL is_change(MSIHANDLE installation) {
    return has_value(installation, L"Installed", NULL) && !has_value(installation, L"REMOVE", L"ALL");
}

static void tell(MSIHANDLE installation, const wchar_t *text) {
    MSIHANDLE record = MsiCreateRecord(0);
    MsiRecordSetStringW(record, 0, text);
    MsiProcessMessage(installation, INSTALLMESSAGE_ERROR, record);
    MsiCloseHandle(record);
}

static BOOL leaves_in_time(void) {
    for (DWORD waited_ms = 0; waited_ms < LIMIT_MS; waited_ms += LOOK_EVERY_MS) {
        if (!is_there(RUNNING)) return TRUE;
        Sleep(LOOK_EVERY_MS);
    }
    return FALSE;
}

/* 1602, "put off": nothing was changed, the same command may be given again later. 1603: refused. */
__declspec(dllexport) UINT __stdcall LetProgramLeave(MSIHANDLE installation) {
    if (is_change(installation) && !is_administrator()) {
        tell(installation,
            L"Ch\u1ec9 qu\u1ea3n tr\u1ecb m\u00e1y \u0111\u01b0\u1ee3c s\u1eeda ch\u1eefa: "
            L"ch\u01b0a thay \u0111\u1ed5i g\u00ec. Nh\u1edd ch\u1ea1y l\u1ea1i v\u1edbi "
            L"quy\u1ec1n qu\u1ea3n tr\u1ecb.\r\n"
            L"Only an administrator may repair Reception Room: nothing was changed. "
            L"Run this at a command prompt of an administrator.");
        return ERROR_INSTALL_FAILURE;
    }
    if (has_value(installation, L"FORCE", L"1") && is_administrator()) return ERROR_SUCCESS;
    if (is_there(IN_SESSION)) {
        tell(installation,
            L"Ph\u00f2ng \u0111ang c\u00f3 bu\u1ed5i ti\u1ebfp: ch\u01b0a thay \u0111\u1ed5i g\u00ec. "
            L"Nh\u1edd ch\u1ea1y l\u1ea1i sau bu\u1ed5i ti\u1ebfp.\r\n"
            L"Reception Room is in a session: nothing was changed. Run this again after it.");
        return ERROR_INSTALL_USEREXIT;
    }
    if (!is_there(RUNNING)) return ERROR_SUCCESS;
    HANDLE leave = OpenEventW(EVENT_MODIFY_STATE, FALSE, LEAVE);
    if (leave) SetEvent(leave);
    BOOL has_left = leaves_in_time();
    if (leave) {
        if (!has_left) ResetEvent(leave);
        CloseHandle(leave);
    }
    if (has_left) return ERROR_SUCCESS;
    tell(installation,
        L"Ch\u01b0\u01a1ng tr\u00ecnh \u0111ang ch\u1ea1y v\u00e0 ch\u01b0a \u0111\u00f3ng: "
        L"ch\u01b0a thay \u0111\u1ed5i g\u00ec. Nh\u1edd \u0111\u00f3ng ch\u01b0\u01a1ng tr\u00ecnh "
        L"r\u1ed3i ch\u1ea1y l\u1ea1i.\r\n"
        L"Reception Room is running and did not close: nothing was changed. "
        L"Close it and run this again.");
    return ERROR_INSTALL_USEREXIT;
}
