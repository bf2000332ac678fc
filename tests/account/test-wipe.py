#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""When data are wiped and when they are not: a real hub withdraws access, strangers say that it did, a machine is away for
half a year. Run by with-keyring."""

import datetime
import http.server
import json
import os
import pathlib
import re
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
import unittest
import urllib.request

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
import giaoban_keyring as keyring  # noqa: E402
from giaoban_run import (ENCRYPTED, NOW, WARD, Hub, ctl, database, end_with_parent, folder,  # noqa: E402
                         key_arguments, program, wait_for)

KILLS = int(os.environ.get("GIAOBAN_TEST_KILLS", "2"))
DETAIL = {"title": "x", "status": 403, "detail": "Quyền truy cập đã bị thu hồi"}


def later(days, hours=0):
    return (datetime.datetime.fromisoformat(NOW) + datetime.timedelta(days=days, hours=hours)).isoformat()


class Shared:
    """One seeded hub, always at the same address."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 200).start()
    Shared.port = int(Shared.hub.endpoint.rsplit(":", 1)[1])
    Shared.hub.options = ["--listen", "127.0.0.1:%d" % Shared.port]


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


class Stranger:
    """Somebody who answers in the hub's place, everything the same: `says`."""

    def __init__(self, port=None):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, kind, body = stranger.says
                body = (body if isinstance(body, str) else json.dumps(body)).encode()
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *unused):
                pass

        stranger = self
        if port is None:
            Shared.hub.stop()
        self.in_place = port is None
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port or Shared.port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.server.shutdown()
        self.server.server_close()
        if self.in_place:
            Shared.hub.start()


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = folder()
        self.addCleanup(self.folder.cleanup)
        self.place = pathlib.Path(self.folder.name)
        self.cache = self.place / "cache.db"

    def ctl(self, *arguments, key=True, **more):
        return ctl(*arguments, cache=self.cache, **more) if key else self.by_keyring(*arguments, **more)

    def by_keyring(self, *arguments, now=NOW):
        return ctl("--cache", str(self.cache), *arguments, now=now)

    def enrol(self, key=True, **more):
        code = json.loads(Shared.hub.call("enrol-code", "--scope", WARD).stdout)["code"]
        answer = self.ctl("enrol", "--endpoint", Shared.hub.endpoint, "--code", code, key=key, **more)
        self.assertEqual(answer.code, 0, answer.err)
        return answer.json["workstation"]

    def filled(self, key=True):
        workstation = self.enrol(key)
        answer = self.ctl("sync", key=key)
        self.assertEqual(answer.code, 0, answer.err)
        return workstation

    def act(self, title, **more):
        answer = self.ctl("act", "issue.raise", "21028", "kind=difficulty", "field=Đất đai", "title=" + title, **more)
        self.assertIn(answer.code, (0, 7), answer.err)
        return answer.json["id"]

    def kept(self):
        return {attributes["xdg:schema"].rsplit(".", 1)[1] for attributes, _ in keyring.items()
                if attributes["cache"] == str(self.cache)}

    def revoke(self, workstation, *arguments):
        answer = Shared.hub.call("revoke", "--workstation", workstation, *arguments)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        return json.loads(answer.stdout)

    def assert_whole(self, answer, code):
        """It failed and removed nothing."""
        self.assertEqual((answer.code, answer.out), (code, ""), answer.err)
        self.assertEqual(self.ctl("outbox").json["total"], 1)
        self.assertLessEqual({"Token", "Workstation"}, self.kept())
        self.assertEqual(list(self.place.glob("*.wiped")) + list(self.place.glob("*hand-in*")), [])

    def assert_wiped(self, answer, *words, hand_in=True):
        """It says so, and nothing is left but what is to be handed in."""
        self.assertEqual((answer.code, answer.out), (4, ""), answer.err)
        for word in words:
            self.assertIn(word, answer.err)
        left = {path.name for path in self.place.iterdir()}
        files = [name for name in left if "hand-in" in name]
        self.assertEqual(len(files), 1 if hand_in else 0, left)
        self.assertEqual(left - set(files), {"cache.db.wiped", "cache.db.lock"})
        self.assertEqual(self.kept(), set())
        for path in self.place.iterdir():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600, path)
        if hand_in:
            self.assertIn(files[0], answer.err)
            return self.place / files[0]
        return None

    def hand_in(self, file):
        return Shared.hub.call("bundle", "--take", str(file), "--accept-revoked")


