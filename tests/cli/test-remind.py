#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""giaobanctl remind: what is said, to a desktop on the test's own bus, and who looks while no window is open."""

import datetime
import os
import pathlib
import subprocess
import sys
import threading
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import NOW, PROVINCE, WARD, Hub, ctl, folder, wait_for  # noqa: E402
from giaoban_session import Session  # noqa: E402

KEYS = ["id", "kind", "state", "count", "title", "body", "opens", "figures", "records"]
UNIT = "io.github.giaoban.GiaoBan.Remind"


class Shared:
    """One seeded hub."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 2000).start()
    Shared.n = 0


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def new_cache(scope=WARD):
    Shared.n += 1
    cache = Shared.path / ("%d.db" % Shared.n)
    answer = ctl("--token-file", Shared.hub.token(scope), "sync", "--endpoint", Shared.hub.endpoint, cache=cache)
    assert answer.code == 0, answer.err
    return cache


def at(time):
    return "2026-08-26T%s:00+07:00" % time


def remind(cache, *arguments, now=NOW, environment=None):
    return ctl("remind", *arguments, cache=cache, now=now, environment=environment)


def listed(cache, command, *arguments, now=NOW):
    return ctl(command, *arguments, cache=cache, now=now).json


class Said(unittest.TestCase):
    def test_dry_run(self):
        """It lists, says nothing and keeps nothing: the next one lists the same."""
        cache = new_cache()
        with Session() as session:
            answers = [remind(cache, "--dry-run").json for _ in range(2)]
            self.assertEqual(session.notices, [])
        self.assertEqual(answers[0], answers[1])
        self.assertGreater(answers[0]["total"], 0)
        for row in answers[0]["rows"]:
            self.assertEqual(list(row), KEYS)
            self.assertEqual(row["state"], "due")
            self.assertIsNone(row["opens"])

    def test_day(self):
        """The counts of the day are those of the lists, and each is told once."""
        for scope in (WARD, PROVINCE):
            cache = new_cache(scope)
            with Session() as session:
                first, second = remind(cache), remind(cache)
            self.assertEqual((first.code, second.code), (0, 1), first.err)
            self.assertEqual(second.json, {"total": 0, "rows": []})
            day = first.json["rows"][0]
            self.assertEqual((day["id"], day["kind"], day["state"]), ("day/2026-08-26", "day", "said"))
            for name in ("overdue", "due-today"):
                self.assertEqual(day["figures"][name], listed(cache, "queue", "--class", name, "--limit", "1")["total"])
                self.assertEqual(day["figures"]["tasks-" + name], listed(cache, "tasks", "--state", name)["total"])
            self.assertEqual(day["count"], ([figure for figure in day["figures"].values() if figure > 0] + [0])[0])
            self.assertEqual(len(session.notices), first.json["total"])
            notice = session.notices[0]
            self.assertEqual((notice["title"], notice["body"]), (day["title"], day["body"]))
            self.assertIn("Số liệu đến ", day["body"])
            if day["count"] > 0:
                self.assertTrue(day["title"].startswith("{:,} ".format(day["count"]).replace(",", ".")))
            else:
                self.assertEqual(day["title"], "Hôm nay không có việc quá hạn hay đến hạn")

    def test_no_names(self):
        """Who looks over the shoulder reads no applicant's name and no code."""
        cache = new_cache()
        rows = listed(cache, "queue", "--class", "all", "--limit", "300")["rows"]
        with Session() as session:
            remind(cache)
        self.assertTrue(session.notices)
        text = "\n".join(notice["title"] + notice["body"] for notice in session.notices)
        for row in rows:
            self.assertNotIn(row["applicant"], text)
            self.assertNotIn(row["code"], text)

    def test_within_the_hour(self):
        """Over a day each dossier that becomes due is told once, at most an hour ahead, and never after."""
        cache = new_cache(PROVINCE)
        due = {row["code"]: row["due"] for row in listed(cache, "queue", "--class", "due-today", "--limit", "300")["rows"]}
        self.assertTrue(due)
        told = {}
        with Session():
            for minute in range(7 * 60 + 15, 18 * 60, 5):
                now = at("%02d:%02d" % divmod(minute, 60))
                for row in remind(cache, now=now).json["rows"]:
                    if row["kind"] != "due-dossiers":
                        continue
                    self.assertEqual(row["count"], len(row["records"]))
                    for code in row["records"]:
                        self.assertNotIn(code, told)
                        told[code] = now
        for code, moment in due.items():
            ahead = datetime.datetime.fromisoformat(moment) - datetime.datetime.fromisoformat(told[code])
            self.assertLessEqual(ahead, datetime.timedelta(minutes=60), code)
            self.assertGreater(ahead, datetime.timedelta(0), code)
            if ahead < datetime.timedelta(minutes=55):
                self.assertEqual(told[code], NOW)

    def test_never_at_night(self):
        cache = new_cache()
        with Session() as session:
            for now in (at("02:00"), at("06:25"), at("18:00"), at("22:30"), "2026-08-29T08:00:00+07:00",
                        "2026-09-02T08:00:00+07:00"):
                self.assertEqual(remind(cache, now=now).code, 1, now)
            self.assertEqual(session.notices, [])
            # a Saturday that is worked in place of a Monday
            self.assertEqual(remind(cache, now="2026-08-22T07:00:00+07:00").code, 0)

    def test_nobody_to_show_it(self):
        """What nobody takes is not lost."""
        cache = new_cache()
        with Session(notifications=False):
            answer = remind(cache)
            self.assertEqual(answer.code, 7)
            self.assertEqual({row["state"] for row in answer.json["rows"]}, {"unsaid"})
        answer = remind(cache, environment={"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"})
        self.assertEqual(answer.code, 7)
        with Session() as session:
            answer = remind(cache)
            self.assertEqual({row["state"] for row in answer.json["rows"]}, {"said"})
            self.assertEqual(len(session.notices), answer.json["total"])

    def test_many_at_once(self):
        """Of eight programs that look in the same second each thing is said by one."""
        cache = new_cache()
        answers = []
        with Session() as session:
            threads = [threading.Thread(target=lambda: answers.append(remind(cache))) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        said = [row["id"] for answer in answers for row in answer.json["rows"]]
        self.assertTrue(said)
        self.assertEqual(len(said), len(set(said)))
        self.assertEqual(len(session.notices), len(said))

    def test_wishes(self):
        """What the user prefers holds for who says it without a window, too."""
        cache = new_cache(PROVINCE)
        with folder() as config:
            keyfile = pathlib.Path(config) / "glib-2.0" / "settings" / "keyfile"
            keyfile.parent.mkdir(parents=True)
            environment = {"GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": config}

            def kinds(text, now=NOW):
                keyfile.write_text("[io/github/giaoban/GiaoBan]\n" + text, encoding="utf-8")
                answer = remind(cache, "--dry-run", now=now, environment=environment)
                return [row["kind"] for row in answer.json["rows"]]

            self.assertIn("day", kinds(""))
            self.assertEqual(kinds("reminders-enabled=false\n"), [])
            self.assertNotIn("day", kinds("reminder-time='08:00'\n"))
            self.assertIn("day", kinds("reminder-time='08:00'\n", now=at("08:00")))
            self.assertEqual(kinds("quiet-to='07:30'\n"), [])
            last = listed(cache, "queue", "--class", "due-today", "--limit", "300")["rows"][-1]["due"]
            before = (datetime.datetime.fromisoformat(last) - datetime.timedelta(minutes=20)).isoformat()
            self.assertLess(NOW, before)
            self.assertIn("due-dossiers", kinds("", now=before))
            self.assertNotIn("due-dossiers", kinds("remind-due-within=0\n", now=before))
            self.assertNotIn("due-dossiers", kinds("remind-due-within=10\n", now=before))

    def test_click(self):
        """Who stays opens in Giao Ban what is clicked."""
        cache = new_cache()
        with Session() as session:
            answers = []
            thread = threading.Thread(target=lambda: answers.append(remind(cache, "--wait", "30")))
            thread.start()
            wait_for(lambda: session.notices)
            self.assertIn("default", session.notices[0]["actions"])
            wanted = len(wait_for(lambda: session.notices))
            wait_for(lambda: not thread.is_alive() or self.click_all(session))
            thread.join(60)
            opened = {arguments[1][0] for arguments in session.named("ActivateAction") if arguments[0] == "open-set"}
        self.assertGreaterEqual(len(opened), wanted)
        self.assertEqual(opened, {row["opens"] for row in answers[0].json["rows"]})

    @staticmethod
    def click_all(session):
        for notice in session.notices:
            session.click(notice["number"])
        return False

    def test_usage(self):
        cache = new_cache()
        for wrong in (["--install", "--remove"], ["--dry-run", "--install"], ["--wait", "-1"], ["something"]):
            self.assertEqual(remind(cache, *wrong).code, 2, wrong)
        self.assertEqual(remind(Shared.path / "none.db").code, 6)


class Timer(unittest.TestCase):
    def test_systemd(self):
        """The timer is enabled for every login and started at once; a program that was installed elsewhere links it."""
        with Session() as session:
            answer = ctl("remind", "--install")
            self.assertEqual((answer.code, answer.json), (0, {"service": "systemd", "enabled": True}), answer.err)
            self.assertEqual([name for name, _ in session.calls],
                             ["EnableUnitFiles", "LinkUnitFiles", "EnableUnitFiles", "Reload", "StartUnit"])
            self.assertEqual(session.named("StartUnit"), [(UNIT + ".timer", "replace")])
            self.assertEqual([pathlib.Path(path).name for path in session.named("LinkUnitFiles")[0][0]],
                             [UNIT + ".service", UNIT + ".timer"])
            session.calls.clear()
            self.assertEqual(ctl("remind", "--install").code, 0)
            self.assertEqual([name for name, _ in session.calls], ["EnableUnitFiles", "Reload", "StartUnit"])
            session.calls.clear()
            with folder() as config:
                environment = {"GSETTINGS_BACKEND": "keyfile", "XDG_CONFIG_HOME": config}
                keyfile = pathlib.Path(config) / "glib-2.0" / "settings" / "keyfile"
                self.assertEqual(ctl("remind", "--install", environment=environment).code, 0)
                self.assertIn("remind-in-background=true", keyfile.read_text(encoding="utf-8"))
                self.assertEqual(ctl("remind", "--remove", environment=environment).code, 0)
                self.assertNotIn("remind-in-background=true", keyfile.read_text(encoding="utf-8"))
            session.calls.clear()
            answer = ctl("remind", "--remove")
            self.assertEqual((answer.code, answer.json), (0, {"service": "systemd", "enabled": False}))
            self.assertEqual([name for name, _ in session.calls], ["StopUnit", "DisableUnitFiles", "Reload"])

    def test_no_systemd(self):
        with Session(systemd=False):
            answer = ctl("remind", "--install")
            self.assertEqual(answer.code, 5)
            self.assertIn("systemd", answer.err)

    def test_portal(self):
        with Session() as session:
            answer = ctl("remind", "--install", "--portal")
            self.assertEqual((answer.code, answer.json), (0, {"service": "portal", "enabled": True}), answer.err)
            options = session.named("RequestBackground")[0][1]
            self.assertEqual(options["commandline"], ["giaoban", "--remind"])
            self.assertTrue(options["autostart"])
            self.assertEqual(ctl("remind", "--remove", "--portal").code, 0)
            self.assertFalse(session.named("RequestBackground")[1][1]["autostart"])
            session.granted = False
            answer = ctl("remind", "--install", "--portal")
            self.assertEqual(answer.code, 5)
            self.assertIn("không cho phép", answer.err)

    def test_units(self):
        """systemd understands the files."""
        units = pathlib.Path(os.environ["GIAOBAN_UNITS"])
        timer = (units / (UNIT + ".timer")).read_text(encoding="utf-8")
        self.assertIn("OnCalendar=*:0/5\n", timer)
        self.assertIn("/giaoban --remind\n", (units / (UNIT + ".service")).read_text(encoding="utf-8"))
        try:
            run = subprocess.run(["systemd-analyze", "verify", "--user", "--man=no", str(units / (UNIT + ".timer"))],
                                 capture_output=True, text=True, check=False, timeout=60)
        except FileNotFoundError:
            self.skipTest("no systemd-analyze")
        complaints = [line for line in run.stderr.splitlines() if UNIT in line and "not executable" not in line]
        self.assertEqual(complaints, [])


if __name__ == "__main__":
    unittest.main()
