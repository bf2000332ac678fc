#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Damaged files and disks that are full or cannot be written: it is said, nothing that cannot be fetched again is lost, and
the rest comes from the hub once more."""

import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_desk import Desk, hub_rows, is_whole  # noqa: E402
from giaoban_run import ENCRYPTED, NOW, Hub, ctl, database, folder, key_arguments, program, wait_for  # noqa: E402

CODE = "H48.28-260820-6001"
DOSSIER = {"op": "put", "type": "dossier", "id": CODE, "data": {
    "procedure": "Đăng ký biến động đất đai", "field": "Đất đai", "channel": "desk", "applicant": "Võ Thị Sáu",
    "commune": "21028", "received_by": "21028", "officer": "Lê Văn Cường", "state": 4,
    "submitted": "2026-08-20T08:00:00+07:00", "received": "2026-08-20T08:10:00+07:00",
    "due": "2026-08-28T17:00:00+07:00"}}
PAGE = 4096


class Shared:
    """One hub, and the files of a workstation with five notes waiting, as they were closed."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 300).start()
    Shared.hub.records([DOSSIER])
    Shared.desk = desk = Desk(Shared.hub, Shared.path, "desk")
    assert desk.sync().code == 0
    Shared.actions = [desk.act("dossier.note", CODE, "text=%d" % n) for n in range(5)]
    Shared.good = {part: pathlib.Path(str(desk.cache) + part).read_bytes() for part in ("", ".local")}


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def flip(path, offset, length=16):
    with open(path, "r+b") as file:
        file.seek(offset)
        bytes_ = file.read(length)
        file.seek(offset)
        file.write(bytes(byte ^ 0xFF for byte in bytes_))


class Case(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.desk = Shared.desk
        self.local = str(self.desk.cache) + ".local"
        for path in Shared.path.glob("desk.db*"):
            path.unlink()
        for part, data in Shared.good.items():
            path = pathlib.Path(str(self.desk.cache) + part)
            path.write_bytes(data)
            path.chmod(0o600)

    def rescue(self, code=0):
        answer = self.desk.ctl("rescue")
        self.assertEqual(answer.code, code, answer.err)
        return answer.json

    def assert_said(self, answer, code=6):
        self.assertEqual((answer.code, answer.out), (code, ""), answer.err)
        self.assertIn("hỏng", answer.err)
        self.assertIn("giaobanctl rescue", answer.err)

    def assert_as_new(self):
        """Everything is there again, and the hub does what had waited, once."""
        before = self.desk.sync()
        self.assertEqual((before.code, before.json["actions"]["refused"]), (0, 0), before.err)
        self.assertEqual(set(self.desk.states().values()), {"applied"})
        rows = hub_rows(Shared.hub, "SELECT text,count(*) FROM dossier_note WHERE action IN (%s) "
                        "GROUP BY action ORDER BY 1" % ",".join("'%s'" % action for action in Shared.actions))
        self.assertEqual(rows, [(str(n), 1) for n in range(5)])
        self.assertEqual(set(self.desk.records().items()) ^ set(self.desk.hub_records().items()), set())

    def assert_kept(self, path, data):
        self.assertEqual(pathlib.Path(path).read_bytes(), data)
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)


