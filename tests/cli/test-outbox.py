#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done on workstations reaches the real hub once, comes back through the feed, and is never lost."""

import os
import pathlib
import socket
import sys
import threading
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import NOW, WARD, Hub, ctl, database, folder, private_file  # noqa: E402

NEW_DUE = "new_due=2026-09-10T17:00:00+07:00"


class Shared:
    """One seeded hub for all tests; each has workstations of its own."""


def dossier(number, **more):
    """A dossier of the ward, in process and due the day after tomorrow."""
    return {"op": "put", "type": "dossier", "id": code_of(number), "data": dict({
        "procedure": "Đăng ký biến động đất đai", "field": "Đất đai", "channel": "desk", "applicant": "Võ Thị Sáu",
        "commune": "21028", "received_by": "21028", "officer": "Lê Văn Cường", "state": 4,
        "submitted": "2026-08-20T08:00:00+07:00", "received": "2026-08-20T08:10:00+07:00",
        "due": "2026-08-28T17:00:00+07:00"}, **more)}


def code_of(number):
    return "H48.28-260820-9%03d" % number


def issue(state):
    return {"op": "put", "type": "issue", "id": "outbox-" + state, "data": {
        "kind": "difficulty", "commune": "21028", "field": "Đất đai", "title": "Chưa có bản đồ", "state": state,
        "level": "department", "raised": "2026-08-19T08:00:00+07:00"}}


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 300).start()
    Shared.count = 0
    taken = Shared.hub.records([dossier(n) for n in range(60)] + [issue("assigned"), issue("answered")])
    assert taken["taken"] == 62, taken


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


class Desk:
    """A workstation: a token and a cache of its own."""

    def __init__(self, scope=WARD):
        Shared.count += 1
        self.cache = Shared.path / ("desk-%d.db" % Shared.count)
        answer = Shared.hub.call("token", "--scope", scope)
        assert answer.returncode == 0, answer.stderr
        self.token = private_file(Shared.path / ("desk-%d.token" % Shared.count), answer.stdout)
        assert self.sync().code == 0

    def sync(self, endpoint=None, now=NOW):
        return ctl("--token-file", self.token, "sync", "--endpoint", endpoint or Shared.hub.endpoint,
                   cache=self.cache, now=now)

    def act(self, *arguments):
        answer = ctl("act", *arguments, cache=self.cache)
        assert answer.code == 0, answer.err
        return answer.json["id"]

    def outbox(self, *arguments):
        return ctl("outbox", *arguments, cache=self.cache)

    def row(self, action):
        return next((row for row in self.outbox().json["rows"] if row["id"] == action), None)

    def select(self, sql):
        with database(self.cache) as opened:
            return opened.execute(sql).fetchall()

    def one(self, sql):
        return self.select(sql)[0][0]


def hub_rows(sql):
    """The hub's own database, which is never encrypted, as it stands."""
    import sqlite3
    import contextlib
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % Shared.hub.database, uri=True)) as opened:
        return opened.execute(sql).fetchall()


class Kinds(unittest.TestCase):
    maxDiff = None

    def test_every_kind(self):
        """Each of the eleven is applied and comes back as a record, with a number where it has one."""
        desk = Desk()
        code, open_issue, answered, task = code_of(0), "outbox-assigned", "outbox-answered", self.task(desk)
        team, channel = desk.one("SELECT min(id) FROM team"), desk.one("SELECT min(id) FROM channel")
        kinds = (
            ("dossier.apology", code, ("reason=Chờ ý kiến", NEW_DUE),
             "SELECT reason FROM letter WHERE id='{0}' AND document LIKE '%PXL%'", "Chờ ý kiến"),
            ("dossier.urge", code, ("text=Báo cáo ngay",),
             "SELECT text FROM urge WHERE id='{0}' AND document LIKE '%PĐĐ%'", "Báo cáo ngay"),
            ("dossier.note", code, ("text=Đã gọi điện",), "SELECT count(*) FROM dossier WHERE id='%s'" % code, 1),
            ("issue.raise", "21028", ("kind=difficulty", "field=Đất đai", "title=Thiếu bản đồ", "lon=108.8", "lat=15.12"),
             "SELECT title||' '||state||' '||lat FROM issue WHERE id='{0}'", "Thiếu bản đồ new 15.12"),
            ("issue.note", open_issue, ("text=Bổ sung",), "SELECT kind||text FROM issue_note WHERE id='{0}'", "noteBổ sung"),
            ("issue.urge", open_issue, (), "SELECT kind FROM issue_note WHERE id='{0}'", "urge"),
            ("issue.escalate", open_issue, ("text=Vượt thẩm quyền", "level=province"),
             "SELECT level FROM issue WHERE id='%s'" % open_issue, "province"),
            ("issue.confirm", answered, (), "SELECT state FROM issue WHERE id='%s'" % answered, "confirmed"),
            ("task.progress", task, ("done=3",), "SELECT done FROM task WHERE id='%s'" % task, 3.0),
            ("visit.request", team, ("topic=Chữ ký số", "date=2026-09-10"),
             "SELECT state||commune FROM visit WHERE id='{0}'", "asked21028"),
            ("channel.verify", channel, ("date=2026-08-26",),
             "SELECT verified FROM channel WHERE id='%s'" % channel, "2026-08-26"))
        actions = [(desk.act(kind, target, *data), query, value) for kind, target, data, query, value in kinds]
        answer = desk.sync()
        self.assertEqual((answer.code, answer.json["actions"]),
                         (0, {"applied": 11, "refused": 0, "conflict": 0, "later": 0}))
        for action, query, value in actions:
            with self.subTest(query):
                self.assertEqual(desk.row(action)["state"], "applied")
                self.assertEqual(desk.select(query.format(action)), [(value,)])
        again = desk.sync()
        self.assertEqual((again.code, sum(again.json["actions"].values()), again.json["records"]), (0, 0, 0))
        self.assertEqual(ctl("status", cache=desk.cache).json["waiting"], 0)

    def task(self, desk):
        """A task of the ward's own: the seed's are every commune's."""
        Shared.hub.records([{"op": "put", "type": "task", "id": "outbox-task", "data": {
            "number": "9/KH-UBND", "title": "Rà soát thủ tục", "commune": "21028", "issuer": "UBND tỉnh",
            "issued": "2026-08-01T08:00:00+07:00", "due": "2026-11-30T17:00:00+07:00", "state": "open", "done": 1,
            "total": 10}}])
        self.assertEqual(desk.sync().code, 0)
        return "outbox-task"


