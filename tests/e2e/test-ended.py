#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A session that ends while somebody writes: what was written is there the next time. Wants a display and a session bus."""

import os
import pathlib
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_desk import Desk  # noqa: E402
from giaoban_hands import Hands, words  # noqa: E402
from giaoban_run import NOW, Hub, database, folder, key_arguments, program  # noqa: E402
from giaoban_window import Atspi, Window  # noqa: E402

REMARK = "Đề nghị Sở Xây dựng “kiểm tra” cầu treo"
TITLE = "Cầu treo thôn Một hỏng sau bão"


class Ended(unittest.TestCase):
    def setUp(self):
        self.folder = folder()
        self.addCleanup(self.folder.cleanup)
        path = pathlib.Path(self.folder.name)
        self.hub = Hub(path, 60).start()
        self.addCleanup(self.hub.stop)
        self.desk = Desk(self.hub, path, "desk")
        self.assertEqual(self.desk.sync().code, 0)

    def write_and_end(self, page, opener, field, text):
        """Ends it as a session does, at the moment when the text is in the field."""
        say = words("vi")
        with Window(program("giaoban"), ["--cache", str(self.desk.cache), *key_arguments(), "--now", NOW, "--page", page,
                                         "--size", "1400x1000"]) as window:
            hands = Hands(window, True)
            hands.page = "Gb%sPage" % page.title()
            if opener is not None:
                hands.use(say(opener))
            found = hands.wait(say(field), roles=("entry", "text"))
            self.assertTrue(Atspi.EditableText.set_text_contents(found, text))
            window.process.terminate()
            self.assertEqual(window.process.wait(30), 0)

    def kept(self, sql):
        with database(str(self.desk.cache) + ".local") as opened:
            return opened.execute(sql).fetchall()

    def test_page(self):
        self.write_and_end("briefing", None, "Proposals", REMARK)
        self.assertEqual(self.kept("SELECT text FROM briefing_remark"), [(REMARK,)])

    def test_window(self):
        self.write_and_end("issues", "Raise an issue", "Heading", TITLE)
        self.assertEqual(len(self.kept("SELECT 1 FROM setting WHERE name LIKE 'draft:%%' AND value LIKE '%%%s%%'" % TITLE)), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
