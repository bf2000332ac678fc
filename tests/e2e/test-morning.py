#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A chairman's morning: he opens the window, reads what is late, opens a dossier, signs the apologies of the day, urges an
officer, raises an issue, writes a remark and prints the sheet. With a network, without one, and with one that breaks while
what he did is on its way; with the pointer, and by the keys alone; in Vietnamese and in English. Afterwards the hub has
everything once, and nothing waits. Wants a display and a session bus."""

import os
import pathlib
import subprocess
import sys
import threading
import unittest
from unittest import mock

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_desk import Desk, hub_rows, is_whole  # noqa: E402
from giaoban_hands import Hands, press, words  # noqa: E402
from giaoban_link import Link  # noqa: E402
from giaoban_run import NOW, Hub, database, folder, key_arguments, program, wait_for  # noqa: E402
from giaoban_window import Window  # noqa: E402

# When the seed's picture of the ward is taken; the window is opened a little later.
SCENE = "2026-08-26T07:12:00+07:00"
TITLE = "Cầu treo thôn Một hỏng sau bão"
REMARK = "Đề nghị Sở Xây dựng “kiểm tra” cầu treo; cấp hai máy quét."
LETTERS = 3
PAPERS = "SELECT (SELECT count(*) FROM letter), (SELECT count(*) FROM urge)"


class Morning:
    """What is done, whatever the language and whatever it is done with."""

    def __init__(self, window, language, pointer):
        self.hands, self.say, self.language = Hands(window, pointer), words(language), language

    def read(self):
        """The figures of the first page, and what they count."""
        hands = self.hands
        hands.page = "GbTodayPage"
        hands.wait(self.say("Overdue") + ": 6")
        hands.wait(self.say("Due today") + ": 8")

    def sign(self):
        """The letters of today, from the first page on."""
        hands, say = self.hands, self.say
        hands.use(say("View and sign"))
        hands.page = "GbDossiersPage"
        hands.use(say("Sign letters…"))
        hands.wait(say("The site has to be inspected once more"))
        hands.use(say("The site has to be inspected once more"))
        hands.use(say("Sign %u letter", "Sign %u letters", LETTERS))
        hands.wait_back()

    def filter_and_open(self):
        """The late ones, and the first of them."""
        hands, say = self.hands, self.say
        hands.go(say("Today"), "1", "GbTodayPage")
        hands.use(say("Overdue") + ": 6")
        hands.page = "GbDossiersPage"
        row = hands.wait(self.late["code"] + "...", roles=("table row",))
        if hands.pointer:
            hands.click(row)
        else:
            wait_for(lambda: hands.has_focus(row))
            press("Return")
        hands.wait(say("Urge"))
        hands.wait_said(self.late["officer"])

    def urge(self):
        hands, say = self.hands, self.say
        hands.use(say("Urge"))
        hands.use(say("Store %u slip", "Store %u slips", 1))
        hands.wait_back()

    def raise_issue(self):
        hands, say = self.hands, self.say
        hands.go(say("Issues"), "3", "GbIssuesPage")
        hands.use(say("Raise an issue"))
        heading = hands.wait(say("Heading"), roles=("entry", "text"))
        hands.click(heading) if hands.pointer else hands.tab_to(heading)
        hands.write(TITLE)
        hands.use(say("Store"))
        hands.wait_back()
        hands.wait(TITLE + "...", roles=("list item",))

    def print_sheet(self):
        """With a remark of today, into a file, as where there is no printer."""
        hands, say, theirs = self.hands, self.say, words(self.language, "gtk40")
        hands.go(say("Briefing"), "9", "GbBriefingPage")
        proposals = hands.wait(say("Proposals"), roles=("text",))
        hands.click(proposals) if hands.pointer else hands.tab_to(proposals)
        hands.write(REMARK)
        hands.use(say("Print"))
        printer = hands.wait(theirs("Print to File"), roles=("label",))
        if hands.pointer:
            hands.click(printer)
        else:
            press("Tab", "space")
        hands.use(theirs("_Print").replace("_", ""))
        return wait_for(lambda: next(iter(pathlib.Path.cwd().glob("*.pdf")), None))


def open_window(desk, language, endpoint):
    return Window(program("giaoban"), ["--cache", str(desk.cache), *key_arguments(), "--now", NOW, "--token-file", desk.token,
                                       "--endpoint", endpoint, "--lang", language, "--page", "today"])


class Mornings(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = folder()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)
        self.hub = Hub(self.path, 2000, seed=1, days=("2026-07-01", "2026-08-26"), now=SCENE).start()
        self.addCleanup(self.hub.stop)
        self.desk = Desk(self.hub, self.path, "desk")
        self.assertEqual(self.desk.sync().code, 0)
        self.late = self.desk.ctl("queue", "--class", "overdue", "--limit", "1").json["rows"][0]
        self.papers = hub_rows(self.hub, PAPERS)[0]
        self.settings()
        # where what is printed into a file goes
        self.prints = self.path / "prints"
        self.prints.mkdir()
        before = pathlib.Path.cwd()
        os.chdir(self.prints)
        self.addCleanup(os.chdir, before)

    def settings(self):
        """No printer of the machine's is found, and nothing moves."""
        place = self.path / "gtk-4.0"
        place.mkdir()
        (place / "settings.ini").write_text("[Settings]\ngtk-print-backends=file\ngtk-enable-animations=false\n"
                                            "gtk-cursor-blink=false\n", encoding="ascii")
        changed = mock.patch.dict(os.environ, {"XDG_CONFIG_HOME": str(self.path)})
        changed.start()
        self.addCleanup(changed.stop)

    def day(self, window, language, pointer, evening=lambda: None):
        """All of it; the sheet's text."""
        morning = Morning(window, language, pointer)
        morning.late = self.late
        try:
            morning.read()
            morning.sign()
            morning.filter_and_open()
            morning.urge()
            morning.raise_issue()
            sheet = morning.print_sheet()
        except AssertionError:
            # what was to be seen, beside the test's log
            subprocess.run(["import", "-window", "root", os.environ["G_TEST_BUILDDIR"] + "/morning.png"], check=False)
            raise
        wait_for(lambda: self.text_of(sheet))
        evening()
        press("ctrl+q")
        window.process.wait(30)
        return " ".join(self.text_of(sheet).split())

    def text_of(self, sheet):
        return subprocess.run(["pdftotext", "-layout", str(sheet), "-"], capture_output=True, text=True, check=False).stdout

    def check(self):
        """The hub has each of them once, as they were written, and here nothing waits."""
        wait_for(lambda: set(self.desk.states().values()) == {"applied"})
        rows = self.desk.ctl("outbox").json["rows"]
        self.assertEqual(sorted(row["type"] for row in rows), ["dossier.apology"] * LETTERS + ["dossier.urge", "issue.raise"])
        self.assertEqual(self.desk.ctl("status").json["waiting"], 0)
        self.assertEqual(hub_rows(self.hub, "SELECT type, status, count(*) FROM action_result GROUP BY 1,2 ORDER BY 1"),
                         [("dossier.apology", "applied", LETTERS), ("dossier.urge", "applied", 1), ("issue.raise", "applied", 1)])
        self.assertEqual(hub_rows(self.hub, PAPERS), [(self.papers[0] + LETTERS, self.papers[1] + 1)])
        other = Desk(self.hub, self.path, "other")
        self.assertEqual(other.sync().code, 0)
        with database(other.cache) as opened:
            self.assertEqual(opened.execute("SELECT count(*) FROM issue WHERE title=?", (TITLE,)).fetchall(), [(1,)])
        self.assertEqual(self.desk.sync().code, 0)
        self.assertEqual(self.desk.rows(), other.rows())
        for path in (self.desk.cache, str(self.desk.cache) + ".local"):
            self.assertEqual(is_whole(path), ["ok"])

    def test_online(self):
        """With the pointer, in Vietnamese; what he did last goes within seconds."""
        with open_window(self.desk, "vi", self.hub.endpoint) as window:
            self.assertIn(REMARK, self.day(window, "vi", True, self.wait_applied))
        self.check()

    def test_offline(self):
        """By the keys alone, in English; the network comes back in the evening."""
        self.hub.stop()
        with open_window(self.desk, "en", self.hub.endpoint) as window:
            self.assertIn(REMARK, self.day(window, "en", False))
        self.assertEqual(sorted(self.desk.states().values()), ["waiting"] * (LETTERS + 2))
        self.hub.start()
        with open_window(self.desk, "en", self.hub.endpoint) as window:
            self.wait_applied()
            window.process.terminate()
        self.check()

    def wait_applied(self):
        wait_for(lambda: set(self.desk.states().values()) == {"applied"}, 60, 0.5)

    def cut(self, link):
        """Once the hub has something and before it is told: what was done is sent again, and must not be done twice."""
        wait_for(lambda: hub_rows(self.hub, "SELECT 1 FROM action_result LIMIT 1"), 600, 0.005)
        link.down = True
        link.loop.call_soon_threadsafe(link.break_off)
        self.was_cut = True

    def test_cut(self):
        """By the keys alone, in Vietnamese; the link breaks with the letters on it, and is back when the sheet is printed."""
        self.was_cut = False
        with Link([int(self.hub.endpoint.rsplit(":", 1)[1])], namespaces=False, round_trip=1) as link:
            cutting = threading.Thread(target=self.cut, args=(link,), daemon=True)
            cutting.start()
            with open_window(self.desk, "vi", "http://127.0.0.1:%d" % link.ports[0]) as window:
                morning = self.day(window, "vi", False, lambda: self.mend(link))
            cutting.join(30)
        self.assertIn(REMARK, morning)
        self.check()

    def mend(self, link):
        press("F5")
        wait_for(lambda: self.was_cut, 60)
        self.assertNotIn("applied", self.desk.states().values())
        link.down = False
        press("F5")
        self.wait_applied()


if __name__ == "__main__":
    unittest.main(verbosity=2)
