/* TEST-ONLY: makes a named mutex and keeps it for some seconds, as any person of a PC may.
   usage: hold_name NAME SECONDS */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>

int wmain(int argc, wchar_t **argv) {
    if (argc < 3 || !CreateMutexW(NULL, FALSE, argv[1])) return 2;
    printf("held\n");
    fflush(stdout);
    Sleep(1000 * _wtoi(argv[2]));
    return 0;
}
