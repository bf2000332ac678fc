#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window leaves on the disk: with a home of its own it shows a ward's dossiers and is looked after, every file
that it opened for writing and every file that is left. Run within a session bus and on a screen that nobody sees."""

import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import ENCRYPTED, NOW, WARD, Hub, ctl, database, folder, key_arguments, program  # noqa: E402

# What GTK, its accessibility and drivers write into, without a word of ours
DEVICES = re.compile(r"/dev/(null|tty|shm/.*|dri/.*|udmabuf)$|/proc/self/(task/|comm|oom_).*|/memfd:.*")


def can_trace():
    return shutil.which("strace") is not None and subprocess.run(
        ["strace", "-f", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode == 0


def written(log):
    """The paths that a trace says were opened for writing."""
    paths = set()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        opened = re.search(r'(?:open|openat|creat|openat2)\((?:AT_FDCWD(?:</[^>]*>)?, )?"([^"]*)", ?(.*)\) = \d+', line)
        if opened and re.search("O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE", opened[2]):
            paths.add(opened[1])
    return paths


class Window(unittest.TestCase):
    @unittest.skipUnless(ENCRYPTED, "a build without encryption keeps names readable, for their owner alone")
    def test_nothing_readable(self):
        with folder() as name:
            place = pathlib.Path(name)
            home, work = place / "home", place / "work"
            for path in (home, work, place / "tmp", place / "run"):
                path.mkdir(mode=0o700)
            with Hub(work, 1500) as hub:
                cache = home / "giaoban" / "cache.db"
                self.assertEqual(ctl("--token-file", hub.token(WARD), "sync", "--endpoint", hub.endpoint,
                                     cache=cache).code, 0)
            with database(cache) as opened:
                names = [row[0] for row in opened.execute(
                    "SELECT DISTINCT applicant FROM dossier WHERE applicant LIKE '% % %' LIMIT 300")]
            self.assertGreater(len(names), 30)
            picture = place / "picture.png"
            command = [program("giaoban"), "--cache", str(cache), *key_arguments(), "--now", NOW, "--page", "dossiers",
                       "--screenshot", str(picture)]
            trace = place / "trace"
            if can_trace():
                command = ["strace", "-f", "-qq", "-o", str(trace), "-e", "trace=open,openat,creat,openat2", "-e",
                           "signal=none", *command]
            environment = dict(
                os.environ, HOME=str(home), XDG_CACHE_HOME=str(home / "cache"), XDG_CONFIG_HOME=str(home / "config"),
                XDG_DATA_HOME=str(home / "data"), XDG_STATE_HOME=str(home / "state"), XDG_RUNTIME_DIR=str(place / "run"),
                TMPDIR=str(place / "tmp"), G_DEBUG="", LANGUAGE="vi")
            run = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=300)
            self.assertEqual(run.returncode, 0, run.stderr.decode())
            self.assertGreater(picture.stat().st_size, 10000)

            looked_at = [path for top in (home, place / "tmp", place / "run") for path in top.rglob("*")
                         if stat.S_ISREG(path.lstat().st_mode)]
            self.assertIn(cache, looked_at)
            for data, where in [(path.read_bytes(), path) for path in looked_at] + [(run.stdout + run.stderr, "output")]:
                for applicant in names:
                    self.assertNotIn(applicant.encode(), data, where)
            for path in cache.parent.iterdir():
                self.assertEqual((path.name, stat.S_IMODE(path.stat().st_mode)), (path.name, 0o600))
            self.assertEqual(stat.S_IMODE(cache.parent.stat().st_mode), 0o700)

            if not trace.exists():
                self.skipTest("strace is not allowed here: only what was left on the disk was looked at")
            strange = {path for path in written(trace)
                       if not path.startswith((str(home), str(place / "tmp"), str(place / "run"), str(picture.parent)))
                       and not DEVICES.match(path)}
            self.assertEqual(strange, set())


if __name__ == "__main__":
    unittest.main(verbosity=2)
