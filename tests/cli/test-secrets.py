#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What giaobanctl leaves on the disk and says of keys and tokens. Run by with-keyring, with a gnome-keyring of its own."""

import contextlib
import fcntl
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
import giaoban_keyring as keyring  # noqa: E402
from giaoban_run import (ENCRYPTED, KEY, NOW, WARD, Hub, ctl, database, folder, key_arguments, private_file,  # noqa: E402
                         program, wait_for)

VIETNAMESE = "[ạảãáàăâđêôơưẠ-ỹ]"


class Shared:
    """One seeded hub."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 4000).start()
    Shared.token = Shared.hub.token(WARD)
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % Shared.hub.database, uri=True)) as opened:
        Shared.names = [name.encode() for (name,) in opened.execute(
            "SELECT DISTINCT applicant FROM dossier WHERE applicant LIKE '% % %' AND (commune='21028' OR "
            "received_by='21028') LIMIT 300")]


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def run(*arguments, cache, key=True, **more):
    """giaobanctl with the key of all tests, or by the keyring."""
    if key:
        return ctl(*arguments, cache=cache, **more)
    command = [program("giaobanctl"), "--cache", str(cache), "--now", NOW, *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600,
                            env=dict(os.environ, LANGUAGE="vi", **more.get("environment", {})))
    answer.code, answer.out, answer.err = answer.returncode, answer.stdout, answer.stderr
    return answer


def sync_arguments():
    return ["--token-file", Shared.token, "sync", "--endpoint", Shared.hub.endpoint]


def told(path):
    """The first of the names that a file holds."""
    data = path.read_bytes()
    return next((name for name in Shared.names if name in data), None)


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def traced(log, *arguments, stop_after=None):
    """Runs giaobanctl and gives the paths that it opened for writing; with stop_after it is killed in the middle."""
    process = subprocess.Popen(["strace", "-f", "-qq", "-o", str(log), "-e", "trace=open,openat,creat,openat2,memfd_create",
                                "-e", "signal=none", program("giaobanctl"), "--now", NOW, *arguments],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=dict(os.environ, LANGUAGE="vi"))
    if stop_after is not None:
        wait_for(stop_after)
        child = int(pathlib.Path("/proc/%d/task/%d/children" % (process.pid, process.pid)).read_text().split()[0])
        os.kill(child, signal.SIGKILL)
    _, errors = process.communicate(timeout=600)
    if stop_after is None:
        assert process.returncode == 0, errors
    written = set()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        opened = re.search(r'(?:open|openat|creat|openat2)\((?:AT_FDCWD, )?"([^"]*)", ?(.*)\) = \d+', line)
        if "memfd_create" in line:
            written.add("memfd")
        elif opened and re.search("O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE", opened[2]):
            written.add(opened[1])
    return written


def can_trace():
    return shutil.which("strace") is not None and subprocess.run(
        ["strace", "-f", "-o", "/dev/null", "true"], check=False, capture_output=True).returncode == 0


class AtRest(unittest.TestCase):
    def test_files_are_private(self):
        with folder() as name:
            cache = pathlib.Path(name) / "own" / "giaoban" / "cache.db"
            self.assertEqual(run(*sync_arguments(), cache=cache).code, 0)
            self.assertEqual(mode(cache.parent), 0o700)
            os.chmod(cache.parent, 0o755)
            for path in cache.parent.iterdir():
                self.assertEqual((path.name, mode(path)), (path.name, 0o600))
                os.chmod(path, 0o644)
            self.assertEqual(run(*sync_arguments(), cache=cache).code, 0)
            for path in cache.parent.iterdir():
                self.assertEqual((path.name, mode(path)), (path.name, 0o600))
            self.assertEqual(mode(cache.parent), 0o700)

    @unittest.skipUnless(ENCRYPTED and can_trace(), "wants SQLCipher and strace")
    def test_no_plain_file(self):
        """Traced, a sync, a kill in the middle of one, sorts and searches write to nothing but the cache's own files,
        and no applicant's name is found in any of them."""
        self.assertGreater(len(Shared.names), 100)
        with folder() as name:
            place = pathlib.Path(name) / "data"
            place.mkdir()
            cache, log = place / "cache.db", pathlib.Path(name) / "trace"
            base = ["--cache", str(cache), *key_arguments()]
            wal = place / "cache.db-wal"
            written = traced(log, *base, *sync_arguments(),
                             stop_after=lambda: wal.exists() and wal.stat().st_size > 200000)
            self.assertTrue(wal.exists())
            self.check(place)
            for arguments in (sync_arguments(), ["queue", "--class", "all", "--sort", "applicant"],
                              ["search", "nguyen"], ["tracking"], ["act", "dossier.note", "x", "text=y"]):
                if arguments[0] == "act":
                    code = ctl("queue", "--limit", "1", cache=cache).json["rows"][0]["code"]
                    arguments = ["act", "dossier.note", code, "text=" + Shared.names[0].decode()]
                written |= traced(log, *base, *arguments)
                self.check(place)
            strange = {path for path in written if not re.match(r"%s/|/dev/(null|tty)$" % re.escape(str(place)), path)}
            self.assertEqual(strange, set())
            self.assertIn(str(cache), written)

    def check(self, place):
        for path in place.iterdir():
            self.assertIsNone(told(path), path)
            self.assertNotEqual(path.read_bytes()[:15], b"SQLite format 3")

    @unittest.skipUnless(ENCRYPTED, "wants SQLCipher")
    def test_plain_cache_is_converted(self):
        with folder() as name:
            cache = pathlib.Path(name) / "cache.db"
            self.assertEqual(run(*sync_arguments(), cache=cache).code, 0)
            code = ctl("queue", "--limit", "1", cache=cache).json["rows"][0]["code"]
            self.assertEqual(ctl("act", "dossier.note", code, "text=a", cache=cache).code, 0)
            counts, outbox = ctl("counts", cache=cache).json, ctl("outbox", cache=cache).json
            for path in (cache, pathlib.Path(str(cache) + ".local")):
                with database(path) as opened:
                    header = [opened.execute("PRAGMA " + p).fetchone()[0] for p in ("user_version", "application_id")]
                    plain = pathlib.Path(name) / "plain"
                    opened.execute("VACUUM INTO ?", (str(plain),))
                path.write_bytes(plain.read_bytes())
                plain.unlink()
                self.assertGreater(header[0], 0)
            self.assertIsNotNone(told(cache))
            os.chmod(cache, 0o644)
            self.assertEqual(ctl("counts", cache=cache).json, counts)
            self.assertEqual(ctl("outbox", cache=cache).json, outbox)
            self.assertTrue(ctl("status", cache=cache).json["encrypted"])
            self.check(pathlib.Path(name))
            self.assertEqual(mode(cache), 0o600)

    @unittest.skipUnless(ENCRYPTED, "wants SQLCipher")
    def test_wrong_key(self):
        with folder() as name:
            place = pathlib.Path(name)
            cache = place / "cache.db"
            self.assertEqual(run(*sync_arguments(), cache=cache).code, 0)
            before = cache.read_bytes()
            wrong = private_file(place / "wrong", "7e" * 32)
            for arguments in (["counts"], sync_arguments(), ["outbox"], ["rekey", "--new-key-file", wrong + "2"]):
                answer = ctl("--key-file", wrong, *arguments, cache=cache)
                self.assertEqual((answer.code, answer.out), (6, ""))
                self.assertRegex(answer.err, VIETNAMESE)
                self.assertNotIn("7e" * 32, answer.err)
            self.assertEqual(cache.read_bytes(), before)

    @unittest.skipUnless(ENCRYPTED, "wants SQLCipher")
    def test_files_with_secrets(self):
        """Open to others they are refused, and never written."""
        with folder() as name:
            place = pathlib.Path(name)
            cache = place / "cache.db"
            for wrong_mode in (0o644, 0o640, 0o604):
                key = private_file(place / "key", KEY)
                os.chmod(key, wrong_mode)
                answer = ctl("--key-file", key, *sync_arguments(), cache=cache)
                self.assertEqual((answer.code, answer.out), (6, ""))
                self.assertIn(key, answer.err)
                self.assertFalse(cache.exists())
                token = private_file(place / "token", pathlib.Path(Shared.token).read_text(encoding="ascii"))
                os.chmod(token, wrong_mode)
                answer = ctl("--token-file", token, "sync", "--endpoint", Shared.hub.endpoint, cache=cache)
                self.assertEqual((answer.code, answer.out), (4, ""))
                self.assertIn(token, answer.err)
                cache.unlink()
            self.assertEqual(pathlib.Path(key).read_text(encoding="ascii"), KEY)
            self.assertEqual(mode(key), 0o604)

    @unittest.skipUnless(ENCRYPTED, "wants SQLCipher")
    def test_rekey_by_files(self):
        with folder() as name:
            place = pathlib.Path(name)
            cache = place / "cache.db"
            new = private_file(place / "new", "3c" * 32)
            self.assertEqual(ctl("rekey", "--new-key-file", new, cache=cache).code, 6)
            self.assertEqual(run(*sync_arguments(), cache=cache).code, 0)
            counts = ctl("counts", cache=cache).json
            self.assertEqual(ctl("rekey", cache=cache).code, 2)
            for _ in range(2):
                answer = ctl("rekey", "--new-key-file", new, cache=cache)
                self.assertEqual((answer.code, answer.json), (0, {"encrypted": True}))
            self.assertEqual(ctl("--key-file", new, "counts", cache=cache).json, counts)
            self.assertEqual(ctl("counts", cache=cache).code, 6)
            self.check(place)

    @unittest.skipUnless(ENCRYPTED, "wants SQLCipher")
    def test_in_use(self):
        """While somebody has the data open nobody changes their key."""
        with folder() as name:
            place = pathlib.Path(name)
            cache = place / "cache.db"
            self.assertEqual(run(*sync_arguments(), cache=cache).code, 0)
            new = private_file(place / "new", "3c" * 32)
            with open(str(cache) + ".lock", "w", encoding="ascii") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                self.assertEqual(ctl("rekey", "--new-key-file", new, cache=cache).code, 6)
            self.assertEqual(ctl("counts", cache=cache).code, 0)


