-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the sync did and when, for the user and for whoever helps. It is shown to others, so it has
-- nothing of a dossier or a person, no address, no token and no message of another machine: kinds,
-- counts and times only.

CREATE TABLE sync_log (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  program TEXT NOT NULL,
  reason TEXT NOT NULL,
  metered INTEGER NOT NULL DEFAULT 0 CHECK (metered IN (0, 1)),
  groups TEXT NOT NULL DEFAULT '',      -- 'work', 'base', 'work base'
  began INTEGER NOT NULL,               -- this machine's clock, as ended
  ended INTEGER,
  outcome TEXT NOT NULL,
  problem TEXT,                         -- 'net.offline'
  status INTEGER NOT NULL DEFAULT 0,    -- of HTTP
  next_attempt INTEGER NOT NULL DEFAULT 0,
  skew INTEGER,                         -- seconds that the hub's clock is ahead of this machine's
  pages INTEGER NOT NULL DEFAULT 0,
  records INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0,
  set_aside INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  applied INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  conflict INTEGER NOT NULL DEFAULT 0,
  later INTEGER NOT NULL DEFAULT 0
) STRICT;
