-- SPDX-License-Identifier: GPL-3.0-or-later
-- A province's year in a cache: 1.2 million dossiers, of which some per cent are open. Counts and lists
-- look at the two halves apart; cache-finished.sql has the other one.

-- The open half, whole: whatever a count, a condition or an order asks for stands in the index, so that
-- nothing looks at the table, and classes are ranges of it. A dossier enters it once and leaves it once.
-- 1 % of the file of such a cache (tests/bench prints it).
DROP INDEX dossier_open;
CREATE INDEX dossier_open ON dossier (state, due, commune, received_by, channel, submitted, received,
    field, officer, procedure, finished, code_key, applicant_key, id)
  WHERE state NOT IN (3,7,9,10);

-- Names in their order, so that a list by name goes from name to name.
CREATE UNIQUE INDEX sort_key_order ON sort_key (kind, key, text);

-- With the state: what was received in a span of days is counted in the index alone.
DROP INDEX dossier_received;
CREATE INDEX dossier_received ON dossier (received, commune, received_by, state)
  WHERE received IS NOT NULL;
