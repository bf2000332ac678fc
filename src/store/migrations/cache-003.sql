-- SPDX-License-Identifier: GPL-3.0-or-later
-- Citizens' names do not stay for ever: what src/store/gb-forget.c needs to know which went and which have to.

ALTER TABLE dossier ADD COLUMN forgotten INTEGER;   -- 1: it had personal data, which were deleted

CREATE TABLE forgetting (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  until INTEGER NOT NULL DEFAULT 0,         -- of what finished before, no personal data are kept
  server_time INTEGER NOT NULL DEFAULT 0,   -- the hub's, when it was last heard of
  dossiers INTEGER NOT NULL DEFAULT 0,      -- that are forgotten
  traces INTEGER NOT NULL DEFAULT 0         -- of them, those whose words the full-text index's older segments still have
) STRICT;
INSERT INTO forgetting (one) VALUES (1);

-- Rows that the open transaction gave personal data though they finished before, or that may have theirs again.
CREATE TABLE forget_pending (
  number INTEGER PRIMARY KEY
) STRICT;

CREATE TRIGGER dossier_came_late AFTER INSERT ON dossier
WHEN new.state IN (3,7,9,10)
  AND coalesce(new.finished, new.handed_over, new.received, new.submitted) < (SELECT until FROM forgetting) BEGIN
  INSERT INTO forget_pending VALUES (new.number) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER dossier_person_changed AFTER UPDATE OF applicant, phone, summary, state, finished ON dossier
WHEN old.forgotten = 1
  OR new.state IN (3,7,9,10)
  AND (new.applicant IS NOT NULL OR new.phone IS NOT NULL OR new.summary IS NOT NULL)
  AND coalesce(new.finished, new.handed_over, new.received, new.submitted) < (SELECT until FROM forgetting) BEGIN
  INSERT INTO forget_pending VALUES (new.number) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER dossier_forgotten AFTER UPDATE OF forgotten ON dossier WHEN old.forgotten IS NOT new.forgotten BEGIN
  UPDATE forgetting SET dossiers = dossiers + iif(new.forgotten = 1, 1, -1);
END;
CREATE TRIGGER forgotten_deleted AFTER DELETE ON dossier WHEN old.forgotten = 1 BEGIN
  UPDATE forgetting SET dossiers = dossiers - 1;
END;

-- What officers wrote about a dossier's steps may name the applicant, too, and can come after the dossier.
CREATE TRIGGER dossier_step_inserted AFTER INSERT ON dossier_step
WHEN new.text IS NOT NULL AND (SELECT dossiers FROM forgetting) > 0 BEGIN
  UPDATE dossier_step SET text = NULL
    WHERE number = new.number AND EXISTS (SELECT 1 FROM dossier WHERE id = new.dossier AND forgotten = 1
      AND state IN (3,7,9,10)
      AND coalesce(finished, handed_over, received, submitted) < (SELECT until FROM forgetting));
END;
CREATE TRIGGER dossier_step_changed AFTER UPDATE OF text ON dossier_step
WHEN new.text IS NOT NULL AND old.text IS NOT new.text AND (SELECT dossiers FROM forgetting) > 0 BEGIN
  UPDATE dossier_step SET text = NULL
    WHERE number = new.number AND EXISTS (SELECT 1 FROM dossier WHERE id = new.dossier AND forgotten = 1
      AND state IN (3,7,9,10)
      AND coalesce(finished, handed_over, received, submitted) < (SELECT until FROM forgetting));
END;
