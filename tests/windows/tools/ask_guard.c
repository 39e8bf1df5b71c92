/* TEST-ONLY: takes the guard out of a package and asks it what it would answer, in this process and so
   with this token: Wine's installer gives an administrator's rights to whoever asks.
   usage: ask_guard PACKAGE.msi [NAME=VALUE ...]; prints answer=N, N being 0, 1602 or 1603 */
#include <windows.h>
#include <msi.h>
#include <msiquery.h>
#include <stdio.h>
#include <wchar.h>

#define LIBRARY L"C:\\asked-guard.dll"

static BOOL take_out(MSIHANDLE package) {
    char data[4096];
    DWORD size = sizeof data, written = 0;
    MSIHANDLE view, record, database = MsiGetActiveDatabase(package);
    HANDLE file = CreateFileW(LIBRARY, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    if (MsiDatabaseOpenViewW(database, L"SELECT `Data` FROM `Binary` WHERE `Name` = 'guard'", &view)
        || MsiViewExecute(view, 0) || MsiViewFetch(view, &record)) return FALSE;
    while (MsiRecordReadStream(record, 1, data, &size) == ERROR_SUCCESS && size) {
        WriteFile(file, data, size, &written, NULL);
        size = sizeof data;
    }
    MsiCloseHandle(record);
    MsiCloseHandle(view);
    MsiCloseHandle(database);
    return CloseHandle(file);
}

int wmain(int argc, wchar_t **argv) {
    MSIHANDLE package;
    MsiSetInternalUI(INSTALLUILEVEL_NONE, NULL);
    if (argc < 2 || MsiOpenPackageW(argv[1], &package)) return 2;
    for (int i = 2; i < argc; i++) {
        wchar_t *value = wcschr(argv[i], L'=');
        if (!value) return 2;
        *value++ = 0;
        MsiSetPropertyW(package, argv[i], value);
    }
    if (!take_out(package)) return 3;
    HMODULE library = LoadLibraryW(LIBRARY);
    if (!library) return 4;
    UINT (WINAPI *ask)(MSIHANDLE) = (void *)GetProcAddress(library, "LetProgramLeave");
    printf("answer=%u\n", ask(package));
    MsiCloseHandle(package);
    return 0;
}
