-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the users of this workstation wrote into a briefing (báo cáo giao ban): whose figures it has, which days it tells
-- of, which part of it. Where nothing is written the briefing has sentences of its own; an empty text is one, too.
CREATE TABLE briefing_remark (
  commune TEXT NOT NULL,     -- a code; '' = all that the scope has
  from_day TEXT NOT NULL CHECK (length(from_day) = 10),  -- yyyy-mm-dd
  to_day TEXT NOT NULL CHECK (length(to_day) = 10 AND to_day >= from_day),
  part TEXT NOT NULL CHECK (part <> ''),
  text TEXT NOT NULL,
  saved INTEGER NOT NULL,
  PRIMARY KEY (commune, from_day, to_day, part)
) STRICT, WITHOUT ROWID;
