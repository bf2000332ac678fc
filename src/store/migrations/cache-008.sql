-- SPDX-License-Identifier: GPL-3.0-or-later
-- The open half, newest first: with dossier_finished_received a search walks all dossiers from the newest on, and ends
-- with the first rows that answer.
CREATE INDEX dossier_open_newest ON dossier (coalesce(received, submitted)) WHERE state NOT IN (3,7,9,10);