class Conflicts(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.task = "conflict-%d" % Shared.count
        Shared.hub.records([{"op": "put", "type": "task", "id": self.task, "data": {
            "number": "10/KH-UBND", "title": "Công bố thủ tục", "commune": "21028", "issuer": "UBND tỉnh",
            "issued": "2026-08-01T08:00:00+07:00", "due": "2026-10-10T17:00:00+07:00", "state": "open", "done": 1,
            "total": 10}}])
        self.one, self.other = Desk(), Desk()

    def done(self):
        return hub_rows("SELECT done FROM task WHERE id='%s'" % self.task)[0][0]

    def test_two_desks(self):
        """Both versions are kept until somebody chooses."""
        theirs = self.one.act("task.progress", self.task, "done=4")
        mine = self.other.act("task.progress", self.task, "done=6")
        self.assertEqual(self.one.sync().code, 0)
        answer = self.other.sync()
        self.assertEqual((answer.code, answer.json["actions"]),
                         (7, {"applied": 0, "refused": 0, "conflict": 1, "later": 0}))
        self.assertIn("xung đột", answer.err)
        row = self.other.row(mine)
        self.assertEqual((row["state"], row["data"], row["record"]["done"]), ("conflict", {"done": 6}, 4))
        self.assertEqual(self.other.one("SELECT done FROM task WHERE id='%s'" % self.task), 4)
        status = ctl("status", cache=self.other.cache).json
        self.assertEqual((status["waiting"], status["refused"]), (0, 1))
        self.assertEqual(self.other.sync().code, 0)  # nothing new; it waits for somebody, not for the hub

        again = self.other.outbox("resolve", mine, "mine")
        self.assertEqual((again.code, again.json["state"]), (0, "waiting"))
        self.assertNotEqual(again.json["id"], mine)
        self.assertIsNone(self.other.row(mine))
        self.assertEqual(self.other.row(again.json["id"])["replaces"], mine)
        self.assertEqual(self.other.sync().json["actions"]["applied"], 1)
        self.assertEqual(self.done(), 6)
        self.assertEqual(self.one.row(theirs)["state"], "applied")

    def test_theirs(self):
        self.one.act("task.progress", self.task, "done=4")
        mine = self.other.act("task.progress", self.task, "done=6")
        self.one.sync()
        self.other.sync()
        self.assertEqual(self.other.outbox("resolve", mine, "theirs").json, {"id": mine, "state": "dropped"})
        self.assertEqual(self.other.sync().code, 0)
        self.assertEqual((self.done(), self.other.outbox().json["total"]), (4, 0))

    def test_no_conflict_with_oneself(self):
        """Two reports of one afternoon are one, and one after the other they are two."""
        first = self.one.act("task.progress", self.task, "done=4")
        self.assertEqual(self.one.act("task.progress", self.task, "done=5"), first)
        self.assertEqual(self.one.sync().json["actions"]["applied"], 1)
        self.one.act("task.progress", self.task, "done=6")
        self.assertEqual(self.one.sync().json["actions"]["applied"], 1)
        self.assertEqual(self.done(), 6)

    def test_refusal(self):
        """What the hub will not do is an item to correct, with its reason; the rest goes."""
        code, other = code_of(20), code_of(21)
        slip, note = self.one.act("dossier.urge", code), self.one.act("dossier.note", other, "text=t")
        Shared.hub.records([dossier(20, state=9, finished="2026-08-26T07:10:00+07:00")])
        answer = self.one.sync()
        self.assertEqual((answer.code, answer.json["actions"]),
                         (7, {"applied": 1, "refused": 1, "conflict": 0, "later": 0}))
        row = self.one.row(slip)
        self.assertEqual(row["state"], "refused")
        self.assertRegex(row["problem"], "hồ sơ|Hồ sơ")
        self.assertEqual(self.one.row(note)["state"], "applied")
        english = ctl("--lang", "en", "outbox", cache=self.one.cache).json["rows"]
        self.assertRegex(next(r for r in english if r["id"] == slip)["problem"], "dossier")
        self.assertEqual(self.one.outbox("withdraw", slip).code, 5)
        self.assertEqual(self.one.outbox("edit", slip, "text=x").code, 5)  # finished here, too, by now
        self.assertEqual(self.one.outbox("drop", slip).json["state"], "dropped")
        self.assertEqual(self.one.outbox("drop", note).code, 5)


class Cutter(threading.Thread):
    """Stands before the hub; the answer to a POST is read and thrown away, with the connection."""

    def __init__(self, endpoint):
        super().__init__(daemon=True)
        self.port = int(endpoint.rsplit(":", 1)[1])
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.endpoint = "http://127.0.0.1:%d" % self.socket.getsockname()[1]
        self.posts = 0
        self.start()

    def run(self):
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        with client, socket.create_connection(("127.0.0.1", self.port)) as hub:
            cut = threading.Event()
            back = threading.Thread(target=self.answer, args=(hub, client, cut), daemon=True)
            back.start()
            while data := client.recv(65536):
                if data.startswith(b"POST "):
                    cut.set()
                    self.posts += 1
                hub.sendall(data)
            hub.shutdown(socket.SHUT_WR)
            back.join()

    def answer(self, hub, client, cut):
        while data := hub.recv(65536):
            if cut.is_set():
                client.shutdown(socket.SHUT_RDWR)
                return
            client.sendall(data)

    def close(self):
        self.socket.close()


class Interrupted(unittest.TestCase):
    maxDiff = None

    def test_answer_lost(self):
        """Applied, and nobody here knows: asked again with the same id, done once; edited, one takes the other's place."""
        desk = Desk()
        code, other = code_of(30), code_of(31)
        slip, edited = desk.act("dossier.urge", code, "text=một"), desk.act("dossier.urge", other, "text=hai")
        cutter = Cutter(Shared.hub.endpoint)
        answer = desk.sync(cutter.endpoint)
        cutter.close()
        self.assertEqual((answer.code, answer.json["actions"]["later"], cutter.posts), (7, 2, 1))
        row = desk.row(slip)
        self.assertEqual((row["state"], row["attempts"]), ("sent", 1))
        self.assertRegex(row["next_attempt"], r"^2026-08-26T07:15:\d\d\+07:00$")
        self.assertEqual(desk.outbox("withdraw", slip).code, 5)
        # the feed has brought the slips already: nothing is doubled
        self.assertEqual(desk.one("SELECT count(*) FROM urge WHERE id IN ('%s','%s')" % (slip, edited)), 2)
        new = desk.outbox("edit", edited, "text=ba").json["id"]
        self.assertNotEqual(new, edited)
        answer = desk.sync()
        self.assertEqual((answer.code, answer.json["actions"]["applied"]), (0, 2))
        self.assertEqual(hub_rows("SELECT id,text FROM urge WHERE dossier='%s' ORDER BY made" % code)[-1:],
                         [(slip, "một")])
        self.assertEqual(hub_rows("SELECT text FROM urge WHERE id IN ('%s','%s')" % (edited, new)), [("ba",)])
        self.assertEqual(desk.select("SELECT text FROM urge WHERE id IN ('%s','%s')" % (edited, new)), [("ba",)])

    def test_offline(self):
        """Without a hub nothing leaves and everything can be taken back; the promise is kept over a restart."""
        desk = Desk()
        note, gone = (desk.act("dossier.note", code_of(35), "text=" + text) for text in "ab")
        self.assertEqual(desk.sync("http://127.0.0.1:1").code, 3)
        row = desk.row(note)
        self.assertEqual((row["state"], row["attempts"]), ("waiting", 0))
        self.assertEqual(desk.outbox("withdraw", gone).json, {"id": gone, "state": "withdrawn"})
        changed = desk.outbox("edit", note, "text=c")
        self.assertEqual(changed.json["id"], note)
        self.assertEqual(desk.sync().json["actions"]["applied"], 1)


class Usage(unittest.TestCase):
    def test_usage(self):
        desk = Desk()
        note = desk.act("dossier.note", code_of(50), "text=a")
        for code, arguments in ((2, ("edit",)), (2, ("dance", note)), (2, ("resolve", note)), (2, ("resolve", note, "both")),
                                (2, ("withdraw", note, "now")), (5, ("withdraw", "nobody")), (5, ("drop", note)),
                                (2, ("edit", note, "colour=red")), (2, ("edit", note, "text="))):
            with self.subTest(arguments):
                answer = desk.outbox(*arguments)
                self.assertEqual((answer.code, answer.out), (code, ""))
                self.assertNotEqual(answer.err, "")
        self.assertEqual(desk.row(note)["data"], {"text": "a"})


if __name__ == "__main__":
    unittest.main(verbosity=2)
