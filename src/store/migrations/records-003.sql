-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the scorecard of decision 766/QD-TTg asks of a dossier beside its course (gb-fact.h): 1 yes, 0 no, NULL nobody
-- told. One constraint for all: SQLite reads the whole table for each that is added.
ALTER TABLE dossier ADD COLUMN digitised INTEGER;    -- a file among the submitted parts
ALTER TABLE dossier ADD COLUMN reused INTEGER;       -- a part used again, or digitised for that
ALTER TABLE dossier ADD COLUMN from_store INTEGER;   -- a part from the citizen's store
ALTER TABLE dossier ADD COLUMN result_file INTEGER;
ALTER TABLE dossier ADD COLUMN identity INTEGER;     -- the account confirmed by VNeID
ALTER TABLE dossier ADD COLUMN population INTEGER;   -- the population database asked
ALTER TABLE dossier ADD COLUMN paid_online INTEGER;
ALTER TABLE dossier ADD COLUMN fee_zero INTEGER;     -- there are fees, and each is 0
ALTER TABLE dossier ADD COLUMN complaint INTEGER     -- a complaint, or a bad rating
  CONSTRAINT facts CHECK (max(coalesce(digitised,0), coalesce(reused,0), coalesce(from_store,0),
    coalesce(result_file,0), coalesce(identity,0), coalesce(population,0), coalesce(paid_online,0),
    coalesce(fee_zero,0), coalesce(complaint,0)) <= 1
    AND min(coalesce(digitised,0), coalesce(reused,0), coalesce(from_store,0), coalesce(result_file,0),
    coalesce(identity,0), coalesce(population,0), coalesce(paid_online,0), coalesce(fee_zero,0),
    coalesce(complaint,0)) >= 0);

-- The scorecard's indicators: which group they belong to, and how many of its points a province gives them.
ALTER TABLE indicator ADD COLUMN score_group INTEGER CHECK (score_group BETWEEN 1 AND 5);
ALTER TABLE indicator ADD COLUMN points REAL CHECK (points >= 0);

-- ALTER TABLE cannot change a constraint; see records-002.sql.
PRAGMA writable_schema=ON;
UPDATE sqlite_schema
  SET sql=replace(sql, '(''computed'', ''programme'')', '(''computed'', ''programme'', ''scorecard'')')
  WHERE type='table' AND name='indicator';
PRAGMA writable_schema=RESET;
