/* Starts the program: loads runtime\python3XX.dll by its full path and runs `python -m desktop`.
   The process is this program itself, so that the task manager, firewalls and application control
   know it by its name. Nothing is unpacked, nothing is written, no second process.

   The program starts its helpers by `sys.executable -m desktop…`, which is this program again: only
   modules of its own may be named so. */
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

#define LONGEST 32767
#define OWN_PACKAGE L"desktop"
#define NOT_INSTALLED 3 /* ExitCode.NOT_INSTALLED: something that the program needs is missing */

typedef int (*python_main)(int, wchar_t **);

static int fail(const wchar_t *what) {
    wchar_t text[1024];
    _snwprintf(text, 1023, L"%ls (Windows %lu).\r\n"
        L"Ch\u01b0\u01a1ng tr\u00ecnh c\u00e0i kh\u00f4ng \u0111\u1ee7. "
        L"Nh\u1edd k\u1ef9 thu\u1eadt c\u00e0i l\u1ea1i.\r\n"
        L"Please repair or reinstall the program.\r\n", what, GetLastError());
    text[1023] = 0;
#ifdef CONSOLE
    fputws(text, stderr);
#else
    MessageBoxW(NULL, text, L"Reception Room", MB_ICONERROR | MB_OK);
#endif
    return NOT_INSTALLED;
}

static int is_own_module(const wchar_t *name) {
    size_t length = wcslen(OWN_PACKAGE);
    return wcsncmp(name, OWN_PACKAGE, length) == 0 && (name[length] == 0 || name[length] == L'.');
}

static int run(int argc, wchar_t **argv) {
    static wchar_t folder[LONGEST + 1], library[LONGEST + 64];
    /* Libraries come from System32 and from beside the runtime; never from the current folder. */
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32 | LOAD_LIBRARY_SEARCH_USER_DIRS);
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST);
    if (length == 0 || length >= LONGEST) return fail(L"No own folder");
    wchar_t *name = wcsrchr(folder, L'\\');
    if (name) *name = 0;
    _snwprintf(library, LONGEST + 63, L"%ls\\runtime", folder);
    /* Packages need the C++ run-time library that lies there. */
    if (!AddDllDirectory(library)) return fail(L"No runtime folder");
    _snwprintf(library, LONGEST + 63, L"%ls\\runtime\\%ls", folder, PYTHON_DLL);
    HMODULE python = LoadLibraryExW(
        library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (!python) return fail(L"No Python runtime");
    python_main start = (python_main)(void *)GetProcAddress(python, "Py_Main");
    if (!start) return fail(L"Damaged Python runtime");

    int first = 1;
    wchar_t *module = OWN_PACKAGE;
    if (argc > 2 && wcscmp(argv[1], L"-m") == 0 && is_own_module(argv[2])) {
        module = argv[2];
        first = 3;
    }
    wchar_t **words = HeapAlloc(
        GetProcessHeap(), HEAP_ZERO_MEMORY, ((size_t)argc + 8) * sizeof *words);
    if (!words) return fail(L"No memory");
    int count = 0;
    words[count++] = argv[0];
    words[count++] = L"-I"; /* isolated: no environment, no user's packages */
    words[count++] = L"-B"; /* never write compiled modules */
    words[count++] = L"-X";
    words[count++] = L"utf8";
    words[count++] = L"-m";
    words[count++] = module;
    for (int index = first; index < argc; index++) words[count++] = argv[index];
    return start(count, words);
}

#ifdef CONSOLE
int wmain(int argc, wchar_t **argv) { return run(argc, argv); }
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, PWSTR line, int show) {
    (void)instance; (void)before; (void)line; (void)show;
    return run(__argc, __wargv);
}
#endif
