#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits for news of a running giaoban-hub.

usage: check_wait.py GIAOBAN_HUB SOURCE_ROOT
"""
import json
import socket
import threading
import uuid

from hub_run import *

WARD, OTHER = "commune:21028", "commune:21025"


class Waiter(threading.Thread):
    """Asks for a page and waits for it."""

    def __init__(self, hub, token, scope, since, seconds=25):
        super().__init__()
        self.ask = lambda: hub.page(token, scope, "work", since, wait=seconds)
        self.ids = None
        self.start()

    def run(self):
        _, lines, self.seal, _ = self.ask()
        self.ids = [line["id"] for line in lines]

    def get(self):
        self.join()
        return self.ids


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.database = folder / "hub.db"
        run("import", "--database", self.database, "--now", NOW,
            "--communes", ROOT / "data/provinces/quang-ngai/communes.csv", "--records", FIXTURES / "every-type.ndjson",
            status=7)
        self.ward = make_token(self.database, WARD)
        self.other = make_token(self.database, OTHER)

    def raise_issue(self, hub, token, commune):
        number = str(uuid.uuid4())
        result, = hub.act(token, {"id": number, "type": "issue.raise", "target": commune, "base_rev": 0, "made_at": NOW,
                                  "data": {"kind": "report", "field": "x", "title": "x"}})
        assert result["status"] == "applied"
        return number

    def test_nothing_happens(self):
        with Hub(self.database) as hub:
            _, end = hub.pull(self.ward, WARD, "work")
            waiter = Waiter(hub, self.ward, WARD, end, seconds=1)
            assert waiter.get() == [] and waiter.seal["cursor"] == end

    def test_there_is_news_already(self):
        with Hub(self.database) as hub:
            assert Waiter(hub, self.ward, WARD, None).get()

    def test_own_change(self):
        with Hub(self.database) as hub:
            _, end = hub.pull(self.ward, WARD, "work")
            waiter = Waiter(hub, self.ward, WARD, end)
            self.raise_issue(hub, self.other, "21025")
            number = self.raise_issue(hub, self.ward, "21028")
            assert waiter.get() == [number], "what happens elsewhere ends nobody's waiting"

    def test_another_process(self):
        with Hub(self.database) as hub:
            _, end = hub.pull(self.ward, WARD, "work")
            waiter = Waiter(hub, self.ward, WARD, end)
            lines = self.folder / "lines.ndjson"
            lines.write_text(json.dumps({"op": "put", "type": "notice", "id": "n-9", "data": {
                "kind": "notice", "title": "x", "published": NOW}}))
            run("import", "--database", self.database, "--now", NOW, "--records", lines)
            assert waiter.get() == ["n-9"]

    def test_many(self):
        """They are no threads, and some of them go away."""
        with Hub(self.database) as hub:
            _, end = hub.pull(self.ward, WARD, "work")
            request = (f"GET /v1/feed?scope={WARD}&group=work&since={end}&wait=25 HTTP/1.1\r\nHost: x\r\n"
                       f"Authorization: Bearer {self.ward}\r\nConnection: close\r\n\r\n").encode()
            waiters = []
            for _ in range(200):
                connection = socket.create_connection(("127.0.0.1", hub.port), timeout=60)
                connection.sendall(request)
                waiters.append(connection)
            hub.pull(self.ward, WARD, "work")
            threads = pathlib.Path(f"/proc/{hub.process.pid}/status").read_text().split("Threads:")[1].split()[0]
            assert int(threads) < 40, threads
            for connection in waiters[::4]:
                connection.close()
            number = self.raise_issue(hub, self.ward, "21028").encode()
            for index, connection in enumerate(waiters):
                if index % 4:
                    answer = b""
                    while more := connection.recv(65536):
                        answer += more
                    assert number in answer, answer
                    connection.close()

    def test_stopped(self):
        """The hub ends although somebody waits."""
        with Hub(self.database) as hub:
            _, end = hub.pull(self.ward, WARD, "work")
            connection = socket.create_connection(("127.0.0.1", hub.port), timeout=60)
            connection.sendall(f"GET /v1/feed?scope={WARD}&group=work&since={end}&wait=25 HTTP/1.1\r\nHost: x\r\n"
                               f"Authorization: Bearer {self.ward}\r\n\r\n".encode())
            hub.pull(self.ward, WARD, "work")
        assert connection.recv(1) == b""


main(Case)
