-- Room checks that the city has not got yet. body: as it is sent.
CREATE TABLE room_report (
    seq  INTEGER PRIMARY KEY AUTOINCREMENT,
    id   TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
);
