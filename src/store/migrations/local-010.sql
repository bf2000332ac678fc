-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whom the users of this workstation call beside those whom the province publishes (liên hệ tự thêm). The channels of
-- one contact bear the same name and field.
CREATE TABLE own_channel (
  id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('hotline', 'zalo', 'video', 'email')),
  name TEXT NOT NULL CHECK (name <> ''),
  value TEXT NOT NULL CHECK (value <> ''),
  field TEXT,
  verified TEXT              -- yyyy-mm-dd
) STRICT, WITHOUT ROWID;
