-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the pages of issues, tasks, people and procedures show beside what they showed before.

-- An issue's way through the offices (the limits are rows of issue_rule), what its commune thinks of
-- the answer, and whether the department published that as guidance for everybody.
ALTER TABLE issue ADD COLUMN files TEXT;                 -- [{"name","sha256","bytes"}]
ALTER TABLE issue ADD COLUMN place TEXT;                 -- in words
ALTER TABLE issue ADD COLUMN forwarded INTEGER;
ALTER TABLE issue ADD COLUMN refused INTEGER;
ALTER TABLE issue ADD COLUMN supplement_asked INTEGER;
ALTER TABLE issue ADD COLUMN published INTEGER;
ALTER TABLE issue ADD COLUMN rating TEXT CHECK (rating IN ('good', 'bad'));
ALTER TABLE issue ADD COLUMN repeated INTEGER CHECK (repeated IN (0, 1));
ALTER TABLE issue ADD COLUMN guidance INTEGER CHECK (guidance IN (0, 1));
CREATE INDEX issue_state ON issue (state, commune);

ALTER TABLE issue_note ADD COLUMN files TEXT;

ALTER TABLE task ADD COLUMN text TEXT;
ALTER TABLE task ADD COLUMN indicator TEXT;              -- that measures it
ALTER TABLE task ADD COLUMN assignee TEXT;               -- an officer's id
ALTER TABLE task ADD COLUMN link TEXT;
ALTER TABLE task ADD COLUMN files TEXT;

-- Each report of a task's progress.
CREATE TABLE task_note (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  task TEXT NOT NULL,
  at INTEGER NOT NULL,
  author TEXT,
  text TEXT,
  done REAL CHECK (done >= 0),
  total REAL CHECK (total >= 0),
  state TEXT CHECK (state IN ('open', 'done')),
  files TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;
CREATE INDEX task_note_task ON task_note (task, at);

ALTER TABLE notice ADD COLUMN registration_due INTEGER;

-- Who of a commune goes to a class or a conference: the latest one counts. A record of its own, so
-- that no commune reads who goes from the others, nor gets the notice anew for each that registers.
CREATE TABLE attendance (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  notice TEXT NOT NULL,
  commune TEXT NOT NULL,
  at INTEGER NOT NULL,
  author TEXT,
  officers TEXT NOT NULL,      -- ids, a JSON list
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;
CREATE INDEX attendance_notice ON attendance (notice, commune, at);

-- When what has to happen to an issue: the weekly cycle (a day of the week and a time of day) and the
-- limits (an amount of a unit).
CREATE TABLE issue_rule (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('cycle', 'limit')),
  issue_kind TEXT CHECK (issue_kind IN ('difficulty', 'guidance', 'report')), -- NULL: every kind
  step TEXT NOT NULL CHECK (step IN ('collect', 'answer', 'forward', 'refuse', 'supplement', 'publish')),
  weekday INTEGER CHECK (weekday BETWEEN 1 AND 7) CHECK (kind <> 'cycle' OR weekday IS NOT NULL), -- 1 = Monday
  time TEXT CHECK (time GLOB '[0-2][0-9]:[0-5][0-9]') CHECK (kind <> 'cycle' OR time IS NOT NULL),
  amount INTEGER CHECK (amount > 0) CHECK (kind <> 'limit' OR amount IS NOT NULL),
  unit TEXT CHECK (unit IN ('working-days', 'calendar-days', 'working-hours'))
    CHECK (kind <> 'limit' OR unit IS NOT NULL),
  source TEXT,
  from_day TEXT,
  to_day TEXT,
  rev INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT;

ALTER TABLE team ADD COLUMN sessions INTEGER CHECK (sessions > 0); -- that a commune is to get
ALTER TABLE team ADD COLUMN phone TEXT;
ALTER TABLE visit ADD COLUMN asked INTEGER;
ALTER TABLE visit ADD COLUMN asked_by TEXT;
CREATE INDEX visit_commune ON visit (commune, date);
CREATE INDEX officer_commune ON officer (commune);

ALTER TABLE procedure ADD COLUMN steps TEXT;             -- [{"name","unit","note"}]
ALTER TABLE procedure ADD COLUMN post INTEGER CHECK (post IN (0, 1)); -- by public post (BCCI)
