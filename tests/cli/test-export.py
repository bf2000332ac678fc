#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What giaobanctl export writes: as the lists say it, and as other programs read it."""

import csv
import datetime
import json
import os
import pathlib
import signal
import stat
import subprocess
import sys
import time
import unittest

import icalendar
import openpyxl
import vobject

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import NOW, PROVINCE, WARD, Hub, ctl, folder, key_arguments, program  # noqa: E402

VIET_NAM = datetime.timezone(datetime.timedelta(hours=7))

# Each list in each of its forms; the words that say how many there must be.
LISTS = [
    ("dossiers", (".xlsx", ".csv"), ("queue",)),
    ("people", (".xlsx", ".csv", ".vcf"), ("people",)),
    ("channels", (".xlsx", ".csv"), ("people", "--kind", "channel")),
    ("issues", (".xlsx", ".csv", ".geojson"), ("issues",)),
    ("tasks", (".xlsx", ".csv"), ("tasks",)),
    ("letters", (".xlsx", ".csv"), ("letters",)),
    ("reconcile", (".xlsx", ".csv"), ("reconcile",)),
]


class Shared:
    """One seeded hub and a synced cache of each scope."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 1500).start()
    Shared.caches = {}
    for scope in (WARD, PROVINCE):
        Shared.caches[scope] = Shared.path / (scope.replace(":", "-") + ".db")
        answer = ctl("--token-file", Shared.hub.token(scope), "sync", "--endpoint", Shared.hub.endpoint,
                     cache=Shared.caches[scope])
        assert answer.code == 0, answer.err


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def listed(*arguments, scope=WARD):
    return ctl(*arguments, cache=Shared.caches[scope]).json


def read_plain(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def read_sheet(path):
    """Header and rows under it; what is over it are title and notes."""
    book = openpyxl.load_workbook(path)
    rows = list(book.worksheets[0].iter_rows())
    head = int(book.worksheets[0].freeze_panes[1:]) - 2
    return [cell.value for cell in rows[head]], rows[head + 1:], [row[0].value for row in rows[:head]]


def moment(value):
    return None if value is None else datetime.datetime.fromisoformat(value).astimezone(VIET_NAM).replace(tzinfo=None)


class Base(unittest.TestCase):
    def export(self, what, name, *arguments, scope=WARD, code=0):
        path = Shared.path / name
        answer = ctl("export", what, *arguments, "--out", path, cache=Shared.caches[scope])
        self.assertEqual(answer.code, code, answer.err)
        if code == 0:
            self.assertEqual(answer.json["file"], str(path))
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        return path, answer.json["rows"] if code < 2 else answer.err


class Tables(Base):
    def test_as_many_as_listed(self):
        for what, forms, command in LISTS:
            for scope in (WARD, PROVINCE):
                total = listed(*command, scope=scope)["total"]
                for form in forms:
                    with self.subTest(what=what, form=form, scope=scope):
                        path, rows = self.export(what, "many" + form, scope=scope, code=0 if total else 1)
                        self.assertEqual(rows, total)
                        if form == ".xlsx":
                            self.assertEqual(len(read_sheet(path)[1]), total)

    def test_dossiers(self):
        """The list's own rows in its order, in every form; moments are moments and minutes are numbers."""
        for arguments in ((), ("--class", "overdue", "--sort", "-due"), ("--field", "Hộ tịch", "--sort", "applicant"),
                          ("--search", "nguyen", "--limit", "7", "--offset", "2")):
            wanted = listed("queue", *arguments, scope=PROVINCE)["rows"]
            path, rows = self.export("dossiers", "dossiers.csv", "--plain", *arguments, scope=PROVINCE)
            self.assertEqual(rows, len(wanted))
            plain = read_plain(path)
            self.assertEqual(list(plain[0]), list(wanted[0]))
            for line, row in zip(plain, wanted):
                self.assertEqual(line, {key: "" if value is None else str(value) for key, value in row.items()})
            header, lines, _ = read_sheet(self.export("dossiers", "dossiers.xlsx", *arguments, scope=PROVINCE)[0])
            self.assertEqual(header[:2], ["Mã hồ sơ", "Thủ tục"])
            keys = list(wanted[0])
            self.assertEqual(len(lines), len(wanted))
            for line, row in zip(lines, wanted):
                cells = dict(zip(keys, [cell.value for cell in line]))
                for key in ("code", "procedure", "procedure_code", "applicant", "field", "officer"):
                    self.assertEqual(cells[key], row[key] or None)
                for key in ("submitted", "received", "due", "finished"):
                    self.assertEqual(cells[key], moment(row[key]))
                self.assertEqual(cells["remaining_minutes"], row["remaining_minutes"])

    def test_people_see_names(self):
        """Whoever opens it reads Vietnamese, programs read codes."""
        path, _ = self.export("dossiers", "names.csv")
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(path.read_bytes()[:3], b"\xef\xbb\xbf")
        self.assertEqual({row["Xã"] for row in rows}, {"phường Nghĩa Lộ"})
        self.assertLess({"Đã kết thúc", "Trong hạn"},
                        {row["Loại hạn"] for row in rows})

    def test_stamp(self):
        """Each sheet says as of when it is, and that the data are for demonstration."""
        for what in ("dossiers", "tracking", "scorecard", "communes"):
            with self.subTest(what):
                notes = read_sheet(self.export(what, "stamp.xlsx")[0])[2]
                self.assertIn("Số liệu đến 07:15 ngày 26/08/2026", notes)
                self.assertIn("Dữ liệu minh họa", notes)
        self.assertIn("Từ 01/08/2026 đến 26/08/2026", read_sheet(self.export("tracking", "stamp.xlsx")[0])[2])

    def test_tracking(self):
        for by in ("unit", "field", "officer"):
            table = listed("tracking", "--by", by, "--from", "2026-08-01", scope=PROVINCE)
            rows = read_plain(self.export("tracking", "tracking.csv", "--plain", "--by", by, "--from", "2026-08-01",
                                          scope=PROVINCE)[0])
            self.assertEqual(len(rows), len(table["rows"]) + 1)
            for line, row in zip(rows, table["rows"] + [table["total"]]):
                self.assertEqual([int(line[key]) for key in ("received", "done_late", "processing", "paused")],
                                 [row["received"]["total"], row["done"]["late"], row["processing"]["total"],
                                  row["paused"]["total"]])
            lines = read_sheet(self.export("tracking", "tracking.xlsx", "--by", by, scope=PROVINCE)[0])[1]
            self.assertEqual([row[0].font.bold for row in lines], [False] * (len(lines) - 1) + [True])

    def test_scorecard(self):
        card = listed("scorecard")
        wanted = [line for group in card["groups"] for line in group["indicators"]]
        rows = read_plain(self.export("scorecard", "card.csv", "--plain")[0])
        self.assertEqual([row["id"] for row in rows], [line["id"] for line in wanted])
        self.assertEqual([row["points"] and float(row["points"]) for row in rows],
                         ["" if line["points"] is None else line["points"] for line in wanted])

    def test_reconcile(self):
        wanted = listed("reconcile", scope=PROVINCE)["rows"]
        rows = read_plain(self.export("reconcile", "reconcile.csv", "--plain", scope=PROVINCE)[0])
        self.assertGreater(len(rows), 0)
        for line, row in zip(rows, wanted):
            self.assertEqual([line[key] for key in ("code", "official", "computed", "reason")],
                             [row[key] or "" for key in ("code", "official", "computed", "reason")])

    def test_filters(self):
        for what, arguments in (("issues", ("--state", "overdue")), ("issues", ("--kind", "report")),
                                ("tasks", ("--state", "open")), ("people", ("--kind", "seconded"))):
            with self.subTest(what=what, arguments=arguments):
                wanted = listed(what, *arguments, scope=PROVINCE)["rows"]
                path, rows = self.export(what, "filter.csv", "--plain", *arguments, scope=PROVINCE)
                self.assertEqual(rows, len(wanted))
                self.assertEqual([row["id"] for row in read_plain(path)], [row["id"] for row in wanted])

    def test_waits(self):
        wanted = listed("issues", "--waits", scope=PROVINCE)["rows"]
        rows = read_plain(self.export("issues", "waits.csv", "--plain", "--waits", scope=PROVINCE)[0])
        self.assertEqual([(row["open"], row["worst"]) for row in rows],
                         [(str(row["open"]), row["worst"]) for row in wanted])

    def test_same_bytes(self):
        first = self.export("dossiers", "same.xlsx", scope=PROVINCE)[0].read_bytes()
        time.sleep(1.1)
        self.assertEqual(self.export("dossiers", "same.xlsx", scope=PROVINCE)[0].read_bytes(), first)

    def test_nothing(self):
        path, rows = self.export("dossiers", "none.xlsx", "--search", "không có gì thế này", code=1)
        self.assertEqual((rows, read_sheet(path)[1]), (0, []))


