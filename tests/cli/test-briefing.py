#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The leadership briefing from the command line: what is on the sheet is what the other commands say."""

import datetime
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import openpyxl

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import NOW, PROVINCE, WARD, Hub, ctl, database, folder  # noqa: E402

# What is asked for, the days it is of, the days it is compared with, and how the sheet says so.
PERIODS = {
    "day": (["--period", "day"], ("2026-08-25", "2026-08-25"), ("2026-08-24", "2026-08-24"), "ngày 25/8/2026"),
    "saturday": (["--period", "day", "--from", "2026-08-24"], ("2026-08-24", "2026-08-24"), ("2026-08-22", "2026-08-22"),
                 "ngày 24/8/2026"),
    "week": ([], ("2026-08-19", "2026-08-25"), ("2026-08-12", "2026-08-18"), "từ ngày 19/8/2026 đến ngày 25/8/2026"),
    "month": (["--period", "month"], ("2026-08-01", "2026-08-31"), ("2026-07-01", "2026-07-26"),
              "từ ngày 01/8/2026 đến ngày 26/8/2026"),
    "last month": (["--period", "month", "--from", "2026-07-15"], ("2026-07-01", "2026-07-31"), ("2026-06-01", "2026-06-30"),
                   "tháng 7 năm 2026"),
    "range": (["--from", "2026-07-11", "--to", "2026-08-09"], ("2026-07-11", "2026-08-09"), ("2026-06-11", "2026-07-10"),
              "từ ngày 11/7/2026 đến ngày 09/8/2026"),
}
HEADINGS = ["1. Tình hình giải quyết hồ sơ", "2. Hồ sơ quá hạn và nguyên nhân", "3. Vướng mắc, kiến nghị",
            "4. Nhiệm vụ và nhân sự", "5. Đề xuất"]


class Shared:
    """One seeded hub and a synced cache of each scope."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 4000).start()
    Shared.caches = {}
    for scope in (WARD, PROVINCE):
        Shared.caches[scope] = Shared.path / (scope.replace(":", "-") + ".db")
        answer = ctl("--token-file", Shared.hub.token(scope), "sync", "--endpoint", Shared.hub.endpoint,
                     cache=Shared.caches[scope])
        assert answer.code == 0, answer.err


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def ask(scope, *arguments):
    """What another command says; of a ward without what it took in for others, whose clocks it does not own."""
    answer = ctl("--format", "json", "--scope", scope, *arguments, cache=Shared.caches[scope])
    assert answer.code in (0, 1), answer.err
    return answer.json


def make(scope, *arguments, name="sheet.pdf", cache=None):
    out = Shared.path / name
    answer = ctl("--format", "json", "briefing", "--out", str(out), *arguments, cache=cache or Shared.caches[scope])
    assert answer.code == 0, answer.err
    return out, answer.json


FOOT = ["Số liệu đến 07:15 thứ Tư, 26/08/2026", "Dữ liệu minh họa"]


def read(path, foot=False):
    """The text of a sheet, each gap one space, without what stands on each page."""
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
    if not foot:
        text = re.sub(r"\f\d+\n", "\n", text)
        text = "\n".join(line for line in text.split("\n") if line.strip() not in FOOT)
    return re.sub(r"\s+", " ", text)


def write(number):
    return "{:,}".format(number).replace(",", ".")


def change(number):
    return ("+" if number > 0 else "−" if number < 0 else "") + write(abs(number))


def figures(row):
    """The rows of the sheet's table from a row of the tracking table."""
    done, processing = row["done"], row["processing"]
    return [row["received"]["period"], done["total"], done["early"] + done["ontime"],
            processing["total"] + row["paused"]["total"], processing["late"]]


def table(scope, days, before):
    names = ["Tiếp nhận trong kỳ", "Đã xử lý xong", "Trong đó trước hạn, đúng hạn", "Đang giải quyết", "Trong đó quá hạn"]
    now, then = [figures(ask(scope, "tracking", "--from", first, "--to", last)["total"]) for first, last in (days, before)]
    return [(name, value, past, value - past) for name, value, past in zip(names, now, then)]


def is_in(instant, days):
    """A period that is under way ends now."""
    return instant is not None and days[0] <= instant[:10] <= days[1] and instant <= NOW


