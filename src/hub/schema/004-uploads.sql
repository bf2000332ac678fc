-- Files that workstations sent: who may have them, beside those that records name.
CREATE TABLE upload (
  sha256 TEXT NOT NULL,
  scope TEXT NOT NULL,
  workstation TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  made INTEGER NOT NULL,
  PRIMARY KEY (sha256, scope)
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_workstation ON upload (workstation, made);

-- Whose token brought a step that waits for its dossier; NULL for one that may bring all.
ALTER TABLE exchange_waiting ADD COLUMN agency TEXT;
