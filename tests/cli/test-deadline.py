#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""giaobanctl deadline: the contract's keys and names, and what it says of input that cannot be taken."""

import json
import os
import pathlib
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import ctl, folder  # noqa: E402

KEYS = ["due", "class", "remaining_minutes", "trace", "warnings"]
STEP = ["step", "from", "to", "rule", "source"]
WARNING = ["code", "source"]
KINDS = ["accepted", "supplement-asked", "supplement-complete", "pause:finance", "pause:opinion", "pause:verification",
         "pause:identity", "pause:stopped", "resume", "apology", "finished", "handed-over"]
MONDAY = "2026-08-03T09:00:00+07:00"


def at(text):
    """ "2026-08-04 09:00" as RFC 3339."""
    return text.replace(" ", "T") + ":00+07:00"


def deadline(*arguments, received=MONDAY, limit="5 working-days", now="2026-08-04 08:00", events=()):
    more = [word for event in events for word in ("--event", event)]
    return ctl("deadline", "--received", received, "--limit", limit, *more, *arguments, now=at(now))


class Contract(unittest.TestCase):
    def test_keys(self):
        answer = deadline(events=["resume@" + at("2026-08-03 10:00")])
        self.assertEqual((answer.code, answer.err), (0, ""))
        self.assertEqual(list(answer.json), KEYS)
        self.assertEqual([list(step) for step in answer.json["trace"]], [STEP] * 2)
        self.assertEqual([list(warning) for warning in answer.json["warnings"]], [WARNING])
        self.assertEqual(answer.json["due"], at("2026-08-10 09:00"))
        self.assertEqual((answer.json["class"], answer.json["remaining_minutes"]), ("on-track", 4 * 480 + 60))
        self.assertEqual(answer.json["warnings"][0]["code"], "no-partner")

    def test_trace(self):
        events = ["pause:opinion@" + at("2026-08-04 09:00"), "resume@" + at("2026-08-04 11:00"),
                  "supplement-asked@" + at("2026-08-05 09:00"), "supplement-complete@" + at("2026-08-07 18:00"),
                  "extend@%s=%s" % (at("2026-08-11 09:00"), at("2026-08-20 09:00"))]
        answer = deadline(events=events).json
        rules = [step["rule"] for step in answer["trace"]]
        self.assertEqual(rules, ["accepted", "working-days:same-time", "pause", "resume", "supplement-asked", "restart",
                                 "next-open", "working-days:same-time", "extend"])
        self.assertEqual(answer["trace"][0]["from"], MONDAY)
        for step, following in zip(answer["trace"], answer["trace"][1:]):
            self.assertEqual(step["to"], following["from"])
        self.assertEqual(answer["trace"][-1]["to"], answer["due"])
        for step in answer["trace"]:
            self.assertIn("Nghị định 61/2018/NĐ-CP" if step["rule"] != "next-open" else "Bộ luật Lao động",
                          step["source"])

    def test_kinds(self):
        for kind in KINDS:
            with self.subTest(kind):
                answer = deadline(events=[kind + "@" + at("2026-08-04 09:00")])
                self.assertEqual((answer.code, answer.err), (0, ""))
        answer = deadline(events=["extend@%s=%s" % (at("2026-08-04 09:00"), at("2026-08-14 09:00"))])
        self.assertEqual(answer.json["due"], at("2026-08-14 09:00"))

    def test_units(self):
        dues = {"1 working-day": "2026-08-04 09:00", "1 half-day": "2026-08-03 15:00", "1 working-hour": "2026-08-03 10:00",
                "1 calendar-day": "2026-08-04 17:00"}
        for limit, due in dues.items():
            for text in (limit, limit + "s"):
                with self.subTest(text):
                    self.assertEqual(deadline(limit=text).json["due"], at(due))

    def test_rules_and_hours(self):
        self.assertEqual(deadline(limit="1 working-day").json["due"], at("2026-08-04 09:00"))
        self.assertEqual(deadline("--rule", "same-time", limit="1 working-day").json["due"], at("2026-08-04 09:00"))
        self.assertEqual(deadline("--rule", "day-end", limit="1 working-day").json["due"], at("2026-08-04 17:00"))
        self.assertEqual(deadline("--rule", "day-end", "--cutoff", "08:00", limit="1 working-day").json["due"],
                         at("2026-08-05 17:00"))
        self.assertEqual(deadline("--cutoff", "last-hour", limit="0 working-days",
                                  received=at("2026-08-03 16:00")).json["due"], at("2026-08-04 17:00"))
        hours = "mon-fri 07:00-11:30,13:30-17:00;sat 07:00-11:30"
        self.assertEqual(deadline("--rule", "day-end", "--hours", hours, limit="5 working-days").json["due"],
                         at("2026-08-08 11:30"))

    def test_paused(self):
        answer = deadline(events=["pause:finance@" + at("2026-08-04 09:00")], now="2026-08-20 09:00").json
        self.assertEqual((answer["due"], answer["class"], answer["remaining_minutes"]), (None, "paused", 4 * 480))

    def test_finished(self):
        answer = deadline(events=["finished@" + at("2026-08-04 09:00")], now="2026-08-20 09:00").json
        self.assertEqual((answer["due"], answer["class"], answer["remaining_minutes"]),
                         (at("2026-08-10 09:00"), "finished", None))

    def test_minutes(self):
        """Rounded down: late by a second is negative."""
        for now, minutes, name in (("09:00:00", 0, "due-today"), ("09:00:01", -1, "overdue"), ("08:58:30", 1, "due-today"),
                                   ("09:01:00", -1, "overdue"), ("09:01:01", -2, "overdue")):
            answer = ctl("deadline", "--received", MONDAY, "--limit", "5 working-days",
                         now="2026-08-10T%s+07:00" % now).json
            self.assertEqual((now, answer["remaining_minutes"], answer["class"]), (now, minutes, name))

    def test_disorder(self):
        pause, resume = "pause:finance@" + at("2026-08-04 09:00"), "resume@" + at("2026-08-04 10:00")
        told = {(pause, resume): [], (resume, pause): ["out-of-order"], (pause, pause, resume): ["duplicate"]}
        for events, codes in told.items():
            answer = deadline(events=events, now="2026-08-05 09:00").json
            self.assertEqual([warning["code"] for warning in answer["warnings"]], codes)
            self.assertEqual(answer["due"], at("2026-08-10 10:00"))

    def test_other_formats(self):
        table = deadline("--format", "table", events=["finished@" + at("2026-08-04 09:00")])
        self.assertEqual(table.out.split("\n")[0], "2026-08-10T09:00:00+07:00  trước hạn")
        rows = deadline("--format", "csv").out.replace("\r", "").split("\n")
        self.assertEqual(rows, ["due,class,remaining_minutes", "2026-08-10T09:00:00+07:00,on-track,1980", ""])

    def test_far(self):
        """The years that can be written all end, and quickly enough."""
        for received in ("1900-01-01T00:00:00+07:00", "1970-01-01T07:00:00+07:00", "2130-06-01T09:00:00+07:00",
                         "2199-12-31T23:59:59+07:00"):
            for limit in ("3650 working-days", "3650 working-hours", "3650 half-days", "3650 calendar-days"):
                answer = deadline(limit=limit, received=received)
                self.assertEqual(answer.code, 0)
                self.assertGreater(answer.json["due"], received)
                self.assertEqual(answer.json["trace"][0]["from"], received)


