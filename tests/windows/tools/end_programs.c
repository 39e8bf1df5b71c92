/* TEST-ONLY: asks the windows of one program to end, as the Restart Manager does, and prints what they
   answer: 1 yes, 0 no, -1 nothing within ten seconds. Then, as Windows does, it tells them how it was
   decided. usage: end_programs PROGRAM.exe */
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

#ifndef ENDSESSION_CLOSEAPP
#define ENDSESSION_CLOSEAPP 1
#endif
#define LIMIT_MS 10000

static const wchar_t *wanted;
static HWND windows[256];
static int count;

static BOOL CALLBACK look(HWND window, LPARAM unused) {
    (void)unused;
    DWORD process = 0;
    wchar_t path[1024];
    DWORD length = 1023;
    GetWindowThreadProcessId(window, &process);
    HANDLE handle = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, process);
    if (!handle) return TRUE;
    if (QueryFullProcessImageNameW(handle, 0, path, &length)) {
        path[length] = 0;
        wchar_t *name = wcsrchr(path, L'\\');
        if (name && _wcsicmp(name + 1, wanted) == 0 && count < 256) windows[count++] = window;
    }
    CloseHandle(handle);
    return TRUE;
}

int wmain(int argc, wchar_t **argv) {
    if (argc < 2) return 2;
    wanted = argv[1];
    EnumWindows(look, 0);
    int verdict = count ? 1 : -1;
    for (int i = 0; i < count; i++) {
        DWORD_PTR answer = 0;
        if (!SendMessageTimeoutW(windows[i], WM_QUERYENDSESSION, 0, ENDSESSION_CLOSEAPP,
                SMTO_NORMAL, LIMIT_MS, &answer)) verdict = -1;
        else if (!answer) verdict = 0;
        if (verdict != 1) break;
    }
    for (int i = 0; i < count; i++)
        PostMessageW(windows[i], WM_ENDSESSION, verdict == 1, ENDSESSION_CLOSEAPP);
    printf("windows=%d answer=%d\n", count, verdict);
    return 0;
}
