-- SPDX-License-Identifier: GPL-3.0-or-later
-- One table for each record type of the feed, the same in a workstation's cache and in a hub.
--
-- STRICT types and CHECK constraints are the schema check of a line: what they refuse is set aside
-- with SQLite's reason. Instants are UTC seconds, dates yyyy-mm-dd, lists and objects JSON text.
-- number is SQLite's rowid, which lists and a cache's full-text indexes refer to; id is the feed's
-- key.
-- rev is the record's revision in the feed, generation the full pull that last brought it.
-- Columns that end in _key and those named folded are made from the others when a row is written:
-- no function of ours may appear in the schema, so that any SQLite can check the file.

CREATE TABLE dossier (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  procedure TEXT NOT NULL,
  procedure_code TEXT,
  field TEXT NOT NULL,
  field_code TEXT,
  channel TEXT NOT NULL CHECK (channel IN ('desk', 'online', 'post')),
  applicant TEXT,
  phone TEXT,
  summary TEXT,
  commune TEXT NOT NULL,       -- owns the clock
  received_by TEXT NOT NULL,   -- a commune, too
  unit TEXT,
  officer TEXT,
  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 10),
  submitted INTEGER,
  received INTEGER,            -- accepted: the clock started
  due INTEGER,                 -- the official due moment
  finished INTEGER,            -- the moment of state 9, else of 10, 7 or 3
  handed_over INTEGER,
  supplements TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  folded TEXT NOT NULL,        -- applicant, procedure and summary for search
  code_key TEXT NOT NULL,      -- date part, then serial
  applicant_key BLOB           -- by given name
) STRICT;

-- Everything a class or a mark asks for, over the few per cent that are open: counts never touch
-- the table.
CREATE INDEX dossier_open ON dossier (commune, state, due, channel, submitted, received_by)
  WHERE state NOT IN (3,7,9,10);
CREATE INDEX dossier_finished ON dossier (finished, commune, received_by, state)
  WHERE state IN (3,7,9,10);
CREATE INDEX dossier_received ON dossier (received, commune, received_by)
  WHERE received IS NOT NULL;

CREATE TABLE dossier_step (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  dossier TEXT NOT NULL,
  at INTEGER NOT NULL,
  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 10),
  officer TEXT,
  title TEXT,
  unit TEXT,
  text TEXT,
  planned_from INTEGER,
  planned_to INTEGER,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;
CREATE INDEX dossier_step_dossier ON dossier_step (dossier, at);

CREATE TABLE issue (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('difficulty', 'guidance', 'report')),
  commune TEXT NOT NULL,
  field TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT,
  state TEXT NOT NULL CHECK (state IN ('new', 'collected', 'assigned', 'answered', 'confirmed',
                                       'rejected', 'escalated', 'closed')),
  level TEXT NOT NULL CHECK (level IN ('commune', 'department', 'province', 'ministry')),
  department TEXT,
  raised INTEGER NOT NULL,
  raised_by TEXT,
  due INTEGER,
  answered INTEGER,
  answer TEXT,
  cycle TEXT,
  urged INTEGER NOT NULL DEFAULT 0 CHECK (urged >= 0),
  lon REAL CHECK (lon BETWEEN -180 AND 180),
  lat REAL CHECK (lat BETWEEN -90 AND 90),
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;

CREATE TABLE issue_note (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  issue TEXT NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('note', 'answer', 'urge', 'confirm', 'reject', 'escalate')),
  author TEXT,
  text TEXT NOT NULL,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;
CREATE INDEX issue_note_issue ON issue_note (issue, at);

