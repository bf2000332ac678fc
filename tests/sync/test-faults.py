#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may stand between a workstation and the hub: gateways that refuse, lose, repeat and mix up answers. Whatever they
do, the next good run makes the cache equal to the hub, and what was done on the workstation is done at the hub once."""

import datetime
import json
import os
import pathlib
import re
import socket
import sys
import threading
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import NOW, WARD, Hub, ctl, database, folder, private_file  # noqa: E402

WAIT = 600
CODE = "H48.28-260820-9000"
TABLES = ("dossier", "dossier_step", "issue", "issue_note", "task", "notice", "letter", "urge", "answer", "commune",
          "predecessor", "agency", "officer", "channel", "team", "visit", "procedure", "calendar_day", "commune_hours",
          "indicator", "indicator_value", "file")


def later(seconds):
    return (datetime.datetime.fromisoformat(NOW) + datetime.timedelta(seconds=seconds)).isoformat()


class Message:
    """A request or an answer as it came: head, body, and what is asked of them."""

    def __init__(self, head, body):
        self.head, self.body = head, body
        self.line = head.split(b"\r\n", 1)[0].decode()

    def bytes(self):
        return self.head + self.body

    @property
    def is_page(self):
        return "/v1/feed?" in self.line

    @property
    def is_push(self):
        return self.line.startswith("POST /v1/actions")

    def with_header(self, name, value):
        head = re.sub(rb"\r\n%s: [^\r]*" % name.encode(), b"", self.head)
        return Message(head if value is None else head[:-2] + ("%s: %s\r\n\r\n" % (name, value)).encode(), self.body)

    def with_parameter(self, name, value):
        return Message(re.sub(rb"([?&]%s=)[^& ]*" % name.encode(), rb"\g<1>" + value.encode(), self.head, count=1), self.body)


def read_message(stream):
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return None
        head += line
    length = re.search(rb"\r\nContent-Length: (\d+)", head, re.I)
    return Message(head, stream.read(int(length.group(1))) if length else b"")


def refusal(status, wait=None):
    body = b"<html>Bad gateway</html>"
    more = "Retry-After: %s\r\n" % wait if wait is not None else ""
    head = "HTTP/1.1 %d No\r\nDate: %s\r\nContent-Type: text/html\r\n%sContent-Length: %d\r\n\r\n" % (
        status, "Wed, 26 Aug 2026 00:15:00 GMT", more, len(body))
    return Message(head.encode(), body)


class Gateway:
    """Stands before the hub. plan(gateway, request) gives the bytes to answer with, None to hang up; the default forwards."""

    def __init__(self, endpoint, plan):
        self.port = int(endpoint.rsplit(":", 1)[1])
        self.plan, self.requests, self.pages, self.left = plan, [], [], 1
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.endpoint = "http://127.0.0.1:%d" % self.socket.getsockname()[1]
        self.lock = threading.Lock()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def forward(self, request):
        # plain text, so that a page can be taken apart, and small pages, so that there are some
        request = request.with_parameter("max_bytes", "32768").with_header("Accept-Encoding", None).with_header("Connection", "close")
        with socket.create_connection(("127.0.0.1", self.port)) as hub:
            hub.sendall(request.bytes())
            return read_message(hub.makefile("rb")).with_header("Connection", None)

    @staticmethod
    def read(stream):
        try:
            return read_message(stream)
        except ConnectionResetError:
            return None

    def once(self):
        """Whether the fault is still to be made."""
        self.left -= 1
        return self.left >= 0

    def serve(self, client):
        with client, client.makefile("rb") as stream:
            while request := self.read(stream):
                with self.lock:
                    self.requests.append(request)
                    answer = self.plan(self, request)
                try:
                    if answer is None:
                        return
                    client.sendall(answer)
                    head = answer.split(b"\r\n\r\n")[0]
                    if b"Content-Length" not in head or b"Connection: close" in head:
                        return
                except OSError:
                    return

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.socket.close()


class Shared:
    """One seeded hub for all tests, and a cache as it should be."""


def dump(cache):
    """What all records say, whatever pull brought them."""
    with database(cache) as opened:
        found = {}
        for table in TABLES:
            columns = [row[1] for row in opened.execute("PRAGMA table_info(%s)" % table)
                       if row[1] not in ("number", "generation")]
            found[table] = opened.execute("SELECT %s FROM %s ORDER BY id" % (",".join(columns), table)).fetchall()
        return found


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 600).start()
    Shared.count = 0
    Shared.hub.records([{"op": "put", "type": "dossier", "id": CODE, "data": {
        "procedure": "Đăng ký biến động đất đai", "field": "Đất đai", "channel": "desk", "applicant": "Võ Thị Sáu",
        "commune": "21028", "received_by": "21028", "officer": "Lê Văn Cường", "state": 4,
        "submitted": "2026-08-20T08:00:00+07:00", "received": "2026-08-20T08:10:00+07:00",
        "due": "2026-08-28T17:00:00+07:00"}}])


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


class Desk:
    def __init__(self):
        Shared.count += 1
        self.cache = Shared.path / ("desk-%d.db" % Shared.count)
        answer = Shared.hub.call("token", "--scope", WARD)
        self.token = private_file(Shared.path / ("desk-%d.token" % Shared.count), answer.stdout)

    def sync(self, endpoint, now=NOW):
        return ctl("--token-file", self.token, "sync", "--endpoint", endpoint, cache=self.cache, now=now)

    def act(self, text):
        return ctl("act", "dossier.urge", CODE, "text=" + text, cache=self.cache).json["id"]

    def row(self, action):
        return next(row for row in ctl("outbox", cache=self.cache).json["rows"] if row["id"] == action)


def urges(text):
    import contextlib
    import sqlite3
    with contextlib.closing(sqlite3.connect("file:%s?mode=ro" % Shared.hub.database, uri=True)) as opened:
        return opened.execute("SELECT count(*) FROM urge WHERE text=?", (text,)).fetchone()[0]


# --- pages --------------------------------------------------------------------------------------

def nth_page(number, fault):
    """The fault happens to the answer of the so manieth page."""
    def plan(gateway, request):
        answer = gateway.forward(request)
        if not request.is_page:
            return answer.bytes()
        gateway.pages.append(answer)
        if len(gateway.pages) < number or not gateway.once():
            return answer.bytes()
        return fault(gateway, request, answer)
    return plan


def cursor_of(answer):
    return json.loads(answer.body.splitlines()[-1])["cursor"]


def without_first_line(answer):
    lines = answer.body.split(b"\n")
    body = b"\n".join([lines[0]] + lines[2:])
    return Message(answer.head, body).with_header("Content-Length", len(body))


PAGE_FAULTS = {
    "the page before": lambda gateway, request, answer: gateway.pages[-2].bytes(),
    "the page after": lambda gateway, request, answer: gateway.forward(
        request.with_parameter("since", cursor_of(answer))).bytes(),
    "the other group's": lambda gateway, request, answer: gateway.forward(request.with_parameter(
        "group", "work" if "group=base" in request.line else "base")).bytes(),
    "answered twice": lambda gateway, request, answer: answer.bytes() * 2,
    "a line less": lambda gateway, request, answer: without_first_line(answer).bytes(),
    "length too small": lambda gateway, request, answer: answer.with_header(
        "Content-Length", len(answer.body) - 100).bytes(),
    "length too large": lambda gateway, request, answer: answer.with_header(
        "Content-Length", len(answer.body) + 100).with_header("Connection", "close").bytes(),
    "length nothing": lambda gateway, request, answer: answer.with_header("Content-Length", 0).bytes(),
    "no length": lambda gateway, request, answer: answer.with_header("Content-Length", None).bytes()[:-200],
    "nothing at all": lambda gateway, request, answer: None,
    "502": lambda gateway, request, answer: refusal(502).bytes(),
    "503 without a word": lambda gateway, request, answer: refusal(503).bytes(),
}


class Pages(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        right = Desk()
        assert right.sync(Shared.hub.endpoint).code == 0
        cls.right = dump(right.cache)
        assert len(cls.right["dossier"]) > 5 and len(cls.right["predecessor"]) > 100

    def test_faults(self):
        for name, fault in PAGE_FAULTS.items():
            with self.subTest(name):
                desk = Desk()
                with Gateway(Shared.hub.endpoint, nth_page(2, fault)) as gateway:
                    first = desk.sync(gateway.endpoint)
                    self.assertGreaterEqual(len(gateway.pages), 2)
                    self.assertLess(gateway.left, 1, "the fault was not made")
                    self.assertIn(first.code, (0, 3, 5, 7), first.err)
                    again = desk.sync(gateway.endpoint) if first.code else first
                    self.assertEqual(again.code, 0, again.err)
                    if first.code:
                        self.assertTrue(first.err.strip())
                found = dump(desk.cache)
                for table in TABLES:
                    self.assertEqual(found[table], self.right[table], table)

    def test_retry_after(self):
        """Who asks for time gets it, and the promise is shown."""
        for status, value in ((429, str(WAIT)), (503, "Wed, 26 Aug 2026 00:25:00 GMT")):
            with self.subTest("%d %s" % (status, value)):
                desk = Desk()
                plan = nth_page(2, lambda gateway, request, answer: refusal(status, value).bytes())
                with Gateway(Shared.hub.endpoint, plan) as gateway:
                    answer = desk.sync(gateway.endpoint)
                self.assertEqual(answer.code, 3, answer.err)
                promised = ctl("status", cache=desk.cache).json["next_attempt"]
                self.assertGreaterEqual(promised, later(WAIT))
                self.assertLessEqual(promised, later(2 * WAIT))
                self.assertEqual(desk.sync(Shared.hub.endpoint).code, 0)
                self.assertEqual(dump(desk.cache), self.right)


# --- actions ------------------------------------------------------------------------------------

def push_fault(answer_with, processed):
    def plan(gateway, request):
        if not request.is_push or not gateway.once():
            return gateway.forward(request).bytes()
        answer = gateway.forward(request) if processed else None
        return answer_with(answer)
    return plan


class Actions(unittest.TestCase):
    maxDiff = None

    def check_once(self, name, plan, promised=None):
        desk = Desk()
        self.assertEqual(desk.sync(Shared.hub.endpoint).code, 0)
        text = "faults: " + name
        action = desk.act(text)
        with Gateway(Shared.hub.endpoint, plan) as gateway:
            answer = desk.sync(gateway.endpoint)
            self.assertIn(answer.code, (0, 3, 7), answer.err)
            row = desk.row(action)
            self.assertNotIn(row["state"], ("refused", "conflict"), row)
            self.assertLessEqual(urges(text), 1)
            if promised is not None:
                self.assertEqual(row["state"], "retry")
                self.assertGreaterEqual(row["next_attempt"], later(promised))
                before = len([r for r in gateway.requests if r.is_push])
                desk.sync(gateway.endpoint, now=later(promised - 60))
                self.assertEqual(len([r for r in gateway.requests if r.is_push]), before, "sent before its time")
            last = desk.sync(gateway.endpoint, now=later(7 * 3600))
        self.assertEqual(last.code, 0, last.err)
        self.assertEqual((desk.row(action)["state"], urges(text)), ("applied", 1))
        self.assertEqual(desk.sync(Shared.hub.endpoint, now=later(7 * 3600)).json["records"], 0)

    def test_statuses(self):
        """Done there or not, nobody here knows: it is asked again with the same id."""
        for status, wait, processed in ((429, WAIT, False), (500, None, True), (502, None, True), (503, WAIT, True)):
            with self.subTest(status):
                self.check_once(str(status), push_fault(lambda answer: refusal(status, wait).bytes(), processed), wait)

    def test_answers(self):
        """The answer comes and is not one."""
        faults = {
            "hung up": lambda answer: None,
            "twice": lambda answer: answer.bytes() * 2,
            "empty list": lambda answer: Message(answer.head, b"[]").with_header("Content-Length", 2).bytes(),
            "half": lambda answer: answer.with_header("Content-Length", len(answer.body) // 2).bytes(),
            "too long": lambda answer: answer.with_header("Content-Length", len(answer.body) + 9).with_header(
                "Connection", "close").bytes()[:-20],
            "another's": lambda answer: Message(answer.head, re.sub(rb'"id":"[0-9a-f]{8}', b'"id":"00000000', answer.body)
                                                ).bytes(),
        }
        for name, fault in faults.items():
            with self.subTest(name):
                self.check_once(name, push_fault(fault, True))


if __name__ == "__main__":
    unittest.main(verbosity=2)