class Calendar(Base):
    def test_deadlines(self):
        """Each open dossier with a due date, all tasks and meetings, under names that stay; nobody's applicant."""
        path, rows = self.export("deadlines", "deadlines.ics")
        events = [part for part in icalendar.Calendar.from_ical(path.read_bytes()).walk() if part.name == "VEVENT"]
        self.assertEqual(len(events), rows)
        uids = [str(event["UID"]) for event in events]
        self.assertEqual(len(set(uids)), len(uids))
        wanted = {f"dossier-{row['code']}@giaoban": row for row in listed("queue")["rows"]
                  if row["due"] is not None and row["class"] != "finished"}
        found = {str(event["UID"]): event for event in events if str(event["UID"]).startswith("dossier-")}
        self.assertEqual(set(found), set(wanted))
        for uid, event in found.items():
            self.assertEqual(event["DTEND"].dt, datetime.datetime.fromisoformat(wanted[uid]["due"]))
            self.assertIn(wanted[uid]["procedure"], str(event["SUMMARY"]))
        text = "".join(str(event.get(key, "")) for event in found.values() for key in ("SUMMARY", "DESCRIPTION"))
        officers = {row["officer"] for row in wanted.values()}
        for row in wanted.values():
            if not any(row["applicant"] in officer for officer in officers if officer):
                self.assertNotIn(row["applicant"], text)
        kinds = {uid.split("-")[0] for uid in uids}
        self.assertLessEqual({"dossier", "task", "notice", "secondment"}, kinds)
        _, others = self.export("tasks", "tasks.ics")
        self.assertEqual(rows, len(found) + others)
        table, _ = self.export("deadlines", "deadlines.xlsx")
        self.assertEqual(len(read_sheet(table)[1]), rows)

    def test_chosen(self):
        overdue = listed("queue", "--class", "overdue", scope=PROVINCE)["total"]
        text = self.export("deadlines", "overdue.ics", "--class", "overdue", scope=PROVINCE)[0].read_text()
        self.assertGreater(overdue, 0)
        self.assertEqual(text.count("UID:dossier-"), overdue)


    def test_chosen_tasks(self):
        """With a choice of tasks there are these alone, of those that are still to be done."""
        for arguments in (("--state", "overdue"), ("--search", "ra soat"), ("--state", "done")):
            wanted = {f"task-{row['id']}@giaoban" for row in listed("tasks", *arguments, scope=PROVINCE)["rows"]
                      if row["state"] == "open"}
            path, rows = self.export("tasks", "chosen.ics", *arguments, scope=PROVINCE, code=0 if wanted else 1)
            events = [part for part in icalendar.Calendar.from_ical(path.read_bytes()).walk() if part.name == "VEVENT"]
            self.assertEqual({str(event["UID"]) for event in events}, wanted)
            self.assertEqual(rows, len(wanted))