class Forgetting(unittest.TestCase):
    LATER = "2027-08-26T07:15:00+07:00"

    def persons(self, cache):
        """How many rows of the file have something of a person, and how many of those ended."""
        with database(cache) as opened:
            return opened.execute(
                "SELECT count(*), coalesce(sum(state IN (3,7,9,10)),0) FROM dossier WHERE applicant IS NOT NULL OR "
                "phone IS NOT NULL OR summary IS NOT NULL OR applicant_key IS NOT NULL").fetchone()

    def queue(self, cache, now):
        answer = ctl("queue", "--class", "finished", "--limit", "5000", cache=cache, now=now)
        return [row["applicant"] for row in answer.json["rows"]]

    def test_forgotten(self):
        with folder() as name:
            cache = pathlib.Path(name) / "cache.db"
            self.assertEqual(run(*sync_arguments(), cache=cache).code, 0)
            before, ended = self.persons(cache)
            self.assertGreater(ended, 50)
            found = ctl("search", "nguyen", cache=cache).json["total"]
            counts = ctl("counts", cache=cache).json["classes"]
            self.assertEqual(ctl("status", cache=cache).json["forgetting"]["dossiers"], 0)
            # a clock before the hub's time
            for now in ("2020-01-01T00:00:00+07:00", "2026-08-26T07:14:59+07:00"):
                self.assertNotIn(None, self.queue(cache, now))
            self.assertEqual(self.persons(cache), (before, ended))
            # a year later
            self.assertEqual(set(self.queue(cache, self.LATER)), {None})
            self.assertEqual(self.persons(cache), (before - ended, 0))
            told_now = ctl("status", cache=cache, now=self.LATER).json["forgetting"]
            self.assertEqual((told_now["after_days"], told_now["dossiers"]), (180, ended))
            self.assertLess(ctl("search", "nguyen", cache=cache).json["total"], found)
            self.assertEqual(ctl("counts", cache=cache).json["classes"]["finished"], counts["finished"])
            # all of it comes anew, and nothing of the persons stays
            with database(cache, write=True) as opened:
                opened.execute("UPDATE feed_cursor SET cursor=NULL, feed_id=NULL, whole=0")
            self.assertEqual(ctl(*sync_arguments(), cache=cache, now=self.LATER).code, 0)
            self.assertEqual(self.persons(cache), (before - ended, 0))
            self.assertEqual(ctl("status", cache=cache, now=self.LATER).json["forgetting"]["dossiers"], ended)

    def test_set_time(self):
        with folder() as name:
            cache = pathlib.Path(name) / "cache.db"
            self.assertEqual(run(*sync_arguments(), cache=cache).code, 0)
            for wrong in ("0x", "-3", "4000"):
                self.assertEqual(ctl("forget", "--after-days", wrong, cache=cache).code, 2)
            answer = ctl("forget", "--after-days", "20", cache=cache).json
            self.assertEqual(list(answer), ["after_days", "until", "dossiers"])
            self.assertEqual((answer["after_days"], answer["until"]), (20, "2026-08-06T00:00:00+07:00"))
            with database(cache) as opened:
                self.assertEqual(opened.execute(
                    "SELECT count(*), sum(applicant IS NULL), count(forgotten) FROM dossier WHERE state IN (3,7,9,10) "
                    "AND finished < unixepoch('2026-08-05T17:00:00')").fetchone(), (answer["dossiers"],) * 3)
                self.assertGreater(self.persons(cache)[1], 0)
            self.assertEqual(ctl("forget", cache=cache).json, answer)


