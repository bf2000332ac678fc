-- SPDX-License-Identifier: GPL-3.0-or-later
-- What happens to a dossier's clock without a state of the national portal: opinions of other
-- agencies, verifications, confirmation on VNeID, extensions. A step tells a state, an event, or both.
ALTER TABLE dossier_step ADD COLUMN event TEXT
  CHECK (event IN ('pause:opinion', 'pause:verification', 'pause:identity', 'resume', 'extend'))
  CHECK (state IS NOT NULL OR event IS NOT NULL);
ALTER TABLE dossier_step ADD COLUMN new_due INTEGER       -- of an extension
  CHECK (new_due IS NULL OR event IS 'extend')
  CHECK (event IS NOT 'extend' OR new_due IS NOT NULL);

-- ALTER TABLE cannot drop NOT NULL, and to copy millions of steps for it would take minutes. This is
-- the way that SQLite documents for taking a constraint away: no row is touched.
PRAGMA writable_schema=ON;
UPDATE sqlite_schema
  SET sql=replace(sql, 'state INTEGER NOT NULL CHECK', 'state INTEGER CHECK')
  WHERE type='table' AND name='dossier_step';
PRAGMA writable_schema=RESET;
