#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workstations that were away: two that changed the same, one without a hub for a month, one whose clock went back."""

import datetime
import http.server
import os
import pathlib
import sys
import threading
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_desk import Desk, hub_rows  # noqa: E402
from giaoban_run import NOW, Hub, database, folder  # noqa: E402

NOWHERE = "http://127.0.0.1:1"


def moment(text=NOW, **later):
    return datetime.datetime.fromisoformat(text) + datetime.timedelta(**later)


def iso(text=NOW, **later):
    return moment(text, **later).isoformat()


def code_of(number):
    return "H48.28-260820-9%03d" % number


def dossier(number, now=NOW, **more):
    """A dossier of the ward, in process; the due dates lie around @now."""
    data = {"procedure": "Đăng ký biến động đất đai", "field": "Đất đai", "channel": "desk", "applicant": "Võ Thị Sáu",
            "commune": "21028", "received_by": "21028", "officer": "Lê Văn Cường", "state": 4,
            "submitted": iso(now, days=-9), "received": iso(now, days=-9), "due": iso(now, days=number % 11 - 4, hours=2)}
    return {"op": "put", "type": "dossier", "id": code_of(number), "data": {**data, **more}}


def issue(name, **more):
    return {"op": "put", "type": "issue", "id": name, "data": {
        "kind": "difficulty", "commune": "21028", "field": "Đất đai", "title": "Chưa có bản đồ", "state": "answered",
        "level": "department", "raised": "2026-08-19T08:00:00+07:00", **more}}


def task(name, **more):
    return {"op": "put", "type": "task", "id": name, "data": {
        "number": "9/KH-UBND", "title": "Rà soát thủ tục", "commune": "21028", "issuer": "UBND tỉnh",
        "issued": "2026-08-01T08:00:00+07:00", "due": "2026-11-30T17:00:00+07:00", "state": "open", "done": 1,
        "total": 10, **more}}


class Province(Hub):
    """A hub that lives at the time that it is given."""

    now = NOW

    def call(self, command, *arguments):
        return super().call(command, *arguments, "--now", self.now)

    def live(self, now):
        """Stops where it serves, and serves at another time."""
        self.stop()
        self.now, self.options = now, ["--now", now]
        return self.start()


class Busy(http.server.ThreadingHTTPServer):
    """Stands where the hub was: too busy, come again later."""

    def __init__(self, seconds):
        super().__init__(("127.0.0.1", 0), BusyAnswer)
        self.seconds, self.posts = seconds, 0
        self.endpoint = "http://127.0.0.1:%d" % self.server_port
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def __exit__(self, *exception):
        self.shutdown()
        self.server_close()


class BusyAnswer(http.server.BaseHTTPRequestHandler):
    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.posts += self.command == "POST"
        self.send_response(503)
        self.send_header("Retry-After", str(self.server.seconds))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST = answer

    def log_message(self, *arguments):
        pass


