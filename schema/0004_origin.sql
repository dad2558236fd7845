-- Near-identical texts of several outlets are one origin. `origin_id` is the version that the text was first seen in, its own where it is no copy.
CREATE TABLE origin (
    version_id INTEGER PRIMARY KEY REFERENCES version (id),
    origin_id  INTEGER NOT NULL REFERENCES version (id)
) STRICT;

-- MinHash bands of texts: the first version that has a band. Near-identical texts share some.
CREATE TABLE origin_band (
    band       INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES version (id)
) STRICT;

-- Keys are numbered otherwise: the window of days above, so that the claims of one time lie together, a hash below, each key once a claim.
-- 'claims reindex --extract' gives the claims that were there before theirs.
DELETE FROM claim_key;

CREATE INDEX claim_ended ON claim (id) WHERE in_force = 0;
CREATE INDEX relation_a ON relation (a_id, kind);
DROP INDEX relation_b;
CREATE INDEX relation_b ON relation (b_id, kind);
