#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What giaobanctl tells of a dossier's clock: events without a state, limits that the province has not sent."""

import os
import pathlib
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import PROVINCE, Hub, ctl, database, folder  # noqa: E402

NOTE = "theo danh mục đi kèm chương trình, tỉnh chưa gửi"


class Shared:
    """One seeded hub and one cache for all tests."""


def setUpModule():
    Shared.folder = folder()
    path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(path, 4000).start()
    Shared.token = Shared.hub.token(PROVINCE)
    Shared.cache = path / "cache.db"
    sync()


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def sync():
    answer = ctl("--token-file", Shared.token, "sync", "--endpoint", Shared.hub.endpoint, cache=Shared.cache)
    assert answer.code == 0, answer.err
    return answer.json


def told(*command):
    return ctl(*command, cache=Shared.cache).json


def step(code, number, at, **data):
    return {"op": "put", "type": "dossier-step", "id": "T/%s/%d" % (code, number),
            "data": {"dossier": code, "at": at, "officer": "Người khác", "unit": "Sở Xây dựng", **data}}


def running():
    """Dossiers in process whose steps tell of nothing but that, not yet due on 20 August."""
    for row in told("queue", "--class", "all")["rows"]:
        if row["state"] == 4 and row["due"] and row["received"] < "2026-08-19":
            dossier = told("dossier", row["code"])
            if ({s["state"] for s in dossier["steps"]} <= {1, 2, 4} and dossier["computed_due"] == dossier["due"]
                    and dossier["due"] > "2026-08-21"):
                yield dossier


def once_paused():
    """A dossier that goes on now, and a day in whose evening it waited for payment."""
    with database(Shared.cache) as opened:
        return opened.execute(
            "SELECT s.dossier, date(s.at, 'unixepoch', '+7 hours') AS day FROM dossier_step s"
            " JOIN dossier_step n ON n.dossier=s.dossier AND n.state=4"
            " WHERE s.state=6 AND date(n.at, 'unixepoch', '+7 hours')>day ORDER BY s.at LIMIT 1").fetchone()


class Clock(unittest.TestCase):
    def test_events(self):
        """They move our due moment and nothing else: no class, no figure of the tracking table, no officer."""
        paused, resumed, extended = [dossier for _, dossier in zip(range(3), running())]
        waited, day = once_paused()
        commands = [["counts"], ["queue", "--class", "all"], ["tracking", "--from", "2026-06-01", "--to", day],
                    ["tracking", "--by", "officer", "--from", "2026-08-01", "--to", "2026-08-20"]]
        before = [told(*command) for command in commands]
        new_due = "2026-10-01T17:00:00+07:00"
        Shared.hub.records([
            step(paused["code"], 1, "2026-08-20T09:00:00+07:00", event="pause:opinion", text="Xin ý kiến"),
            step(resumed["code"], 1, "2026-08-20T09:00:00+07:00", event="pause:identity", text="Chờ"),
            step(resumed["code"], 2, "2026-08-20T10:00:00+07:00", event="resume"),
            step(extended["code"], 1, "2026-08-20T09:00:00+07:00", event="extend", new_due=new_due),
            step(waited, 1, day + "T21:00:00+07:00", event="pause:verification"),
            step(waited, 2, day + "T22:00:00+07:00", event="resume"),
        ])
        sync()
        self.assertEqual([told(*command) for command in commands], before)

        dossier = told("dossier", paused["code"])
        self.assertEqual(dossier["steps"][-1]["event"], "pause:opinion")
        self.assertIsNone(dossier["steps"][-1]["state"])
        self.assertIsNone(dossier["computed_due"])
        self.assertEqual(dossier["ledger"][-1]["kind"], "paused")
        dossier = told("dossier", extended["code"])
        self.assertEqual(dossier["steps"][-1]["new_due"], new_due)
        self.assertEqual(dossier["computed_due"], new_due)
        self.assertGreater(told("dossier", resumed["code"])["computed_due"], resumed["computed_due"])
        rows = {row["code"]: row for row in told("reconcile")["rows"]}
        self.assertEqual([list(row) for row in rows.values()], [["code", "official", "computed", "reason"]] * len(rows))
        self.assertEqual([(rows[d["code"]]["official"], rows[d["code"]]["computed"], rows[d["code"]]["reason"])
                          for d in (paused, resumed, extended)],
                         [(paused["due"], None, "standing"),
                          (resumed["due"], told("dossier", resumed["code"])["computed_due"], "pause-not-counted"),
                          (extended["due"], new_due, "extension-not-applied")])
        lines = ctl("--format", "csv", "reconcile", cache=Shared.cache).out.splitlines()
        self.assertEqual(lines[0], "code,official,computed,reason")
        self.assertIn("%s,%s,,standing" % (paused["code"], paused["due"]), lines)
        table = ctl("--format", "table", "dossier", resumed["code"], cache=Shared.cache).out
        self.assertIn("Tạm dừng: chờ xác nhận trên VNeID", table)

    def test_shipped_limits(self):
        """Without the province's procedures ours count, and it is said; the province's come back and win."""
        before = {row["code"]: row for row in told("reconcile")["rows"]}
        self.assertNotIn("limit_from", next(iter(before.values())))
        code = next(iter(before))
        dossier = told("dossier", code)
        procedure = dossier["procedure"]
        ids = [row["id"] for row in told("search", procedure)["rows"] if row["type"] == "procedure"]
        Shared.hub.records([{"op": "del", "type": "procedure", "id": name} for name in ids])
        sync()
        rows = {row["code"]: row for row in told("reconcile")["rows"]}
        self.assertEqual((rows[code].pop("limit_from"), rows[code]), ("shipped", before[code]))
        self.assertIn("province", {row["limit_from"] for row in rows.values() if "limit_from" in row})
        after = told("dossier", code)
        self.assertEqual(after["computed_due"], dossier["computed_due"])
        self.assertEqual([s["step"].endswith(" (%s)" % NOTE) for s in after["trace"]].count(True),
                         len([s for s in after["trace"] if "days" in s["rule"] or s["rule"] == "same-day"]))
        self.assertIn(NOTE, ctl("--format", "table", "reconcile", cache=Shared.cache).out)


if __name__ == "__main__":
    unittest.main()
