-- Reviews of claims by others, kept word for word; never verdicts of ours. `claim_id` is null for an orphan: no claim here has
-- the words that it reviews.
CREATE TABLE review_import (
    id        INTEGER PRIMARY KEY,
    digest    BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    claim_id  INTEGER REFERENCES claim (id),
    reviewed  TEXT NOT NULL,
    rating    TEXT,
    author    TEXT,
    url       TEXT,
    published TEXT,
    json      TEXT NOT NULL CHECK (json_valid(json)),
    revision  INTEGER NOT NULL CHECK (revision >= 1)
) STRICT;
CREATE INDEX review_import_claim ON review_import (claim_id) WHERE claim_id IS NOT NULL;

-- Imported claims whose words do not stand where they say, as they came.
CREATE TABLE orphan_import (
    id       INTEGER PRIMARY KEY,
    public   TEXT NOT NULL UNIQUE,
    json     TEXT NOT NULL CHECK (json_valid(json)),
    revision INTEGER NOT NULL CHECK (revision >= 1)
) STRICT;