class Calendar(unittest.TestCase):
    def setUp(self):
        self.folder = folder()
        self.path = pathlib.Path(self.folder.name) / "calendar.json"

    def tearDown(self):
        self.folder.cleanup()

    def ask(self, text, received, limit="1 working-day"):
        self.path.write_text(text, encoding="utf-8")
        return deadline("--rule", "day-end", "--calendar", str(self.path), limit=limit, received=at(received))

    def test_replaces_everything(self):
        text = '{"off":["2026-08-31"],"work":["2026-08-22"]}'
        for received, due in (("2026-08-21 09:00", "2026-08-22 17:00"), ("2026-08-28 09:00", "2026-09-01 17:00"),
                              ("2026-09-01 09:00", "2026-09-02 17:00"), ("2027-02-05 09:00", "2027-02-08 17:00"),
                              ("2026-12-31 09:00", "2027-01-01 17:00"), ("2030-02-01 09:00", "2030-02-04 17:00")):
            self.assertEqual(self.ask(text, received).json["due"], at(due))
        for text in ("{}", '{"off":[]}', '{"work":[]}', '{"work":[],"off":[]}'):
            self.assertEqual(self.ask(text, "2026-09-01 09:00").json["due"], at("2026-09-02 17:00"))

    def test_make_up_day_has_mondays_hours(self):
        hours = "mon 08:00-12:00;tue-fri 08:00-12:00,13:00-16:00"
        self.path.write_text('{"work":["2026-08-22"]}', encoding="utf-8")
        answer = deadline("--rule", "day-end", "--hours", hours, "--calendar", str(self.path), limit="1 working-day",
                          received=at("2026-08-21 09:00"))
        self.assertEqual(answer.json["due"], at("2026-08-22 12:00"))

    def test_computed_without_file(self):
        self.assertEqual(deadline("--rule", "day-end", limit="1 working-day", received=at("2030-01-31 09:00")).json["due"],
                         at("2030-02-08 17:00"))

    def test_refused(self):
        day = '"2026-08-31"'
        cases = [
            ('{"off":[%s,"2026-02-30"]}' % day, ["“off”, mục thứ 2", "2026-02-30"]),
            ('{"off":[%s],"work":["22/08/2026"]}' % day, ["“work”, mục thứ 1", "22/08/2026"]),
            ('{"off":[20260831]}', ["“off”, mục thứ 1"]),
            ('{"off":[null]}', ["“off”, mục thứ 1"]),
            ('{"off":[[%s]]}' % day, ["“off”, mục thứ 1"]),
            ('{"off":["1899-08-31"]}', ["“off”, mục thứ 1", "năm từ 1900 đến 2199"]),
            ('{"off":%s}' % day, ["“off”", "danh sách ngày"]),
            ('{"off":{}}', ["“off”", "danh sách ngày"]),
            ('{"work":null}', ["“work”", "danh sách ngày"]),
            ('{"off":[%s],"work":[%s]}' % (day, day), ["“work”, mục thứ 1", "2026-08-31", "vừa là ngày nghỉ"]),
            ('{"holidays":[%s]}' % day, ["“holidays”"]),
            ("[%s]" % day, ["có dạng"]),
            ("", ["JSON"]),
            ('{"off":[%s}' % day, ["JSON"]),
            ("[" * 200000, []),
            ("nghỉ", ["JSON"]),
        ]
        for text, fragments in cases:
            with self.subTest(text[:60]):
                answer = self.ask(text, "2026-08-03 09:00")
                self.assertEqual((answer.code, answer.out), (5, ""))
                self.assertIn("“%s” không phải là lịch làm việc" % self.path, answer.err)
                for fragment in fragments:
                    self.assertIn(fragment, answer.err)

    def test_bytes(self):
        for data in (b"\xff\xfe\x00", b'{"off":["2026-08-31\x00"]}', b"\x00"):
            self.path.write_bytes(data)
            answer = deadline("--calendar", str(self.path))
            self.assertEqual((answer.code, answer.out), (5, ""))

    def test_missing(self):
        for path in (str(self.path), self.folder.name):
            answer = deadline("--calendar", path)
            self.assertEqual((answer.code, answer.out), (2, ""))
            self.assertIn("Không đọc được tệp lịch “%s”" % path, answer.err)


