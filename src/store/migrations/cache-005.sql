-- SPDX-License-Identifier: GPL-3.0-or-later
-- Borders of the communes, made from a file: of origin 'feed' the one that the province's feed tells of, which can be
-- made again from the file beside the cache; of origin 'file' one that the user took in by hand.

-- What came last counts. A table with a rowid: the store hears only of those.
CREATE TABLE boundary (
  number INTEGER PRIMARY KEY,                        -- in the order in which they came
  origin TEXT NOT NULL UNIQUE CHECK (origin IN ('feed', 'file')),
  source TEXT,                                       -- who drew them
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),  -- of the file
  made INTEGER NOT NULL,
  missing TEXT NOT NULL,                             -- codes of communes of which the file has no area, one a line
  coverage BLOB NOT NULL                             -- gb_geo_coverage_to_bytes()
) STRICT;

-- In which rectangle each area lies. The coordinates are kept with 32 bits, rounded outwards.
CREATE VIRTUAL TABLE boundary_bounds USING rtree (area, west, east, south, north, +boundary, +commune);
