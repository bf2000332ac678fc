-- SPDX-License-Identifier: GPL-3.0-or-later
-- Clocks of workstations go wrong: how long ago the last contact was is told by the workstation's own
-- clock where that is later than what the hub's said.

ALTER TABLE account ADD COLUMN noted_at INTEGER NOT NULL DEFAULT 0;  -- contact_at, by the workstation's clock
