#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pulling from the real hub: one that was restored, scopes that change, clocks that are off."""

import hashlib
import json
import os
import pathlib
import random
import shutil
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import NOW, PROVINCE, WARD, Hub, ctl, database, folder, private_file  # noqa: E402

OTHER_WARD = "commune:21025"


def dossier(code, commune):
    return {"op": "put", "type": "dossier", "id": code, "data": {
        "procedure": "Đăng ký biến động đất đai", "field": "Đất đai", "channel": "desk", "applicant": "Võ Thị Sáu",
        "commune": commune, "received_by": commune, "officer": "Lê Văn Cường", "state": 4,
        "submitted": "2026-08-20T08:00:00+07:00", "received": "2026-08-20T08:10:00+07:00",
        "due": "2026-08-28T17:00:00+07:00"}}


OWN, FOREIGN = "H48.28-260820-9001", "H48.25-260820-9001"


class Shared:
    """One seeded hub for all tests but those that set theirs back; each has workstations of its own."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 300).start()
    Shared.hub.records([dossier(OWN, "21028"), dossier(FOREIGN, "21025")])
    Shared.tokens = {scope: Shared.hub.token(scope) for scope in (WARD, OTHER_WARD, PROVINCE)}


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


class Desk:
    """A workstation: a cache of its own, and the token that it was given last."""

    count = 0

    def __init__(self, scope, hub=None, tokens=None):
        Desk.count += 1
        self.hub, self.tokens = hub or Shared.hub, tokens or Shared.tokens
        self.cache = Shared.path / ("desk-%d.db" % Desk.count)
        self.token = Shared.path / ("desk-%d.token" % Desk.count)
        self.sign_in(scope)
        assert self.sync().code == 0

    def sign_in(self, scope):
        private_file(self.token, pathlib.Path(self.tokens[scope]).read_text(encoding="ascii"))

    def sync(self, *options, now=NOW):
        return ctl("--token-file", str(self.token), *options, "sync", "--endpoint", self.hub.endpoint, cache=self.cache,
                   now=now)

    def note(self, code):
        answer = ctl("act", "dossier.note", code, "text=Đã gọi điện", cache=self.cache)
        assert answer.code == 0, answer.err
        return answer.json["id"]

    def states(self):
        return {row["id"]: row["state"] for row in ctl("outbox", cache=self.cache).json["rows"]}

    def picture(self):
        """Every record as it stands, without where it lies."""
        with database(self.cache) as opened:
            found = {}
            for (table,) in opened.execute("SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
                                           "ON c.name='generation' WHERE m.type='table' AND m.name<>'feed_cursor'").fetchall():
                columns = ",".join(name for (name,) in opened.execute(
                    "SELECT name FROM pragma_table_info('%s') WHERE name NOT IN ('number','generation')" % table))
                found[table] = sorted(opened.execute("SELECT %s FROM %s" % (columns, table)), key=repr)
            return found

    def scope(self):
        return ctl("status", cache=self.cache).json["scope"]


def notices(word, count):
    return [{"op": "put", "type": "notice", "id": "n-%d" % n, "data": {
        "kind": "notice", "title": "%s %d" % (word, n), "published": NOW}} for n in range(count)]


class Restored(unittest.TestCase):
    maxDiff = None

    def check(self, grown):
        with folder() as name:
            path = pathlib.Path(name)
            hub = Hub(path, 10)
            hub.records([dossier(OWN, "21028")])
            tokens = {WARD: hub.token(WARD)}
            backup = path / "backup"
            shutil.copy(hub.database, backup)
            hub.records(notices("Trước", 7))
            with hub:
                desk = Desk(WARD, hub, tokens)
            action = desk.note(OWN)
            for suffix in "", "-wal", "-shm":
                pathlib.Path("%s%s" % (hub.database, suffix)).unlink(missing_ok=True)
            shutil.copy(backup, hub.database)
            hub.records(notices("Sau", grown))
            with hub:
                answer = desk.sync()
                self.assertEqual((answer.code, answer.json["actions"]["applied"]), (0, 1), answer.err)
                self.assertGreaterEqual(answer.json["deleted"], 7 - grown)
                self.assertEqual(desk.picture(), Desk(WARD, hub, tokens).picture())
                self.assertEqual(desk.states(), {action: "applied"})
                again = desk.sync()
                self.assertEqual((again.code, again.json["records"], again.json["pages"]), (0, 0, 2))

    def test_before_it_has_grown(self):
        self.check(0)

    def test_after_it_has_grown(self):
        self.check(40)


class Scopes(unittest.TestCase):
    maxDiff = None

    def test_narrower_and_wider(self):
        """What is taken from a workstation goes from it, what is given comes, and the outbox stays."""
        desk = Desk(PROVINCE)
        province = desk.picture()
        mine, theirs = desk.note(OWN), desk.note(FOREIGN)
        desk.sign_in(WARD)
        answer = desk.sync()
        self.assertEqual((answer.code, answer.json["actions"]["applied"], answer.json["actions"]["refused"]), (7, 1, 1))
        self.assertRegex(answer.err, "thu hẹp.*%s" % WARD)
        self.assertEqual(desk.scope(), WARD)
        self.assertEqual(desk.picture(), Desk(WARD).picture())
        self.assertEqual(desk.states(), {mine: "applied", theirs: "refused"})
        again = desk.sync()
        self.assertEqual((again.code, again.json["records"], again.json["pages"], again.err), (0, 0, 2, ""))

        desk.sign_in(PROVINCE)
        answer = desk.sync()
        self.assertEqual(answer.code, 0, answer.err)
        self.assertRegex(answer.err, "mở rộng.*%s" % PROVINCE)
        self.assertEqual(desk.scope(), PROVINCE)
        self.assertEqual({table: len(rows) for table, rows in desk.picture().items()},
                         {table: len(rows) for table, rows in province.items()})
        self.assertEqual(desk.picture(), Desk(PROVINCE).picture())
        self.assertEqual(desk.states()[theirs], "refused")

    def test_chosen_scope_stays(self):
        """Who asks for one ward with a token for all keeps it, with the next token, too."""
        desk = Desk(WARD)
        for options, scope in ((("--scope", WARD), PROVINCE), (("--scope", WARD), WARD)):
            desk.sign_in(scope)
            answer = desk.sync(*options)
            self.assertEqual((answer.code, answer.err, desk.scope()), (0, "", WARD))

    def test_never_another_ward(self):
        """A token of another ward, or a scope beyond the token, changes nothing."""
        desk = Desk(WARD)
        before = desk.picture()
        desk.sign_in(OTHER_WARD)
        answer = desk.sync()
        self.assertEqual((answer.code, answer.out), (6, ""), answer.err)
        self.assertRegex(answer.err, "%s.*%s" % (OTHER_WARD, WARD))
        province = Desk(PROVINCE)
        province.sign_in(WARD)
        whole = province.picture()
        answer = province.sync("--scope", PROVINCE)
        self.assertEqual((answer.code, answer.out), (4, ""), answer.err)
        self.assertEqual((desk.picture(), province.picture()), (before, whole))
        self.assertEqual((desk.scope(), province.scope()), (WARD, PROVINCE))


class Clocks(unittest.TestCase):
    def test_skew(self):
        """The difference is told, changes no exit code, and the hub's time is the data's."""
        desk = Desk(WARD)
        for now, said in ((NOW, "^$"), ("2026-08-26T07:19:30+07:00", "^$"), ("2026-08-26T07:40:00+07:00", "nhanh.* 25 phút"),
                          ("2026-08-26T06:55:00+07:00", "chậm.* 20 phút"), ("2024-08-26T07:15:00+07:00", "chậm")):
            answer = desk.sync(now=now)
            self.assertEqual((answer.code, answer.json["as_of"]), (0, NOW), answer.err)
            self.assertRegex(answer.err, said)


class SetAside(unittest.TestCase):
    def test_set_aside(self):
        """What could not be taken is listed with why, and written whole to a file for whoever sent it."""
        desk = Desk(WARD)
        out = Shared.path / "set-aside.ndjson"
        answer = ctl("set-aside", cache=desk.cache)
        self.assertEqual((answer.code, answer.json), (1, {"total": 0, "rows": []}))
        line = '{"op":"put","type":"task","id":"t","data":{"title":"%s"}}' % ("Kế hoạch " * 1000)
        with database(str(desk.cache) + ".local", write=True) as opened:
            opened.execute("INSERT INTO set_aside VALUES('h','work','task','t','NOT NULL constraint failed',?,1787703300)",
                           (line,))
        answer = ctl("set-aside", cache=desk.cache)
        self.assertEqual((answer.code, answer.json["total"]), (0, 1), answer.err)
        row, = answer.json["rows"]
        self.assertEqual((row["at"], row["type"], row["id"], row["reason"]),
                         (NOW, "task", "t", "NOT NULL constraint failed"))
        self.assertTrue(line.startswith(row["line"]))
        answer = ctl("set-aside", "--out", str(out), cache=desk.cache)
        self.assertEqual((answer.code, answer.json), (0, {"file": str(out), "rows": 1}), answer.err)
        self.assertEqual(json.loads(out.read_text(encoding="utf-8"))["line"], line)
        self.assertEqual(out.stat().st_mode & 0o777, 0o600)


class Files(unittest.TestCase):
    def test_files(self):
        """A file of the province comes whole, goes on after a stop, and an older one goes when a newer one came."""
        desk = Desk(WARD)
        path = Shared.path / "ranh-gioi.geojson"
        folder_of_files = pathlib.Path(str(desk.cache) + ".files")
        for content in (random.Random(1).randbytes(3_000_000), random.Random(2).randbytes(400_000)):
            path.write_bytes(content)
            answer = Shared.hub.call("import", "--file", str(path), "--kind", "boundaries")
            self.assertEqual(answer.returncode, 0, answer.stderr)
            self.assertEqual(desk.sync().code, 0)
            row, = ctl("files", cache=desk.cache).json["rows"]
            self.assertEqual((row["name"], row["kind"], row["bytes"], row["have"], row["path"]),
                             (path.name, "boundaries", len(content), 0, None))
            name = hashlib.sha256(content).hexdigest()
            folder_of_files.mkdir(mode=0o700, exist_ok=True)
            private_file(folder_of_files / (name + ".part"), "")
            (folder_of_files / (name + ".part")).write_bytes(content[:100_000])
            answer = ctl("--token-file", str(desk.token), "files", "fetch", cache=desk.cache)
            self.assertEqual((answer.code, answer.json["files"], answer.json["missing"]), (0, 1, 0), answer.err)
            self.assertLess(answer.json["bytes"], len(content))
            self.assertEqual([file.name for file in folder_of_files.iterdir()], [name])
            kept = pathlib.Path(ctl("files", cache=desk.cache).json["rows"][0]["path"])
            self.assertEqual((kept.read_bytes() == content, kept.stat().st_mode & 0o777), (True, 0o600))


class Clock(unittest.TestCase):
    def test_servers_time_rules(self):
        """A machine whose clock is off by weeks counts by the hub's time, in the next program too."""
        desk = Desk(WARD)
        right = ctl("counts", cache=desk.cache).json["classes"]
        answer = desk.sync(now=None)
        self.assertGreater(abs(answer.json["clock_skew"]), 300)
        self.assertIn("Đồng hồ", answer.err)
        self.assertEqual(ctl("counts", cache=desk.cache, now=None).json["classes"], right)
        self.assertEqual(ctl("queue", "--class", "overdue", cache=desk.cache, now=None).json["total"], right["overdue"])
        self.assertEqual(ctl("dossier", OWN, cache=desk.cache, now=None).json["class"],
                         ctl("dossier", OWN, cache=desk.cache).json["class"])


if __name__ == "__main__":
    unittest.main()