class Revoked(Case):
    def test_notice(self):
        workstation = self.filled(key=not ENCRYPTED)
        by_keyring = {"key": not ENCRYPTED}
        titles = ["Chưa gửi một", "Chưa gửi hai"]
        ids = [self.act(title, **by_keyring) for title in titles]
        self.revoke(workstation, "--wipe")
        if ENCRYPTED:
            self.assertEqual(self.kept(), {"Key", "Token", "Workstation"})
        file = self.assert_wiped(self.ctl("sync", **by_keyring), "thu hồi quyền truy cập", "2 việc chưa gửi",
                                 "nộp tệp này")
        data = file.read_bytes()
        for title in titles:
            self.assertNotIn(title.encode(), data)
        with self.subTest("said again"):
            self.assert_wiped(self.ctl("counts", **by_keyring), "thu hồi quyền truy cập")
        with self.subTest("handed in"):
            answer = self.hand_in(file)
            self.assertEqual(answer.returncode, 0, answer.stderr)
            result = subprocess.run([program("giaoban-hub"), "export", "--database", str(Shared.hub.database), "--records", "-"],
                                    capture_output=True, text=True, check=False, timeout=60)
            if result.returncode == 0:
                for wanted in titles + ids:
                    self.assertIn(wanted, result.stdout)
        with self.subTest("enrolled anew"):
            self.assertNotEqual(self.filled(**by_keyring), workstation)
            self.assertFalse((self.place / "cache.db.wiped").exists())
            self.assertTrue(file.exists())
            self.assertEqual(self.ctl("outbox", **by_keyring).json["total"], 0)

    def test_nothing_unsent(self):
        workstation = self.filled()
        self.revoke(workstation, "--wipe")
        self.assert_wiped(self.ctl("sync"), "thu hồi quyền truy cập", hand_in=False)

    def test_damaged_copies(self):
        """What was damaged and is kept beside the cache has citizens' names in it and goes, too."""
        workstation = self.filled()
        self.act("Chưa gửi")
        for name in "cache.db.local", "cache.db":
            with open(self.place / name, "r+b") as file:
                # The last page: where the account is kept stays, or nobody could tell whose notice it is.
                file.seek(-4096, os.SEEK_END)
                file.write(b"\xff" * 4096)
            answer = self.ctl("rescue")
            self.assertEqual(answer.code, 0, answer.err)
        kept = {path.name for path in self.place.glob("*.damaged-*")}
        self.assertLessEqual({"cache.db.damaged-1", "cache.db.local.damaged-1"}, kept)
        for name in "cache.db.rescued", "cache.db.local.reading-wal":
            shutil.copy(self.place / "cache.db.damaged-1", self.place / name)
        self.revoke(workstation, "--wipe")
        self.assert_wiped(self.ctl("sync"), "1 việc chưa gửi")

    def test_strangers(self):
        """What looks like a withdrawal and is none: 401, 403, a proxy's page, notices of others and by others."""
        workstation = self.filled()
        self.act("Chưa gửi")
        other_place = folder()
        self.addCleanup(other_place.cleanup)
        mine, self.cache = self.cache, pathlib.Path(other_place.name) / "cache.db"
        others = self.revoke(self.enrol(), "--wipe")
        self.cache = mine
        about_us = dict(others, workstation=workstation)
        revoked = dict(DETAIL, type=Shared.hub.endpoint + "/problems/revoked")
        problem = "application/problem+json"
        with Stranger() as stranger:
            for name, status, kind, body, code in (
                    ("withdrawn", 401, problem, dict(DETAIL, type="/token-withdrawn"), 4),
                    ("no-json", 401, "text/html", "<html>", 4),
                    ("scope", 403, problem, dict(DETAIL, type="/scope"), 4),
                    ("proxy", 403, "text/html", "<html>/revoked</html>", 4),
                    ("no-notice", 403, problem, revoked, 4),
                    ("of-another", 403, problem, dict(revoked, notice=others), 4),
                    ("another's signature", 403, problem, dict(revoked, notice=about_us), 4),
                    ("no signature", 403, problem, dict(revoked, notice=dict(about_us, signature="A" * 86)), 4),
                    ("nonsense", 403, problem, dict(revoked, notice=dict(about_us, signature="%")), 4),
                    ("no object", 403, problem, dict(revoked, notice=[others]), 4),
                    ("not as a problem", 403, "application/json", dict(revoked, notice=others), 4),
                    ("portal", 200, "text/html", "<html>", 3)):
                with self.subTest(name):
                    stranger.says = status, kind, body
                    self.assert_whole(self.ctl("sync"), code)
        answer = self.ctl("sync")
        self.assertEqual((answer.code, answer.json["actions"]["applied"]), (0, 1), answer.err)

    def test_true_notice_tampered(self):
        """The hub's own notice with another time is nobody's."""
        workstation = self.filled()
        self.act("Chưa gửi")
        notice = self.revoke(workstation, "--wipe")
        revoked = dict(DETAIL, type="/revoked", notice=dict(notice, at=later(1)))
        with Stranger() as stranger:
            stranger.says = 403, "application/problem+json", revoked
            self.assert_whole(self.ctl("sync"), 4)
        self.assert_wiped(self.ctl("sync"))

    def test_busy(self):
        """The data are not taken away under a program that fills them; the next run does it."""
        workstation = self.filled()
        self.act("Chưa gửi")
        self.revoke(workstation, "--wipe")
        with open(self.place / "cache.db.lock", "a", encoding="ascii") as lock:
            import fcntl  # pylint: disable=import-outside-toplevel
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assert_whole(self.ctl("sync"), 6)
        self.assert_wiped(self.ctl("sync"))

    def test_cannot_seal(self):
        """What was not sent cannot be sealed: nothing is deleted."""
        if os.getuid() == 0 and not shutil.which("chattr"):
            self.skipTest("root writes everywhere")
        workstation = self.filled()
        self.act("Chưa gửi")
        self.revoke(workstation, "--wipe")
        stamp = NOW[:19].replace("-", "").replace(":", "").replace("T", "-")
        (self.place / ("cache.db.hand-in-%s.giaoban" % stamp)).mkdir()
        answer = self.ctl("sync")
        self.assertEqual((answer.code, answer.out), (6, ""), answer.err)
        self.assertEqual(self.ctl("counts").code, 0)
        self.assertLessEqual({"Token", "Workstation"}, self.kept())
        (self.place / ("cache.db.hand-in-%s.giaoban" % stamp)).rmdir()
        self.assert_wiped(self.ctl("sync"))

    def test_killed(self):
        """Killed at some moments of the wipe: what was not sent is never lost, and the next command ends it."""
        for step in range(KILLS):
            with self.subTest(step=step):
                self.setUp()
                workstation = self.filled()
                self.act("Chưa gửi")
                self.revoke(workstation, "--wipe")
                process = subprocess.Popen(
                    [program("giaobanctl"), "--cache", str(self.cache), *key_arguments(), "--now", NOW, "sync"],
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=end_with_parent)
                wait_for(lambda: process.poll() is not None or (self.place / "cache.db.wiped").exists()
                         or list(self.place.glob("*hand-in*")))
                time.sleep(step % 20 * 0.002)
                process.send_signal(signal.SIGKILL)
                process.wait(30)
                self.assert_wiped(self.ctl("sync"), "thu hồi quyền truy cập")
                file, = self.place.glob("*hand-in*.giaoban")
                answer = self.hand_in(file)
                self.assertEqual(answer.returncode, 0, answer.stderr)