EVENT = "sự kiện thứ 2, “%s”: %s: "
REFUSED = [
    # received and limit
    (["--received", "2026-08-03", "--limit", "1 working-day"], ["--received", "“2026-08-03”"]),
    (["--received", "3026-08-03T09:00:00+07:00", "--limit", "1 working-day"], ["--received", "năm từ 1900 đến 2199"]),
    (["--received", MONDAY], ["--limit"]),
    (["--limit", "1 working-day"], ["--received"]),
    (["--received", MONDAY, "--limit", ""], ["thời hạn: số lượng: “”"]),
    (["--received", MONDAY, "--limit", "-1 working-days"], ["thời hạn: số lượng: “-1”", "0 đến 3650"]),
    (["--received", MONDAY, "--limit", "99999 working-days"], ["thời hạn: số lượng: “99999”"]),
    (["--received", MONDAY, "--limit", "1.5 working-days"], ["thời hạn: số lượng: “1.5”"]),
    (["--received", MONDAY, "--limit", "ba ngày"], ["thời hạn: số lượng: “ba”"]),
    (["--received", MONDAY, "--limit", "3 ngày"], ["thời hạn: đơn vị: “ngày”", "working-days"]),
    (["--received", MONDAY, "--limit", "3"], ["thời hạn: đơn vị: “”"]),
    (["--received", MONDAY, "--limit", "3 working-days", "--rule", "end"], ["thời hạn: cách tính: “end”"]),
    (["--received", MONDAY, "--limit", "3 working-days", "--cutoff", "3pm"], ["thời hạn: giờ chốt: “3pm”"]),
    (["--received", MONDAY, "--limit", "3 working-days", "--hours", "mon"], ["giờ làm việc: “mon”"]),
    (["--received", MONDAY, "--limit", "3 working-days", "--hours", ""], ["giờ làm việc: không có ngày làm việc"]),
    (["--received", MONDAY, "--limit", "3 working-days", "--hours", "thu-mon 07:00-11:00"], ["“thu-mon 07:00-11:00”"]),
    (["--received", MONDAY, "--limit", "3 working-days", "--hours", "mon-fri 11:00-07:00"], ["buổi", "“11:00-07:00”"]),
    (["--received", MONDAY, "--limit", "3 working-days", "--hours", "mon-fri 07:00-11:00,10:00-12:00"],
     ["“10:00-12:00”"]),
    (["--received", MONDAY, "--limit", "3 working-days", "extra"], ["“extra”"]),
]
# The second of two events is wrong: its place, kind and field are named.
BAD_EVENTS = [
    ("", "", "loại", "accepted, supplement-asked"),
    ("holiday@" + MONDAY, "holiday", "loại", "pause:finance"),
    ("pause@" + MONDAY, "pause", "loại", "pause:opinion"),
    ("extend", "extend", "thời điểm", "còn thiếu"),
    ("resume@", "resume", "thời điểm", "“”"),
    ("resume@2026-08-03T09:00:00", "resume", "thời điểm", "“2026-08-03T09:00:00”"),
    ("finished@2026-13-03T09:00:00+07:00", "finished", "thời điểm", "2026-13-03"),
    ("finished@2500-01-03T09:00:00+07:00", "finished", "thời điểm", "năm từ 1900 đến 2199"),
    ("extend@" + MONDAY, "extend", "hạn mới", "còn thiếu"),
    ("extend@" + MONDAY + "=mai", "extend", "hạn mới", "“mai”"),
    ("extend@" + MONDAY + "=" + MONDAY, "extend", "hạn mới", "không sau"),
    ("extend@" + MONDAY + "=2026-08-01T09:00:00+07:00", "extend", "hạn mới", "không sau"),
    ("apology@" + MONDAY + "=" + MONDAY, "apology", "hạn mới", "extend"),
]


