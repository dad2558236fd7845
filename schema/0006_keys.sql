-- Which keys its claims have (`relate::key::edition`): claims do not meet by the keys of another program. Zero where an older one wrote them.
ALTER TABLE meta ADD COLUMN keys INTEGER NOT NULL DEFAULT 0;