class Flipped(Case):
    def test_whole(self):
        """Nothing is damaged: nothing is changed."""
        self.assertEqual(self.rescue(), {"cache": "whole", "outbox": "whole", "actions": 5, "complete": True,
                                         "rest_complete": True, "boundaries_complete": True, "cache_kept": None,
                                         "outbox_kept": None})
        self.assertEqual([p.name for p in Shared.path.glob("desk.db*damaged*")], [])

    def test_every_page_of_local(self):
        """Wherever FILE.local is damaged, each action is saved: read, or from the cache's copy."""
        damaged = 0
        for page in range(len(Shared.good[".local"]) // PAGE):
            with self.subTest(page=page):
                self.setUp()
                flip(self.local, page * PAGE + (0 if page == 0 else 8))
                broken = pathlib.Path(self.local).read_bytes()
                answer = self.desk.ctl("outbox")
                if answer.code == 0:
                    self.assertFalse(ENCRYPTED and page == 0)
                    continue
                damaged += 1
                self.assert_said(answer)
                self.assert_said(self.desk.sync())
                report = self.rescue()
                self.assertEqual((report["cache"], report["outbox"], report["actions"]), ("whole", "rebuilt", 5))
                self.assert_kept(report["outbox_kept"], broken)
                self.assertEqual(set(self.desk.states()), set(Shared.actions))
        self.assertGreater(damaged, 3)
        self.assert_as_new()

    def test_pages_of_the_cache(self):
        """Wherever the cache is damaged and it matters, it is said and fetched again; the outbox is not touched."""
        choice, pages = random.Random(7), len(Shared.good[""]) // PAGE
        found = 0
        for page in [0] + choice.sample(range(1, pages), 8):
            with self.subTest(page=page):
                self.setUp()
                flip(self.desk.cache, page * PAGE + (0 if page == 0 else 100), 64)
                broken = self.desk.cache.read_bytes()
                report = self.rescue()
                if report["cache"] == "whole":
                    continue
                found += 1
                self.assertEqual((report["outbox"], report["actions"], report["complete"]), ("whole", 5, True))
                self.assertEqual(os.stat(report["cache_kept"]).st_mode & 0o777, 0o600)
                self.assertEqual(len(pathlib.Path(report["cache_kept"]).read_bytes()), len(broken))
                self.assertEqual(pathlib.Path(self.local).read_bytes(), Shared.good[".local"])
        self.assertGreater(found, 6 if ENCRYPTED else 0)
        self.assert_as_new()

    def test_said_where_it_is_met(self):
        """Any command that meets it ends with 6 and says what to do; without --endpoint the next sync knows where."""
        for page in range(1, len(Shared.good[""]) // PAGE):
            flip(self.desk.cache, page * PAGE + 100, 64)
        if not ENCRYPTED:
            self.skipTest("what a plain page holds may be anything")
        for command in (("counts",), ("queue",), ("search", "Võ"), ("act", "dossier.note", CODE, "text=x"),
                        ("--token-file", self.desk.token, "sync", "--endpoint", Shared.hub.endpoint)):
            with self.subTest(command):
                self.assert_said(self.desk.ctl(*command))
        self.assertEqual(self.rescue()["cache"], "rebuilt")
        self.assertIn("rescue", ctl("--help").out)
        self.assert_as_new()

    def test_both(self):
        """What nobody can read any more is said to be so, with another exit code, and kept."""
        flip(self.local, 0)
        flip(self.desk.cache, 4 * PAGE + 100, 3000)
        with database_of_copy(self.desk.cache) as readable:
            copied = readable
        report = self.rescue(code=0 if copied else 7)
        self.assertEqual((report["cache"], report["outbox"], report["complete"]), ("rebuilt", "rebuilt", copied))
        self.assertTrue(os.path.exists(report["outbox_kept"]))

    def test_one_after_the_other(self):
        """The cache first, and FILE.local later: the new cache has a copy of the actions, too."""
        for between in ((), ("outbox",)):
            with self.subTest(between=between):
                self.setUp()
                flip(self.desk.cache, 0, 64)
                report = self.rescue()
                self.assertEqual((report["cache"], report["outbox"], report["actions"]), ("rebuilt", "whole", 5))
                if between:
                    self.assertEqual(self.desk.ctl(*between).code, 0)
                flip(self.local, 0)
                report = self.rescue()
                self.assertEqual((report["cache"], report["outbox"], report["actions"], report["complete"]),
                                 ("whole", "rebuilt", 5, True))
                self.assertEqual(set(self.desk.states()), set(Shared.actions))
        self.assert_as_new()

    def test_not_ours(self):
        """Two files that nothing is known of are not put aside as damaged."""
        for path in (self.desk.cache, self.local):
            flip(path, 0, 100)
        broken = self.desk.cache.read_bytes()
        answer = self.desk.ctl("rescue")
        self.assertEqual((answer.code, answer.out), (6, ""))
        self.assertEqual(self.desk.cache.read_bytes(), broken)

    def test_words(self):
        flip(self.local, 0)
        answer = self.desk.ctl("--format", "table", "rescue")
        self.assertEqual(answer.code, 0, answer.err)
        self.assertIn("Giữ được 5 thay đổi", answer.out)
        self.assertIn(self.local + ".damaged-1", answer.out)


class database_of_copy:
    """Whether the copy of the actions in a damaged cache can be read."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        with folder() as name:
            for part in ("", ".local"):
                shutil.copyfile(str(self.path) + part, name + "/c.db" + part)
            answer = ctl("rescue", cache=name + "/c.db")
            return answer.code == 0

    def __exit__(self, *exception):
        return False


class Missing(Case):
    def test_truncated(self):
        """FILE.local cut to nothing is no new one; cut in the middle, what is left is saved."""
        for size in (0, 100, PAGE, len(Shared.good[".local"]) - PAGE - 10):
            with self.subTest(size=size):
                self.setUp()
                os.truncate(self.local, size)
                self.assert_said(self.desk.ctl("outbox"))
                self.assertEqual(self.rescue()["actions"], 5)
        self.assert_as_new()

    def test_interrupted(self):
        """A rescue that died before the new file was in its place is ended by whoever opens the cache next."""
        saved = pathlib.Path(self.local).read_bytes()
        os.rename(self.local, self.local + ".rescued")
        for remains in (True, False):
            with self.subTest(remains=remains):
                if remains:
                    pathlib.Path(self.local).write_bytes(b"damaged" * 1000)
                self.assertEqual(set(self.desk.states()), set(Shared.actions))
                self.assertFalse(os.path.exists(self.local + ".rescued"))
                pathlib.Path(self.local).unlink()
                pathlib.Path(self.local + ".rescued").write_bytes(saved)
        self.assertEqual(set(self.desk.states()), set(Shared.actions))

    def kill_with_log(self):
        """Leaves both files with their logs, as a power cut does."""
        process = self.desk.begin()
        log = pathlib.Path(str(self.desk.cache) + "-wal")
        wait_for(lambda: (log.exists() and log.stat().st_size > 0) or process.poll() is not None)
        process.kill()
        process.communicate()
        return process.returncode == -signal.SIGKILL and log.exists()

    def test_log(self):
        """The log is gone: what was done here is there all the same, and everything comes from the hub again."""
        for _ in range(40):
            if self.kill_with_log():
                break
            self.setUp()
        else:
            self.fail("it always ended before it could be killed")
        for log in Shared.path.glob("desk.db*-wal"):
            log.unlink()
        answer = self.desk.ctl("outbox")
        self.assertEqual(answer.code, 0, answer.err)
        self.assertIn("-wal", answer.err)
        self.assertEqual({row["id"] for row in answer.json["rows"]}, set(Shared.actions))
        answer = self.desk.sync()
        self.assertEqual(answer.code, 0, answer.err)
        self.assertGreater(answer.json["records"], 1000)  # all of it
        self.assertEqual(self.desk.ctl("status").err, "")
        self.assert_as_new()


class InUse(Case):
    def test_open(self):
        """Files that another program has open stay where they are."""
        flip(self.local, 0)
        holder = subprocess.Popen([sys.executable, "-c", HOLD, self.local], stdout=subprocess.PIPE, stdin=subprocess.PIPE)
        self.assertEqual(holder.stdout.readline(), b"held\n")
        answer = self.desk.ctl("rescue")
        holder.communicate()
        self.assertEqual((answer.code, answer.out), (6, ""))
        self.assertIn("đang dùng", answer.err)
        self.assertFalse(os.path.exists(self.local + ".damaged-1"))
        self.assertEqual(self.rescue()["actions"], 5)


# A lock for reading where SQLite has it (pending byte 0x40000000, then 510 bytes), until standard input ends
HOLD = """
import fcntl, sys
file = open(sys.argv[1], "r+b")
fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, 510, 0x40000002)
print("held", flush=True)
sys.stdin.read()
"""


class Disk(Case):
    """A file system of 2 MB where one may be mounted; elsewhere a limit of the files' sizes."""

    def mount(self, *options):
        place = Shared.path / "disk"
        place.mkdir(exist_ok=True)
        run = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m,mode=0700", "tmpfs", str(place)], capture_output=True,
                             check=False)
        if run.returncode != 0:
            return None
        self.addCleanup(subprocess.run, ["umount", "-l", str(place)], check=False)
        return place

    def fill(self, path):
        """Leaves no room on the disk."""
        try:
            with open(path, "wb", buffering=0) as file:
                while True:
                    file.write(bytes(4096))
        except OSError:
            self.assertTrue(path.exists())

    def test_full(self):
        """No room: said, nothing half done; with room again everything goes on."""
        place = self.mount()
        if place is None:
            self.skipTest("no file system can be mounted here")
        for part in ("", ".local"):
            shutil.copyfile(str(self.desk.cache) + part, place / ("desk.db" + part))
        cache, note = place / "desk.db", ("act", "dossier.note", CODE)
        self.fill(place / "filler")
        for command in (note + ("text=" + "x" * 9000,),
                        ("--token-file", self.desk.token, "sync", "--endpoint", Shared.hub.endpoint)):
            said = ctl(*command, cache=cache)
            self.assertEqual((said.code, said.out), (6, ""), said.err)
            self.assertRegex(said.err, "đầy|dung lượng|chỗ trống")
        (place / "filler").unlink()
        for path in (cache, str(cache) + ".local"):
            self.assertEqual(is_whole(path), ["ok"])
        self.assertEqual({row["id"] for row in ctl("outbox", cache=cache).json["rows"]}, set(Shared.actions))
        self.assertEqual(ctl(*note, "text=again", cache=cache).code, 0)
        self.assertEqual(ctl("outbox", cache=cache).json["total"], 6)

    def test_limit(self):
        """A limit of the file's size, which is there for whoever cannot mount: the first sync stops and says so."""
        desk = Desk(Shared.hub, Shared.path, "limit-%d" % random.randrange(10 ** 6))

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (300000, 300000))

        run = subprocess.run(desk.command(), capture_output=True, text=True, check=False, preexec_fn=limit,
                             env=dict(os.environ, LANGUAGE="vi"))
        self.assertEqual((run.returncode, run.stdout), (6, ""), run.stderr)
        self.assertIn("đầy", run.stderr)
        self.assertEqual(desk.sync().code, 0)
        self.assertEqual(set(desk.records().items()) ^ set(desk.hub_records().items()), set())

    def test_rescue_without_room(self):
        """Not even room for the copy: nothing is changed, and it can be tried again."""
        place = self.mount()
        if place is None:
            self.skipTest("no file system can be mounted here")
        for part in ("", ".local"):
            shutil.copyfile(str(self.desk.cache) + part, place / ("desk.db" + part))
        cache = place / "desk.db"
        flip(str(cache) + ".local", 0)
        broken = pathlib.Path(str(cache) + ".local").read_bytes()
        (place / "desk.db.lock").touch()
        self.fill(place / "filler")
        answer = ctl("rescue", cache=cache)
        self.assertEqual((answer.code, answer.out), (6, ""), answer.err)
        self.assertEqual(pathlib.Path(str(cache) + ".local").read_bytes(), broken)
        (place / "filler").unlink()
        answer = ctl("rescue", cache=cache)
        self.assertEqual((answer.code, answer.json["actions"]), (0, 5), answer.err)

    def test_read_only(self):
        place = self.mount()
        if place is None:
            self.skipTest("no file system can be mounted here")
        for part in ("", ".local"):
            shutil.copyfile(str(self.desk.cache) + part, place / ("desk.db" + part))
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        cache = place / "desk.db"
        for command in (("status",), ("act", "dossier.note", CODE, "text=x"), ("rescue",),
                        ("--token-file", self.desk.token, "sync", "--endpoint", Shared.hub.endpoint)):
            with self.subTest(command):
                answer = ctl(*command, cache=cache)
                self.assertEqual((answer.code, answer.out), (6, ""), answer.err)
                self.assertRegex(answer.err, "[Kk]hông ghi được|không thể ghi|chỉ đọc")
        subprocess.run(["mount", "-o", "remount,rw", str(place)], check=True)
        self.assertEqual(ctl("outbox", cache=cache).json["total"], 5)


if __name__ == "__main__":
    unittest.main(verbosity=2)
