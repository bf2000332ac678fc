#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""giaoban --remind says what is due without a window, each thing once, and what is clicked opens a window with exactly
the rows that the notice counted. Wants a display and a session bus."""

import os
import pathlib
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import NOW, PROVINCE, Hub, ctl, end_with_parent, folder, key_arguments, program, wait_for  # noqa: E402
from giaoban_window import Window  # noqa: E402, before anything else that imports gi
from giaoban_session import Session  # noqa: E402


class Remind(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = folder()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.path = pathlib.Path(cls.folder.name)
        cls.cache = str(cls.path / "cache.db")
        with Hub(cls.path, 1200) as hub:
            answer = ctl("--token-file", hub.token(PROVINCE), "sync", "--endpoint", hub.endpoint, cache=cls.cache)
        assert answer.code == 0, answer.err
        # the data of every day, where nothing was said yet
        data = cls.path / "everyday" / "giaoban"
        data.mkdir(parents=True)
        for path in cls.path.glob("cache.db*"):
            shutil.copy(path, data / path.name)

    def arguments(self, now=NOW):
        return ["--remind", "--cache", self.cache, *key_arguments(), "--now", now]

    def run_once(self, now=NOW, cache=None):
        """Starts it without a window; it ends by itself when it has nothing to say."""
        arguments = self.arguments(now)
        if cache is not None:
            arguments[2] = cache
        return subprocess.Popen([program("giaoban"), *arguments], preexec_fn=end_with_parent,
                                env=dict(os.environ, LANGUAGE="vi", G_DEBUG=""))

    def test_click(self):
        wanted = ctl("remind", "--dry-run", cache=self.cache).json["rows"]
        due = ctl("queue", "--class", "overdue", "--limit", "1", cache=self.cache).json["total"]
        self.assertEqual(wanted[0]["kind"], "day")
        self.assertEqual(wanted[0]["count"], due)
        window = Window(program("giaoban"), [])
        with Session(program=False, portal=False) as session:
            window.process = self.run_once()
            self.addCleanup(window.process.wait, 30)
            self.addCleanup(window.process.terminate)
            wait_for(lambda: len(session.notices) == len(wanted), 60)
            self.assertEqual([(notice["title"], notice["body"]) for notice in session.notices],
                             [(row["title"], row["body"]) for row in wanted])
            self.assertIsNone(window.application())
            session.click(session.notices[0]["number"])
            wait_for(window.application, 60)
            text = "{:,} hồ sơ, ".format(due).replace(",", ".", 1) if due > 999 else "%d hồ sơ, " % due
            wait_for(lambda: any(name.startswith(text) for _, name in window.all("label")), 60)
        # what was said is not said again, and then it ends at once
        with Session(program=False, portal=False) as session:
            self.assertEqual(self.run_once().wait(60), 0)
            self.assertEqual(session.notices, [])

    def test_shell(self):
        """A desktop that keeps the notices itself has all it needs to open the rows of each count."""
        counts = ctl("counts", cache=self.cache).json["classes"]
        window = Window(program("giaoban"), [])
        with Session(notifications=False, program=False, portal=False, shell=True) as session:
            window.process = subprocess.Popen([program("giaoban"), "--remind", *key_arguments(), "--now", NOW],
                                              env=dict(os.environ, LANGUAGE="vi", G_DEBUG="",
                                                       XDG_DATA_HOME=str(self.path / "everyday")),
                                              preexec_fn=end_with_parent)
            self.addCleanup(window.process.wait, 30)
            self.addCleanup(window.process.terminate)
            notices = {arguments[1]: arguments[2] for arguments in wait_for(lambda: session.named("AddNotification"), 60)}
            day = notices["day"]
            self.assertEqual((day["default-action"], day["default-action-target"]), ("app.open-set", "dossiers/overdue"))
            buttons = {button["target"]: button["label"] for button in day["buttons"]}
            self.assertEqual(buttons["dossiers/due-today"], "%d đến hạn hôm nay" % counts["due-today"])
            self.assertEqual(buttons["page/today"], "Hôm nay")
            self.assertEqual(day["priority"], "normal")
            session.activate("app.open-set", "dossiers/due-today")
            wait_for(window.application, 60)
            wait_for(lambda: any(name.startswith("%d hồ sơ, " % counts["due-today"]) for _, name in window.all("label")), 60)

    def test_nothing_to_say(self):
        """At night, and where there are no data yet, of which it makes none."""
        with Session(program=False, portal=False) as session:
            self.assertEqual(self.run_once(now="2026-08-26T02:00:00+07:00").wait(60), 0)
            self.assertEqual(self.run_once(cache=str(self.path / "none.db")).wait(60), 0)
            self.assertEqual(session.notices, [])
        self.assertFalse((self.path / "none.db").exists())

    def test_one_that_runs(self):
        """Another look asks the one that runs, and ends; the everyday data are elsewhere here."""
        environment = dict(os.environ, LANGUAGE="vi", G_DEBUG="", XDG_DATA_HOME=str(self.path / "data"))
        with Session(program=False, portal=False) as session:
            first = subprocess.Popen([program("giaoban")], env=environment, preexec_fn=end_with_parent)
            self.addCleanup(first.wait, 30)
            self.addCleanup(first.terminate)
            wait_for(lambda: self.owns(session), 60)
            second = subprocess.run([program("giaoban"), "--remind"], env=environment, timeout=60, check=False)
            self.assertEqual(second.returncode, 0)
            self.assertIsNone(first.poll())
            self.assertEqual(session.notices, [])

    @staticmethod
    def owns(session):
        answer = session.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListNames",
                                       None, None, 0, -1, None)
        return "io.github.giaoban.GiaoBan" in answer.unpack()[0]


if __name__ == "__main__":
    unittest.main()
