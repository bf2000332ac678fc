#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A chairman's desk: every page by keyboard and through the accessibility bus alone, and a day without a network that
reaches the hub when there is one again. Wants a display and a session bus."""

import hashlib
import os
import pathlib
import subprocess
import sys
import time
import unittest
import urllib.request

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_desk import Desk, hub_rows  # noqa: E402
from giaoban_run import NOW, WARD, Hub, database, folder, key_arguments, program, wait_for  # noqa: E402
from giaoban_window import Atspi, GLib, Window, children, is_page, role_of  # noqa: E402

# When the seed's picture of the ward is taken; the window is opened a little later.
SCENE = "2026-08-26T07:12:00+07:00"
CAP = 60
CONTROLS = ("push button", "page tab", "list item", "entry", "check box", "combo box")


class Shared:
    """One hub with the demo's ward, and a workstation that has all of it."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 2000, seed=1, days=("2026-07-01", "2026-08-26"), now=SCENE).start()
    Shared.desk = Desk(Shared.hub, Shared.path, "desk")
    assert Shared.desk.sync().code == 0


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def below(node, into_pages=True):
    """(node, role, name) of all that is below; into the window's other pages only when wanted."""
    try:
        role, name = role_of(node), node.get_name() or ""
        yield node, role, name
        if into_pages or not is_page(name):
            for child in list(children(node)):
                yield from below(child, into_pages)
    except GLib.Error:
        return


def press(*keys):
    subprocess.run(["xdotool", "key", *keys], check=True, timeout=30)


class View:
    """One page of the window."""

    def __init__(self, window, kind):
        self.window, self.kind = window, kind
        self.node = wait_for(lambda: next((node for node, _, name in below(window.application(), False) if name == kind),
                                          None), CAP)

    def said(self):
        return [(role, name) for _, role, name in below(self.node)]

    def wait(self, *wanted):
        """Until the page has every (role, part of the name); says which are missing if not."""
        missing = []

        def has_all():
            said = self.said()
            missing[:] = [(role, name) for role, name in wanted
                          if not any(r == role and name in n for r, n in said)]
            return not missing

        try:
            wait_for(has_all, CAP)
        except AssertionError:
            raise AssertionError("%s does not have %s" % (self.kind, missing)) from None

    def act(self, name):
        node = wait_for(lambda: next((node for node, role, said in below(self.node)
                                      if role in ("push button", "page tab") and said == name), None), CAP)
        Atspi.Action.do_action(node, 0)


def open_window(*arguments):
    return Window(program("giaoban"), ["--cache", str(Shared.desk.cache), *key_arguments(), "--now", NOW, *arguments])


def title(window):
    """What stands over the page, once for the sidebar's own title."""
    heads = [node for node, _, name in below(window.application(), False) if name == "AdwWindowTitle"]
    return [name for node in heads for _, role, name in below(node) if role == "label"]


def selected_page(window):
    return [name.split(" (")[0] for node, role, name in below(window.application(), False)
            if role == "list item" and node.get_state_set().contains(Atspi.StateType.SELECTED)]


