-- SPDX-License-Identifier: GPL-3.0-or-later
-- A copy of the actions that the hub has not applied, as FILE.local has them, for the day on which that cannot be read:
-- each row of it as one object.
CREATE TABLE action_copy (
  row TEXT NOT NULL CHECK (json_valid(row))
) STRICT;
