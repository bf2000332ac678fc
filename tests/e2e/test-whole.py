#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole run: a seeded hub, giaobanctl and the window, as a commune uses them. Wants a display and a session bus."""

import os
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import (NOW, PROVINCE, WARD, Hub, ctl, database, folder, key_arguments, program,  # noqa: E402
                         wait_for)
from giaoban_window import Window, distinct_colours  # noqa: E402

DOSSIERS = int(os.environ.get("GIAOBAN_TEST_DOSSIERS", "4000"))
CLASSES = {"overdue": "Quá hạn", "due-today": "Đến hạn hôm nay", "due-soon": "Sắp đến hạn", "on-track": "Trong hạn",
           "paused": "Tạm dừng", "no-due": "Chưa có hạn", "awaiting": "Chờ tiếp nhận"}


class Shared:
    """One hub and one cache of each scope."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, DOSSIERS).start()
    Shared.caches = {}
    Shared.tokens = {}
    for scope in (WARD, PROVINCE):
        Shared.tokens[scope] = Shared.hub.token(scope)
        Shared.caches[scope] = str(Shared.path / (scope.replace(":", "-") + ".db"))
        answer = sync(scope)
        assert answer.code == 0, answer.err


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def sync(scope):
    return ctl("--token-file", Shared.tokens[scope], "sync", "--endpoint", Shared.hub.endpoint,
               cache=Shared.caches[scope])


class Whole(unittest.TestCase):
    def test_counts_equal_plain_sql(self):
        for scope in (WARD, PROVINCE):
            counts = ctl("counts", cache=Shared.caches[scope]).json
            with database(Shared.caches[scope]) as opened:
                def number(condition):
                    return opened.execute("SELECT count(*) FROM dossier WHERE " + condition).fetchone()[0]
                self.assertEqual(counts["total"], number("1"))
                self.assertEqual(counts["classes"]["finished"], number("state IN (3,7,9,10)"))
                self.assertEqual(counts["classes"]["awaiting"], number("state = 1"))
                self.assertEqual(counts["classes"]["paused"], number("state IN (5,6,8)"))
                self.assertEqual(counts["classes"]["no-due"], number("state IN (2,4) AND due IS NULL"))
                self.assertEqual(counts["classes"]["overdue"],
                                 number("state IN (2,4) AND due < unixepoch('%s')" % NOW))
                self.assertEqual(sum(counts["classes"][c] for c in ("due-today", "due-soon", "on-track")),
                                 number("state IN (2,4) AND due >= unixepoch('%s')" % NOW))
        self.assertEqual(ctl("counts", cache=Shared.caches[PROVINCE]).json["total"], DOSSIERS)

    def test_second_sync_moves_little(self):
        for scope in (WARD, PROVINCE):
            sync(scope)
            answer = sync(scope).json
            self.assertEqual((answer["records"], answer["deleted"], answer["set_aside"]), (0, 0, 0))
            self.assertLess(answer["bytes"], 2000)

    def test_pictures(self):
        """Both pages of both scopes are drawn complete; a blank one has but a few colours."""
        for scope in (WARD, PROVINCE):
            for page in ("today", "dossiers"):
                with self.subTest((scope, page)):
                    picture = Shared.path / "page.png"
                    picture.unlink(missing_ok=True)
                    run = subprocess.run([program("giaoban"), "--cache", Shared.caches[scope], *key_arguments(), "--now",
                                          NOW, "--page", page, "--screenshot", str(picture)], capture_output=True, text=True,
                                         check=False, timeout=120, env=dict(os.environ, LANGUAGE="vi"))
                    self.assertEqual(run.returncode, 0, run.stderr)
                    self.assertGreater(distinct_colours(picture), 200)

    def test_window(self):
        """Search for a dossier, open it, and see what giaobanctl says of it."""
        cache = Shared.caches[PROVINCE]
        rows = ctl("queue", "--class", "on-track", "--limit", "20", cache=cache).json["rows"]
        row = next(row for row in rows if row["applicant"])
        dossier = ctl("dossier", row["code"], cache=cache).json
        counts = ctl("counts", cache=cache).json["classes"]
        with Window(program("giaoban"), ["--cache", cache, *key_arguments(), "--now", NOW, "--page", "dossiers"]) as window:
            for name, label in CLASSES.items():
                said = wait_for(lambda: window.named("%s, " % label, role="push button"))
                self.assertEqual(int(re.sub(r"\D", "", said[0])), counts[name], said)

            window.type_into("Tìm hồ sơ theo mã", row["code"])
            wait_for(lambda: window.table_codes() == [row["code"]])
            window.open_only_row(lambda: window.shows_beside_table(row["applicant"]))
            for text in [row["applicant"], row["procedure"]] + [step["text"] for step in dossier["steps"]]:
                wait_for(lambda: window.shows_beside_table(text))
            picture = Shared.path / "window.png"
            subprocess.run(["import", "-window", "root", str(picture)], check=True, timeout=60)
            self.assertGreater(distinct_colours(picture), 200)

    def test_urging(self):
        """By the accessibility bus alone: every control has a name, and a slip is written."""
        cache = Shared.caches[WARD]
        row = ctl("queue", "--class", "overdue", "--limit", "1", cache=cache).json["rows"][0]
        before = len(ctl("outbox", cache=cache).json["rows"])
        with Window(program("giaoban"), ["--cache", cache, *key_arguments(), "--now", NOW, "--page", "dossiers"]) as window:
            wait_for(lambda: window.table_codes())
            self.assertEqual(window.nameless(window.find("GbDossiersPage")), [])
            for opener, part in (("Lọc", "GbDossierFilters"), ("Chế độ xem", "GbDossiersViews"),
                                 ("Sắp theo", "GbDossiersFoot"), ("Cột", "GbDossiersFoot")):
                with self.subTest(opener):
                    closed = len(list(window.all(start=window.find(part))))
                    window.press(opener)
                    wait_for(lambda: len(list(window.all(start=window.find(part)))) > closed)
                    self.assertEqual(window.nameless(window.find(part)), [])
                    window.press(opener)

            window.type_into("Tìm hồ sơ theo mã", row["code"])
            wait_for(lambda: window.table_codes() == [row["code"]])
            window.press("Chọn nhiều")
            window.press_until("Chọn tất cả 1", "Đôn đốc 1 hồ sơ")
            window.press("Đôn đốc 1 hồ sơ")
            wait_for(lambda: window.named("Lưu 1 phiếu", "push button"))
            self.assertEqual(window.nameless(window.find("Phiếu đôn đốc")), [])
            window.press("Lưu 1 phiếu")
            actions = wait_for(lambda: ctl("outbox", cache=cache).json["rows"][before:])
            self.assertEqual([(action["type"], action["target"]) for action in actions],
                             [("dossier.urge", row["code"])])


if __name__ == "__main__":
    unittest.main(verbosity=2)
