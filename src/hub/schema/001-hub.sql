-- What the hub has beside the record tables, which are the application's own.

CREATE TABLE hub_meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for each record, as it goes out. A change gives it a new seq; grp 0 is work, 1 is base.
CREATE TABLE feed_record (
  rec INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  grp INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  parent INTEGER,
  data TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX feed_record_id ON feed_record (type, id);
CREATE UNIQUE INDEX feed_record_seq ON feed_record (grp, seq);
CREATE INDEX feed_record_parent ON feed_record (parent) WHERE parent IS NOT NULL;

-- In which communes' scope a record is ('' = in all), or since which change no more (present 0).
CREATE TABLE feed_member (
  commune TEXT NOT NULL,
  grp INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  rec INTEGER NOT NULL REFERENCES feed_record (rec),
  present INTEGER NOT NULL,
  PRIMARY KEY (commune, grp, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_member_rec ON feed_member (rec);

-- The random tag of each commit; a hub restored from a backup gives other tags to what comes next.
CREATE TABLE feed_commit (
  last_seq INTEGER PRIMARY KEY,
  first_seq INTEGER NOT NULL,
  tag INTEGER NOT NULL
) STRICT;

CREATE TABLE token (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  scope TEXT NOT NULL,
  made INTEGER NOT NULL,
  expires INTEGER,
  revoked INTEGER
) STRICT;

-- From the agencies' exchange_codes: whose dossiers a message brings.
CREATE TABLE exchange_code (
  code TEXT PRIMARY KEY,
  agency TEXT NOT NULL,
  commune TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_code_agency ON exchange_code (agency);

-- Messages as they came, gzip. Identity numbers, e-mail and file links stay here.
CREATE TABLE exchange_message (
  digest BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  received INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;

-- What the messages of a dossier say all together, in the form of DongBoHoSoMC.
CREATE TABLE exchange_dossier (
  code TEXT PRIMARY KEY,
  commune TEXT NOT NULL,
  received_by TEXT,
  told_at INTEGER NOT NULL,
  state_at INTEGER NOT NULL,
  due_is_newer INTEGER NOT NULL DEFAULT 0,
  due_is_date INTEGER NOT NULL DEFAULT 0,
  facts TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_dossier_date ON exchange_dossier (commune) WHERE due_is_date;

-- Digests of records already taken: the same again is no news.
CREATE TABLE exchange_seen (
  digest BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Steps that came before their dossier.
CREATE TABLE exchange_waiting (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX exchange_waiting_dossier ON exchange_waiting (dossier);