@unittest.skipUnless(ENCRYPTED, "wants SQLCipher")
class Keyring(unittest.TestCase):
    def test_key_by_keyring(self):
        with folder() as name:
            cache = pathlib.Path(name) / "cache.db"
            answer = run(*sync_arguments(), cache=cache, key=False)
            self.assertEqual(answer.code, 0, answer.err)
            kept = [secret for attributes, secret in keyring.items() if attributes.get("cache") == str(cache)]
            self.assertEqual(len(kept), 1)
            self.assertRegex(kept[0], "^[0-9a-f]{64}$")
            self.assertEqual(run("counts", cache=cache, key=False).code, 0)
            self.assertEqual(ctl("counts", cache=cache).code, 6)
            answer = run("rekey", cache=cache, key=False)
            self.assertEqual(answer.code, 0, answer.err)
            changed = [secret for attributes, secret in keyring.items() if attributes.get("cache") == str(cache)]
            self.assertEqual(len(changed), 1)
            self.assertNotEqual(kept, changed)
            self.assertEqual(run("counts", cache=cache, key=False).code, 0)

    def test_locked(self):
        """Said so; nothing is made, plain or not. Unlocked, the same command goes on."""
        with folder() as name:
            place = pathlib.Path(name)
            held, fresh = place / "held.db", place / "fresh.db"
            self.assertEqual(run(*sync_arguments(), cache=held, key=False).code, 0)
            keyring.lock()
            try:
                for cache, arguments in ((held, ["counts"]), (held, sync_arguments()), (fresh, sync_arguments()),
                                         (held, ["rekey"])):
                    answer = run(*arguments, cache=cache, key=False)
                    self.assertEqual((answer.code, answer.out), (6, ""))
                    self.assertIn("Chùm khóa đang khóa", answer.err)
            finally:
                keyring.unlock()
            self.assertFalse(fresh.exists())
            self.assertEqual(run("counts", cache=held, key=False).code, 0)
            self.assertEqual(run(*sync_arguments(), cache=fresh, key=False).code, 0)

    def test_no_keyring(self):
        with folder() as name:
            cache = pathlib.Path(name) / "cache.db"
            answer = run(*sync_arguments(), cache=cache, key=False,
                         environment={"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"})
            self.assertEqual((answer.code, answer.out), (6, ""))
            self.assertIn("Không liên lạc được với chùm khóa", answer.err)
            self.assertEqual(list(pathlib.Path(name).iterdir()), [])

    def test_lost(self):
        with folder() as name:
            cache = pathlib.Path(name) / "cache.db"
            self.assertEqual(run(*sync_arguments(), cache=cache).code, 0)
            before = cache.read_bytes()
            answer = run("counts", cache=cache, key=False)
            self.assertEqual((answer.code, answer.out), (6, ""))
            self.assertIn("chùm khóa không có khóa của tệp", answer.err)
            self.assertEqual(cache.read_bytes(), before)


