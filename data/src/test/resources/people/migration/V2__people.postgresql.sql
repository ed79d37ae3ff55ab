CREATE TABLE people (
    id         uuid             PRIMARY KEY,
    name       text COLLATE "C" NOT NULL,
    email      text COLLATE "C" NOT NULL UNIQUE,
    age        integer,
    mood       text COLLATE "C" NOT NULL,
    active     boolean          NOT NULL,
    score      double precision NOT NULL,
    points     bigint           NOT NULL CHECK (points >= 0),
    wage       numeric          NOT NULL,
    team       uuid             REFERENCES teams (id),
    secret     text COLLATE "C" NOT NULL,
    tags       jsonb            NOT NULL,
    votes      jsonb            NOT NULL,
    created_at timestamptz      NOT NULL,
    updated_at timestamptz      NOT NULL,
    version    bigint           NOT NULL
);

CREATE INDEX people_by_created_at ON people (created_at, id);
