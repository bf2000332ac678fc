#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small sync dies at its statements, one after the other (doomed.c): after each death the files are whole, the next sync
ends what was begun, and nothing is done twice.

GIAOBAN_TEST_STEP says how many statements are between two deaths; with 1 it dies at each."""

import json
import os
import pathlib
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_desk import Desk, hub_rows  # noqa: E402
from giaoban_run import Hub, folder, program  # noqa: E402

STEP = int(os.environ.get("GIAOBAN_TEST_STEP", "5"))
CODE = "H48.28-260820-7001"
DOSSIER = {"op": "put", "type": "dossier", "id": CODE, "data": {
    "procedure": "Đăng ký biến động đất đai", "field": "Đất đai", "channel": "desk", "applicant": "Võ Thị Sáu",
    "commune": "21028", "received_by": "21028", "officer": "Lê Văn Cường", "state": 4,
    "submitted": "2026-08-20T08:00:00+07:00", "received": "2026-08-20T08:10:00+07:00",
    "due": "2026-08-28T17:00:00+07:00"}}


class Boundaries(unittest.TestCase):
    def test_deaths(self):
        with folder() as name, Hub(pathlib.Path(name), 40) as hub:
            hub.records([DOSSIER])
            desk = Desk(hub, name, "desk")
            self.assertEqual(desk.sync().code, 0)
            begin = time.monotonic()
            run = subprocess.run([program("giaoban-doomed"), "--every", str(STEP), CODE] + desk.command()[1:], capture_output=True,
                                 text=True, check=False, timeout=1200, env=dict(os.environ, G_DEBUG=""))
            self.assertEqual(run.returncode, 0, run.stderr)
            survived = json.loads(run.stdout)["survived"]
            print("%d statements at most, %.1f s" % (survived - 1, time.monotonic() - begin), file=sys.stderr)
            self.assertGreater(survived, 60)  # otherwise it did not get far enough to tell anything

            urges = hub_rows(hub, "SELECT text,document FROM urge WHERE dossier='%s'" % CODE)
            self.assertEqual(sorted(int(text) for text, _ in urges), list(range(1, survived + 1, STEP)))
            self.assertEqual(len({document for _, document in urges}), len(urges))
            numbers = hub_rows(hub, "SELECT total(last) FROM document_number")[0][0]
            self.assertEqual(numbers, len(urges))
            self.assertEqual(hub_rows(hub, "SELECT DISTINCT status FROM action_result"), [("applied",)])
            self.assertEqual(sorted(set(desk.records().items()) ^ set(desk.hub_records().items())), [])
            fresh = Desk(hub, name, "fresh")
            self.assertEqual(fresh.sync().code, 0)
            self.assertEqual(desk.rows(), fresh.rows())


if __name__ == "__main__":
    unittest.main(verbosity=2)