class Refused(unittest.TestCase):
    def check(self, answer, fragments):
        self.assertEqual((answer.code, answer.out), (2, ""))
        self.assertTrue(answer.err.startswith("giaobanctl: "))
        self.assertEqual(answer.err.count("\n"), 1)
        for fragment in fragments:
            self.assertIn(fragment, answer.err)

    def test_arguments(self):
        for arguments, fragments in REFUSED:
            with self.subTest(arguments):
                self.check(ctl("deadline", *arguments), fragments)

    def test_events(self):
        for text, kind, field, what in BAD_EVENTS:
            with self.subTest(text):
                self.check(deadline(events=["accepted@" + MONDAY, text]), [EVENT % (kind, field), what])

    def test_english(self):
        answer = ctl("--lang", "en", "deadline", "--received", MONDAY, "--limit", "3 weeks")
        self.check(answer, ["limit: unit: “weeks”"])

    def test_bytes(self):
        self.check(deadline(events=[b"\xff\xfe@" + MONDAY.encode()]), [])

    def test_no_cache_is_made(self):
        with folder() as place:
            cache = pathlib.Path(place) / "none" / "cache.db"
            answer = ctl("deadline", "--received", MONDAY, "--limit", "1 working-day", cache=cache)
            self.assertEqual(answer.code, 0)
            self.assertEqual(json.loads(answer.out)["due"], at("2026-08-04 09:00"))
            self.assertFalse(cache.parent.exists())


if __name__ == "__main__":
    unittest.main()
