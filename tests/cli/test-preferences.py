#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the user prefers holds on the command line as it does in the window: counts and lists agree, however far "due soon"
reaches; with a file where the desktop would keep it."""

import os
import pathlib
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import PROVINCE, Hub, ctl, folder  # noqa: E402

GROUP = "/".join("io.github.giaoban.GiaoBan".split("."))


class Preferences(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = folder()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.path = pathlib.Path(cls.folder.name)
        hub = Hub(cls.path, 600).start()
        cls.cache = cls.path / "cache.db"
        done = ctl("--scope", PROVINCE, "--token-file", hub.token(PROVINCE), "sync", "--endpoint", hub.endpoint, cache=cls.cache)
        hub.stop()
        assert done.code == 0, done

    def prefer(self, **keys):
        """Settings as GLib keeps them in a file; {environment}."""
        home = self.path / "config"
        settings = home / "glib-2.0" / "settings"
        settings.mkdir(parents=True, exist_ok=True)
        lines = ["%s=%s\n" % (key.replace("_", "-"), value) for key, value in keys.items()]
        (settings / "keyfile").write_text("[%s]\n%s" % (GROUP, "".join(lines)), encoding="utf-8")
        return {"XDG_CONFIG_HOME": str(home), "GSETTINGS_BACKEND": "keyfile"}

    def soon(self, environment):
        """As the count, the list and the classes of all rows have it."""
        counts = ctl("counts", cache=self.cache, environment=environment).json
        self.assertEqual(sum(counts["classes"].values()), counts["total"])
        rows = ctl("queue", "--class", "due-soon", cache=self.cache, environment=environment).json
        everything = ctl("queue", "--class", "all", cache=self.cache, environment=environment).json
        self.assertEqual(rows["total"], counts["classes"]["due-soon"])
        self.assertEqual(sum(row["class"] == "due-soon" for row in everything["rows"]), rows["total"])
        return rows["total"]

    def test_near_days(self):
        usual = self.soon({})
        self.assertEqual(self.soon(self.prefer(near_days=2)), usual)
        found = [self.soon(self.prefer(near_days=days)) for days in (1, 3, 5, 10)]
        self.assertEqual(found, sorted(found))
        self.assertLess(found[0], found[-1])
        # what is out of range, or no number, is nobody's wish
        self.assertEqual(self.soon(self.prefer(near_days=99)), usual)
        self.assertEqual(self.soon(self.prefer(near_days="'many'")), usual)

    def test_hours(self):
        """The province sends hours: own ones change nothing, and neither do words that are none."""
        usual = self.soon({})
        self.assertEqual(self.soon(self.prefer(work_hours="'whenever'")), usual)


if __name__ == "__main__":
    unittest.main()
