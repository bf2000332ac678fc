#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""giaobanctl against the real hub: the keys, exit codes and promises of the contract that scripts rely on."""

import collections
import contextlib
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import threading
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import (ENCRYPTED, NOW, PROVINCE, WARD, Hub, ctl, database, folder, key_arguments,  # noqa: E402
                         private_file, program)

CLASSES = ["overdue", "due-today", "due-soon", "on-track", "paused", "no-due", "awaiting", "finished"]
MARKS = ["late-reception", "cross-boundary"]
ROW = ["code", "procedure", "procedure_code", "applicant", "field", "officer", "commune", "received_by", "submitted",
       "received", "due", "finished", "state", "class", "remaining_minutes"]
KEYS = {
    "sync": ["pages", "records", "deleted", "set_aside", "bytes", "as_of", "actions", "next_attempt",
             "clock_skew"],
    "status": ["endpoint", "scope", "as_of", "last_attempt", "next_attempt", "last_error", "waiting", "refused",
               "set_aside", "records", "encrypted", "clock_skew", "forgetting", "files"],
    "counts": ["as_of", "total", "classes", "marks"],
    "dossier": ROW + ["steps", "ledger", "computed_due", "trace", "warnings"],
    "communes": ["code", "name", "type", "matched", "old_unit", "old_district", "part", "population", "area_km2"],
    "search": ["type", "id", "title", "detail"],
    "issues": ["id", "kind", "state", "stage", "level", "field", "title", "text", "commune", "department",
               "department_name", "raised", "due", "answered", "answer", "waited_days", "urged", "pending", "lon", "lat"],
    "waits": ["department", "name", "open", "overdue", "median_days", "worst_days", "worst"],
    "letters": ["code", "applicant", "procedure", "officer", "due", "kind", "new_due", "reason", "number"],
    "people": ["kind", "id", "name", "title", "commune", "commune_name", "agency", "agency_name", "desk", "home",
               "home_name", "field", "fields", "decision", "from", "to", "days_left", "mentor", "phone", "open", "overdue",
               "warnings"],
    "act": ["id", "state", "type", "target", "warnings"],
    "outbox": ["id", "type", "target", "state", "made_at", "next_attempt", "problem", "attempts", "replaces", "data",
               "record"],
}
TRACKING = {
    "received": ["total", "carried", "period", "online", "desk", "post"],
    "done": ["total", "early", "ontime", "late"],
    "processing": ["total", "ontime", "late"],
    "paused": ["total", "ontime", "late"],
}
SIZE = int(os.environ.get("GIAOBAN_TEST_DOSSIERS", "4000"))


