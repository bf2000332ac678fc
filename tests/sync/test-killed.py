#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 of giaobanctl at any moment of a sync: the files are whole, the cache is what the hub has in the end, and
everything that was done here is done there once.

GIAOBAN_TEST_KILLS says how often, GIAOBAN_TEST_SEED when."""

import json
import os
import pathlib
import random
import statistics
import sys
import time
import unittest
import urllib.request

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_desk import Desk, hub_rows, is_whole  # noqa: E402
from giaoban_run import Hub, folder, wait_for  # noqa: E402

KILLS = int(os.environ.get("GIAOBAN_TEST_KILLS", "60"))
SEED = os.environ.get("GIAOBAN_TEST_SEED") or str(time.time_ns())
DOSSIERS = 40
# Of the kills, every third hits a workstation that fetches everything for the first time.
FIRST = 3
# How often in a row it is killed before it may come to its end.
TRIES = 4


def dossier(number, **more):
    return {"op": "put", "type": "dossier", "id": code_of(number), "data": dict({
        "procedure": "Đăng ký biến động đất đai", "field": "Đất đai", "channel": "desk", "applicant": "Võ Thị Sáu",
        "commune": "21028", "received_by": "21028", "officer": "Lê Văn Cường", "state": 4,
        "submitted": "2026-08-20T08:00:00+07:00", "received": "2026-08-20T08:10:00+07:00",
        "due": "2026-08-28T17:00:00+07:00"}, **more)}


def code_of(number):
    return "H48.28-260820-8%03d" % number


ISSUE = {"op": "put", "type": "issue", "id": "killed", "data": {
    "kind": "difficulty", "commune": "21028", "field": "Đất đai", "title": "Chưa có bản đồ", "state": "assigned",
    "level": "department", "raised": "2026-08-19T08:00:00+07:00"}}
TASK = {"op": "put", "type": "task", "id": "killed", "data": {
    "number": "11/KH-UBND", "title": "Rà soát thủ tục", "commune": "21028", "issuer": "UBND tỉnh",
    "issued": "2026-08-01T08:00:00+07:00", "due": "2026-11-30T17:00:00+07:00", "state": "open", "done": 1,
    "total": 100000}}


class Shared:
    """The hub of all tests, and what changes in it meanwhile."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 400).start()
    Shared.source = Shared.hub.call("token", "--scope", "exchange:51").stdout.strip()
    send([dossier(n) for n in range(DOSSIERS)] + [ISSUE, TASK])


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def send(lines):
    """The province's other systems bring records while the hub serves."""
    request = urllib.request.Request(Shared.hub.endpoint + "/v1/records", method="POST",
                                     data="".join(json.dumps(line) + "\n" for line in lines).encode(),
                                     headers={"Authorization": "Bearer " + Shared.source,
                                              "Content-Type": "application/x-ndjson"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        report = json.loads(answer.read())
    assert not report.get("refused"), report


class Moments:
    """When to kill: anywhere in the time that such a sync takes. One that came to its end does not count."""

    def __init__(self, choice):
        self.choice, self.took, self.killed, self.ended = choice, [], 0, 0

    def run(self, desk):
        """A sync that may come to its end."""
        begin = time.monotonic()
        answer = desk.sync()
        self.took.append(time.monotonic() - begin)
        return answer

    def kill(self, desk):
        process = desk.begin()
        time.sleep(self.choice.uniform(0, statistics.median(self.took)))
        alive = process.poll() is None
        process.kill()
        process.communicate()
        self.killed += alive
        self.ended += not alive


class Killed(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.choice = random.Random(SEED)

    def assert_whole(self, desk):
        for path in (str(desk.cache), str(desk.cache) + ".local"):
            if os.path.exists(path) and os.path.getsize(path) > 0:
                self.assertEqual(is_whole(path), ["ok"], (path, SEED))

    def act(self, desk, round_number):
        """What a chairman does between two connections; every kind leaves a trace that a second time would double."""
        number = self.choice.randrange(DOSSIERS)
        kind = round_number % 4
        if kind == 0:
            return [desk.act("dossier.urge", code_of(number), "text=%d" % round_number)]
        if kind == 1:
            # a later report takes the place of one that has not arrived yet, so that its own trace is the last figure
            desk.act("task.progress", "killed", "done=%d" % (round_number + 2))
            self.done = round_number + 2
            return [desk.act("dossier.note", code_of(number), "text=%d" % round_number)]
        if kind == 2:
            return [desk.act("issue.note", "killed", "text=%d" % round_number)]
        return [desk.act("issue.raise", "21028", "kind=difficulty", "field=Đất đai", "title=Lần %d" % round_number)]

    def change(self, round_number):
        chosen = self.choice.sample(range(DOSSIERS), 12)
        send([dossier(n, summary="Lần %d" % round_number, officer="Lê Văn %d" % (round_number % 7)) for n in chosen]
             + [{"op": "del", "type": "dossier", "id": code_of(DOSSIERS + round_number - 1)},
                dossier(DOSSIERS + round_number)])

    def assert_done_once(self, actions, numbers_before):
        results = dict(hub_rows(Shared.hub, "SELECT action,status FROM action_result"))
        self.assertEqual({results.get(action) for action in actions}, {"applied"})
        self.assertEqual(hub_rows(Shared.hub, "SELECT done FROM task WHERE id='killed'"), [(self.done,)])
        listed = ",".join("'%s'" % action for action in actions)
        effects = hub_rows(Shared.hub, "SELECT action,count(*) FROM action_effect WHERE action IN (%s) AND before IS NULL "
                           "GROUP BY action HAVING count(*)>1" % listed)
        self.assertEqual(effects, [])
        for table, key in (("dossier_note", "action"), ("urge", "id"), ("issue_note", "id"), ("issue", "id")):
            rows = hub_rows(Shared.hub, "SELECT count(*),count(DISTINCT %s) FROM %s WHERE %s IN (%s)"
                            % (key, table, key, listed))
            self.assertEqual(rows[0][0], rows[0][1], table)
            self.assertGreater(rows[0][0], 0, table)
        urges = hub_rows(Shared.hub, "SELECT count(*) FROM urge WHERE id IN (%s)" % listed)[0][0]
        self.assertEqual(self.numbers() - numbers_before, urges, "a number was given twice")

    def numbers(self):
        return hub_rows(Shared.hub, "SELECT total(last) FROM document_number")[0][0]

    def assert_equals_hub(self, desk):
        self.assertEqual(sorted(set(desk.records().items()) ^ set(desk.hub_records().items()))[:10], [], SEED)

    def test_killed(self):
        print("GIAOBAN_TEST_SEED=%s, %d kills" % (SEED, KILLS), file=sys.stderr)
        before = self.numbers()
        desk, first, serial = Desk(Shared.hub, Shared.path, "desk"), None, 0
        moments, full = Moments(self.choice), Moments(self.choice)
        self.assertEqual(full.run(desk).code, 0)
        moments.run(desk)
        actions, tries = set(), 0
        number = -1
        while moments.killed + full.killed < KILLS:
            number += 1
            if number % FIRST == 0:
                if first is None:
                    serial, tries = serial + 1, 0
                    first = Desk(Shared.hub, Shared.path, "first-%d" % serial)
                full.kill(first)
                self.assert_whole(first)
                tries += 1
                if tries == TRIES:
                    self.assertEqual(full.run(first).code, 0)
                    self.assert_equals_hub(first)
                    first = None
                continue
            actions.update(self.act(desk, number))
            self.change(number)
            moments.kill(desk)
            self.assert_whole(desk)
            if number % 10 == 0:
                self.assertEqual(moments.run(desk).code, 0)
        self.assertEqual(moments.run(desk).code, 0)
        self.assertEqual({action: state for action, state in desk.states().items() if state != "applied"}, {})
        self.assertEqual(actions - set(desk.states()), set(), SEED)
        self.assert_done_once(actions, before)
        self.assert_equals_hub(desk)
        fresh = Desk(Shared.hub, Shared.path, "fresh")
        self.assertEqual(fresh.sync().code, 0)
        self.assertEqual(desk.rows(), fresh.rows())
        print("killed %d and %d at work, %d and %d were through" % (moments.killed, full.killed, moments.ended, full.ended),
              file=sys.stderr)


class Lock(unittest.TestCase):
    def test_no_stale_lock(self):
        """Who is killed leaves no lock behind; who is at work is not disturbed."""
        desk = Desk(Shared.hub, Shared.path, "lock")
        process = desk.begin(endpoint=Shared.hub.endpoint)
        lock = str(desk.cache) + ".lock"
        wait_for(lambda: os.path.exists(lock) or process.poll() is not None)
        process.kill()
        process.communicate()
        self.assertTrue(os.path.exists(lock))
        self.assertEqual(desk.sync().code, 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
