#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A machine that enrolled once gets its data and hands in what was done on it by files alone. Run by with-keyring."""

import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import unittest
import urllib.request

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
import giaoban_bundle as bundle  # noqa: E402
import giaoban_keyring as keyring  # noqa: E402
from giaoban_run import NOW, WARD, Hub, ctl, database, folder, key_arguments, program  # noqa: E402

LATER, LATEST = "2026-08-26T15:00:00+07:00", "2026-08-27T07:15:00+07:00"
OTHER = "commune:21025"
SENDER = "Dữ liệu minh họa – tỉnh Quảng Ngãi"


class Shared:
    """One seeded hub, and a machine's data as they come over the network."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 600).start()
    Shared.token = Shared.hub.token(WARD)
    Shared.online = Shared.path / "online.db"
    answer = ctl("--token-file", Shared.token, "sync", "--endpoint", Shared.hub.endpoint, cache=Shared.online)
    assert answer.code == 0, answer.err
    with sqlite3.connect(Shared.hub.database) as opened:
        secret, = opened.execute("SELECT value FROM hub_meta WHERE key = 'keys'").fetchone()
    Shared.keys = bundle.Keys(bundle.raw(secret))


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def hub(command, *arguments, now=NOW, path=None, status=0):
    run = subprocess.run([program("giaoban-hub"), command, "--database", str(path or Shared.hub.database), "--now", now,
                          *map(str, arguments)], capture_output=True, text=True, check=False, timeout=600,
                         env=dict(os.environ, LANGUAGE="vi"))
    assert run.returncode == status, (run.returncode, run.stdout[:2000], run.stderr[:2000])
    return json.loads(run.stdout) if run.stdout else None


def contents(cache):
    """All rows of a cache, but for what tells how they came."""
    rows = {}
    with database(cache) as opened:
        for table, in opened.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            columns = [c[1] for c in opened.execute("SELECT * FROM pragma_table_info(?)", (table,)).fetchall()]
            if "generation" in columns and table != "feed_cursor":
                kept = ", ".join(column for column in columns if column != "generation")
                rows[table] = sorted(opened.execute("SELECT %s FROM %s" % (kept, table)).fetchall(), key=repr)
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return rows


class Bundles(unittest.TestCase):
    def setUp(self):
        self.folder = folder()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)
        self.cache = self.path / "cache.db"
        self.file = self.path / "goi.giaoban"
        code = hub("enrol-code", "--scope", WARD)["code"]
        answer = self.ctl("enrol", "--endpoint", Shared.hub.endpoint, "--code", code, "--name", "Máy của Chủ tịch")
        self.assertEqual(answer.code, 0, answer.err)
        self.workstation = answer.json["workstation"]

    def ctl(self, *arguments, **more):
        return ctl(*arguments, cache=self.cache, **more)

    def make(self, *arguments, **more):
        return hub("bundle", "--workstation", self.workstation, "--out", self.file, *arguments, **more)["bundle"]

    def take(self, file=None, code=0, now=NOW):
        answer = self.ctl("bundle", "import", str(file or self.file), now=now)
        self.assertEqual(answer.code, code, answer.err + answer.out)
        return answer.json

    def refused(self, reason, file=None, now=NOW):
        """Refused for that reason, said in words, and nothing is changed."""
        before = self.cache.read_bytes()
        answer = self.ctl("bundle", "import", str(file or self.file), now=now)
        self.assertEqual((answer.code, answer.json), (5, {"state": "refused", "reason": reason}), answer.err)
        self.assertRegex(answer.err, "[ạảãáàăâđêôơư]")
        self.assertFalse(pathlib.Path(str(self.cache) + "-wal").exists())
        self.assertTrue(self.cache.read_bytes() == before)

    def own_keys(self):
        (_, secret), = [(attributes, secret) for attributes, secret in keyring.items()
                        if attributes["xdg:schema"].endswith(".Workstation") and attributes["cache"] == str(self.cache)]
        return bundle.Keys(bundle.raw(secret))

    def craft(self, data, signer=None, recipient=None, lines=None, **members):
        """The bundle once more with something else in its header, signed by whoever has the hub's keys."""
        header, old_lines = bundle.read(data, Shared.keys.ed25519, self.own_keys())
        for name in ("bundle", "recipient", "signer", "key", "stream", "encoding", "bytes"):
            del header[name]
        self.file.write_bytes(bundle.write(lines if lines is not None else old_lines, signer or Shared.keys,
                                           recipient or self.own_keys().x25519, **{**header, **members}))

    def cursors(self):
        with database(self.cache) as opened:
            return dict(opened.execute("SELECT feed_group, cursor FROM feed_cursor").fetchall())

    def test_full(self):
        """A machine that has nothing has all that the network would have brought."""
        self.make()
        value = self.take()
        self.assertEqual((value["state"], value["sender"], value["scope"]), ("taken", SENDER, WARD))
        self.assertEqual((value["made_at"], value["as_of"]), (NOW, NOW))
        self.assertGreater(value["records"], 100)
        self.assertEqual(value["actions"], {"applied": 0, "refused": 0, "conflict": 0, "later": 0})
        self.assertEqual(contents(self.cache), contents(Shared.online))
        self.assertEqual(self.ctl("counts").json, ctl("counts", cache=Shared.online).json)
        status = self.ctl("status").json
        self.assertEqual((status["scope"], status["as_of"]), (WARD, NOW))
        self.refused("older")
        # The network goes on where the bundle ended.
        answer = self.ctl("sync")
        self.assertEqual((answer.code, answer.json["records"]), (0, 0), answer.err)
        self.assertEqual(answer.json["pages"], 2)
        rows = self.ctl("log").json["rows"]
        self.assertEqual([(r["kind"], r["outcome"], r["problem"]) for r in rows],
                         [("run", "done", None), ("bundle-in", "failed", "sync.bundle-older"), ("bundle-in", "done", None)])

    def test_there_and_back(self):
        """What was done here goes out in a file, and what became of it comes back in another."""
        self.make()
        self.take()
        row = self.ctl("queue", "--class", "all", "--limit", "1").json["rows"][0]["code"]
        for arguments in (["dossier.note", row, "text=Đã gọi công dân"],
                          ["issue.raise", "21028", "kind=difficulty", "field=CNTT", "title=Mất mạng từ thứ Hai"]):
            answer = self.ctl("act", *arguments)
            self.assertEqual(answer.code, 0, answer.err)
        issue = self.ctl("outbox").json["rows"][-1]["id"]
        self.assertEqual(self.ctl("act", "issue.note", issue, "text=Đã báo viễn thông").code, 0)
        out = self.path / "thao-tac.giaoban"
        answer = self.ctl("bundle", "export", str(out))
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual((answer.json["state"], answer.json["actions"]), ("written", 3))
        self.assertEqual(out.stat().st_mode & 0o777, 0o600)
        rows = self.ctl("outbox").json["rows"]
        self.assertEqual({r["state"] for r in rows}, {"sent"})
        self.assertTrue(all("thao-tac.giaoban" in r["problem"] for r in rows))

        told = hub("bundle", "--take", out, "--out", self.file, now=LATER)
        self.assertEqual(told["taken"]["actions"], {"applied": 3, "conflict": 0, "refused": 0, "later": 0})
        self.assertFalse(any(g["full"] for g in told["bundle"]["groups"]))
        value = self.take(now=LATER)
        self.assertEqual(value["actions"]["applied"], 3)
        self.assertEqual(value["as_of"], LATER)
        rows = self.ctl("outbox").json["rows"]
        self.assertEqual([r["state"] for r in rows], ["applied"] * 3)
        self.assertIn("Mất mạng từ thứ Hai", json.dumps(contents(self.cache)["issue"], ensure_ascii=False))
        # Sent over the network as well nothing is done twice.
        answer = self.ctl("sync", now=LATER)
        self.assertEqual(answer.code, 0, answer.err)
        with sqlite3.connect(Shared.hub.database) as opened:
            self.assertEqual(opened.execute("SELECT count(*) FROM feed_record WHERE id = ?", (issue,)).fetchone(), (1,))

    def test_what_was_refused(self):
        """A refusal comes with the hub's reason, though nothing in the feed is new."""
        self.make()
        self.take()
        row = self.ctl("queue", "--class", "all", "--limit", "1").json["rows"][0]["code"]
        self.assertEqual(self.ctl("act", "dossier.note", row, "text=Ghi chú").code, 0)
        with database(str(self.cache) + ".local", write=True) as opened:
            opened.execute("UPDATE action SET target = 'H48.25-000000-0000'")
        out = self.path / "a.giaoban"
        self.assertEqual(self.ctl("bundle", "export", str(out)).code, 0)
        hub("bundle", "--take", out, "--out", self.file, now=LATER)
        value = self.take(code=7, now=LATER)
        self.assertEqual((value["actions"]["refused"], value["records"], value["as_of"]), (1, 0, LATER))
        row, = self.ctl("outbox").json["rows"]
        self.assertEqual(row["state"], "refused")
        self.assertRegex(row["problem"], "[ạảãáàăâđêôơư]")

    def test_export_for_data_only(self):
        """Nothing was done here: the file tells the hub what is here already."""
        self.make()
        self.take()
        out = self.path / "a.giaoban"
        self.assertEqual(self.ctl("bundle", "export", str(out)).json["actions"], 0)
        told = hub("bundle", "--take", out, "--out", self.file, now=LATER)
        self.assertEqual([g["records"] for g in told["bundle"]["groups"]], [0, 0])
        value = self.take(now=LATER)
        self.assertEqual((value["records"], value["as_of"]), (0, LATER))
        self.refused("older", now=LATER)
        # A full one made later at the same place changes the time alone.
        self.make(now=LATEST)
        value = self.take(now=LATEST)
        self.assertEqual((value["records"], value["deleted"], value["as_of"]), (0, 0, LATEST))
        self.refused("not-a-bundle", out, now=LATEST)

    def test_not_to_be_written(self):
        """What cannot be written is not handed in, and stays to be sent."""
        self.make()
        self.take()
        row = self.ctl("queue", "--class", "all", "--limit", "1").json["rows"][0]["code"]
        self.ctl("act", "dossier.note", row, "text=Ghi chú")
        answer = self.ctl("bundle", "export", str(self.path / "no" / "folder.giaoban"))
        self.assertEqual(answer.code, 2, answer.err)
        self.assertEqual([(r["state"], r["attempts"]) for r in self.ctl("outbox").json["rows"]], [("waiting", 0)])
        self.assertEqual(self.ctl("bundle", "import", str(self.path / "nothing")).code, 2)
        for arguments in ([], ["import"], ["export"], ["send", "x"], ["import", "x", "y"]):
            self.assertEqual(self.ctl("bundle", *arguments).code, 2, arguments)

    def test_refused(self):
        self.make()
        good = self.file.read_bytes()
        self.take()
        self.make(now=LATER)
        newer = self.file.read_bytes()
        place = len(newer) - 100
        header, _ = bundle.read(newer, Shared.keys.ed25519, self.own_keys())
        for reason, data in (
                ("older", good), ("truncated", newer[:-1]), ("truncated", newer[:200]), ("truncated", b""),
                ("tampered", newer + b"\n"), ("tampered", newer[:place] + bytes([newer[place] ^ 4]) + newer[place + 1:]),
                ("tampered", newer.replace(WARD.encode(), OTHER.encode())), ("not-a-bundle", b"<html>captive portal</html>\n"),
                ("not-a-bundle", b"giaoban-bundle/2\n{}\n")):
            self.file.write_bytes(data)
            self.refused(reason)
        self.craft(newer, scope=OTHER)
        self.refused("other-scope")
        self.craft(newer, signer=bundle.Keys())
        self.refused("wrong-key")
        self.craft(newer, recipient=bundle.Keys().x25519)
        self.refused("wrong-key")
        groups = [{**g, "from": "elsewhere", "position": g["position"] + 9, "cursor": "x"} for g in header["groups"]]
        self.craft(newer, groups=groups, feed_id="another")
        self.refused("other-feed")
        groups[0] = header["groups"][0]
        self.craft(newer, groups=[{**header["groups"][0], "from": "later", "position": 10 ** 9, "cursor": "x"}],
                   lines=self.pages([], group="base", cursor="later", limit=50, end="x", position=10 ** 9))
        self.refused("gap")
        # Of another hub's feed all of it is taken, as after a hub that was set up anew.
        self.craft(newer, feed_id="another", lines=[
            line.replace('"feed_id":"%s"' % header["feed_id"], '"feed_id":"another"') for line in
            bundle.read(newer, Shared.keys.ed25519, self.own_keys())[1]])
        self.assertEqual(self.take(now=LATER)["as_of"], LATER)
        self.assertEqual(contents(self.cache), contents(Shared.online))

    def pages(self, lines, group, cursor, limit, end, position):
        """An empty page that follows on a cursor."""
        with sqlite3.connect(Shared.hub.database) as opened:
            feed, = opened.execute("SELECT value FROM hub_meta WHERE key = 'feed_id'").fetchone()
        return [json.dumps({"feed": "giaoban/1", "feed_id": feed, "scope": WARD, "group": group, "from": cursor,
                            "server_time": LATER}), *lines,
                json.dumps({"cursor": end, "position": position, "more": False, "count": len(lines)})]

    def feed_lines(self, group, since, limit):
        """Pages as the hub serves them, small."""
        token = pathlib.Path(Shared.token).read_text(encoding="ascii").strip()
        lines, more = [], True
        while more:
            query = "scope=%s&group=%s&limit=%d%s" % (WARD, group, limit, "&since=" + since if since else "")
            request = urllib.request.Request(Shared.hub.endpoint + "/v1/feed?" + query,
                                             headers={"Authorization": "Bearer " + token})
            with urllib.request.urlopen(request, timeout=60) as answer:
                page = answer.read().decode().splitlines()
            lines += page
            seal = json.loads(page[-1])
            since, more = seal["cursor"], seal["more"]
        return lines, seal

    def test_killed(self):
        """Killed anywhere, the same bundle goes on, and nothing is missing or there twice."""
        self.make()
        data = self.file.read_bytes()
        lines = []
        for group in ("base", "work"):
            lines += self.feed_lines(group, None, 15)[0]
        self.craft(data, lines=lines)
        # Where it began again is told by the pages that the last one took.
        command = [program("giaobanctl"), "--cache", str(self.cache), *key_arguments(), "--now", NOW, "bundle", "import",
                   str(self.file)]
        chance, whole = random.Random(5), None
        start = time.monotonic()
        shutil.copytree(self.path, self.path.parent / (self.path.name + "-whole"))
        other = self.path.parent / (self.path.name + "-whole")
        self.addCleanup(shutil.rmtree, other)
        whole = self.take()["pages"]
        seconds = time.monotonic() - start
        for name in ("cache.db", "cache.db-wal", "cache.db-shm", "cache.db.local", "cache.db.local-wal", "cache.db.local-shm"):
            (self.path / name).unlink(missing_ok=True)
            if (other / name).exists():
                shutil.copy(other / name, self.path / name)
        for _ in range(8):
            run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                run.wait(chance.uniform(0.1, 0.8) * seconds)
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
                run.wait()
        answer = self.ctl("bundle", "import", str(self.file))
        if answer.code == 0:
            self.assertLessEqual(answer.json["pages"], whole)
        else:
            self.assertEqual(answer.json["reason"], "older", answer.err)
        self.assertEqual(contents(self.cache), contents(Shared.online))

    def test_from_the_middle(self):
        """The network brought a part of what is in the bundle: the rest is taken."""
        self.make()
        data = self.file.read_bytes()
        lines, seal = self.feed_lines("work", None, 40)
        first = next(i for i, line in enumerate(lines) if line.startswith('{"cursor"')) + 1
        middle = json.loads(lines[first - 1])["cursor"]
        base = self.feed_lines("base", None, 1000)[0]
        group = {"group": "work", "from": None, "cursor": seal["cursor"], "position": seal["position"], "count": 1}
        self.craft(data, lines=base + lines)
        self.take()
        with database(self.cache, write=True) as opened:
            opened.execute("UPDATE feed_cursor SET cursor = ?, position = 40, as_of = 1 WHERE feed_group = 'work'", (middle,))
            opened.execute("DELETE FROM task")
        # Not full, and begins before where we are.
        header = json.loads(lines[0])
        lines[0] = json.dumps({**header, "from": "before"})
        self.craft(data, lines=lines, groups=[{**group, "from": "before"}])
        value = self.take()
        self.assertGreater(value["pages"], 1)
        self.assertEqual(value["pages"], sum(line.startswith('{"cursor"') for line in lines) - 1)
        self.assertEqual(self.cursors()["work"], seal["cursor"])

    def test_restored_hub(self):
        """A hub that was restored from a backup counts from further back; what it makes later is taken."""
        backup = self.path / "backup.db"
        with sqlite3.connect(Shared.hub.database) as source, sqlite3.connect(backup) as copy:
            source.backup(copy)
        Shared.hub.records([{"op": "put", "type": "task", "id": "ta-moi", "data": {
            "number": "9/CV", "title": "Việc sau bản sao lưu", "issuer": "UBND tỉnh", "commune": "21028", "state": "open",
            "issued": "2026-08-26T07:00:00+07:00", "due": "2026-11-30T17:00:00+07:00"}}])
        self.make()
        self.take()
        self.assertTrue(any("ta-moi" in row for row in contents(self.cache)["task"]))
        self.make(path=backup)
        self.refused("older")
        self.make(path=backup, now=LATER)
        value = self.take(now=LATER)
        self.assertEqual((value["deleted"], value["as_of"]), (1, LATER))
        self.assertFalse(any("ta-moi" in row for row in contents(self.cache)["task"]))
        Shared.hub.records([{"op": "del", "type": "task", "id": "ta-moi"}])

    def test_not_enrolled(self):
        """A cache that was filled with a token has no keys that anything could be sealed for."""
        self.make()
        for arguments in (["import", str(self.file)], ["export", str(self.path / "x.giaoban")]):
            answer = ctl("bundle", *arguments, cache=Shared.online)
            self.assertEqual(answer.code, 4, answer.err)

    def test_table(self):
        self.make()
        answer = self.ctl("--format", "table", "bundle", "import", str(self.file))
        self.assertEqual(answer.code, 0, answer.err)
        self.assertIn(SENDER, answer.out)


if __name__ == "__main__":
    unittest.main(verbosity=2)
