-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which workstation this is, once it enrolled. Nothing here is secret: the token and the secret halves
-- of its own keys are in the user's keyring.

CREATE TABLE account (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  endpoint TEXT NOT NULL,
  workstation TEXT NOT NULL,     -- the id that the hub gave it
  scope TEXT NOT NULL,           -- of the token
  issued_at INTEGER NOT NULL,    -- the token's beginning and end
  expires INTEGER NOT NULL,
  contact_at INTEGER NOT NULL,   -- when the hub last proved to be there
  ed25519 BLOB NOT NULL CHECK (length (ed25519) = 32),  -- the hub's keys, pinned
  x25519 BLOB NOT NULL CHECK (length (x25519) = 32),
  authority INTEGER NOT NULL CHECK (authority IN (0, 1))  -- FILE.ca.pem is trusted beside the system's
) STRICT;
