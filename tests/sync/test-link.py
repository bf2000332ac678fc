#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A ward's first pull and a morning's actions over links as they are in the mountains: slow, far, losing packets and gone
every few seconds. With GIAOBAN_TEST_LONG over the worst of them, too, by namespaces and by the proxy."""

import contextlib
import os
import pathlib
import sqlite3
import sys
import time
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_link import Link, may_make_namespaces  # noqa: E402
from giaoban_run import WARD, Hub, ctl, database, folder, private_file  # noqa: E402

LONG = os.environ.get("GIAOBAN_TEST_LONG") == "1"
# What a run may cost that brings nothing, and how many of them in a row
MOST_RUNS = 60


class Shared:
    """One seeded hub for all tests."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 5000 if LONG else 600).start()
    Shared.port = int(Shared.hub.endpoint.rsplit(":", 1)[1])


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def make_token(name):
    answer = Shared.hub.call("token", "--scope", WARD)
    assert answer.returncode == 0, answer.stderr
    return private_file(Shared.path / name, answer.stdout)


def dump(cache, table):
    with database(cache) as opened:
        columns = [row[1] for row in opened.execute("PRAGMA table_info(%s)" % table) if row[1] not in ("number", "generation")]
        return opened.execute("SELECT %s FROM %s ORDER BY id" % (",".join(columns), table)).fetchall()


class BadLink(unittest.TestCase):
    maxDiff = None

    def sync_until_done(self, link, cache, token):
        for runs in range(1, MOST_RUNS):
            answer = ctl("--token-file", token, "sync", "--endpoint", "http://127.0.0.1:%d" % link.ports[0], cache=cache)
            self.assertIn(answer.code, (0, 3, 7), answer.err)
            if answer.code == 0:
                return runs
            time.sleep(0.2)
        raise AssertionError("%d runs brought not everything" % MOST_RUNS)

    def check(self, name, namespaces, **quality):
        cache, right = Shared.path / (name + ".db"), Shared.path / (name + "-right.db")
        token = make_token(name + ".token")
        with Link([Shared.port], namespaces=namespaces) as link:
            link.become(**quality)
            start = time.monotonic()
            first = self.sync_until_done(link, cache, token)
            codes = [row["code"] for row in ctl("queue", "--limit", "4", cache=cache).json["rows"]]
            self.assertEqual(len(codes), 4)
            ids = [ctl("act", "dossier.note", code, "text=%s %d" % (name, n), cache=cache).json["id"]
                   for n, code in enumerate(codes)]
            then = self.sync_until_done(link, cache, token)
            print("# %s: %.1f s, %d + %d runs, %d drops, %d bytes of HTTP, %d of IP" % (
                name, time.monotonic() - start, first, then, link.drops, link.payload_bytes, link.wire_bytes))
            self.assertGreater(link.drops, 0, "the link did not break")
        states = {row["id"]: row["state"] for row in ctl("outbox", cache=cache).json["rows"]}
        self.assertEqual([states[i] for i in ids], ["applied"] * len(ids))
        with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % Shared.hub.database, uri=True)) as opened:
            self.assertEqual(opened.execute("SELECT count(*) FROM dossier_note WHERE text LIKE ?", (name + " %",)).fetchone()[0],
                             len(ids))
        answer = ctl("--token-file", make_token(name + "-right.token"), "sync", "--endpoint", Shared.hub.endpoint, cache=right)
        self.assertEqual(answer.code, 0, answer.err)
        for table in ("dossier", "dossier_step", "issue", "task", "officer", "procedure", "indicator_value"):
            self.assertEqual(dump(cache, table), dump(right, table), table)

    def test_hills(self):
        self.check("hills", None, round_trip=0.1, kbit=384, loss=0.03, drop_every=1.5, drop_for=0.3)

    @unittest.skipUnless(LONG, "in the suite long")
    def test_mountains(self):
        if not may_make_namespaces():
            self.skipTest("no network namespaces here")
        self.check("mountains", True, round_trip=0.6, kbit=64, loss=0.05, drop_every=10, drop_for=2)

    @unittest.skipUnless(LONG, "in the suite long")
    def test_mountains_by_proxy(self):
        self.check("proxy", False, round_trip=0.6, kbit=64, loss=0.05, drop_every=10, drop_for=2)


if __name__ == "__main__":
    unittest.main(verbosity=2)
