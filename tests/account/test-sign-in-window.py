#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A chairman's first day: the window without data, a wrong code, the right one, the data; then the province takes it all
away. A real window, hub and keyring, used through the accessibility bus. Run by with-keyring within Xvfb."""

import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import NOW, WARD, Hub, folder, program, wait_for  # noqa: E402
from giaoban_window import Atspi, Window  # noqa: E402
import giaoban_keyring as keyring  # noqa: E402  # after it: warnings of the accessibility library end nothing


class SignIn(unittest.TestCase):
    def setUp(self):
        self.folder = folder()
        self.addCleanup(self.folder.cleanup)
        self.hub = Hub(self.folder.name, 300).start()
        self.addCleanup(self.hub.stop)
        home = pathlib.Path(os.environ["XDG_DATA_HOME"])
        home.mkdir(parents=True, exist_ok=True)
        self.cache = home / "giaoban" / "cache.db"

    def press(self, name):
        self.window.press(name)

    def write(self, name, text):
        """Into the entry of a row with that title: GTK 4.8 does not tell the one by the other."""
        def found():
            title = next((node for node, label in self.window.all("label") if label == name), None)
            while title is not None:
                entry = next((node for node, _ in self.window.all("text", title)), None)
                if entry is not None:
                    return entry
                title = title.get_parent()
            return None
        Atspi.EditableText.set_text_contents(wait_for(found), text)

    def says(self, words):
        return wait_for(lambda: any(words in label for _, label in self.window.all()))

    def shot(self, name):
        if "SHOTS" in os.environ:
            subprocess.run(["import", "-window", "root", os.path.join(os.environ["SHOTS"], name + ".png")], check=True)

    def test_first_day(self):
        code = json.loads(self.hub.call("enrol-code", "--scope", WARD).stdout)["code"]
        with Window(program("giaoban"), ["--now", NOW]) as self.window:
            self.says("Chào mừng")
            self.shot("first-run")
            self.press("Đăng nhập…")
            self.shot("form")
            self.write("Địa chỉ", self.hub.endpoint)
            self.write("Mã ghi danh", "AAAAAAAAAA")
            self.press("Ghi danh")
            self.says("không chấp nhận")
            self.shot("wrong-code")
            self.write("Mã ghi danh", code)
            self.press("Ghi danh")
            wait_for(lambda: any(a["xdg:schema"].endswith(".Token") for a, _ in keyring.items()))
            self.says("Quá hạn")
            self.shot("data")
        rows = json.loads(subprocess.run([program("giaoban-hub"), "revoke", "--database", str(self.hub.database), "--list"],
                                         capture_output=True, text=True, check=True, timeout=60).stdout)["rows"]
        self.assertEqual([row["scope"] for row in rows], [WARD])
        self.hub.call("revoke", "--workstation", rows[0]["workstation"], "--wipe")
        with Window(program("giaoban"), ["--now", NOW]) as self.window:
            self.says("đã được xóa")
            self.shot("wiped")
            self.assertFalse(self.cache.exists())
            self.press("Đăng nhập lại…")
            wait_for(lambda: self.window.find("Đăng nhập lại…") is None)
            self.says("thu hồi quyền truy cập")
            self.press("Đăng nhập…")
            wait_for(lambda: self.window.find("Mã ghi danh") is not None)
            self.shot("again")
        self.assertFalse(self.cache.exists())
        self.assertEqual([a for a, _ in keyring.items() if a.get("cache") == str(self.cache)], [])
        with Window(program("giaoban"), ["--now", NOW]) as self.window:
            self.says("thu hồi quyền truy cập")
            self.shot("told")


if __name__ == "__main__":
    unittest.main(verbosity=2)
