/* TEST-ONLY: brings the largest window of a program to the front and types into it, as a person does.
   usage: type_keys PROGRAM.exe KEY... where a KEY is a text of digits, or ENTER, SPACE, ESC, TAB. */
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

static const wchar_t *wanted;
static HWND best;
static long best_area;

static BOOL CALLBACK look(HWND window, LPARAM unused) {
    (void)unused;
    DWORD process = 0, length = 1023;
    wchar_t path[1024];
    RECT box;
    if (!IsWindowVisible(window) || !GetWindowRect(window, &box)) return TRUE;
    GetWindowThreadProcessId(window, &process);
    HANDLE handle = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, process);
    if (!handle) return TRUE;
    long area = (box.right - box.left) * (box.bottom - box.top);
    if (QueryFullProcessImageNameW(handle, 0, path, &length)) {
        path[length] = 0;
        wchar_t *name = wcsrchr(path, L'\\');
        if (name && _wcsicmp(name + 1, wanted) == 0 && area > best_area) {
            best = window;
            best_area = area;
        }
    }
    CloseHandle(handle);
    return TRUE;
}

static void press(WORD key) {
    INPUT input = {0};
    input.type = INPUT_KEYBOARD;
    input.ki.wVk = key;
    input.ki.wScan = (WORD)MapVirtualKeyW(key, MAPVK_VK_TO_VSC);
    SendInput(1, &input, sizeof input);
    Sleep(30);
    input.ki.dwFlags = KEYEVENTF_KEYUP;
    SendInput(1, &input, sizeof input);
    Sleep(60);
}

int wmain(int argc, wchar_t **argv) {
    if (argc < 3) return 2;
    wanted = argv[1];
    EnumWindows(look, 0);
    if (!best) return 1;
    SetForegroundWindow(best);
    Sleep(300);
    for (int i = 2; i < argc; i++) {
        if (!wcscmp(argv[i], L"ENTER")) press(VK_RETURN);
        else if (!wcscmp(argv[i], L"SPACE")) press(VK_SPACE);
        else if (!wcscmp(argv[i], L"ESC")) press(VK_ESCAPE);
        else if (!wcscmp(argv[i], L"TAB")) press(VK_TAB);
        else for (const wchar_t *c = argv[i]; *c; c++) press((WORD)*c);
    }
    return GetForegroundWindow() == best ? 0 : 3;
}