class Cards(Base):
    def read(self, what, scope=WARD):
        path, rows = self.export(what, what + ".vcf", scope=scope)
        for line in path.read_bytes().split(b"\r\n"):
            self.assertLessEqual(len(line), 75)
        cards = list(vobject.readComponents(path.read_text(encoding="utf-8")))
        self.assertEqual(len(cards), rows)
        uids = [card.uid.value for card in cards]
        self.assertEqual(len(set(uids)), len(uids))
        return cards

    def test_officers(self):
        people = listed("people")["rows"]
        cards = self.read("people")
        for card, row in zip(cards, people):
            self.assertEqual((card.version.value, card.kind.value), ("4.0", "individual"))
            self.assertEqual(card.fn.value, row["name"])
            self.assertEqual(card.n.value.family, row["name"].split()[0])
            self.assertEqual(card.n.value.given, row["name"].split()[-1])
            self.assertEqual(card.org.value, [row["agency_name"]])
            self.assertEqual(card.title.value, row["title"])
            self.assertEqual([tel.value for tel in card.contents.get("tel", [])], [row["phone"]] if row["phone"] else [])

    def test_channels(self):
        rows = listed("people", "--kind", "channel")["rows"]
        cards = self.read("channels")
        hotlines = sorted(row["value"] for row in rows if row["channel"] == "hotline")
        links = sorted(row["value"] for row in rows if row["value"].startswith("https://"))
        self.assertEqual(sorted(tel.value for card in cards for tel in card.contents.get("tel", [])), hotlines)
        self.assertEqual(sorted(url.value for card in cards for url in card.contents.get("url", [])), links)

    def test_stable(self):
        first, second = ([card.uid.value for card in self.read("channels", scope)] for scope in (WARD, PROVINCE))
        self.assertEqual(first, second)