CREATE TABLE task (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  document TEXT NOT NULL,
  title TEXT NOT NULL,
  commune TEXT,                -- NULL: every commune's
  issuer TEXT NOT NULL,
  issued INTEGER NOT NULL,
  due INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
  done REAL,
  total REAL,
  programme TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;

CREATE TABLE notice (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('notice', 'class', 'conference')),
  title TEXT NOT NULL,
  text TEXT,
  published INTEGER NOT NULL,
  starts INTEGER,
  ends INTEGER,
  place TEXT,
  link TEXT,
  commune TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;

CREATE TABLE letter (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  dossier TEXT NOT NULL,
  document TEXT NOT NULL,
  made INTEGER NOT NULL,
  reason TEXT NOT NULL,
  new_due INTEGER NOT NULL,
  signer TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;
CREATE INDEX letter_dossier ON letter (dossier);

CREATE TABLE urge (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  dossier TEXT NOT NULL,
  document TEXT NOT NULL,
  officer TEXT NOT NULL,
  made INTEGER NOT NULL,
  answer_due INTEGER NOT NULL,
  text TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;
CREATE INDEX urge_dossier ON urge (dossier);

CREATE TABLE answer (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  urge TEXT NOT NULL,
  at INTEGER NOT NULL,
  officer TEXT NOT NULL,
  text TEXT NOT NULL,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;
CREATE INDEX answer_urge ON answer (urge);

CREATE TABLE commune (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  province TEXT NOT NULL,
  area_km2 REAL NOT NULL CHECK (area_km2 > 0),
  population INTEGER NOT NULL CHECK (population >= 0),
  lon REAL NOT NULL CHECK (lon BETWEEN -180 AND 180),
  lat REAL NOT NULL CHECK (lat BETWEEN -90 AND 90),
  resolution TEXT,
  clause TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  folded TEXT NOT NULL,
  name_key BLOB NOT NULL
) STRICT;

-- An old unit, or the part of one, and where it is now.
CREATE TABLE predecessor (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  district TEXT,
  province TEXT NOT NULL,
  part TEXT,
  commune TEXT NOT NULL,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  folded TEXT NOT NULL,
  name_key BLOB NOT NULL
) STRICT;

CREATE TABLE agency (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  commune TEXT,
  parent TEXT,
  exchange_codes TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  folded TEXT NOT NULL
) STRICT;

CREATE TABLE officer (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('post', 'seconded')),
  commune TEXT NOT NULL,       -- host
  agency TEXT NOT NULL,        -- host
  home TEXT,                   -- agency that pays
  field TEXT,
  fields TEXT,
  decision TEXT,
  from_day TEXT,
  to_day TEXT,
  mentor TEXT,
  phone TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  folded TEXT NOT NULL,
  name_key BLOB NOT NULL
) STRICT;

CREATE TABLE channel (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('hotline', 'zalo', 'video', 'email')),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  agency TEXT,
  field TEXT,
  verified TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;

CREATE TABLE team (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name TEXT NOT NULL,
  organisation TEXT NOT NULL,
  members INTEGER NOT NULL CHECK (members >= 0),
  kind TEXT NOT NULL,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;

CREATE TABLE visit (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  team TEXT NOT NULL,
  commune TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'planned', 'done')),
  date TEXT,
  topic TEXT NOT NULL,
  result TEXT,
  proposals TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;

CREATE TABLE procedure (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  code TEXT,                   -- the national code, where a source gives it
  name TEXT NOT NULL,
  field TEXT NOT NULL,
  field_code TEXT,
  limit_unit TEXT,
  limit_amount REAL CHECK (limit_amount >= 0),
  limit_rule TEXT,
  limit_cutoff TEXT,
  limit_source TEXT,
  fee INTEGER,
  fee_note TEXT,
  papers TEXT,
  online TEXT,
  paper_result INTEGER,
  authority TEXT,
  source TEXT,
  valid_from TEXT,
  valid_to TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  folded TEXT NOT NULL,
  name_key BLOB NOT NULL
) STRICT;

CREATE TABLE calendar_day (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  kind TEXT NOT NULL CHECK (kind IN ('off', 'work')),
  replaces TEXT,
  hours TEXT,
  name TEXT NOT NULL,
  source TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;

CREATE TABLE commune_hours (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  commune TEXT,                -- NULL: the province's default
  from_day TEXT,
  to_day TEXT,
  hours TEXT NOT NULL,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;

CREATE TABLE indicator (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('computed', 'programme')),
  position INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;

CREATE TABLE indicator_value (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  indicator TEXT NOT NULL,
  commune TEXT NOT NULL,
  period TEXT NOT NULL,
  numerator REAL NOT NULL,
  denominator REAL,
  target REAL,
  due INTEGER,
  as_of INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;
CREATE INDEX indicator_value_commune ON indicator_value (indicator, commune, period);

CREATE TABLE file (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;
