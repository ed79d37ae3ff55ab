CREATE TABLE teams (
    id    uuid             PRIMARY KEY,
    title text COLLATE "C" NOT NULL
);