class Places(Base):
    def test_issues(self):
        path, rows = self.export("issues", "issues.geojson", scope=PROVINCE)
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        wanted = listed("issues", scope=PROVINCE)["rows"]
        self.assertEqual(len(features), rows)
        for feature, row in zip(features, wanted):
            self.assertEqual((feature["id"], feature["properties"]["title"]), (row["id"], row["title"]))
            if row["lon"] is None:
                self.assertIsNone(feature["geometry"])
            else:
                self.assertEqual(feature["geometry"]["type"], "Point")
                for got, value in zip(feature["geometry"]["coordinates"], (row["lon"], row["lat"])):
                    self.assertAlmostEqual(got, value, places=6)

    def test_visits(self):
        path, rows = self.export("visits", "visits.geojson", scope=PROVINCE)
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        self.assertEqual(len(features), rows)
        self.assertTrue(all(feature["geometry"] is not None for feature in features))
        _, rows = self.export("visits", "visits.xlsx", scope=PROVINCE)
        self.assertEqual(len(features), rows)


class Refused(Base):
    def test_usage(self):
        for arguments in ((), ("dossiers",), ("dossiers", "--out", "x.ics"), ("nothing", "--out", "x.csv"),
                          ("dossiers", "--out", "x.csv", "--class", "late"), ("issues", "--out", "x.vcf"),
                          ("tracking", "--out", "x.csv", "--by", "mood"), ("dossiers", "more", "--out", "x.csv"),
                          ("scorecard", "--out", "x.csv", "--from", "2026-08-09", "--to", "2026-08-01"),
                          ("people", "--out", "x.csv", "--kind", "channel"), ("letters", "--out", "x.csv", "--limit", "3")):
            with self.subTest(arguments):
                answer = ctl("export", *arguments, cache=Shared.caches[WARD])
                self.assertEqual(answer.code, 2, answer.err)
                self.assertFalse(pathlib.Path("x.csv").exists())

    def test_place(self):
        for name in ("none/x.xlsx", "none/x.csv", "none/x.vcf", "none/x.geojson"):
            with self.subTest(name):
                what = "issues" if name.endswith("json") else "people"
                self.assertIn("thư mục", self.export(what, name, code=2)[1])

    def test_disk_full(self):
        """A real disk of 200 KB: nothing is left, and it says so in Vietnamese."""
        disk = Shared.path / "disk"
        disk.mkdir(exist_ok=True)
        for name in ("x.xlsx", "x.csv"):
            command = [program("giaobanctl"), "--cache", Shared.caches[PROVINCE], *key_arguments(), "--now", NOW,
                       "export", "dossiers", "--out", disk / name]
            script = 'mount -t tmpfs -o size=200k none "$1" && shift && "$@"; echo "code $?"; ls -A "%s"' % disk
            done = subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh", disk, *command], capture_output=True,
                                  text=True, check=False)
            if "code" not in done.stdout or "mount:" in done.stderr or "unshare:" in done.stderr:
                self.skipTest(f"no disk of its own here: {done.stderr[:200]}")
            self.assertEqual(done.stdout, "code 2\n", done.stderr)
            self.assertIn("Ổ đĩa đã đầy", done.stderr)

    def test_stopped(self):
        """Ctrl+C in the middle leaves what was there and nothing beside it."""
        place = Shared.path / "stopped"
        place.mkdir()
        for name in ("x.xlsx", "x.csv"):
            path = place / name
            path.write_text("old")
            command = [program("giaobanctl"), "--cache", Shared.caches[PROVINCE], *key_arguments(), "--now", NOW,
                       "export", "dossiers", "--out", path]
            for pause in (0.02, 0.05, 0.1, 0.2, 0.3):
                with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
                    time.sleep(pause)
                    running.send_signal(signal.SIGINT)
                    running.communicate(timeout=60)
                self.assertEqual(sorted(entry.name for entry in place.iterdir()), [name])
                # Before and after the export itself the signal ends the program as it ends any other.
                self.assertIn(running.returncode, (0, 7, -signal.SIGINT))
                if running.returncode == 7:
                    self.assertEqual(path.read_bytes(), b"old")
                elif running.returncode == 0:
                    self.assertNotEqual(path.read_bytes(), b"old")
                path.write_text("old")
            path.unlink()


if __name__ == "__main__":
    unittest.main()
