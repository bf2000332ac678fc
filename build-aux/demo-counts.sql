-- SPDX-License-Identifier: GPL-3.0-or-later
-- The counts of all classes once more, by nothing but SQL over a cache, for build-aux/demo to compare.
-- Parameters: @now, RFC 3339. Written apart from the program's predicates on purpose: it shares no line with them.
WITH RECURSIVE
  moment (now, today) AS (SELECT unixepoch (@now), date (@now, '+7 hours')),
  -- what a commune's week looks like: its own hours, else the province's, else the default
  week (commune, hours) AS (
    SELECT c.id, coalesce (
        (SELECT h.hours FROM commune_hours h, moment WHERE h.commune = c.id
           AND coalesce (h.from_day, '') <= today AND coalesce (h.to_day, '9') >= today),
        (SELECT h.hours FROM commune_hours h, moment WHERE h.commune IS NULL
           AND coalesce (h.from_day, '') <= today AND coalesce (h.to_day, '9') >= today),
        'mon-fri 07:00-11:30,13:30-17:00')
    FROM commune c),
  -- day by day from tomorrow until two working days are counted
  ahead (commune, hours, day, works) AS (
    SELECT commune, hours, today, 0 FROM week, moment
    UNION ALL
    SELECT commune, hours, date (day, '+1 day'), works + CASE
        (SELECT kind FROM calendar_day WHERE id = date (ahead.day, '+1 day'))
        WHEN 'off' THEN 0
        WHEN 'work' THEN 1
        ELSE strftime ('%w', day, '+1 day') BETWEEN '1' AND '5'
             OR strftime ('%w', day, '+1 day') = '6' AND instr (hours, 'sat') > 0
      END
    FROM ahead WHERE works < 2),
  -- the last session of that day: the last hour named for the days of the week, or for Saturday
  horizon (commune, soon) AS (
    SELECT commune, unixepoch (day || 'T' || substr (
        CASE WHEN strftime ('%w', day) = '6' AND instr (hours, 'sat') > 0 THEN substr (hours, instr (hours, 'sat'))
             WHEN instr (hours, ';') > 0 THEN substr (hours, 1, instr (hours, ';') - 1)
             ELSE hours END, -5) || ':00+07:00')
    FROM ahead WHERE works = 2),
  classed (class) AS (
    SELECT CASE
        WHEN state IN (3, 7, 9, 10) THEN 'finished'
        WHEN state = 1 THEN 'awaiting'
        WHEN state IN (5, 6, 8) THEN 'paused'
        WHEN due IS NULL THEN 'no-due'
        WHEN due < now THEN 'overdue'
        WHEN date (due, 'unixepoch', '+7 hours') = today THEN 'due-today'
        WHEN due <= soon THEN 'due-soon'
        ELSE 'on-track'
      END
    FROM dossier CROSS JOIN moment LEFT JOIN horizon ON horizon.commune = dossier.commune)
SELECT name, (SELECT count (*) FROM classed WHERE class = name)
FROM (SELECT column1 AS name FROM (VALUES
  ('overdue'), ('due-today'), ('due-soon'), ('on-track'), ('paused'), ('no-due'), ('awaiting'), ('finished')))
UNION ALL
SELECT 'total', (SELECT count (*) FROM dossier);
