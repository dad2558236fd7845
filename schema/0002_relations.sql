-- Keys under which claims meet that may have something to do with each other, so that a new claim is compared with few. `key` is the
-- beginning of a BLAKE3 hash. Keys of a claim that is no longer in force stay for its return.
CREATE TABLE claim_key (
    key      INTEGER NOT NULL,
    claim_id INTEGER NOT NULL REFERENCES claim (id),
    PRIMARY KEY (key, claim_id)
) STRICT, WITHOUT ROWID;
