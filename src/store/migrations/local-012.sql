-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the user was already reminded of (nhắc việc). A reminder's members are claimed before it is said: of several
-- programs that look at the same minute, one finds the key free.
CREATE TABLE reminder (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('day', 'due-dossiers', 'due-tasks', 'secondments', 'posts', 'tasks')),
  said_at INTEGER NOT NULL
) STRICT;
CREATE TABLE reminder_member (
  kind TEXT NOT NULL,
  key TEXT NOT NULL CHECK (key <> ''),   -- the record and the moment it is due: another moment is another reminder
  record TEXT NOT NULL,
  reminder INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_member_reminder ON reminder_member (reminder, record);
