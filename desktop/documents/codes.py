"""Why a paper is not taken in; `ui/texts/texts.py` has the sentence of each code.

| code  | what happened                                                    | data                  |
|-------|------------------------------------------------------------------|-----------------------|
| T-402 | the file is not there any more (moved, or antivirus)             | name                  |
| T-403 | this person may not read the file                                | name                  |
| T-404 | a folder or a device, not a file                                 | name                  |
| T-405 | a kind of file that is not taken                                 | name                  |
| T-406 | the name does not fit the content                                | name, right_name      |
| T-407 | locked with a password                                           | name                  |
| T-408 | contains macros                                                  | name                  |
| T-409 | an archive built to do harm                                      | name                  |
| T-410 | empty                                                            | name                  |
| T-411 | damaged: the container cannot be read                            | name                  |
| T-412 | still being written                                              | name                  |
| T-413 | too large                                                        | name, size_mb, max_mb |
| T-414 | the same bytes are in this session already: title, document_id   | name, …               |
| T-415 | too many papers wait to be taken in                              | name                  |
| T-416 | the disk is full; nothing of the paper was kept                  | name                  |
| T-417 | the store could not keep the paper; nothing of it was kept       | name                  |
| T-202 | only the site that brought the paper may clear it for display 2  | (none)                |
| T-203 | the paper is not known here (any more)                           | (none)                |
| T-431 | copy: something has that name already, which stays               | name                  |
| T-432 | copy: the disk is full                                           | name                  |
| T-433 | copy: no file can be made there (no right, read-only)            | name                  |
| T-434 | copy: could not be written                                       | name, error           |

| U-130 | photo of a readiness sheet: not a JPEG or PNG                    | name                  |
| U-131 | photo: damaged, or more pixels than are drawn                    | name                  |
| U-132 | photo: the file is too large                                     | name, size_mb, max_mb |
| U-133 | photo: the file cannot be opened (any more)                      | name                  |
| U-134 | photo: too many wait                                             | name                  |
| U-135 | photo: the disk is full                                          | name                  |
| U-136 | photo: the store could not keep it                               | name                  |

In every case the file itself is untouched, and nothing of it was kept.
"""

from enum import StrEnum


class PaperCode(StrEnum):
    """Codes of this package."""

    VANISHED = "T-402"
    NO_PERMISSION = "T-403"
    NOT_A_FILE = "T-404"
    KIND_NOT_TAKEN = "T-405"
    WRONG_NAME = "T-406"
    LOCKED = "T-407"
    MACROS = "T-408"
    HARMFUL_ARCHIVE = "T-409"
    EMPTY = "T-410"
    DAMAGED = "T-411"
    STILL_WRITTEN = "T-412"
    TOO_LARGE = "T-413"
    SAME_PAPER = "T-414"
    TOO_MANY = "T-415"
    DISK_FULL = "T-416"
    NOT_KEPT = "T-417"
    NOT_OURS = "T-202"
    UNKNOWN_PAPER = "T-203"
    COPY_EXISTS = "T-431"
    COPY_DISK_FULL = "T-432"
    COPY_NOT_ALLOWED = "T-433"
    COPY_NOT_WRITTEN = "T-434"


class PhotoCode(StrEnum):
    """Why a photo is not put on a readiness sheet; the sheet stays as it is."""

    NOT_A_PICTURE = "U-130"
    BROKEN = "U-131"
    TOO_LARGE = "U-132"
    UNREADABLE = "U-133"
    TOO_MANY = "U-134"
    DISK_FULL = "U-135"
    NOT_KEPT = "U-136"