URGED = "Cung cấp bản trích lục bản đồ địa chính của bốn phường cũ"
PAGES = (
    ("1", "Hôm nay", "GbTodayPage", (("push button", "Quá hạn: 6"), ("push button", "Đến hạn hôm nay: 8"),
                                     ("list item", "2 kiến nghị quá hạn trả lời"))),
    ("2", "Hồ sơ", "GbDossiersPage", (("push button", "Quá hạn, 6 hồ sơ"), ("push button", "Đến hạn hôm nay, 8 hồ sơ"))),
    ("3", "Vướng mắc", "GbIssuesPage", (
        ("page tab", "Vướng mắc, kiến nghị, 7"), ("page tab", "Xin ý kiến nghiệp vụ, 4"),
        ("page tab", "Phản ánh của công dân, 12"), ("list", "Quá hạn trả lời"), ("list item", URGED),
        ("list item", "Xác định vị trí thửa đất khi bản đồ cũ và mới lệch nhau"), ("push button", "Đôn đốc: " + URGED))),
    ("4", "Nhiệm vụ", "GbTasksPage", (
        ("page tab", "Nhiệm vụ được giao, 3"), ("page tab", "Thông báo, lớp học, hội nghị, 4"),
        ("list item", "Rà soát 100 % TTHC nội bộ"), ("list item", "Công bố, công khai TTHC nội bộ đã rà soát"),
        ("list item", "Hoàn thành rà soát, đơn giản hóa 100 % TTHC nội bộ toàn tỉnh"))),
    ("5", "Cán bộ", "GbPeoplePage", (
        ("page tab", "Bố trí và biệt phái"), ("page tab", "73 vị trí theo cơ quan"), ("page tab", "Tổ công tác"),
        ("page tab", "1 kèm 1"), ("list item", "Đỗ Thị E · Y tế"), ("list item", "Lê Văn C · Xây dựng"),
        ("list item", "Huỳnh Văn G · Nội vụ"), ("list item", "Nguyễn Văn A · Đất đai"),
        ("list item", "Đất đai: đủ người. chính: Nguyễn Văn A"), ("list item", "Quy hoạch: thiếu người thay thế"),
        ("list item", "Y tế: từ 16/09 thiếu người"), ("push button", "Gọi 0255 000 0101"),
        ("push button", "Cần xác minh lại"), ("push button", "Mời tổ công tác"))),
    ("6", "Bản đồ", "GbMapPage", (("push button", "Xem toàn tỉnh"),)),
    ("7", "Chỉ số", "GbIndicatorsPage", (
        ("page tab", "Bảng điểm 766"), ("page tab", "Chương trình"), ("push button", "1. Công khai, minh bạch, "),
        ("push button", "5. Mức độ hài lòng, "))),
    ("8", "Tra cứu", "GbLookupPage", (("push button", "Thủ tục, 102"), ("push button", "Xã cũ, xã mới, 96"),
                                      ("push button", "Danh bạ sở, ngành, 13"))),
    ("9", "Giao ban", "GbBriefingPage", (
        ("label", "Tuần 19/08 đến 25/08"), ("text", "Nguyên nhân quá hạn"), ("text", "Vướng mắc, kiến nghị"),
        ("text", "Nhiệm vụ và nhân sự"), ("text", "Đề xuất"), ("push button", "Kỳ báo cáo trước"),
        ("list item", "Trong đó quá hạn: 6, kỳ trước "), ("push button", "Xuất Excel"), ("push button", "Lưu PDF"),
        ("push button", "In"))))


class Pages(unittest.TestCase):
    maxDiff = None

    def test_pages(self):
        card = Shared.desk.ctl("scorecard").json
        total = ("%g" % round(card["points"], 1)).replace(".", ",")
        with open_window() as window:
            for key, name, kind, rows in PAGES:
                with self.subTest(name):
                    press("alt+" + key)
                    wait_for(lambda: name in title(window), CAP)
                    self.assertEqual(selected_page(window), [name])
                    page = View(window, kind)
                    page.wait(*rows, *([("label", total)] if key == "7" else []))
                    if kind in ("GbIssuesPage", "GbTasksPage", "GbPeoplePage", "GbLookupPage", "GbBriefingPage"):
                        self.assertEqual([(role, said) for role, said in page.said()
                                          if role in CONTROLS and (said == "" or said.startswith(("GtkToggle", "GtkButton")))],
                                         [])
            press("ctrl+f")
            subprocess.run(["xdotool", "type", "ban trich luc ban do dia chinh cua bon phuong"], check=True, timeout=30)
            press("Return")
            wait_for(lambda: "Vướng mắc" in title(window), CAP)
            View(window, "GbIssuesPage").wait(("label", URGED), ("push button", "Chuyển cấp trên…"))


class Killed(unittest.TestCase):
    """A machine that goes off takes what was written in the last second, and nothing else."""

    def remark(self, window):
        page = View(window, "GbBriefingPage")
        return wait_for(lambda: next((node for node, role, name in below(page.node)
                                      if (role, name) == ("text", "Đề xuất")), None), CAP)

    def written(self, window):
        node = self.remark(window)
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    def test_remark(self):
        for text in ("Đề nghị Sở Y tế gia hạn biệt phái đến hết năm; “ưu tiên” trạm y tế.", "Đề nghị cấp hai máy quét."):
            with open_window("--page", "briefing") as window:
                Atspi.EditableText.set_text_contents(self.remark(window), text)
                time.sleep(1)
                window.process.kill()
                window.process.wait(30)
            with open_window("--page", "briefing") as window:
                wait_for(lambda: self.written(window) == text, CAP)


