# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages and windows as they look on the illustration's data at a fixed moment: light, dark and in high contrast. Nothing
on them stands out too little from what is behind it, and they look as the pictures in references/ do.

  test-scenes.py           draws into GIAOBAN_SCENES_FOLDER and compares; what changed is left there in red
  test-scenes.py --renew   takes what is drawn for the new references and, of the illustrated pages, for data/screenshots"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import NOW, WARD, Hub, ctl, key_arguments, program  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = pathlib.Path(os.environ["GIAOBAN_SCENES_FOLDER"])
SCREENSHOTS = HERE.parents[1] / "data" / "screenshots"
SERVED = "2026-08-26T07:12:00+07:00"
# As of gb-demo.c
DEMO = {"dossiers": 40000, "seed": 1, "days": ("2026-03-01", "2026-08-26"), "now": SERVED}
# The smallest window in which everything has its place, and what a shop of programs shows whole.
SIZE = "1024x700"
# The window as it opens, for the README
LARGE = "1440x900"
# What has references; the others follow from the same sheets of style, and of them the contrast is measured
COMPARED = ("light", "dark")
# What tells of the last synchronisation, and how far the index of the search had come, is not twice the same.
PASSING = ("freshness", "search", "sync-log")
# Scene, scheme and size of what README and the shop show
SHOWN = [("today", "light", LARGE), ("today", "light", SIZE), ("dossier", "light", SIZE), ("map", "light", SIZE),
         ("briefing", "light", SIZE), ("issues", "dark", SIZE)]


def shown_as(scene, scheme, size):
    return "%s-%s%s.png" % (scene, scheme, "-large" if size == LARGE else "")


class Data:
    """The illustration's hub and a cache that was filled from it; the hub's database is kept while its program is the same."""

    def __init__(self):
        made_by = hashlib.sha256(pathlib.Path(program("giaoban-hub")).read_bytes()).hexdigest()
        self.folder = FOLDER / "data"
        note = self.folder / "made-by"
        if not note.exists() or note.read_text(encoding="ascii") != made_by:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            self.hub = Hub(self.folder, **DEMO)
            note.write_text(made_by, encoding="ascii")
        else:
            self.hub = Hub.__new__(Hub)
            self.hub.now, self.hub.folder, self.hub.process, self.hub.options = SERVED, self.folder, None, []
            self.hub.database = self.folder / "hub.db"
        self.token = self.hub.token(WARD)

    def fill(self, cache):
        answer = ctl("sync", "--endpoint", self.hub.endpoint, "--token-file", self.token, cache=cache, now=SERVED)
        assert answer.code == 0, answer.err

    def draw(self, folder, references, scheme, size=SIZE, scenes=None):
        """Gives what the program said, and whether all was well."""
        for name in ("cache.db", "cache.db-wal", "cache.db-shm", "cache.db.local", "cache.db.local-wal"):
            (self.folder / name).unlink(missing_ok=True)
        cache = self.folder / "cache.db"
        self.fill(cache)
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
        environment = dict(os.environ, **({"GIAOBAN_SCENES_ONLY": " ".join(scenes)} if scenes else {}))
        run = subprocess.run([program("giaoban-scenes"), folder, references, "--cache", cache, *key_arguments(), "--endpoint",
                              self.hub.endpoint, "--token-file", self.token, "--now", NOW, "--color-scheme", scheme,
                              "--size", size], capture_output=True, text=True, check=False, timeout=1800, env=environment)
        return run.returncode == 0, run.stdout + run.stderr


class Scenes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = Data()
        cls.data.hub.start()
        cls.addClassCleanup(cls.data.hub.stop)

    def check(self, scheme):
        well, said = self.data.draw(FOLDER / scheme, HERE / "references" / scheme, scheme)
        print(scheme + ": " + said.strip().splitlines()[-1], file=sys.stderr)
        self.assertTrue(well, said)

    def test_light(self):
        self.check("light")

    def test_dark(self):
        self.check("dark")

    def test_high_contrast(self):
        self.check("high-contrast")

    def test_high_contrast_dark(self):
        self.check("high-contrast-dark")

    def test_large(self):
        """With room for all columns; nothing to compare with."""
        well, said = self.data.draw(FOLDER / "large", "", "light", LARGE)
        self.assertTrue(well, said)


def keep(picture, place):
    """A picture that stays is as small as it can be without losing a pixel."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    subprocess.run(["optipng", "-quiet", "-o3", "-strip", "all", "-out", place, picture], check=True)


def renew():
    data = Data()
    with data.hub:
        for scheme in COMPARED:
            _, said = data.draw(FOLDER / scheme, "", scheme)
            print("%s: %s" % (scheme, said.strip().splitlines()[-1]))
        data.draw(FOLDER / "large", "", "light", LARGE, ["today"])
    shutil.rmtree(HERE / "references", ignore_errors=True)
    for scheme in COMPARED:
        for picture in sorted((FOLDER / scheme).glob("*.png")):
            if picture.stem not in PASSING:
                keep(picture, HERE / "references" / scheme / picture.name)
        shutil.copy(FOLDER / scheme / "platform.txt", HERE / "references" / scheme)
    for scene, scheme, size in SHOWN:
        folder = FOLDER / ("large" if size == LARGE else scheme)
        keep(folder / (scene + ".png"), SCREENSHOTS / shown_as(scene, scheme, size))


if __name__ == "__main__":
    if sys.argv[1:] == ["--renew"]:
        renew()
    else:
        unittest.main()
