-- SPDX-License-Identifier: GPL-3.0-or-later
-- What became of an action once it was sent.

ALTER TABLE action ADD COLUMN replaced_by TEXT;      -- the id of the one that is sent in its place
ALTER TABLE action ADD COLUMN done_at INTEGER;       -- when the hub's word came
ALTER TABLE action ADD COLUMN rev INTEGER;           -- applied: it lies over the record until then
ALTER TABLE action ADD COLUMN generation INTEGER;    -- applied: of the cache's rows at that time
ALTER TABLE action ADD COLUMN record TEXT;           -- conflict: the target as the hub has it, JSON
ALTER TABLE action ADD COLUMN record_rev INTEGER;
-- problem is Vietnamese, or all there is.
ALTER TABLE action ADD COLUMN problem_en TEXT;
ALTER TABLE action ADD COLUMN problem_type TEXT;
ALTER TABLE action ADD COLUMN problem_field TEXT;    -- the member of the data at fault

-- One that was edited before this was noted: only the newer one is sent.
UPDATE action SET replaced_by = (SELECT r.id FROM action r WHERE r.replaces = action.id)
WHERE id IN (SELECT replaces FROM action);
