-- Schema 6, written by a test from the migrations beside it.

CREATE TABLE alias (
    id         INTEGER PRIMARY KEY,
    speaker_id INTEGER NOT NULL REFERENCES speaker (id),
    name       TEXT NOT NULL,
    folded     TEXT NOT NULL,
    sound      TEXT,
    decided_by TEXT,
    UNIQUE (speaker_id, folded)
) STRICT;

CREATE TABLE article (
    id        INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source (id),
    identity  TEXT NOT NULL,
    url       TEXT,
    author    TEXT,
    UNIQUE (source_id, identity)
) STRICT;

CREATE TABLE claim (
    id               INTEGER PRIMARY KEY,
    public           TEXT NOT NULL UNIQUE,
    article_id       INTEGER NOT NULL REFERENCES article (id),
    version_id       INTEGER NOT NULL REFERENCES version (id),
    first_version_id INTEGER NOT NULL REFERENCES version (id),
    ended_version_id INTEGER REFERENCES version (id),
    ordinal          INTEGER NOT NULL,
    in_force         INTEGER NOT NULL DEFAULT 1 CHECK (in_force IN (0, 1)),
    form             TEXT NOT NULL CHECK (form = 'direct' OR form = 'indirect' OR form = 'mixed' OR form = 'narrator'),
    stance           TEXT NOT NULL CHECK (stance = 'assert' OR stance = 'deny' OR stance = 'accuse' OR stance = 'demand' OR stance = 'promise' OR stance = 'opine'),
    modality         TEXT NOT NULL CHECK (modality = 'asserted' OR modality = 'hearsay' OR modality = 'possible' OR modality = 'question'),
    polarity         TEXT NOT NULL CHECK (polarity IN ('affirmative', 'negative')),
    cue_lemma        TEXT,
    speaker_id       INTEGER REFERENCES speaker (id),
    named            TEXT,
    speaker_by       TEXT,
    rule             TEXT NOT NULL,
    confidence       REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    status           TEXT NOT NULL DEFAULT 'unverified'
        CHECK (status = 'unverified' OR status = 'corroborated' OR status = 'disputed' OR status = 'superseded' OR status = 'retracted'),
    stated_on        TEXT,
    revision         INTEGER NOT NULL CHECK (revision >= 1),
    CHECK (form <> 'narrator' OR speaker_id IS NULL)
) STRICT;

