-- SPDX-License-Identifier: GPL-3.0-or-later
-- Ways to look at dossiers that the user gave a name.

CREATE TABLE view (
  name TEXT NOT NULL PRIMARY KEY,
  data TEXT NOT NULL CHECK (json_valid(data))
) STRICT, WITHOUT ROWID;
