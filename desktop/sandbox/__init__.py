"""Takes rights from processes that read foreign bytes, by what the operating system has for it."""
