"""Uploads and downloads of paper bytes by their hash.

HEAD  /v1/blobs/{sha256}   200 with Upload-Complete: ?1, or ?0 and Upload-Offset; 404 unknown
PATCH /v1/blobs/{sha256}   Upload-Offset, Upload-Length, body of at most 8 MiB appended;
                           204 with Upload-Offset; 409 carries the right Upload-Offset;
                           422 hash_mismatch when the finished file does not have the hash
GET   /v1/blobs/{sha256}   Range allowed; only for sites of a session that lists the paper
Source: draft-ietf-httpbis-resumable-upload.
"""

OFFSET_HEADER = "Upload-Offset"
LENGTH_HEADER = "Upload-Length"
COMPLETE_HEADER = "Upload-Complete"
IS_COMPLETE = "?1"
NOT_COMPLETE = "?0"
PARTIAL_TYPE = "application/partial-upload"
