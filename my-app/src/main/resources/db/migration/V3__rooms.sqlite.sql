CREATE TABLE rooms (
    name TEXT PRIMARY KEY,
    is_private INTEGER NOT NULL,
    owner TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX rooms_by_owner ON rooms (owner);

CREATE TABLE room_seats (
    id TEXT PRIMARY KEY,
    room TEXT NOT NULL REFERENCES rooms (name) ON DELETE CASCADE,
    member TEXT REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX room_seats_by_room ON room_seats (room, created_at, id);
CREATE INDEX room_seats_by_member ON room_seats (member, room, id);

CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    room TEXT NOT NULL,
    number INTEGER NOT NULL,
    sender TEXT NOT NULL,
    message TEXT NOT NULL,
    sent TEXT UNIQUE,
    created_at INTEGER NOT NULL,
    UNIQUE (room, number)
) STRICT;

CREATE INDEX messages_by_time ON messages (room, created_at);
