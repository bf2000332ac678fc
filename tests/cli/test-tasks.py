#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks from the command line, and the calendar as another implementation reads it."""

import csv
import datetime
import os
import pathlib
import sys
import unittest

import icalendar

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import NOW, PROVINCE, WARD, Hub, ctl, folder  # noqa: E402

KEYS = ["id", "document", "title", "text", "commune", "commune_name", "issuer", "programme", "indicator", "assignee",
        "assignee_name", "link", "issued", "due", "finished", "state", "class", "done", "total", "remaining_minutes",
        "pending"]
PARTS = ["overdue", "due-today", "due-soon", "on-track", "done", "cancelled"]
VIET_NAM = datetime.timedelta(hours=7)


class Shared:
    """One seeded hub and a synced cache of each scope."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 300).start()
    Shared.caches = {}
    for scope in (WARD, PROVINCE):
        Shared.caches[scope] = Shared.path / (scope.replace(":", "-") + ".db")
        answer = ctl("--token-file", Shared.hub.token(scope), "sync", "--endpoint", Shared.hub.endpoint,
                     cache=Shared.caches[scope])
        assert answer.code == 0, answer.err


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def tasks(scope, *arguments, now=NOW):
    answer = ctl("tasks", *arguments, cache=Shared.caches[scope], now=now)
    return answer.json["rows"], answer.json["total"], answer.code


def busy_day():
    """A morning of the week in which the ward's next task is due; which week that is, is the seed's."""
    due = min(datetime.datetime.fromisoformat(row["due"]) for row in tasks(WARD, "--state", "open")[0])
    return (due - datetime.timedelta(days=3)).replace(hour=7, minute=15).isoformat()


class Tasks(unittest.TestCase):
    def test_keys(self):
        rows, total, code = tasks(WARD)
        self.assertEqual(code, 0)
        self.assertEqual(total, len(rows))
        for row in rows:
            self.assertEqual(list(row), KEYS)

    def test_sets(self):
        """Every task is in exactly one of the sets that do not overlap; a set of its own counts what it lists."""
        for scope in (WARD, PROVINCE):
            every = {row["id"] for row in tasks(scope)[0]}
            found = []
            for part in PARTS:
                rows, total, code = tasks(scope, "--state", part)
                self.assertEqual(total, len(rows))
                self.assertEqual(code, 0 if rows else 1)
                found += [row["id"] for row in rows]
            self.assertEqual(sorted(found), sorted(every))

    def test_pressing(self):
        """What is late, or due by the end of the seventh day from today."""
        now = busy_day()
        last = datetime.datetime.fromisoformat(now).date() + datetime.timedelta(days=7)
        for scope in (WARD, PROVINCE):
            expected = {row["id"] for row in tasks(scope, "--state", "open", now=now)[0]
                        if datetime.datetime.fromisoformat(row["due"]).date() <= last}
            self.assertEqual({row["id"] for row in tasks(scope, "--state", "pressing", now=now)[0]}, expected)
            self.assertTrue(expected)

    def test_late_first(self):
        rows = tasks(PROVINCE, "--state", "open")[0]
        self.assertEqual([row["due"] for row in rows], sorted(row["due"] for row in rows))

    def test_search(self):
        rows = tasks(PROVINCE, "--search", "ra soat nghia lo")[0]
        self.assertEqual({row["commune"] for row in rows}, {"21028"})
        self.assertEqual(tasks(PROVINCE, "--search", "không có gì thế này")[1:], (0, 1))

    def test_usage(self):
        self.assertEqual(ctl("tasks", "--state", "tomorrow", cache=Shared.caches[WARD]).code, 2)
        for wrong in (["export", "tasks"], ["export", "tasks", "--out", "t.geojson"], ["export", "nothing", "--out", "t.csv"]):
            self.assertEqual(ctl(*wrong, cache=Shared.caches[WARD]).code, 2)

    def test_reported_here(self):
        """A report counts at once, before it is sent."""
        cache = Shared.path / "reported.db"
        answer = ctl("--token-file", Shared.hub.token(WARD), "sync", "--endpoint", Shared.hub.endpoint, cache=cache)
        self.assertEqual(answer.code, 0, answer.err)
        now = busy_day()
        pressing = ctl("tasks", "--state", "pressing", cache=cache, now=now).json["rows"]
        task = [row for row in pressing if row["commune"] is not None][0]
        answer = ctl("act", "task.progress", task["id"], f"done={task['total']}", cache=cache, now=now)
        self.assertEqual(answer.code, 0, answer.err)
        row = [row for row in ctl("tasks", cache=cache, now=now).json["rows"] if row["id"] == task["id"]][0]
        self.assertEqual((row["done"], row["state"], row["pending"]), (task["total"], "done", True))
        left = ctl("tasks", "--state", "pressing", cache=cache, now=now).json["rows"]
        self.assertEqual([row["id"] for row in left], [row["id"] for row in pressing if row["id"] != task["id"]])


class Calendar(unittest.TestCase):
    def export(self, scope, name):
        path = Shared.path / name
        answer = ctl("export", "tasks", "--plain", "--out", path, cache=Shared.caches[scope])
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual(answer.json["file"], str(path))
        return path, answer.json["rows"]

    def events(self, scope):
        path, rows = self.export(scope, scope.replace(":", "-") + ".ics")
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        found = [part for part in calendar.walk() if part.name == "VEVENT"]
        self.assertEqual(len(found), rows)
        return calendar, found

    def test_zone(self):
        calendar, events = self.events(WARD)
        zones = [part for part in calendar.walk() if part.name == "VTIMEZONE"]
        self.assertEqual([str(zone["TZID"]) for zone in zones], ["Asia/Ho_Chi_Minh"])
        for event in events:
            start = event["DTSTART"]
            if isinstance(start.dt, datetime.datetime):
                self.assertEqual(start.params["TZID"], "Asia/Ho_Chi_Minh")
                self.assertEqual(start.dt.utcoffset(), VIET_NAM)

    def test_tasks(self):
        """Each open task stands where it is due, under a name that stays."""
        for scope in (WARD, PROVINCE):
            rows = {"task-%s@giaoban" % row["id"]: row for row in tasks(scope, "--state", "open")[0]}
            found = {str(event["UID"]): event for event in self.events(scope)[1] if str(event["UID"]).startswith("task-")}
            self.assertEqual(set(found), set(rows))
            for uid, event in found.items():
                self.assertEqual(event["DTEND"].dt, datetime.datetime.fromisoformat(rows[uid]["due"]))
                self.assertIn(rows[uid]["title"], str(event["SUMMARY"]))

    def test_kinds(self):
        kinds = {str(event["UID"]).split("-")[0] for event in self.events(WARD)[1]}
        self.assertLessEqual({"task", "notice", "secondment"}, kinds)
        for event in self.events(WARD)[1]:
            if str(event["UID"]).startswith("secondment-"):
                self.assertEqual(event["DTEND"].dt - event["DTSTART"].dt, datetime.timedelta(days=1))

    def test_stable(self):
        first, second = ({str(event["UID"]) for event in self.events(WARD)[1]} for _ in range(2))
        self.assertEqual(first, second)
        self.assertEqual(len(first), len(self.events(WARD)[1]))

    def test_text(self):
        """Commas, semicolons and long Vietnamese lines come back as they were."""
        titles = {row["title"] for row in tasks(WARD, "--state", "open")[0]}
        summaries = [str(event["SUMMARY"]) for event in self.events(WARD)[1]]
        for title in titles:
            self.assertTrue(any(title in summary for summary in summaries))
        for line in (Shared.path / "commune-21028.ics").read_bytes().split(b"\r\n"):
            self.assertLessEqual(len(line), 75)

    def test_table(self):
        path, count = self.export(PROVINCE, "tasks.csv")
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), count)
        self.assertEqual([row["id"] for row in rows], [row["id"] for row in tasks(PROVINCE)[0]])

    def test_nowhere(self):
        answer = ctl("export", "tasks", "--out", Shared.path / "none" / "t.ics", cache=Shared.caches[WARD])
        self.assertEqual(answer.code, 2)


if __name__ == "__main__":
    unittest.main()
