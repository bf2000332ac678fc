-- SPDX-License-Identifier: GPL-3.0-or-later
-- The finished half of a cache: nearly all dossiers. Made at the end of the first pull, since to make an
-- index of what is there takes a fifth of the time of keeping it line by line; kept from then on. All
-- of it can be made anew: a migration that takes finished_count away has it made again at the opening.

-- By each order that a list can have, so that its first page waits for no sort, and by commune. None of
-- them is written while a dossier is open. A fifth of the file of a province's year (tests/bench prints
-- the shares), of which a third is the procedures' names.
CREATE INDEX IF NOT EXISTS dossier_finished_due ON dossier (due) WHERE state IN (3,7,9,10);
CREATE INDEX IF NOT EXISTS dossier_finished_code ON dossier (code_key) WHERE state IN (3,7,9,10);
CREATE INDEX IF NOT EXISTS dossier_finished_procedure ON dossier (procedure) WHERE state IN (3,7,9,10);
CREATE INDEX IF NOT EXISTS dossier_finished_applicant ON dossier (applicant_key) WHERE state IN (3,7,9,10);
CREATE INDEX IF NOT EXISTS dossier_finished_field ON dossier (field) WHERE state IN (3,7,9,10);
CREATE INDEX IF NOT EXISTS dossier_finished_officer ON dossier (officer) WHERE state IN (3,7,9,10);
CREATE INDEX IF NOT EXISTS dossier_finished_received ON dossier (coalesce(received, submitted))
  WHERE state IN (3,7,9,10);
CREATE INDEX IF NOT EXISTS dossier_finished_submitted ON dossier (submitted) WHERE state IN (3,7,9,10);
CREATE INDEX IF NOT EXISTS dossier_finished_channel ON dossier (channel) WHERE state IN (3,7,9,10);
CREATE INDEX IF NOT EXISTS dossier_finished_state ON dossier (state) WHERE state IN (3,7,9,10);
CREATE INDEX IF NOT EXISTS dossier_finished_remaining ON dossier (CASE WHEN state IN (2,4) THEN due END)
  WHERE state IN (3,7,9,10);
CREATE INDEX IF NOT EXISTS dossier_finished_commune ON dossier (commune) WHERE state IN (3,7,9,10);
CREATE INDEX IF NOT EXISTS dossier_finished_elsewhere ON dossier (received_by)
  WHERE state IN (3,7,9,10) AND received_by <> commune;

-- How many finished dossiers there are of each kind that a condition can tell apart without the clock:
-- kept by the transaction that changes them, counted instead of them. Its columns are named as the
-- dossier's, so that the same conditions hold. Less than 1 % of the file.
CREATE TABLE finished_count (
  commune TEXT NOT NULL,
  received_by TEXT NOT NULL,
  field TEXT NOT NULL,
  officer TEXT NOT NULL,       -- '': nobody
  channel TEXT NOT NULL,
  state INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n >= 0),
  PRIMARY KEY (commune, received_by, field, officer, channel, state)
) STRICT, WITHOUT ROWID;
INSERT INTO finished_count
  SELECT commune, received_by, field, coalesce(officer, ''), channel, state, count(*) FROM dossier
  WHERE state IN (3,7,9,10) GROUP BY 1, 2, 3, 4, 5, 6;

CREATE TRIGGER IF NOT EXISTS finished_inserted AFTER INSERT ON dossier WHEN new.state IN (3,7,9,10) BEGIN
  INSERT INTO finished_count VALUES (new.commune, new.received_by, new.field,
      coalesce(new.officer, ''), new.channel, new.state, 1) ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER IF NOT EXISTS finished_deleted AFTER DELETE ON dossier WHEN old.state IN (3,7,9,10) BEGIN
  UPDATE finished_count SET n = n - 1
    WHERE commune = old.commune AND received_by = old.received_by AND field = old.field
      AND officer = coalesce(old.officer, '') AND channel = old.channel AND state = old.state;
END;
CREATE TRIGGER IF NOT EXISTS finished_changed
AFTER UPDATE OF commune, received_by, field, officer, channel, state ON dossier
WHEN (old.state IN (3,7,9,10) OR new.state IN (3,7,9,10))
  AND (old.state <> new.state OR old.commune <> new.commune OR old.received_by <> new.received_by
    OR old.field <> new.field OR old.officer IS NOT new.officer OR old.channel <> new.channel) BEGIN
  UPDATE finished_count SET n = n - 1
    WHERE old.state IN (3,7,9,10)
      AND commune = old.commune AND received_by = old.received_by AND field = old.field
      AND officer = coalesce(old.officer, '') AND channel = old.channel AND state = old.state;
  INSERT INTO finished_count SELECT new.commune, new.received_by, new.field,
      coalesce(new.officer, ''), new.channel, new.state, 1 WHERE new.state IN (3,7,9,10)
    ON CONFLICT DO UPDATE SET n = n + 1;
END;