class NoContact(Case):
    def test_warning(self):
        self.filled()
        for days, word in (165, None), (166, "14/02/2027"), (167, "Đã 167 ngày"), (179, "Đã 179 ngày"):
            answer = self.ctl("counts", now=later(days, 1))
            self.assertEqual(answer.code, 0, answer.err)
            if word is None:
                self.assertNotIn("không liên lạc", answer.err)
            else:
                self.assertIn("không liên lạc với tỉnh", answer.err)
        self.assertIn("22/02/2027", answer.err)

    def test_over(self):
        self.filled()
        self.act("Chưa gửi")
        file = self.assert_wiped(self.ctl("counts", now=later(180, 1)), "180 ngày", "1 việc chưa gửi")
        self.assertEqual(self.hand_in(file).returncode, 0)

    def test_first_asked(self):
        """A machine that comes back and reaches the hub loses nothing; one that does not reach it does."""
        self.filled()
        self.act("Chưa gửi")
        Shared.hub.stop()
        options = list(Shared.hub.options)
        Shared.hub.options += ["--now", later(179)]
        Shared.hub.start()
        try:
            answer = self.ctl("sync", now=later(181))
            self.assertEqual((answer.code, answer.json["actions"]["applied"]), (0, 1), answer.err)
            self.assertEqual(self.ctl("counts", now=later(181)).code, 0)
            self.act("Chưa gửi nữa", now=later(181))
            Shared.hub.stop()
            self.assertEqual(self.ctl("sync", now=later(200)).code, 3)
            self.assert_wiped(self.ctl("sync", now=later(361, 1)), "180 ngày")
        finally:
            Shared.hub.options = options
            Shared.hub.stop()
            Shared.hub.start()

    def test_wrong_clock(self):
        """A machine whose clock is years ahead, or behind, is in contact all the same."""
        self.filled()
        for days in 2000, -2000, 2000:
            answer = self.ctl("sync", now=later(days))
            self.assertEqual(answer.code, 0, answer.err)
            answer = self.ctl("counts", now=later(days, 24))
            self.assertEqual((answer.code, "không liên lạc" in answer.err), (0, False), answer.err)
        self.assertEqual(self.ctl("counts", now=later(1)).code, 0)

    def test_not_enrolled(self):
        """A machine with a token in a file, a server's, has nobody to hand anything in to: it is not wiped."""
        token = Shared.hub.token(WARD)
        self.assertEqual(self.ctl("--token-file", token, "sync", "--endpoint", Shared.hub.endpoint).code, 0)
        self.assertEqual(self.ctl("counts", now=later(1000)).code, 0)


