-- Workstations, and what they ask for.

CREATE TABLE workstation (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  scope TEXT NOT NULL,
  enrolled INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE token ADD COLUMN workstation TEXT;
INSERT INTO workstation (id, name, scope, enrolled) SELECT 'token-' || id, 'token', scope, made FROM token;
UPDATE token SET workstation = 'token-' || id;
CREATE INDEX token_workstation ON token (workstation);

-- The revision at which a record's data last changed in a way that somebody may be in conflict with;
-- a record is sent again for other reasons, too.
ALTER TABLE feed_record ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
UPDATE feed_record SET changed = rev;

-- What became of an action, as it was answered: the same id again is answered the same. One that
-- another took the place of before it came is here, too.
CREATE TABLE action_result (
  workstation TEXT NOT NULL,
  action TEXT NOT NULL,
  received INTEGER NOT NULL,
  type TEXT,
  target TEXT,
  status TEXT NOT NULL,
  result TEXT NOT NULL,
  PRIMARY KEY (workstation, action)
) STRICT, WITHOUT ROWID;

-- What an action did to the records, in order, so that another can take its place and a workstation
-- is not in conflict with itself. before is NULL for a record that it made; changed is the record's
-- before, rev the revision that it left.
CREATE TABLE action_effect (
  workstation TEXT NOT NULL,
  action TEXT NOT NULL,
  position INTEGER NOT NULL,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  changed INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  before TEXT,
  PRIMARY KEY (workstation, action, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX action_effect_record ON action_effect (workstation, type, id, rev);

-- The last number that an office gave to a kind of document in a year.
CREATE TABLE document_number (
  office TEXT NOT NULL,
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (office, kind, year)
) STRICT, WITHOUT ROWID;

-- Remarks on dossiers. They go out with the dossier's record, which messages make anew.
CREATE TABLE dossier_note (
  id INTEGER PRIMARY KEY,
  dossier TEXT NOT NULL,
  workstation TEXT NOT NULL,
  action TEXT NOT NULL,
  at TEXT NOT NULL,
  author TEXT,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX dossier_note_dossier ON dossier_note (dossier);
