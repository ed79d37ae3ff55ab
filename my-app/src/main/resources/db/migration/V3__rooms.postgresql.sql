CREATE TABLE rooms (
    name text COLLATE "C" PRIMARY KEY,
    is_private boolean NOT NULL,
    owner uuid NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE INDEX rooms_by_owner ON rooms (owner);

CREATE TABLE room_seats (
    id text COLLATE "C" PRIMARY KEY,
    room text COLLATE "C" NOT NULL REFERENCES rooms (name) ON DELETE CASCADE,
    member uuid REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL
);

CREATE INDEX room_seats_by_room ON room_seats (room, created_at, id);
CREATE INDEX room_seats_by_member ON room_seats (member, room, id);

CREATE TABLE messages (
    id uuid PRIMARY KEY,
    room text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    sender uuid NOT NULL,
    message text COLLATE "C" NOT NULL,
    sent text COLLATE "C" UNIQUE,
    created_at timestamptz NOT NULL,
    UNIQUE (room, number)
);

CREATE INDEX messages_by_time ON messages (room, created_at);