class WithoutNetwork(unittest.TestCase):
    maxDiff = None

    def send_file(self, content):
        """A photo goes up while there is a network; its name."""
        name = hashlib.sha256(content).hexdigest()
        request = urllib.request.Request("%s/v1/files/%s" % (Shared.hub.endpoint, name), data=content, method="PUT",
                                         headers={"Authorization": "Bearer " + Shared.desk.token_text,
                                                  "Content-Type": "application/octet-stream"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            self.assertIn(answer.status, (200, 201, 204))
        return name

    def test_day(self):
        desk, hub = Shared.desk, Shared.hub
        content = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 300 + b"\xff\xd9"
        photo = self.send_file(content)
        with database(desk.cache) as opened:
            def one(sql):
                return opened.execute(sql).fetchone()[0]
            team, notice = one("SELECT min(id) FROM team"), one("SELECT min(id) FROM notice WHERE kind<>'notice'")
            people = [row[0] for row in opened.execute("SELECT id FROM officer WHERE commune='21028' ORDER BY id LIMIT 2")]
        task = next(row for row in desk.ctl("tasks").json["rows"] if row["title"] == "Rà soát 100 % TTHC nội bộ")
        hub.stop()

        raised = desk.act("issue.raise", "21028", "kind=difficulty", "field=Đất đai", "title=Cầu treo hỏng sau bão",
                          "files=" + photo)
        visit = desk.act("visit.request", team, "topic=Hướng dẫn số hóa hồ sơ", "date=2026-09-10")
        desk.act("channel.verify", "hotline-01", "date=2026-08-26")
        note = desk.act("task.progress", task["id"], "done=45", "text=Đã rà soát thêm hai thủ tục")
        attendance = desk.act("notice.attend", notice, "officers=" + ",".join(people))
        with open_window("--page", "issues") as window:
            issues = View(window, "GbIssuesPage")
            issues.wait(("list item", "Cầu treo hỏng sau bão"), ("page tab", "Vướng mắc, kiến nghị, 8"))
            issues.act("Đôn đốc: " + URGED)
            issues.wait(("label", "3 lần đôn đốc"))
            press("alt+4")
            View(window, "GbTasksPage").wait(("label", "45/50 (90 %)"))
            press("alt+5")
            people_page = View(window, "GbPeoplePage")
            people_page.wait(("label", "26/08/2026"))
            people_page.act("Tổ công tác")
            people_page.wait(("label", "Hướng dẫn số hóa hồ sơ"))
        self.assertEqual(sorted(desk.states().values()), ["waiting"] * 6)
        self.assertEqual(hub_rows(hub, "SELECT count(*) FROM issue WHERE id='%s'" % raised), [(0,)])

        hub.start()
        answer = desk.sync()
        self.assertEqual((answer.code, answer.json["actions"]),
                         (0, {"applied": 6, "refused": 0, "conflict": 0, "later": 0}), answer.err)
        self.assertEqual(set(desk.states().values()), {"applied"})
        self.assertEqual(desk.ctl("status").json["waiting"], 0)
        self.check_other(photo, content, (
            ("SELECT title FROM issue WHERE id='%s'" % raised, "Cầu treo hỏng sau bão"),
            ("SELECT urged FROM issue WHERE title='%s'" % URGED, 3),
            ("SELECT topic FROM visit WHERE id='%s'" % visit, "Hướng dẫn số hóa hồ sơ"),
            ("SELECT verified FROM channel WHERE id='hotline-01'", "2026-08-26"),
            ("SELECT done FROM task WHERE id='%s'" % task["id"], 45),
            ("SELECT text FROM task_note WHERE id='%s'" % note, "Đã rà soát thêm hai thủ tục"),
            ("SELECT notice FROM attendance WHERE id='%s'" % attendance, notice)))

    def check_other(self, photo, content, rows):
        """A second workstation has it all, to the byte, and no more than the hub."""
        other = Desk(Shared.hub, Shared.path, "other")
        self.assertEqual(other.sync().code, 0)
        self.assertEqual(other.records(), other.hub_records())
        with database(other.cache) as opened:
            for sql, value in rows:
                with self.subTest(sql):
                    self.assertEqual(opened.execute(sql).fetchall(), [(value,)])
        request = urllib.request.Request("%s/v1/files/%s" % (Shared.hub.endpoint, photo),
                                         headers={"Authorization": "Bearer " + other.token_text})
        with urllib.request.urlopen(request, timeout=30) as answer:
            self.assertEqual(answer.read(), content)


if __name__ == "__main__":
    unittest.main(verbosity=2)
