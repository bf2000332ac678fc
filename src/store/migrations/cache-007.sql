-- SPDX-License-Identifier: GPL-3.0-or-later
-- Files that records name and somebody wanted to see (tệp đính kèm của bản ghi). They can be fetched again; what was
-- not looked at for long goes. They show citizens, so they are not beside the cache but in it.
CREATE TABLE attachment_copy (
  number INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes >= length(content)),
  used INTEGER NOT NULL,
  content BLOB NOT NULL      -- of a file that is still coming: its beginning
) STRICT;