class Shared:
    """One seeded hub and one synced cache of each scope for all tests."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, SIZE).start()
    Shared.tokens = {scope: Shared.hub.token(scope) for scope in (WARD, PROVINCE)}
    Shared.caches = {}
    for scope in (WARD, PROVINCE):
        Shared.caches[scope] = Shared.path / (scope.replace(":", "-") + ".db")
        Shared.first = sync(scope)
        assert Shared.first.code == 0, Shared.first.err


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def sync(scope, *arguments, cache=None):
    return ctl("--token-file", Shared.tokens[scope], "sync", "--endpoint", Shared.hub.endpoint, *arguments,
               cache=cache or Shared.caches[scope])


def picture(cache):
    """Every record and cursor of a cache, read without our program."""
    with database(cache) as opened:
        tables = [name for (name,) in opened.execute(
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name='rev' WHERE m.type='table'")]
        rows = {t: sorted(opened.execute("SELECT id, rev FROM %s" % t)) for t in tables}
        cursors = sorted(opened.execute("SELECT feed_group, feed_id, cursor, position, whole FROM feed_cursor"))
    return rows, cursors


class Contract(unittest.TestCase):
    def check_classes(self, scope):
        """A count opens exactly the rows that it counted; the classes sum to the total."""
        cache = Shared.caches[scope]
        counts = ctl("counts", cache=cache).json
        self.assertEqual(sum(counts["classes"].values()), counts["total"])
        seen = set()
        for name, number in {**counts["classes"], **counts["marks"]}.items():
            answer = ctl("queue", "--class", name, cache=cache)
            rows = answer.json["rows"]
            self.assertEqual((name, len(rows), answer.json["total"]), (name, number, number))
            self.assertEqual(answer.code, 0 if number else 1)
            if name in CLASSES:
                self.assertEqual({row["class"] for row in rows} - {name}, set())
                self.assertFalse(seen & {row["code"] for row in rows})
                seen |= {row["code"] for row in rows}
        self.assertEqual(len(seen), counts["total"])
        return counts

    def test_keys(self):
        cache = Shared.caches[WARD]
        self.assertEqual(list(Shared.first.json), KEYS["sync"])
        self.assertEqual(list(Shared.first.json["actions"]), ["applied", "refused", "conflict", "later"])
        self.assertEqual(list(ctl("status", cache=cache).json), KEYS["status"])
        counts = ctl("counts", cache=cache).json
        self.assertEqual(list(counts), KEYS["counts"])
        self.assertEqual(list(counts["classes"]), CLASSES)
        self.assertEqual(list(counts["marks"]), MARKS)
        queue = ctl("queue", "--limit", "3", cache=cache).json
        self.assertEqual(list(queue), ["total", "rows"])
        for row in queue["rows"]:
            self.assertEqual(list(row), ROW)
        dossier = ctl("dossier", queue["rows"][0]["code"], cache=cache).json
        self.assertEqual(list(dossier), KEYS["dossier"])
        self.assertEqual({key: dossier[key] for key in ROW}, queue["rows"][0])
        communes = ctl("communes", cache=cache).json
        self.assertEqual(list(communes), ["rows"])
        self.assertEqual(len(communes["rows"]), 96)
        self.assertEqual(list(communes["rows"][0]), KEYS["communes"])
        search = ctl("search", "nguyen", cache=cache).json
        self.assertEqual(list(search), ["total", "more", "rows"])
        self.assertEqual(list(search["rows"][0]), KEYS["search"])

    def test_values(self):
        for row in ctl("queue", cache=Shared.caches[PROVINCE]).json["rows"]:
            with self.subTest(row["code"]):
                self.assertIn(row["class"], CLASSES)
                # refused or withdrawn at reception: never accepted
                if row["state"] not in (3, 7):
                    self.assertEqual(row["received"] is None, row["state"] == 1)
                for key in ("submitted", "received", "due", "finished"):
                    self.assertTrue(row[key] is None or row[key].endswith("+07:00"))
                if row["class"] == "overdue":
                    self.assertLessEqual(row["remaining_minutes"], 0)
                if row["class"] in ("paused", "no-due") or row["due"] is None:
                    self.assertIsNone(row["remaining_minutes"])

    def check_tracking(self, row):
        for group, members in TRACKING.items():
            self.assertEqual(list(row[group]), members)
        self.assertEqual(row["received"]["total"], sum(row[group]["total"] for group in TRACKING if group != "received"))
        self.assertEqual(row["received"]["total"], row["received"]["carried"] + row["received"]["period"])
        self.assertEqual(row["received"]["period"], sum(row["received"][channel] for channel in ("online", "desk", "post")))

    def test_tracking(self):
        cache = Shared.caches[PROVINCE]
        totals = []
        for by in ("unit", "field", "officer"):
            table = ctl("tracking", "--by", by, cache=cache).json
            self.assertEqual(list(table), ["rows", "total"])
            totals.append(table["total"])
            for row in table["rows"]:
                self.assertEqual(list(row), ["key", "name", *TRACKING])
                self.check_tracking(row)
            self.check_tracking(table["total"])
            for group, members in TRACKING.items():
                for member in members:
                    self.assertEqual(sum(row[group][member] for row in table["rows"]), table["total"][group][member])
        self.assertEqual(totals, totals[:1] * 3)

        # units in the order of the alphabet, as the list of communes has them
        names = [row["name"] for row in ctl("tracking", cache=cache).json["rows"]]
        order = [row["name"] for row in ctl("communes", cache=cache).json["rows"]]
        self.assertEqual(names, [name for name in order if name in names])
        # what is in hand now is what the classes count now
        classes = ctl("counts", cache=cache).json["classes"]
        now = ctl("tracking", "--from", "2000-01-01", cache=cache).json["total"]
        self.assertEqual(now["paused"]["total"], classes["paused"])
        self.assertEqual(now["processing"]["late"], classes["overdue"])
        self.assertEqual(now["processing"]["total"],
                         sum(classes[name] for name in ("overdue", "due-today", "due-soon", "on-track", "no-due")))
        self.assertEqual(ctl("tracking", "--from", "2001-01-01", "--to", "2001-01-31", cache=cache).code, 1)
        self.assertEqual(ctl("tracking", "--by", "shoe", cache=cache).code, 2)
        sheet = ctl("--format", "csv", "tracking", "--by", "field", cache=cache).out.splitlines()
        self.assertEqual(len(sheet), len(ctl("tracking", "--by", "field", cache=cache).json["rows"]) + 2)

    def check_scorecard(self, card):
        """The parts sum to the whole, and each ratio is its numerator by its denominator."""
        for group in card["groups"]:
            self.assertEqual(list(group), ["id", "points", "of", "max", "indicators"])
            for line in group["indicators"]:
                self.assertEqual(list(line), ["id", "numerator", "denominator", "ratio", "points", "max", "known"])
                if line["known"] and line["denominator"]:
                    share = line["numerator"] / line["denominator"]
                    self.assertAlmostEqual(line["ratio"], share if line["id"] == "2.2" else 100 * share, delta=0.01)
                if not line["known"]:
                    self.assertIsNone(line["ratio"])
                    self.assertIsNone(line["points"])
            points = [line["points"] for line in group["indicators"] if line["points"] is not None]
            self.assertAlmostEqual(group["points"] or 0, sum(points), delta=0.001)
            self.assertEqual(group["of"], sum(line["max"] for line in group["indicators"] if line["points"] is not None))
        self.assertAlmostEqual(card["points"], sum(group["points"] or 0 for group in card["groups"]), delta=0.001)
        self.assertEqual(card["of"], sum(group["of"] for group in card["groups"]))
        self.assertEqual(sum(group["max"] for group in card["groups"]), 100)

    def test_scorecard(self):
        ward = ctl("scorecard", cache=Shared.caches[WARD]).json
        self.assertEqual(list(ward), ["points", "of", "groups"])
        self.check_scorecard(ward)
        province = ctl("scorecard", cache=Shared.caches[PROVINCE]).json
        self.check_scorecard(province)
        same = ctl("--scope", WARD, "scorecard", cache=Shared.caches[PROVINCE]).json
        self.assertEqual(same, ward)
        ranks = [row["points"] / row["of"] for row in province["communes"]]
        self.assertEqual(ranks, sorted(ranks, reverse=True))
        self.assertIn(WARD.split(":")[1], [row["commune"] for row in province["communes"]])
        # what is worked on and due soon: finishing it never costs points
        codes = [row["code"] for row in ctl("queue", "--class", "due-soon", cache=Shared.caches[WARD]).json["rows"]][:6]
        finish = [part for code in codes for part in ("--finish", code)]
        told = ctl("scorecard", "--to", "2026-08-31", "--by", "2026-08-28", *finish, cache=Shared.caches[WARD]).json
        self.assertEqual(told["forecast"]["dossiers"], len(codes))
        self.assertGreaterEqual(told["forecast"]["gain"], 0)
        self.assertEqual(ctl("scorecard", "--from", "2026-09-01", "--to", "2026-08-01", cache=Shared.caches[WARD]).code, 2)
        self.assertEqual(ctl("scorecard", "--by", "2026-08-01", *finish, cache=Shared.caches[WARD]).code, 2 if codes else 0)

    def test_filters(self):
        cache = Shared.caches[WARD]
        rows = ctl("queue", "--class", "all", cache=cache).json["rows"]

        def listed(*arguments):
            return sorted(row["code"] for row in
                          ctl("queue", "--class", "all", *arguments, cache=cache).json["rows"])

        def codes(holds):
            return sorted(row["code"] for row in rows if holds(row))

        procedure = rows[0]["procedure"]
        self.assertEqual(listed("--procedure", procedure), codes(lambda row: row["procedure"] == procedure))
        self.assertEqual(sum(len(listed("--channel", name)) for name in ("desk", "online", "post")), len(rows))
        for key in ("received", "due"):
            days = sorted(row[key][:10] for row in rows if row[key])
            first, last = days[len(days) // 3], days[len(days) // 2]
            self.assertEqual(listed("--%s-from" % key, first, "--%s-to" % key, last),
                             codes(lambda row: row[key] and first <= row[key][:10] <= last))

    def test_issues(self):
        """A set lists what it counts, the stages are all of them, and what is done here shows at once."""
        cache = Shared.path / "issues.db"
        self.assertEqual(sync(WARD, cache=cache).code, 0)
        rows = ctl("issues", cache=cache).json["rows"]
        self.assertTrue(rows)
        self.assertEqual(list(rows[0]), KEYS["issues"])
        seen = []
        for stage in ("overdue", "answered", "waiting", "unsent", "settled"):
            answer = ctl("issues", "--state", stage, cache=cache)
            self.assertEqual((answer.json["total"], answer.code), (len(answer.json["rows"]),
                                                                   0 if answer.json["rows"] else 1))
            self.assertEqual({row["stage"] for row in answer.json["rows"]} - {stage}, set())
            seen += [row["id"] for row in answer.json["rows"]]
        self.assertEqual(sorted(seen), sorted(row["id"] for row in rows))
        for kind in ("difficulty", "guidance", "report"):
            listed = ctl("issues", "--kind", kind, cache=cache).json["rows"]
            self.assertEqual([row["id"] for row in listed], [row["id"] for row in rows if row["kind"] == kind])
        waits = ctl("issues", "--waits", cache=cache).json["rows"]
        asked = ctl("issues", "--state", "asked", cache=cache).json["rows"]
        for wait in waits:
            self.assertEqual(list(wait), KEYS["waits"])
            own = [row for row in asked if row["department"] == wait["department"]]
            self.assertEqual((wait["open"], wait["worst_days"]), (len(own), max(row["waited_days"] for row in own)))
        self.assertEqual(sum(wait["open"] for wait in waits), len(asked))
        self.assertEqual(ctl("issues", "--state", "moon", cache=cache).code, 2)
        self.assertEqual(ctl("issues", "--kind", "rumour", cache=cache).code, 2)
        urged = next(row for row in asked if row["department"])
        self.assertEqual(self.act(cache, "issue.urge", urged["id"]).code, 0)
        again = next(row for row in ctl("issues", cache=cache).json["rows"] if row["id"] == urged["id"])
        self.assertEqual((again["urged"], again["pending"]), (urged["urged"] + 1, True))

    def test_status(self):
        status = ctl("status", cache=Shared.caches[WARD]).json
        self.assertEqual((status["scope"], status["endpoint"], status["as_of"], status["last_error"]),
                         (WARD, Shared.hub.endpoint, NOW, None))
        self.assertEqual((status["set_aside"], status["waiting"], status["encrypted"]), (0, 0, ENCRYPTED))
        self.assertEqual(status["records"]["dossier"], ctl("counts", cache=Shared.caches[WARD]).json["total"])

    def test_people(self):
        """Officers as they are or were on a day; the published figures of October 2025 are those of the demonstration."""
        def listed(*arguments, scope=PROVINCE):
            return ctl("people", *arguments, cache=Shared.caches[scope])

        # DOMAIN, People: 46 from 8 departments on 21 October 2025, 34 from 7 on the 13th
        published = {"Sở Nông nghiệp và Môi trường": 9, "Sở Y tế": 22, "Sở Xây dựng": 5, "Thanh tra tỉnh": 2,
                     "Sở Dân tộc và Tôn giáo": 1, "Sở Giáo dục và Đào tạo": 1, "Văn phòng UBND tỉnh": 2, "Sở Nội vụ": 4}
        for day, total, departments in (("2025-10-21", 46, 8), ("2025-10-13", 34, 7)):
            rows = listed("--kind", "seconded", "--on", day).json
            homes = collections.Counter(row["home_name"] for row in rows["rows"])
            self.assertEqual((rows["total"], len(rows["rows"]), len(homes)), (total, total, departments))
            if total == sum(published.values()):
                self.assertEqual(dict(homes), published)
            self.assertTrue(all(row["from"] <= day <= row["to"] for row in rows["rows"]))
        # DOMAIN, users: 73 posts in 7 agencies, 10 of them at the desk, which is 13.7 %
        posts = listed("--kind", "post", scope=WARD).json
        self.assertEqual(list(posts["rows"][0]), KEYS["people"])
        desk = [row for row in posts["rows"] if row["desk"]]
        self.assertEqual((posts["total"], len({row["agency"] for row in posts["rows"]}), len(desk)), (73, 7, 10))
        self.assertEqual(round(100 * len(desk) / posts["total"], 1), 13.7)
        both = listed(scope=WARD).json
        self.assertEqual(both["total"], 73 + listed("--kind", "seconded", scope=WARD).json["total"])
        for kind in ("channel", "team"):
            rows = listed("--kind", kind, scope=WARD).json
            self.assertEqual({row["kind"] for row in rows["rows"]}, {kind})
        self.assertEqual(listed("--kind", "seconded", "--on", "2020-01-01").code, 1)
        self.assertEqual(listed("--kind", "nobody").code, 2)
        self.assertEqual(listed("--on", "yesterday").code, 2)

    def test_letters_and_outbox(self):
        """A letter is signed once, counted as waiting, and takes its row out of the queue it stood in."""
        cache = Shared.path / "letters.db"
        self.assertEqual(sync(WARD, cache=cache).code, 0)
        self.assertEqual((ctl("outbox", cache=cache).code, ctl("outbox", cache=cache).json["total"]), (1, 0))
        letters = ctl("letters", cache=cache).json
        self.assertEqual(list(letters["rows"][0]), KEYS["letters"])
        self.assertEqual(len(letters["rows"]), letters["total"])
        for kind, name in (("sign-today", "sign-today"), ("missed", "sign-missed")):
            listed = [row["code"] for row in letters["rows"] if row["kind"] == kind]
            queue = ctl("queue", "--class", name, cache=cache).json
            self.assertEqual((listed, queue["total"]), ([row["code"] for row in queue["rows"]], len(listed)))
        today = [row for row in letters["rows"] if row["kind"] == "sign-today"]
        issued = [row for row in letters["rows"] if row["kind"] == "issued"]
        code = today[0]["code"]
        answer = self.act(cache, "dossier.apology", code, "reason=Chờ \"Sở\"", "new_due=2026-09-03T17:00:00+07:00")
        self.assertEqual((answer.code, list(answer.json)), (0, KEYS["act"]))
        self.assertEqual((answer.json["state"], answer.json["target"], answer.json["warnings"]), ("waiting", code, []))
        waiting = [row for row in ctl("letters", cache=cache).json["rows"] if row["kind"] == "waiting"]
        self.assertEqual([(row["code"], row["reason"], row["new_due"], row["number"]) for row in waiting],
                         [(code, "Chờ \"Sở\"", "2026-09-03T17:00:00+07:00", None)])
        self.assertEqual(ctl("queue", "--class", "sign-today", cache=cache).json["total"], len(today) - 1)
        self.check_refusals(cache, code, issued[0]["code"])
        self.assertEqual(self.act(cache, "dossier.urge", code).code, 0)
        self.assertEqual(self.act(cache, "dossier.note", code, "text=a=b").code, 0)
        outbox = ctl("outbox", cache=cache).json
        self.assertEqual([row["type"] for row in outbox["rows"]], ["dossier.apology", "dossier.urge", "dossier.note"])
        self.assertEqual(list(outbox["rows"][0]), KEYS["outbox"])
        self.assertEqual(ctl("status", cache=cache).json["waiting"], 3)

    def test_letters_of_the_scene(self):
        """The demonstration: four are due on Thursday, one of them has its letter."""
        place = Shared.path / "scene"
        place.mkdir()
        cache = place / "cache.db"
        with Hub(place, SIZE, seed=1) as hub:
            answer = ctl("--token-file", hub.token(WARD), "sync", "--endpoint", hub.endpoint, cache=cache)
        self.assertEqual(answer.code, 0, answer.err)
        rows = ctl("letters", cache=cache).json["rows"]
        self.assertEqual([row["kind"] for row in rows].count("sign-today"), 3)
        self.assertTrue(all(row["due"].startswith("2026-08-27") for row in rows[:3]))
        self.assertIn("41/PXL", [row["number"] for row in rows if row["kind"] == "issued"])

    def act(self, cache, *arguments):
        return ctl("act", *arguments, cache=cache)

    def check_refusals(self, cache, signed, issued):
        new_due = "new_due=2026-09-04T17:00:00+07:00"
        paused = ctl("queue", "--class", "paused", "--limit", "1", cache=cache).json["rows"][0]["code"]
        missed = ctl("queue", "--class", "sign-missed", "--limit", "1", cache=cache).json["rows"][0]["code"]
        for code, arguments, says in (
                (5, ("dossier.apology", signed, "reason=r", new_due), "chỉ được hẹn lại một lần"),
                (5, ("dossier.apology", issued, "reason=r", new_due), None),
                (5, ("dossier.apology", paused, "reason=r", new_due), "tạm dừng"),
                (5, ("dossier.apology", "H48.91-000000-0000", "reason=r", new_due), "Không có hồ sơ"),
                (5, ("dossier.apology", missed, "reason=r", "new_due=" + NOW), "sau thời điểm hiện tại"),
                (2, ("dossier.apology", missed, new_due), "reason"),
                (2, ("dossier.apology", missed, "reason=r", "new_due=tomorrow"), "tomorrow"),
                (2, ("dossier.apology", missed, "colour=red"), "colour"),
                (2, ("dossier.dance", missed), "dossier.dance"),
                (2, ("dossier.note",), None)):
            with self.subTest(arguments):
                answer = self.act(cache, *arguments)
                self.assertEqual((answer.code, answer.out), (code, ""))
                self.assertIn(says or "", answer.err)
        late = self.act(cache, "dossier.apology", missed, "reason=r", new_due)
        self.assertEqual([w["code"] for w in late.json["warnings"]], ["apology-late"])
        outbox = ctl("outbox", cache=cache).json
        self.assertEqual(outbox["total"], 2)
        with database(str(cache) + ".local", write=True) as opened:
            opened.execute("DELETE FROM action WHERE id=?", (late.json["id"],))

    def test_second_sync_is_small(self):
        sync(WARD)
        answer = sync(WARD).json
        self.assertEqual((answer["records"], answer["deleted"]), (0, 0))
        self.assertLess(answer["bytes"], 2000)

    def test_classes_before_and_after_changes(self):
        before = {scope: self.check_classes(scope) for scope in (WARD, PROVINCE)}
        rows = ctl("queue", "--class", "all", cache=Shared.caches[WARD]).json["rows"]
        open_rows = [row for row in rows if row["class"] not in ("finished", "awaiting")]
        self.assertGreater(len(open_rows), 2)
        gone, ended = rows[0], open_rows[-1]
        self.assertNotEqual(gone["code"], ended["code"])
        Shared.hub.records([
            {"op": "del", "type": "dossier", "id": gone["code"]},
            {"op": "put", "type": "dossier", "id": ended["code"], "data": {
                **{key: value for key, value in ended.items()
                   if value is not None and key not in ("code", "class", "remaining_minutes")},
                "channel": "desk", "state": 9, "finished": NOW}},
        ])
        for scope in (WARD, PROVINCE):
            answer = sync(scope)
            self.assertEqual(answer.code, 0, answer.err)
            self.assertGreaterEqual(answer.json["deleted"], 1)
            after = self.check_classes(scope)
            self.assertEqual(after["total"], before[scope]["total"] - 1)
        self.assertEqual(ctl("dossier", gone["code"], cache=Shared.caches[WARD]).code, 1)
        self.assertEqual(ctl("dossier", ended["code"], cache=Shared.caches[WARD]).json["class"], "finished")

    def test_scope_is_a_filter(self):
        province = ctl("--scope", WARD, "counts", cache=Shared.caches[PROVINCE])
        self.assertEqual(province.json["classes"], ctl("counts", cache=Shared.caches[WARD]).json["classes"])

    def test_search_folds(self):
        cache = Shared.caches[PROVINCE]
        plain, accents = (ctl("search", text, "--limit", "200", cache=cache).json
                          for text in ("nguyen thi", "Nguyễn Thị"))
        self.assertGreater(plain["total"], 0)
        self.assertEqual(plain, accents)
        rows = ctl("queue", cache=cache).json["rows"]
        for code in rows[0]["code"], rows[-1]["code"]:
            for at in range(len(code) - 3):
                digits = code[at:at + 4]
                expected = {row["code"] for row in rows if digits in row["code"]}
                if not digits.isdigit() or len(expected) > 900:
                    continue
                with self.subTest(digits):
                    found = ctl("search", digits, "--limit", "1000", cache=cache).json
                    self.assertLessEqual(expected, {row["id"] for row in found["rows"] if row["type"] == "dossier"})
                    listed = ctl("queue", "--search", digits, cache=cache).json
                    self.assertLessEqual(expected, {row["code"] for row in listed["rows"]})
        self.assertEqual(ctl("queue", "--search", "nguyen thi", cache=cache).json["total"],
                         ctl("queue", "--search", "Nguyễn Thị", cache=cache).json["total"])

    def test_search_kinds(self):
        cache = Shared.caches[WARD]
        kinds = ["dossier", "procedure", "officer", "commune", "issue", "task", "guidance", "channel"]
        total = 0
        for kind in kinds:
            with self.subTest(kind):
                found = ctl("search", "khai sinh", "--kind", kind, cache=cache).json
                self.assertLessEqual({row["type"] for row in found["rows"]}, {kind})
                total += found["total"]
        self.assertEqual(ctl("search", "khai sinh", cache=cache).json["total"], min(total, 1000))
        first = ctl("search", "dang ky khai sinh", "--kind", "procedure", "--kind", "issue", cache=cache).json["rows"][0]
        self.assertEqual((first["type"], first["title"]), ("procedure", "Đăng ký khai sinh"))

    def test_communes(self):
        cache = Shared.caches[WARD]
        rows = ctl("communes", "Lê Hồng Phong", cache=cache).json["rows"]
        self.assertIn("21028", [row["code"] for row in rows])
        rows = ctl("communes", "nguyen nghiem", cache=cache).json["rows"]
        self.assertGreater(len(rows), 2)
        told_apart = {(row["code"], row["matched"], row["old_unit"], row["old_district"], row["part"]) for row in rows}
        self.assertEqual(len(told_apart), len(rows))
        self.assertEqual({row["matched"] for row in rows}, {"new", "old"})

    def test_communes_as_citizens_say(self):
        cache = Shared.caches[WARD]
        place = "21034", "xã Nghĩa Hà", "Thành phố Quảng Ngãi"
        for said, expected in (
                ("tôi ở phường Lê Hồng Phong cũ", [("21028", "phường Lê Hồng Phong", "Thành phố Quảng Ngãi")]),
                ("xã Nghĩa Hà trước đây thuộc Tư Nghĩa", [place]), ("x.nghia ha cu", [place]),
                ("huyện Sơn Tịnh", [(code, "huyện Sơn Tịnh", None) for code in ("21205", "21220", "21181", "21196")])):
            with self.subTest(said):
                rows = ctl("communes", said, cache=cache).json["rows"]
                self.assertEqual([(row["code"], row["old_unit"], row["old_district"]) for row in rows], expected)
                self.assertEqual(list(rows[0]), KEYS["communes"])
        parts = ctl("communes", "Trà Bùi", cache=cache).json["rows"]
        self.assertEqual([row["part"] for row in parts], ["một phần", "phần còn lại"])
        self.assertEqual(ctl("communes", "nguyen van an", cache=cache).code, 1)

    def test_sort_limit_offset(self):
        cache = Shared.caches[WARD]
        for column in ("due", "code", "procedure", "applicant", "field", "officer", "received", "state", "finished"):
            for sort in (column, "-" + column):
                with self.subTest(sort):
                    whole = [row["code"] for row in ctl("queue", "--sort=" + sort, cache=cache).json["rows"]]
                    part = ctl("queue", "--sort=" + sort, "--limit", "7", "--offset", "5", cache=cache).json
                    self.assertEqual([row["code"] for row in part["rows"]], whole[5:12])
                    self.assertEqual(part["total"], len(whole))
        self.assertEqual(ctl("queue", "--limit", "0", cache=cache).json["rows"], [])
        self.assertEqual(ctl("queue", "--offset", "1000000", cache=cache).json["rows"], [])

    def test_usage(self):
        cases = [[], ["nonsense"], ["queue", "--class", "late"], ["queue", "--sort", "shoe"], ["queue", "--state", "11"],
                 ["queue", "--offset", "-1"], ["queue", "more"], ["dossier"], ["search"], ["search", "x", "--kind", "y"], ["--format", "xml", "counts"],
                 ["--scope", "ward", "counts"], ["--now", "today", "counts"],
                 ["counts", "--unknown"], ["sync", "--group", "half", "--endpoint", "http://127.0.0.1:1"],
                 ["sync", "--endpoint", "http://example.vn"], ["queue", "--limit", "many"], ["queue", "--limit", "-1"],
                 ["queue", "--channel", "pigeon"], ["queue", "--due-from", "26/08/2026"]]
        for case in cases:
            with self.subTest(case):
                answer = ctl(*case, cache=Shared.caches[WARD], now=None)
                self.assertEqual((answer.code, answer.out), (2, ""))
                self.assertTrue(answer.err.startswith("giaobanctl: "), answer.err)

    def test_nothing_found(self):
        cache = Shared.caches[WARD]
        for case, expected in ((["search", "zzqqxx"], {"total": 0, "more": False, "rows": []}),
                               (["queue", "--search", "zzqqxx"], {"total": 0, "rows": []}),
                               (["communes", "zzqqxx"], {"rows": []}), (["dossier", "zzqqxx"], {"total": 0})):
            with self.subTest(case):
                answer = ctl(*case, cache=cache)
                self.assertEqual((answer.code, answer.json), (1, expected))

    def test_exit_codes_of_sync(self):
        wrong = Shared.path / "wrong-token"
        private_file(wrong, "AAAAAAAA")
        endpoint = ["sync", "--endpoint", Shared.hub.endpoint]
        token = ["--token-file", Shared.tokens[WARD]]
        cases = [
            (3, token + ["sync", "--endpoint", "http://127.0.0.1:1"]),
            (4, ["--token-file", str(wrong)] + endpoint),
            (4, ["--token-file", str(Shared.path / "none")] + endpoint),
            (4, endpoint),
            (4, token + ["--scope", PROVINCE] + endpoint),
            (2, token + ["sync"]),
        ]
        for number, (code, case) in enumerate(cases):
            with self.subTest(case):
                answer = ctl(*case, cache=Shared.path / ("fresh-%d.db" % number))
                self.assertEqual(answer.code, code, answer.err)
                self.assertEqual(answer.out, "")
                self.assertRegex(answer.err, "[ạảãáàăâđêôơưẠ-ỹ]")

    def test_other_scope(self):
        before = picture(Shared.caches[WARD])
        answer = ctl("--token-file", Shared.tokens[PROVINCE], "--scope", PROVINCE, "sync", "--endpoint",
                     Shared.hub.endpoint, cache=Shared.caches[WARD])
        self.assertEqual((answer.code, answer.out), (6, ""))
        self.assertEqual(picture(Shared.caches[WARD]), before)

    def test_unusable_caches(self):
        newer = Shared.path / "newer.db"
        newer.write_bytes(Shared.caches[WARD].read_bytes())
        with database(newer, write=True) as opened:
            opened.execute("PRAGMA user_version = 1000")
        other = Shared.path / "other.db"
        with contextlib.closing(sqlite3.connect(other)) as opened:
            opened.execute("CREATE TABLE note (text)")
        text = Shared.path / "letter.txt"
        text.write_text("Kính gửi " * 1000, encoding="utf-8")
        for cache in (newer, other, text, Shared.path / "none.db"):
            for command in (["counts"], ["--token-file", Shared.tokens[WARD], "sync", "--endpoint", Shared.hub.endpoint]):
                if cache.name == "none.db" and "sync" in command:
                    continue
                with self.subTest((cache.name, command[-1])):
                    before = cache.read_bytes() if cache.exists() else None
                    answer = ctl(*command, cache=cache)
                    self.assertEqual((answer.code, answer.out), (6, ""), answer.err)
                    self.assertIn(str(cache), answer.err)
                    self.assertEqual(cache.read_bytes() if cache.exists() else None, before)

    @unittest.skipIf(os.geteuid() != 0, "only root can become somebody who may not write")
    def test_read_only_folder(self):
        somebody = 65534
        with folder() as name:
            os.chmod(name, 0o755)
            cache = pathlib.Path(name) / "cache.db"
            cache.write_bytes(Shared.caches[WARD].read_bytes())
            os.chmod(cache, 0o644)
            secrets = []
            for option, path in zip(["--token-file", "--key-file"], [Shared.tokens[WARD]] + key_arguments()[1:]):
                own = pathlib.Path(name) / option[2:]
                private_file(own, pathlib.Path(path).read_text(encoding="ascii"))
                os.chown(own, somebody, somebody)
                secrets += [option, str(own)]
            answer = subprocess.run(
                [program("giaobanctl"), "--cache", str(cache), *secrets, "sync", "--endpoint", Shared.hub.endpoint], capture_output=True, text=True, check=False, user=somebody,
                env={**os.environ, "HOME": name})
            self.assertEqual((answer.returncode, answer.stdout), (6, ""), answer.stderr)
            self.assertIn(str(cache), answer.stderr)
            self.assertEqual(cache.read_bytes(), Shared.caches[WARD].read_bytes())

    def test_formats(self):
        cache = Shared.caches[WARD]
        table = ctl("--format", "table", "counts", cache=cache)
        self.assertIn("Quá hạn", table.out)
        self.assertEqual(len({len(line) for line in table.out.splitlines()}), 1)
        table = ctl("--format", "csv", "queue", cache=cache)
        self.assertTrue(table.out.startswith(",".join(ROW)))
        self.assertEqual(ctl("counts", cache=cache).json, json.loads(ctl("--format", "json", "counts", cache=cache).out))

    def test_language(self):
        self.assertIn("no class", ctl("--lang", "en", "queue", "--class", "late", cache=Shared.caches[WARD]).err)
        self.assertIn("loại hạn", ctl("queue", "--class", "late", cache=Shared.caches[WARD],
                                      environment={"LC_ALL": "C"}).err)

    def test_one_sync_at_a_time(self):
        cache = Shared.path / "together.db"
        codes = []
        threads = [threading.Thread(target=lambda: codes.append(sync(PROVINCE, cache=cache).code)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertIn(0, codes)
        self.assertLessEqual(set(codes), {0, 6})
        self.assertEqual(picture(cache)[0], picture_of_fresh_sync())

    def test_killed_sync_goes_on(self):
        """Killed at many points, the cache opens and the next run brings exactly what was missing."""
        cache = Shared.path / "killed.db"
        landed = 0
        for delay in (0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0):
            process = subprocess.Popen([program("giaobanctl"), "--cache", str(cache), *key_arguments(), "--token-file",
                                        Shared.tokens[PROVINCE], "--now", NOW, "sync", "--endpoint",
                                        Shared.hub.endpoint], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            try:
                process.wait(delay)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                landed += 1
            process.communicate()
            if cache.exists() and ctl("status", cache=cache).code == 0:
                with database(cache) as opened:
                    self.assertEqual(opened.execute("PRAGMA quick_check").fetchone(), ("ok",))
        self.assertGreater(landed, 0)
        answer = sync(PROVINCE, cache=cache)
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual(picture(cache)[0], picture_of_fresh_sync())


def picture_of_fresh_sync():
    fresh = Shared.path / "fresh.db"
    for path in Shared.path.glob("fresh.db*"):
        path.unlink()
    assert sync(PROVINCE, cache=fresh).code == 0
    return picture(fresh)[0]


if __name__ == "__main__":
    unittest.main(verbosity=2)
