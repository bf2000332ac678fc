-- SPDX-License-Identifier: GPL-3.0-or-later
-- What cannot be fetched again.

-- Lines of the feed that break their schema, once each however often they come.
CREATE TABLE set_aside (
  hash TEXT NOT NULL PRIMARY KEY,   -- SHA-256 of the line
  feed_group TEXT NOT NULL,
  type TEXT,
  id TEXT,
  reason TEXT NOT NULL,
  line TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX set_aside_record ON set_aside (type, id);
