-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a workstation's cache has beside the records: whose it is and where it stands.

-- scope, endpoint, icu (the version the sort keys were made with)
CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for each group of the feed.
CREATE TABLE feed_cursor (
  feed_group TEXT NOT NULL PRIMARY KEY CHECK (feed_group IN ('work', 'base')),
  feed_id TEXT,
  cursor TEXT,                 -- NULL: the next pull begins at the start
  position INTEGER NOT NULL DEFAULT 0,
  generation INTEGER NOT NULL DEFAULT 0,
  whole INTEGER NOT NULL DEFAULT 0 CHECK (whole IN (0, 1)),  -- a full pull is under way
  as_of INTEGER NOT NULL DEFAULT 0,
  last_attempt INTEGER NOT NULL DEFAULT 0,
  next_attempt INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  last_error TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO feed_cursor (feed_group) VALUES ('work'), ('base');

-- Words of a dossier's folded text, found by their beginnings. Only which rows, not where in them.
CREATE VIRTUAL TABLE dossier_text USING fts5 (
  folded, content='dossier', content_rowid='number', detail=none, columnsize=0, prefix='2',
  tokenize='unicode61 remove_diacritics 0'
);
-- Any three characters in a row of a code.
CREATE VIRTUAL TABLE dossier_code USING fts5 (
  id, content='dossier', content_rowid='number', detail=none, columnsize=0, tokenize='trigram'
);

-- FTS5 writes a segment whenever a statement that could fail ends; row by row that costs more than
-- all the rest. So triggers only note which rows the indexes do not have as they are, with what
-- the indexes hold of them, and one statement for all goes before the commit.
CREATE TABLE dossier_pending (
  number INTEGER PRIMARY KEY,
  id TEXT,
  folded TEXT
) STRICT;

-- Sort keys of texts that repeat: kind 1 = procedures and fields, 2 = persons. Noted with an empty
-- key, which is made before the commit, too.
CREATE TABLE sort_key (
  kind INTEGER NOT NULL,
  text TEXT NOT NULL,
  key BLOB NOT NULL,
  PRIMARY KEY (kind, text)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER dossier_inserted AFTER INSERT ON dossier BEGIN
  INSERT INTO dossier_pending (number) VALUES (new.number) ON CONFLICT DO NOTHING;
  INSERT INTO sort_key VALUES (1, new.procedure, x'') ON CONFLICT DO NOTHING;
  INSERT INTO sort_key VALUES (1, new.field, x'') ON CONFLICT DO NOTHING;
  INSERT INTO sort_key SELECT 2, new.officer, x'' WHERE new.officer IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER dossier_deleted AFTER DELETE ON dossier BEGIN
  INSERT INTO dossier_pending VALUES (old.number, old.id, old.folded) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER dossier_text_changed AFTER UPDATE OF folded ON dossier
WHEN old.folded IS NOT new.folded BEGIN
  INSERT INTO dossier_pending VALUES (old.number, old.id, old.folded) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER dossier_names_changed AFTER UPDATE OF procedure, field, officer ON dossier
WHEN old.procedure IS NOT new.procedure OR old.field IS NOT new.field
  OR old.officer IS NOT new.officer BEGIN
  INSERT INTO sort_key VALUES (1, new.procedure, x'') ON CONFLICT DO NOTHING;
  INSERT INTO sort_key VALUES (1, new.field, x'') ON CONFLICT DO NOTHING;
  INSERT INTO sort_key SELECT 2, new.officer, x'' WHERE new.officer IS NOT NULL
    ON CONFLICT DO NOTHING;
END;
