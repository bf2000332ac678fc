-- SPDX-License-Identifier: GPL-3.0-or-later
-- The outbox: what the user asked for and the hub has not settled yet. Kept in the order in which it
-- was asked for, which is the order in which it is sent.
CREATE TABLE action (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),   -- UUID: the same one again changes nothing
  type TEXT NOT NULL,
  target TEXT NOT NULL,
  base_rev INTEGER NOT NULL,                  -- the target as the user saw it
  made_at INTEGER NOT NULL,
  data TEXT NOT NULL CHECK (json_valid(data)),
  replaces TEXT,                              -- the id of one that may have left
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'applied',
                                                         'conflict', 'refused', 'retry')),
  next_attempt INTEGER,                       -- none: as soon as there is a connection
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  problem TEXT
) STRICT;
CREATE INDEX action_target ON action (type, target);
