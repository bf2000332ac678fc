-- SPDX-License-Identifier: GPL-3.0-or-later
-- Files that the user added to something that waits to be sent (tệp đính kèm): they go to the hub before the action
-- that names them in its `files`, and are kept until the feed has brought what that made.
CREATE TABLE attachment (
  number INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  name TEXT NOT NULL CHECK (name <> ''),
  bytes INTEGER NOT NULL CHECK (bytes = length(content)),
  added INTEGER NOT NULL,
  -- refused: the hub will not have it, and says so of the action, too
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'there', 'refused')),
  sent INTEGER NOT NULL DEFAULT 0 CHECK (sent BETWEEN 0 AND bytes),  -- as the hub last said
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),         -- that failed, one after the other
  next_attempt INTEGER,
  problem TEXT,
  content BLOB NOT NULL      -- last: whoever asks for the others does not read it
) STRICT;
