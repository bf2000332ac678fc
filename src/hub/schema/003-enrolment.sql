-- How workstations come by a token, and how they lose it.

ALTER TABLE workstation ADD COLUMN ed25519 TEXT;
ALTER TABLE workstation ADD COLUMN x25519 TEXT;
ALTER TABLE workstation ADD COLUMN subject TEXT; -- at the identity provider
ALTER TABLE workstation ADD COLUMN days INTEGER NOT NULL DEFAULT 365; -- how long a token of it works
ALTER TABLE workstation ADD COLUMN revoked INTEGER;
-- When it is to wipe its data: the time as it was signed, and the signature.
ALTER TABLE workstation ADD COLUMN notice_at TEXT;
ALTER TABLE workstation ADD COLUMN notice_signature TEXT;
CREATE INDEX workstation_key ON workstation (ed25519) WHERE ed25519 IS NOT NULL;

-- When it came for the first time: from then on the workstation's older tokens are worth nothing.
ALTER TABLE token ADD COLUMN used INTEGER;

CREATE TABLE enrol_code (
  hash BLOB PRIMARY KEY,
  scope TEXT NOT NULL,
  days INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  workstation TEXT -- that used it
) STRICT, WITHOUT ROWID;

-- Who tried to sign in with what is not good for it.
CREATE TABLE sign_in_failure (
  at INTEGER NOT NULL,
  address TEXT NOT NULL
) STRICT;
CREATE INDEX sign_in_failure_at ON sign_in_failure (at);