def small(name):
    """As a field stands in a sentence; an abbreviation stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def groups(scope, by, days):
    rows = [(row["name"], row["processing"]["late"]) for row in ask(scope, "tracking", "--by", by, "--from", days[0], "--to",
                                                                   days[1])["rows"]]
    return sorted([row for row in rows if row[1] > 0], key=lambda row: -row[1])


def petitions(scope, days):
    """What the sheet says of petitions, reckoned from the list of issues."""
    rows = ask(scope, "issues", "--kind", "difficulty")["rows"]
    sent = sum(is_in(row["raised"], days) for row in rows)
    answered = sum(is_in(row["answered"], days) for row in rows)
    waiting = [row for row in rows if row["stage"] in ("waiting", "overdue")]
    overdue = [row for row in waiting if row["stage"] == "overdue"]
    words = ""
    if answered > 0:
        words = "Trong kỳ gửi %s kiến nghị, được trả lời %s. " % (write(sent), write(answered))
    elif sent > 0:
        words = "Trong kỳ gửi %s kiến nghị. " % write(sent)
    if waiting:
        words += "Đang chờ trả lời %s kiến nghị, " % write(len(waiting))
        by_name = {}
        for row in overdue:
            by_name[row["department_name"]] = by_name.get(row["department_name"], 0) + 1
        if len(by_name) == 1:
            words += "trong đó %d kiến nghị gửi %s đã quá hạn trả lời." % (len(overdue), overdue[0]["department_name"])
        else:
            words += "trong đó quá hạn trả lời: " if overdue else "chưa có kiến nghị nào quá hạn trả lời."
    return words


class Sheet(unittest.TestCase):
    def check_body(self, scope, key):
        arguments, days, before, when = PERIODS[key]
        path, answer = make(scope, *arguments)
        text = read(path)
        self.assertLessEqual(answer["pages"], 2)
        self.assertIn("BÁO CÁO Kết quả giải quyết thủ tục hành chính %s Kính gửi:" % when, text)
        places = [text.index(heading) for heading in HEADINGS] + [text.index("Nơi nhận:")]
        self.assertEqual(places, sorted(places))
        for name, value, past, difference in table(scope, days, before):
            self.assertIn("%s %s %s %s" % (name, write(value), write(past), change(difference)), text)
        return text, days

    def test_ward(self):
        for key in PERIODS:
            with self.subTest(key):
                text, days = self.check_body(WARD, key)
                self.assertIn("ỦY BAN NHÂN DÂN PHƯỜNG NGHĨA LỘ", text)
                self.assertIn("Nghĩa Lộ, ngày 26 tháng 8 năm 2026", text)
                self.assertIn("Kính gửi: Thường trực Đảng ủy phường Nghĩa Lộ", text)
                fields, officers = [groups(WARD, by, days) for by in ("field", "officer")]
                if fields:
                    self.assertIn("Theo lĩnh vực: " + ", ".join("%s %d hồ sơ" % (small(name), n) for name, n in fields[:8]),
                                  text)
                    self.assertIn("Theo cán bộ: " + ", ".join("%s %d hồ sơ" % (name or "chưa phân công", n)
                                                             for name, n in officers[:8]), text)
                else:
                    self.assertIn("Không có hồ sơ quá hạn.", text)
                self.assertIn("3. Vướng mắc, kiến nghị " + petitions(WARD, days), text)

    def test_province(self):
        for key in ("day", "week", "month"):
            with self.subTest(key):
                text, days = self.check_body(PROVINCE, key)
                self.assertIn("ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI", text)
                self.assertIn("Quảng Ngãi, ngày 26 tháng 8 năm 2026", text)
                self.assertIn(petitions(PROVINCE, days), text)
                units = groups(PROVINCE, "unit", days)
                self.assertIn("TÌNH HÌNH HỒ SƠ THEO ĐƠN VỊ", text)
                if units:
                    self.assertIn("%s %d hồ sơ" % units[0], text)

    def test_late_list(self):
        """The list enclosed names exactly the dossiers that are late, each under its officer."""
        text, _ = self.check_body(WARD, "week")
        listed = re.findall(r"H48\.91-\d{6}-\d{4}", text[text.index("DANH SÁCH HỒ SƠ QUÁ HẠN"):])
        midnight = "2026-08-25T23:59:59"
        late = {row["code"] for row in ask(WARD, "queue", "--class", "overdue", "--limit", "500")["rows"]
                if row["due"] < midnight}
        self.assertEqual(set(listed), late)
        self.assertEqual(len(listed), len(late))

    def test_tasks(self):
        text, days = self.check_body(WARD, "week")
        for row in ask(WARD, "tasks", "--state", "open")["rows"]:
            due = datetime.date.fromisoformat(row["due"][:10])
            if row["due"] > NOW and due <= datetime.date(2026, 8, 26) + datetime.timedelta(days=7):
                self.assertIn("%s: %d/%d, hạn ngày %02d/%d." % (row["title"], row["done"], row["total"], due.day, due.month),
                              text)

    def test_foot(self):
        path, _ = make(WARD)
        for words in FOOT:
            self.assertEqual(read(path, foot=True).count(words), 2)
        information = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
        self.assertRegex(information, r"Title: +BÁO CÁO Kết quả giải quyết thủ tục hành chính từ ngày 19/8/2026")
        self.assertRegex(information, r"Author: +ỦY BAN NHÂN DÂN PHƯỜNG NGHĨA LỘ")
        self.assertRegex(information, r"Page size: +595\.\d+ x 841\.\d+ pts \(A4\)")

    def test_words_asked_for(self):
        path, _ = make(WARD, "--number", "87", "--signer", "Nguyễn Văn X", "--recipient", "UBND tỉnh <&>", "--vice")
        text = read(path)
        self.assertIn("Số: 87/BC-UBND", text)
        self.assertIn("Kính gửi: UBND tỉnh <&> 1.", text)
        self.assertIn("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH", text)
        self.assertIn("Nguyễn Văn X", text)
        self.assertIn("Số: ……/BC-UBND", read(make(WARD)[0]))

    def test_remarks(self):
        """What users wrote into the page is on the sheet of the same days, and on no other."""
        cache = Shared.path / "remarks.db"
        for end in ("", ".local"):
            shutil.copy(str(Shared.caches[WARD]) + end, str(cache) + end)
        make(WARD, cache=cache)
        with database(str(cache) + ".local", write=True) as opened:
            opened.executemany("INSERT INTO briefing_remark VALUES ('21028','2026-08-19','2026-08-25',?,?,1787703300)",
                               [("reasons", "Bản đồ cũ & mới <chưa khớp>."), ("proposals", ""), ("signer", "Trần Thị Y"),
                                ("work", "Một.\nHai.")])
        text = read(make(WARD, cache=cache)[0])
        self.assertIn("Bản đồ cũ & mới <chưa khớp>.", text)
        self.assertIn("4. Nhiệm vụ và nhân sự Một. Hai. 5. Đề xuất Không có./.", text)
        self.assertIn("Trần Thị Y", text)
        other = read(make(WARD, "--period", "day", cache=cache)[0])
        self.assertNotIn("chưa khớp", other)
        self.assertIn("Trần Thị Y", other)

    def test_same_bytes(self):
        for name in ("same.pdf", "same.xlsx"):
            first = make(WARD, name=name)[0].read_bytes()
            self.assertEqual(make(WARD, name=name)[0].read_bytes(), first)

    def test_fonts(self):
        """Whoever opens it sees the same letters: every font is in the file."""
        fonts = subprocess.run(["pdffonts", str(make(WARD)[0])], capture_output=True, text=True, check=True).stdout
        rows = fonts.splitlines()[2:]
        self.assertTrue(rows)
        for row in rows:
            self.assertRegex(row, r" yes +(yes|no) +yes ")


class Workbook(unittest.TestCase):
    def test_figures(self):
        for scope in (WARD, PROVINCE):
            with self.subTest(scope):
                path, answer = make(scope, name="figures.xlsx")
                book = openpyxl.load_workbook(path)
                # a title, as of when, that it is an illustration, the header, and what there is
                self.assertEqual(answer["rows"], sum(sheet.max_row - 4 for sheet in book))
                self.assertEqual("Các đơn vị" in book.sheetnames, scope == PROVINCE)
                self.assertEqual("Quá hạn theo cán bộ" in book.sheetnames, scope == WARD)
                self.assertTrue(all(sheet.max_row > 4 for sheet in book))
                rows = [list(row) for row in book["Số liệu"].iter_rows(values_only=True)]
                for expected in table(scope, *PERIODS["week"][1:3]):
                    self.assertIn(list(expected), [row[:4] for row in rows])
                late = [row for row in book["Hồ sơ quá hạn"].iter_rows(min_row=5, values_only=True)]
                self.assertEqual(len(late), table(scope, *PERIODS["week"][1:3])[4][1])
                self.assertTrue(scope == PROVINCE or {row[3] for row in late} == {"Nghĩa Lộ"})
                days = [row for row in book["Theo ngày"].iter_rows(values_only=True)
                        if isinstance(row[0], datetime.datetime)]
                self.assertEqual(sum(row[2] for row in days), table(scope, *PERIODS["week"][1:3])[0][1])
                self.assertEqual(sum(row[3] for row in days), table(scope, *PERIODS["week"][1:3])[1][1])


class Wishes(unittest.TestCase):
    def test_refused(self):
        for arguments in (["--out", "x.txt"], [], ["--out", "x.pdf", "--period", "year"],
                          ["--out", "x.pdf", "--from", "2026-08-01"], ["--out", "x.pdf", "--period", "day", "--to", "2026-08-01"],
                          ["--out", "x.pdf", "--from", "2026-08-02", "--to", "2026-08-01"],
                          ["--out", "x.pdf", "--from", "2026-13-01", "--to", "2026-08-01"],
                          ["--out", "/nowhere/x.pdf"], ["--out", "x.pdf", "more"]):
            with self.subTest(arguments):
                answer = ctl("briefing", *arguments, cache=Shared.caches[WARD])
                self.assertEqual(answer.code, 2, answer.err)
                self.assertTrue(answer.err)
        self.assertFalse(pathlib.Path("x.pdf").exists())

    def test_nothing(self):
        """Of a commune that does not exist there is no sheet."""
        out = Shared.path / "nothing.pdf"
        answer = ctl("--format", "json", "--scope", "commune:99999", "briefing", "--out", str(out),
                     cache=Shared.caches[PROVINCE])
        self.assertEqual((answer.code, answer.json["pages"]), (1, 0), answer.err)
        self.assertFalse(out.exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)