class Away(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        place = folder()
        self.addCleanup(place.cleanup)
        self.path = pathlib.Path(place.name)
        self.hub = Province(self.path, 40).start()
        self.addCleanup(self.hub.stop)

    def desk(self, name, now=NOW):
        desk = Desk(self.hub, self.path, name)
        self.assertEqual(desk.sync(now=now).code, 0)
        return desk

    def same(self, one, other):
        """Every row, told by its table: the whole of two caches is nothing to read."""
        one, other = one.rows(), other.rows()
        self.assertEqual(list(one), list(other))
        for table, rows in one.items():
            self.assertEqual(rows, other[table], table)

    def made(self, *actions):
        """What the hub made of them, in the order in which it did."""
        return [found for (found,) in hub_rows(self.hub, "SELECT id FROM feed_record WHERE deleted=0 AND id IN ('%s') "
                                               "ORDER BY rec" % "','".join(actions))]

    def row(self, desk, action, **options):
        return next((row for row in desk.ctl("outbox", **options).json["rows"] if row["id"] == action), None)


class TwoDevices(Away):
    def setUp(self):
        super().setUp()
        self.hub.records([issue("escalated"), issue("confirmed"), issue("noted")])
        self.one, self.other = self.desk("one"), self.desk("other")

    def issue(self, desk, name):
        return self.select(desk, "SELECT state,level FROM issue WHERE id='%s'" % name)[0]

    def select(self, desk, sql):
        with database(desk.cache) as opened:
            return opened.execute(sql).fetchall()

    def test_same_issue(self):
        """The second is in conflict, nothing of either is lost, and what somebody chose reaches both."""
        passed = self.one.act("issue.escalate", "escalated", "text=Vượt thẩm quyền")
        mine = self.other.act("issue.confirm", "escalated", "text=Đã xong")
        confirmed = self.one.act("issue.confirm", "confirmed", "text=Một")
        theirs = self.other.act("issue.confirm", "confirmed", "text=Hai")
        self.assertEqual(self.one.sync().json["actions"]["applied"], 2)
        self.hub.records([issue("escalated", level="province")])  # the province answers
        answer = self.other.sync()
        self.assertEqual((answer.code, answer.json["actions"]),
                         (7, {"applied": 0, "refused": 0, "conflict": 2, "later": 0}))
        for action, text, state, level in ((mine, "Đã xong", "answered", "province"),
                                           (theirs, "Hai", "confirmed", "department")):
            row = self.row(self.other, action)
            self.assertEqual((row["state"], row["data"], row["record"]["state"], row["record"]["level"]),
                             ("conflict", {"text": text}, state, level))
            self.assertEqual(self.issue(self.other, row["target"]), (state, level))
        self.assertEqual(self.other.sync().json["actions"]["conflict"], 0)  # it waits for somebody

        again = self.other.ctl("outbox", "resolve", mine, "mine").json["id"]
        self.assertEqual(self.other.ctl("outbox", "resolve", theirs, "theirs").json["state"], "dropped")
        answer = self.other.sync()
        self.assertEqual((answer.code, answer.json["actions"]["applied"]), (0, 1))
        self.assertEqual(self.one.sync().code, 0)
        self.assertEqual(self.issue(self.one, "escalated"), ("confirmed", "province"))
        self.assertEqual(self.select(self.one, "SELECT text FROM issue_note WHERE id='%s'" % again), [("Đã xong",)])
        self.assertEqual(self.made(passed, mine, theirs, again, confirmed), [passed, confirmed, again])
        self.same(self.one, self.other)
        self.assertEqual((self.one.states(), self.other.states()),
                         ({passed: "applied", confirmed: "applied"}, {again: "applied"}))

    def test_notes(self):
        """Notes are nobody's to fight over, and none is in the way of a confirmation."""
        first, second = (self.one.act("issue.note", "noted", "text=" + text) for text in ("Một", "Hai"))
        third = self.other.act("issue.note", "noted", "text=Ba")
        confirmed = self.other.act("issue.confirm", "noted")
        settled, late = self.one.act("issue.confirm", "confirmed"), self.other.act("issue.note", "confirmed", "text=Bốn")
        for desk in self.one, self.other:
            answer = desk.sync()
            self.assertEqual((answer.code, answer.json["actions"]),
                             (0, {"applied": 3, "refused": 0, "conflict": 0, "later": 0}))
        self.one.sync()
        for desk in self.one, self.other:
            self.assertEqual(self.select(desk, "SELECT kind,count(*) FROM issue_note WHERE issue='noted' GROUP BY 1"),
                             [("confirm", 1), ("note", 3)])
            self.assertEqual(self.issue(desk, "noted"), ("confirmed", "department"))
        actions = [first, second, settled, third, confirmed, late]
        self.assertEqual(self.made(*actions), actions)
        self.same(self.one, self.other)


class Month(Away):
    def test_month(self):
        """One sync after a month: as if the workstation were new, and all that was done there is done once."""
        self.hub.records([dossier(n) for n in range(320)] + [issue("noted"), task("task")])
        desk = self.desk("away")
        self.hub.stop()
        actions = self.work(desk)
        finished, removed = (desk.act(kind, code_of(n), *data, now=iso(days=20)) for kind, n, data in (
            ("dossier.urge", 201, ()), ("dossier.note", 261, ("text=Đã gọi điện",))))
        self.change()
        self.hub.live(iso(days=30))
        answer = desk.sync(now=iso(days=30))
        self.assertEqual((answer.code, answer.json["actions"]),
                         (7, {"applied": len(actions) + 1, "refused": 2, "conflict": 0, "later": 0}), answer.err)
        self.assertGreaterEqual(answer.json["deleted"], 60)
        makers = [action for action in actions if action != self.progress]
        self.assertEqual(self.made(*makers), makers)
        states = desk.states()
        self.assertEqual((states.pop(finished), states.pop(removed)), ("refused", "refused"))
        self.assertEqual(set(states.values()), {"applied"})
        self.assertEqual(hub_rows(self.hub, "SELECT done FROM task WHERE id='task'"), [(7,)])
        self.same(desk, self.desk("fresh", iso(days=30)))
        self.assertEqual(desk.records(), desk.hub_records())
        again = desk.sync(now=iso(days=30))
        self.assertEqual((again.code, again.json["records"], sum(again.json["actions"].values())), (0, 0, 0))
        self.assertIsNone(desk.ctl("status", now=iso(days=30)).json["next_attempt"])
        self.assertEqual(self.made(*makers), makers)

    def work(self, desk):
        """What somebody does in a month, with what the network says to it; the actions' ids in order."""
        raised = desk.act("issue.raise", "21028", "kind=difficulty", "field=Đất đai", "title=Thiếu bản đồ",
                          now=iso(days=1))
        promised = desk.act("dossier.urge", code_of(100), now=iso(days=1))
        self.promise(desk, promised)
        behind = desk.act("issue.note", raised, "text=Bổ sung", now=iso(days=2))
        actions = [raised, promised]
        for day in range(3, 28, 4):
            self.progress = desk.act("task.progress", "task", "done=%d" % (1 + day // 4), now=iso(days=day))
            actions.append(desk.act("issue.note", "noted", "text=Ngày %d" % day, now=iso(days=day)))
            actions.append(desk.act("dossier.urge", code_of(110 + day), now=iso(days=day)))
        actions.append(behind)  # goes when the hub has what it is about
        self.assertEqual(desk.sync(endpoint=NOWHERE, now=iso(days=28)).code, 3)
        status = desk.ctl("status", now=iso(days=28)).json
        self.assertEqual(status["waiting"], len(actions) + 1)
        return actions

    def promise(self, desk, action):
        """What was promised to one that the hub wants later holds in every program, and over attempts in vain."""
        with Busy(7200) as busy:
            self.assertNotEqual(desk.sync(endpoint=busy.endpoint, now=iso(days=1)).code, 0)
            row = self.row(desk, action)
            self.assertEqual((row["state"], row["attempts"], row["next_attempt"], busy.posts),
                             ("retry", 1, iso(days=1, hours=2), 1))
            self.assertEqual(desk.ctl("status", now=iso(days=1)).json["waiting"], 2)
            for endpoint, code in ((busy.endpoint, 3), (NOWHERE, 3)):
                self.assertEqual(desk.sync(endpoint=endpoint, now=iso(days=1, hours=1)).code, code)
            self.assertEqual((busy.posts, self.row(desk, action)), (1, row))
            following = desk.ctl("status", now=iso(days=1, hours=1)).json["next_attempt"]
            self.assertTrue(iso(days=1, hours=1) < following < iso(days=1, hours=2), following)
            self.assertEqual(desk.ctl("status", now=iso(days=3)).json["next_attempt"], following)

    def change(self):
        """The province goes on without the workstation."""
        self.hub.now = iso(days=29)
        self.hub.records([dossier(n, officer="Phạm Thị Lan", due=iso(days=40)) for n in range(100)]
                         + [dossier(n, state=9, finished=iso(days=15 + n % 10)) for n in range(200, 260)]
                         + [{"op": "del", "type": "dossier", "id": code_of(n)} for n in range(260, 320)]
                         + [dossier(n, iso(days=28)) for n in range(320, 370)]
                         + [issue("new", state="new", raised=iso(days=10))])


class Clock(Away):
    def setUp(self):
        super().setUp()
        self.present = datetime.datetime.now(datetime.timezone.utc).astimezone(
            datetime.timezone(datetime.timedelta(hours=7))).replace(microsecond=0).isoformat()
        self.future = iso(self.present, days=730)
        self.hub.live(self.future)
        # what ended before half a year is to be forgotten by that time
        gone = [{"op": "del", "type": "dossier", "id": code}
                for (code,) in hub_rows(self.hub, "SELECT id FROM feed_record WHERE type='dossier' AND deleted=0")]
        self.hub.records(gone + [dossier(n, self.future) for n in range(60)]
                         + [dossier(n, self.future, state=9, finished=iso(self.future, days=60 - n))
                            for n in range(70, 80)] + [issue("noted"), task("task")])

    def picture(self, desk, now):
        """What somebody sees of the deadlines."""
        counts = desk.ctl("counts", now=now).json["classes"]
        self.assertGreater(counts["overdue"], 0)
        return counts, {name: [row["code"] for row in desk.ctl("queue", "--class", name, now=now).json["rows"]]
                        for name, count in counts.items() if count > 0}

    def test_two_years_back(self):
        """A machine that thinks that it is two years ago: nothing goes, and the hub's time counts until it agrees."""
        desk = self.desk("back", self.future)
        right, rows = self.picture(desk, self.future), desk.rows()
        self.assertGreater(len(right[1]), 2)
        skew = 730 * 86400

        first = desk.act("dossier.urge", code_of(1), now=None)
        note = desk.act("issue.note", "noted", "text=Một", now=None)
        self.assertEqual(desk.rows(), rows)
        answer = desk.sync(now=None)
        self.assertEqual((answer.code, answer.json["actions"]),
                         (0, {"applied": 2, "refused": 0, "conflict": 0, "later": 0}), answer.err)
        self.assertRegex(answer.err, "Đồng hồ.*chậm")
        self.assertAlmostEqual(desk.ctl("status", now=None).json["clock_skew"], skew, delta=300)
        self.assertEqual(hub_rows(self.hub, "SELECT data->>'made' FROM feed_record WHERE id='%s'" % first),
                         [(self.future,)])
        self.assertEqual(self.picture(desk, None), right)
        self.assertAlmostEqual(moment(self.row(desk, desk.act("dossier.urge", code_of(2), now=None), now=None)
                                      ["made_at"]), moment(self.future), delta=datetime.timedelta(minutes=5))
        self.assertEqual(desk.sync(now=None).json["actions"]["applied"], 1)
        self.same(desk, self.desk("right", self.future))
        self.same(desk, self.desk("new", None))
        self.assertEqual(self.made(note, first), [first, note])

        late = desk.act("dossier.urge", code_of(3), now=None)
        with Busy(60) as busy:
            desk.sync(endpoint=busy.endpoint, now=None)
        self.assertEqual(self.row(desk, late, now=None)["state"], "retry")
        self.agree(desk, late)

    def agree(self, desk, late):
        """The clocks agree again, and all is as if they always had; what was promised by the other time, too."""
        self.hub.live(self.present)
        for _ in range(2):
            answer = desk.sync(now=None)
            self.assertEqual((answer.code, answer.err), (0, ""))
        self.assertAlmostEqual(desk.ctl("status", now=None).json["clock_skew"], 0, delta=300)
        self.assertEqual(desk.states()[late], "applied")
        made = desk.act("dossier.urge", code_of(4), now=None)
        self.assertAlmostEqual(moment(self.row(desk, made, now=None)["made_at"]), moment(self.present),
                               delta=datetime.timedelta(minutes=5))
        self.assertEqual(desk.sync(now=None).json["actions"]["applied"], 1)
        fresh = self.desk("fresh", None)
        self.same(desk, fresh)
        self.assertEqual(desk.ctl("counts", now=None).json, fresh.ctl("counts", now=self.present).json)
        self.assertIsNone(desk.ctl("status", now=None).json["next_attempt"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
