#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A conflict as the chairman meets it: two desks change one task, the window of the second shows both versions, and what
is chosen there reaches the hub. Wants a display and a session bus."""

import contextlib
import os
import pathlib
import sqlite3
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import NOW, WARD, Hub, ctl, folder, key_arguments, private_file, program, wait_for  # noqa: E402
from giaoban_window import Atspi, GLib, Window  # noqa: E402

TASK = {"op": "put", "type": "task", "id": "window-task", "data": {
    "number": "10/KH-UBND", "title": "Công bố thủ tục", "commune": "21028", "issuer": "UBND tỉnh",
    "issued": "2026-08-01T08:00:00+07:00", "due": "2026-10-10T17:00:00+07:00", "state": "open", "done": 1, "total": 10}}


class OutboxWindow(unittest.TestCase):
    def setUp(self):
        self.folder = folder()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)
        self.hub = Hub(self.path, 60)
        self.hub.records([TASK])
        self.hub.start()
        self.addCleanup(self.hub.stop)

    def desk(self, name):
        cache = str(self.path / (name + ".db"))
        token = private_file(self.path / (name + ".token"), self.hub.call("token", "--scope", WARD).stdout)
        self.sync(cache, token)
        return cache, token

    def sync(self, cache, token):
        return ctl("--token-file", token, "sync", "--endpoint", self.hub.endpoint, cache=cache)

    def done(self):
        with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % self.hub.database, uri=True)) as opened:
            return opened.execute("SELECT done FROM task WHERE id='window-task'").fetchone()[0]

    def press(self, window, text):
        """Presses the innermost button whose name has the text, as soon as it is there."""
        def button():
            found = None
            for node, name in window.all("push button"):
                try:
                    if text in name and Atspi.Action.get_n_actions(node) > 0:
                        found = node
                except GLib.Error:
                    continue
            return found
        Atspi.Action.do_action(wait_for(button), 0)

    def shows(self, window, text):
        wait_for(lambda: any(name == text for _, name in window.all("label")))

    def test_conflict(self):
        (one, one_token), (other, other_token) = self.desk("one"), self.desk("other")
        self.assertEqual(ctl("act", "task.progress", "window-task", "done=4", cache=one).code, 0)
        self.assertEqual(ctl("act", "task.progress", "window-task", "done=6", cache=other).code, 0)
        self.assertEqual(self.sync(one, one_token).code, 0)
        self.assertEqual(self.sync(other, other_token).json["actions"]["conflict"], 1)
        self.assertEqual(self.done(), 4)
        arguments = ["--cache", other, *key_arguments(), "--now", NOW, "--endpoint", self.hub.endpoint, "--token-file",
                     other_token]
        with Window(program("giaoban"), arguments) as window:
            self.press(window, "1 thay đổi cần xử lý")
            self.press(window, "So sánh hai bản")
            self.shows(window, "Đã thực hiện (khác nhau)")
            self.shows(window, "4")
            self.shows(window, "6")
            self.press(window, "Gửi lại bản của tôi")
            self.press(window, "1 thay đổi chờ gửi")
            self.press(window, "Đồng bộ ngay")
            wait_for(lambda: self.done() == 6, 60)
            wait_for(lambda: not any("chờ gửi" in name for _, name in window.all("push button")))
        rows = ctl("outbox", cache=other).json["rows"]
        self.assertEqual([row["state"] for row in rows], ["applied"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
