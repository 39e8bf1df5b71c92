"""Uploads and downloads of paper bytes by their hash.

A paper exists for a site from the moment a session of the site lists it: its operation is pushed
first, its bytes follow. So it is with a photo of a readiness sheet: its unit sends it, its unit and
headquarters fetch it. Until then, and for everybody else, every request is answered by 404.

HEAD  /v1/blobs/{sha256}   200 with Upload-Offset and Upload-Complete: ?1, or ?0 (0 bytes at first)
PATCH /v1/blobs/{sha256}   Upload-Offset, Upload-Length, body of at most 8 MiB appended;
                           Upload-Length is the paper's size_bytes;
                           204 with Upload-Offset and Upload-Complete;
                           409 with the right Upload-Offset;
                           429 not_allowed_now when the site must finish other papers first
                           422 hash_mismatch when the finished file does not have the hash
GET   /v1/blobs/{sha256}   Range allowed; only for sites that see what lists the bytes
Source: draft-ietf-httpbis-resumable-upload.
"""

OFFSET_HEADER = "Upload-Offset"
LENGTH_HEADER = "Upload-Length"
COMPLETE_HEADER = "Upload-Complete"
IS_COMPLETE = "?1"
NOT_COMPLETE = "?0"
PARTIAL_TYPE = "application/partial-upload"
