#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sync log: every run leaves its line, whatever becomes of it, and nothing in it is anybody's business."""

import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import (WARD, Hub, ctl, database, end_with_parent, folder, key_arguments, program)  # noqa: E402

KEYS = ["began", "kind", "program", "reason", "outcome", "problem", "pages", "records", "bytes", "ended", "groups",
        "metered", "status", "next_attempt", "clock_skew", "deleted", "set_aside", "applied", "refused", "conflict",
        "later"]


class Shared:
    """One seeded hub for all tests."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 300).start()
    Shared.token = Shared.hub.token(WARD)


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def sync(cache, *arguments, endpoint=None, **more):
    return ctl("--token-file", Shared.token, "sync", "--endpoint", endpoint or Shared.hub.endpoint, *arguments,
               cache=cache, **more)


def rows(cache):
    return ctl("log", cache=cache).json["rows"]


class SyncLog(unittest.TestCase):

    def setUp(self):
        self.cache = Shared.path / (self.id().split(".")[-1] + ".db")

    def test_lines(self):
        """Done, failed and refused at the door; the latest first."""
        answer = sync(self.cache)
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual(sync(self.cache, "--group", "work").code, 0)
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            self.assertEqual(sync(self.cache, endpoint="http://127.0.0.1:%d" % closed.getsockname()[1]).code, 3)
        log = ctl("log", cache=self.cache).json
        self.assertEqual((list(log), log["total"]), (["total", "rows"], 3))
        self.assertEqual(list(log["rows"][0]), KEYS)
        self.assertEqual([(r["outcome"], r["problem"], r["groups"]) for r in log["rows"]],
                         [("failed", "net.offline", "work base"), ("done", None, "work"), ("done", None, "work base")])
        self.assertEqual({(r["kind"], r["program"], r["reason"]) for r in log["rows"]},
                         {("run", "giaobanctl", "request")})
        self.assertEqual([log["rows"][2][key] for key in ("pages", "records", "bytes")],
                         [answer.json[key] for key in ("pages", "records", "bytes")])
        status = ctl("status", cache=self.cache).json
        self.assertEqual(log["rows"][0]["next_attempt"], status["next_attempt"])
        self.assertIsNotNone(status["next_attempt"])
        self.assertEqual(ctl("log", "--limit", "1", cache=self.cache).json["total"], 1)
        self.assertEqual(ctl("log", "--limit", "-1", cache=self.cache).code, 2)

    def test_killed(self):
        """Whoever is killed cannot say so; the next run says it for them."""
        with socket.create_server(("127.0.0.1", 0)) as silent:
            run = subprocess.Popen([program("giaobanctl"), "--cache", self.cache, *key_arguments(), "--token-file",
                                    Shared.token, "sync", "--endpoint", "http://127.0.0.1:%d" % silent.getsockname()[1]],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=end_with_parent)
            with silent.accept()[0]:
                self.assertEqual([r["outcome"] for r in rows(self.cache)], ["open"])
                second = sync(self.cache)
                run.send_signal(signal.SIGKILL)
                run.wait(30)
            self.assertEqual(second.code, 6, second.err)
            self.assertIn("giaobanctl đang đồng bộ", second.err)
        self.assertEqual(sync(self.cache).code, 0)
        self.assertEqual([r["outcome"] for r in rows(self.cache)], ["done", "interrupted"])

    def test_low_disk(self):
        """Nothing is begun that would take the last of the disk; what is there stays, and what waits is kept."""
        self.assertEqual(sync(self.cache).code, 0)
        before = ctl("counts", cache=self.cache).json["total"]
        code = ctl("queue", "--limit", "1", cache=self.cache).json["rows"][0]["code"]
        ctl("act", "dossier.note", code, "text=Chờ", cache=self.cache)
        answer = sync(self.cache, "--min-free", str(10 ** 9))
        self.assertEqual(answer.code, 6)
        self.assertRegex(answer.err, "Ổ đĩa chỉ còn trống .*1.000.000 GB")
        status = ctl("status", cache=self.cache).json
        self.assertIn("Ổ đĩa", status["last_error"])
        self.assertEqual((status["waiting"], status["next_attempt"]), (1, "2026-08-26T07:15:30+07:00"))
        self.assertEqual(rows(self.cache)[0]["problem"], "sync.low-disk")
        self.assertEqual(ctl("counts", cache=self.cache).json["total"], before)
        answer = sync(self.cache, "--min-free", "0")
        self.assertEqual((answer.code, answer.json["actions"]["applied"]), (0, 1))

    def test_nobodys_business(self):
        """For support: no name, code, address, token or path, whatever the hub or the network said."""
        sync(self.cache)
        code = ctl("queue", "--limit", "1", cache=self.cache).json["rows"][0]["code"]
        ctl("act", "dossier.note", code, "text=Bí mật của dân", cache=self.cache)
        sync(self.cache)
        sync(self.cache, endpoint="http://127.0.0.1:9")
        text = ctl("log", "--support", cache=self.cache).out
        self.assertIn("Giao Ban", text)
        self.assertIn("không kết nối được", text)
        self.assertEqual(len([line for line in text.splitlines() if re.match(r"2026-08-26T07:15:00\+07:00  ", line)]), 3)
        token = pathlib.Path(Shared.token).read_text(encoding="ascii").strip()
        secrets = [token, token[:12], "127.0.0.1", "http", str(Shared.path), "Bí mật", code, os.environ.get("USER", "\0")]
        with database(str(self.cache)) as opened:
            secrets += [name for (name,) in opened.execute("SELECT DISTINCT applicant FROM dossier")]
            secrets += [name for (name,) in opened.execute("SELECT DISTINCT name FROM officer")]
        self.assertGreater(len(secrets), 50)
        with database(str(self.cache) + ".local") as opened:
            kept = "\n".join(map(str, opened.execute("SELECT * FROM sync_log")))
        for secret in secrets:
            self.assertNotIn(secret, text)
            self.assertNotIn(secret, kept)

    def test_clocks(self):
        """The hub of this test lives in August 2026. Its clock rules, and this machine's is said to be wrong."""
        self.assertEqual(sync(self.cache).json["clock_skew"], 0)
        answer = sync(self.cache, now=None)
        self.assertEqual(answer.code, 0)
        self.assertGreater(abs(answer.json["clock_skew"]), 300)
        self.assertIn("Đồng hồ", answer.err)
        self.assertEqual(ctl("status", cache=self.cache, now=None).json["clock_skew"], answer.json["clock_skew"])
        self.assertEqual(rows(self.cache)[0]["clock_skew"], answer.json["clock_skew"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
