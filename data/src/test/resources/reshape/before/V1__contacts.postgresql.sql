CREATE TABLE contacts (
    id uuid PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    phones text COLLATE "C" NOT NULL
);