class Leaks(unittest.TestCase):
    def test_nothing_said(self):
        """No output of any command, in either language, with all that GLib can say, shows a key or token; nor does
        any argument list."""
        token = pathlib.Path(Shared.token).read_text(encoding="ascii").strip()
        secrets = [token, KEY, KEY.upper(), "tests/support: no real key"]
        with folder() as name:
            place = pathlib.Path(name)
            cache = place / "cache.db"
            bad_token = private_file(place / "bad", token[:-4] + "AAAA\nX")
            commands = [sync_arguments(), ["status"], ["counts"], ["queue"], ["outbox"], ["--format", "table", "status"],
                        ["--token-file", bad_token, "sync", "--endpoint", Shared.hub.endpoint],
                        ["--token-file", Shared.token, "sync", "--endpoint", "http://127.0.0.1:1"],
                        ["--token-file", Shared.token, "--scope", "province:51", "sync", "--endpoint", Shared.hub.endpoint],
                        ["rekey"], ["counts", "--unknown"]]
            said = ""
            for language in ("vi", "en"):
                for command in commands:
                    answer = ctl("--lang", language, *command, cache=cache,
                                 environment={"G_MESSAGES_DEBUG": "all", "G_DEBUG": ""})
                    said += answer.out + answer.err
            self.assertGreater(len(said), 1000)
            for secret in secrets + [token[:-4]]:
                self.assertNotIn(secret, said)
            for path in list(place.iterdir()) + [Shared.path / "hub.log"]:
                if path.name != "bad":
                    data = path.read_bytes()
                    for secret in secrets:
                        self.assertNotIn(secret.encode(), data)

    def test_arguments(self):
        """While it runs, its own argument list and environment have paths and no secrets."""
        token = pathlib.Path(Shared.token).read_text(encoding="ascii").strip()
        with folder() as name:
            cache = pathlib.Path(name) / "cache.db"
            process = subprocess.Popen([program("giaobanctl"), "--cache", str(cache), *key_arguments(), "--now", NOW,
                                        *sync_arguments()], stdout=subprocess.DEVNULL)
            seen = b""
            while process.poll() is None:
                for part in ("cmdline", "environ"):
                    try:
                        seen += pathlib.Path("/proc/%d/%s" % (process.pid, part)).read_bytes()
                    except (FileNotFoundError, ProcessLookupError):
                        pass
                time.sleep(0.05)
            self.assertEqual(process.returncode, 0)
            self.assertIn(b"--cache", seen)
            self.assertNotIn(token.encode(), seen)
            self.assertNotIn(KEY.encode(), seen)


if __name__ == "__main__":
    unittest.main(verbosity=2)
