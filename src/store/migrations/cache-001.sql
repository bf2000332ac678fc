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