CREATE TABLE claim_key (
    key      INTEGER NOT NULL,
    claim_id INTEGER NOT NULL REFERENCES claim (id),
    PRIMARY KEY (key, claim_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_span (
    claim_id    INTEGER NOT NULL REFERENCES claim (id),
    role        TEXT NOT NULL CHECK (role = 'content' OR role = 'cue' OR role = 'mention' OR role = 'figure' OR role = 'relay' OR role = 'date' OR role = 'place'),
    ordinal     INTEGER NOT NULL CHECK (ordinal >= 0),
    start_byte  INTEGER NOT NULL CHECK (start_byte >= 0),
    end_byte    INTEGER NOT NULL CHECK (end_byte >= start_byte),
    start_point INTEGER NOT NULL CHECK (start_point >= 0),
    end_point   INTEGER NOT NULL CHECK (end_point >= start_point),
    PRIMARY KEY (claim_id, role, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    seq      INTEGER PRIMARY KEY CHECK (seq >= 1),
    at       TEXT NOT NULL,
    actor    TEXT NOT NULL,
    action   TEXT NOT NULL,
    subject  TEXT NOT NULL,
    before   TEXT CHECK (before IS NULL OR json_valid(before)),
    after    TEXT CHECK (after IS NULL OR json_valid(after)),
    revision INTEGER NOT NULL CHECK (revision >= 1),
    hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE figure (
    claim_id   INTEGER NOT NULL REFERENCES claim (id),
    ordinal    INTEGER NOT NULL CHECK (ordinal >= 0),
    measure    TEXT,
    population TEXT,
    low        REAL NOT NULL,
    high       REAL CHECK (high >= low),
    low_open   INTEGER NOT NULL CHECK (low_open IN (0, 1)),
    high_open  INTEGER NOT NULL CHECK (high_open IN (0, 1)),
    unit       TEXT,
    PRIMARY KEY (claim_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    revision INTEGER NOT NULL CHECK (revision >= 0),
    lineage  TEXT NOT NULL
, keys INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE origin (
    version_id INTEGER PRIMARY KEY REFERENCES version (id),
    origin_id  INTEGER NOT NULL REFERENCES version (id)
) STRICT;

CREATE TABLE origin_band (
    band       INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES version (id)
) STRICT;

CREATE TABLE orphan_import (
    id       INTEGER PRIMARY KEY,
    public   TEXT NOT NULL UNIQUE,
    json     TEXT NOT NULL CHECK (json_valid(json)),
    revision INTEGER NOT NULL CHECK (revision >= 1)
) STRICT;

CREATE TABLE "relation" (
    id          INTEGER PRIMARY KEY,
    a_id        INTEGER NOT NULL REFERENCES claim (id),
    b_id        INTEGER NOT NULL REFERENCES claim (id),
    kind        TEXT NOT NULL CHECK (kind = 'contradicts' OR kind = 'supersedes' OR kind = 'supports' OR kind = 'repeats'),
    type        TEXT NOT NULL,
    comparer    TEXT NOT NULL,
    score       REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    explanation TEXT NOT NULL,
    state       TEXT NOT NULL DEFAULT 'suggested'
        CHECK (state = 'suggested' OR state = 'confirmed' OR state = 'resolved' OR state = 'dismissed'),
    outcome     TEXT CHECK (CASE state
        WHEN 'suggested' THEN outcome IS NULL
        WHEN 'resolved' THEN outcome IN ('a_stands', 'b_stands', 'both_hold', 'neither')
        WHEN 'dismissed' THEN outcome IN ('different_time', 'different_place', 'different_population', 'different_scope',
            'extraction_error', 'duplicate')
        ELSE outcome IS NULL END),
    decided_by  TEXT,
    decided_at  TEXT,
    rationale   TEXT,
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    CHECK (a_id <> b_id),
    UNIQUE (a_id, kind, b_id, type)
) STRICT;

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

CREATE TABLE source (
    id    INTEGER PRIMARY KEY,
    slug  TEXT NOT NULL UNIQUE,
    name  TEXT NOT NULL,
    kind  TEXT,
    owner TEXT
) STRICT;

CREATE TABLE speaker (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    folded      TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind = 'person' OR kind = 'office' OR kind = 'organisation' OR kind = 'group' OR kind = 'document' OR kind = 'anonymous'),
    affiliation TEXT,
    side        TEXT,
    article_id  INTEGER REFERENCES article (id),
    merged_into INTEGER REFERENCES speaker (id) CHECK (merged_into <> id)
) STRICT;

CREATE TABLE verdict (
    id        INTEGER PRIMARY KEY,
    claim_id  INTEGER NOT NULL REFERENCES claim (id),
    verdict   TEXT NOT NULL
        CHECK (verdict IN ('confirmed', 'refuted', 'misleading', 'unverifiable', 'not_checkable', 'withdrawn')),
    rationale TEXT NOT NULL,
    actor     TEXT NOT NULL,
    at        TEXT NOT NULL,
    revision  INTEGER NOT NULL CHECK (revision >= 1)
) STRICT;

CREATE TABLE version (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id),
    seq        INTEGER NOT NULL CHECK (seq >= 1),
    title      TEXT,
    text       TEXT NOT NULL,
    lang       TEXT NOT NULL,
    published  TEXT,
    retrieved  TEXT NOT NULL,
    digest     BLOB NOT NULL CHECK (length(digest) = 32),
    UNIQUE (article_id, seq)
) STRICT;

CREATE INDEX alias_folded ON alias (folded, sound, speaker_id);

CREATE INDEX alias_sound ON alias (sound, speaker_id) WHERE sound IS NOT NULL;

CREATE INDEX claim_article ON claim (article_id);

CREATE INDEX claim_ended ON claim (id) WHERE in_force = 0;

CREATE INDEX claim_revision ON claim (revision, id);

CREATE INDEX claim_speaker ON claim (speaker_id) WHERE speaker_id IS NOT NULL;

CREATE INDEX claim_version ON claim (version_id, ordinal);

CREATE INDEX event_subject ON event (subject);

CREATE INDEX figure_measure ON figure (measure) WHERE measure IS NOT NULL;

CREATE INDEX relation_b ON relation (b_id, kind);

CREATE INDEX review_import_claim ON review_import (claim_id) WHERE claim_id IS NOT NULL;

CREATE INDEX speaker_article ON speaker (article_id) WHERE article_id IS NOT NULL;

CREATE INDEX speaker_merged ON speaker (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX speaker_name ON speaker (folded, kind);

CREATE INDEX speaker_side ON speaker (side);

CREATE INDEX verdict_claim ON verdict (claim_id, id);

CREATE INDEX version_published ON version (published DESC, article_id);

CREATE TRIGGER event_remains BEFORE DELETE ON event
BEGIN
    SELECT raise(ABORT, 'the event log is append-only');
END;

CREATE TRIGGER event_stays BEFORE UPDATE ON event
BEGIN
    SELECT raise(ABORT, 'the event log is append-only');
END;

CREATE TRIGGER verdict_remains BEFORE DELETE ON verdict
BEGIN
    SELECT raise(ABORT, 'verdicts are append-only');
END;

CREATE TRIGGER verdict_stays BEFORE UPDATE ON verdict
BEGIN
    SELECT raise(ABORT, 'verdicts are append-only');
END;