class Cutter(Stranger):
    """Somebody between the machine and the hub, who lets one short page of the feed through, with another time in it,
    and then says that the hub is down."""

    def __init__(self, port, endpoint, time):
        super().__init__(port)
        pages = []

        def do_get(handler):
            more = handler.path.startswith("/v1/feed")
            if more and pages:
                handler.send_error(503)
                return
            if more:
                pages.append(handler.path)
            path = re.sub("limit=[0-9]+", "limit=3", handler.path)
            headers = {name: value for name, value in handler.headers.items() if name != "Accept-Encoding"}
            asked = urllib.request.Request(endpoint + path, headers=headers)
            with urllib.request.urlopen(asked, timeout=30) as answer:
                handler.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                        handler.send_header(name, value)
                body = re.sub(b'"server_time":"[^"]*"', b'"server_time":"%s"' % time.encode(), answer.read())
                handler.send_header("Content-Length", str(len(body)))
                handler.end_headers()
                handler.wfile.write(body)

        self.server.RequestHandlerClass.do_GET = do_get


class Liar(Case):
    """A hub, or whoever answers in its place, that tells of a year far ahead or behind, to a machine whose own clock goes
    on: nothing is wiped or forgotten by that, and nothing of it lasts once the right time is told again."""

    def setUp(self):
        super().setUp()
        self.today = datetime.datetime.now(datetime.timezone.utc)
        self.hub = Hub(self.place, 200, days=[(self.today - datetime.timedelta(days=ago)).date().isoformat()
                                              for ago in (60, 0)], now=self.at(0))
        self.addCleanup(self.hub.stop)
        self.tell(0, "0")
        self.endpoint = self.hub.endpoint
        self.code = json.loads(self.hub.call("enrol-code", "--scope", WARD).stdout)["code"]
        for arguments in ("enrol", "--endpoint", self.endpoint, "--code", self.code), ("sync",):
            answer = self.ctl(*arguments, now=None)
            self.assertEqual(answer.code, 0, answer.err)

    def at(self, days):
        return (self.today + datetime.timedelta(days=days)).isoformat(timespec="seconds")

    def tell(self, days, port=None):
        self.hub.stop()
        self.hub.now = self.at(days)
        self.hub.options = ["--listen", "127.0.0.1:" + (port or self.endpoint.rsplit(":", 1)[1])]
        self.hub.start()

    def known(self):
        """Ended dossiers whose applicants are known by name, and when the hub and the machine last met."""
        with database(self.cache) as cache:
            names = cache.execute("SELECT count(*) FROM dossier WHERE applicant IS NOT NULL AND finished IS NOT NULL")
            with database(str(self.cache) + ".local") as local:
                return names.fetchone()[0], *local.execute("SELECT contact_at, noted_at FROM account").fetchone()

    def assert_kept(self, names):
        answer = self.ctl("counts", now=None)
        self.assertEqual((answer.code, "không liên lạc" in answer.err), (0, False), answer.err)
        left, contact, noted = self.known()
        self.assertEqual(left, names)
        self.assertLess(abs(noted - time.time()), 86400)
        return contact

    def test_whole_runs(self):
        names = self.known()[0]
        self.assertGreater(names, 0)
        for days in 150, -2000, 150, 0:
            self.tell(days)
            answer = self.ctl("sync", now=None)
            self.assertEqual(answer.code, 0, answer.err)
            contact = self.assert_kept(names)
        self.assertLess(abs(contact - time.time()), 86400, "the right time is believed again")

    def test_machine_alone(self):
        """The machine's clock leaps half a year while nobody answers: the data are kept from sight and not wiped at once,
        and one contact sets it right. Only who is met so on three days is believed."""
        names = self.known()[0]
        self.hub.stop()
        with database(str(self.cache) + ".local", write=True) as local:
            local.execute("UPDATE account SET contact_at=contact_at-190*86400, noted_at=noted_at-190*86400")
        with database(self.cache, write=True) as cache:
            cache.execute("UPDATE feed_cursor SET as_of=as_of-190*86400")
        for command in ("sync",), ("counts",), ("queue",), ("counts",):
            answer = self.ctl(*command, now=None)
            self.assertNotEqual(answer.code, 0)
            self.assertNotIn("đã được xóa", answer.err)
            self.assertTrue(self.cache.exists())
        self.assertIn("180 ngày", answer.err)
        self.tell(0)
        self.assertEqual(self.ctl("sync", now=None).code, 0)
        self.assert_kept(names)

    def test_three_days(self):
        with database(str(self.cache) + ".local", write=True) as local:
            local.execute("UPDATE account SET contact_at=contact_at-190*86400, noted_at=noted_at-190*86400")
        with database(self.cache, write=True) as cache:
            cache.execute("UPDATE feed_cursor SET as_of=as_of-190*86400")
        self.hub.stop()
        for day in range(3):
            self.assertTrue(self.cache.exists(), day)
            answer = self.ctl("counts", now=None)
            self.assertNotEqual(answer.code, 0)
            if day < 2:  # the next morning
                with database(str(self.cache) + ".local", write=True) as local:
                    end, looks, boot, uptime, at = local.execute(
                        "SELECT value FROM setting WHERE name='absence'").fetchone()[0].split()
                    self.assertEqual(int(looks), day + 1)
                    local.execute("UPDATE setting SET value=? WHERE name='absence'",
                                  ["%s %s %s %d %s" % (end, looks, boot, int(uptime) - 86400, at)])
        self.assertIn("180 ngày", answer.err)
        self.assertFalse(self.cache.exists())

    def test_broken_run(self):
        names = self.known()[0]
        self.tell(0, "0")
        for days in 5000, -5000:
            self.hub.records([{"op": "put", "type": "notice", "id": "n%d" % n, "data": {
                "kind": "notice", "title": "Báo cáo %d" % days, "published": self.at(0)}} for n in range(9)])
            with Cutter(int(self.endpoint.rsplit(":", 1)[1]), self.hub.endpoint, self.at(days)):
                for _ in range(2):
                    answer = self.ctl("sync", now=None)
                    self.assertNotEqual(answer.code, 0, answer.err)
                    self.assert_kept(names)


class Renewal(Case):
    def test_renewed(self):
        """In the second half of its life, and never before."""
        workstation = self.filled()
        token = lambda: [secret for attributes, secret in keyring.items()  # noqa: E731
                         if attributes["cache"] == str(self.cache) and attributes["xdg:schema"].endswith(".Token")]
        first = token()
        options = list(Shared.hub.options)
        seen = []
        try:
            for days in 80, 100, 101, 240:
                Shared.hub.stop()
                Shared.hub.options = options + ["--now", later(days)]
                Shared.hub.start()
                answer = self.ctl("sync", now=later(days))
                self.assertEqual(answer.code, 0, answer.err)
                seen.append(token())
        finally:
            Shared.hub.stop()
            Shared.hub.options = options
            Shared.hub.start()
        self.assertEqual(seen[0], first)
        self.assertNotEqual(seen[1], first)
        self.assertEqual(seen[2], seen[1])
        self.assertNotEqual(seen[3], seen[2], "beyond the first token's end")
        self.assertEqual([len(tokens) for tokens in seen], [1] * 4)
        self.assertEqual(self.enrol(), workstation)


if __name__ == "__main__":
    unittest.main(verbosity=2)
