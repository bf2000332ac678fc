-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the program remembers of its user beside this cache: how a page was last looked at, who signs.

CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
