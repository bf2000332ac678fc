#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables as other programs read them: openpyxl and Python's csv here, LibreOffice in the suite "long"."""
import csv
import datetime
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import openpyxl
from openpyxl.utils.escape import unescape

WRITER = sys.argv.pop(1)
LONG = len(sys.argv) > 1 and sys.argv[1] == "--long" and bool(sys.argv.pop(1))
HEADERS = ["Chữ", "Số lượng", "Số đo", "Tỷ lệ", "Ngày", "Thời điểm", "Phút"]
KEYS = ["text", "count", "number", "share", "day", "time", "left"]
NOW = datetime.datetime(2026, 8, 26, 7, 15)

# What citizens and strangers write; "\\n" and the like stand for themselves in the file of cases.
CASES = [
    "Nguyễn Thị Ước Ự ẵ", "=1+1", "=HYPERLINK(\"http://x\",\"y\")", "+84 912 345 678", "-5", "@SUM(A1)", "\ttab", "\rreturn",
    "a\nb", "\"quoted\", with comma; and semicolon", "  spaces  ", "<b>&amp;</b>", "_x0041_", "12", "012345678901",
    "26/08/2026", "TRUE", "#N/A", "1E5", "=cmd|' /C calc'!A0", "\U0001F600 chữ", "x" * 32767,
]


def escape(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


class Shared:
    path = None


def setUpModule():
    Shared.path = pathlib.Path(tempfile.mkdtemp(prefix="giaoban-table-"))
    (Shared.path / "cases").write_text("\n".join(map(escape, CASES)) + "\n", encoding="utf-8")


def tearDownModule():
    shutil.rmtree(Shared.path)


def write(name, n_rows=len(CASES), plain=False, code=0, **environment):
    path = Shared.path / name
    done = subprocess.run([WRITER, path, "plain" if plain else "people", str(n_rows), Shared.path / "cases"],
                          capture_output=True, text=True, check=False, env={**os.environ, **environment})
    assert done.returncode == code, done.stderr
    return path


def read_sheet(path):
    book = openpyxl.load_workbook(path)
    assert len(book.worksheets) == 1
    return book, book.worksheets[0]


class Workbook(unittest.TestCase):
    def check(self, path, n_rows):
        _, sheet = read_sheet(path)
        rows = list(sheet.iter_rows())
        self.assertEqual([cell.value for cell in rows[3]], HEADERS)
        self.assertEqual(len(rows), 4 + n_rows)
        for i, row in enumerate(rows[4:]):
            with self.subTest(CASES[i % len(CASES)][:40]):
                text = CASES[i % len(CASES)].replace("\r\n", "\n").replace("\r", "\n")
                self.assertEqual(row[0].data_type, "s")
                self.assertEqual(unescape(row[0].value), text)
                self.assertEqual([cell.value for cell in row[1:4]], [i - 3, i / 8, i / 1000])
                self.assertEqual(row[4].value, datetime.datetime(2026, 8, 26) + datetime.timedelta(days=i))
                self.assertEqual(row[5].value, NOW + datetime.timedelta(minutes=i))
                self.assertEqual(row[6].value, -i)
                self.assertEqual([cell.number_format for cell in row],
                                 ["General", "#,##0", "#,##0.00" if i % 8 else "#,##0", "0.0%", "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "#,##0"])

    def test_cells(self):
        self.check(write("cells.xlsx"), len(CASES))

    def test_many(self):
        self.check(write("many.xlsx", n_rows=3000), 3000)

    def test_looks(self):
        book, sheet = read_sheet(write("looks.xlsx"))
        last = 4 + len(CASES)
        self.assertEqual(sheet.title, "Thử  bảng")
        self.assertEqual([sheet.cell(row, 1).value for row in (1, 2, 3)],
                         ["Bảng thử nghiệm", "Figures as of 07:15 on 26/08/2026", "Dữ liệu minh họa"])
        self.assertEqual(sheet.freeze_panes, "A5")
        self.assertEqual(sheet.auto_filter.ref, f"A4:G{last}")
        self.assertEqual(sheet.print_title_rows, "$4:$4")
        self.assertEqual(sheet.page_setup.orientation, "landscape")
        self.assertAlmostEqual(sheet.column_dimensions["A"].width, 40.7, delta=1)
        self.assertTrue(sheet.cell(4, 1).font.bold)
        self.assertFalse(sheet.cell(5, 1).font.bold)
        self.assertTrue(sheet.cell(last, 1).font.bold)
        self.assertEqual(book.properties.title, "Bảng thử nghiệm")
        self.assertEqual(book.properties.created, datetime.datetime(2026, 8, 26, 0, 15))

    def test_long_text(self):
        """What does not fit beside its neighbour is read below: not all programs make room by themselves."""
        _, sheet = read_sheet(write("long.xlsx"))
        heights = {sheet.cell(row, 1).value: sheet.row_dimensions[row].height for row in range(5, 5 + len(CASES))}
        self.assertTrue(sheet.cell(5, 1).alignment.wrap_text)
        self.assertIsNone(heights["Nguyễn Thị Ước Ự ẵ"])
        self.assertEqual(heights["a\nb"], 30)
        self.assertEqual(heights["x" * 32767], 375)
        _, sheet = read_sheet(write("longer.xlsx", n_rows=10001))
        self.assertFalse(sheet.cell(5, 1).alignment.wrap_text)

    def test_empty(self):
        _, sheet = read_sheet(write("empty.xlsx", n_rows=0))
        self.assertEqual((sheet.max_row, sheet.auto_filter.ref), (4, "A4:G4"))

    def test_decimal_comma(self):
        """What the user's language puts between the digits is nothing for a file."""
        folder = Shared.path / "locales"
        folder.mkdir()
        made = subprocess.run(["localedef", "--no-archive", "-i", "vi_VN", "-f", "UTF-8", folder / "vi_VN.UTF-8"],
                              capture_output=True, check=False)
        if not (folder / "vi_VN.UTF-8").is_dir():
            self.skipTest(f"no localedef or no sources of locales: {made.stderr[:200]}")
        self.check(write("comma.xlsx", LOCPATH=str(folder), LC_ALL="vi_VN.UTF-8"), len(CASES))
        path = write("comma.csv", LOCPATH=str(folder), LC_ALL="vi_VN.UTF-8")
        self.assertEqual(path.read_bytes(), write("point.csv").read_bytes())

    def test_nothing_beside(self):
        before = sorted(Shared.path.iterdir())
        path = write("alone.xlsx")
        self.assertEqual([p for p in sorted(Shared.path.iterdir()) if p not in before], [path])
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)


class Commas(unittest.TestCase):
    def check(self, path, header, encoding, time):
        with open(path, encoding=encoding, newline="") as file:
            rows = list(csv.reader(file, strict=True))
        self.assertEqual(rows[0], header)
        self.assertEqual(len(rows), 1 + len(CASES))
        for i, row in enumerate(rows[1:]):
            guard = "'" if CASES[i][0] in "=+-@\t\r" else ""
            self.assertEqual(row[0], guard + CASES[i])
            self.assertEqual([float(cell) for cell in row[1:4]], [i - 3, i / 8, i / 1000])
            self.assertEqual(row[4], str((NOW + datetime.timedelta(days=i)).date()))
            self.assertEqual(row[5], (NOW + datetime.timedelta(minutes=i)).strftime(time))
            self.assertEqual(int(row[6]), -i)

    def test_people(self):
        path = write("people.csv")
        self.assertEqual(path.read_bytes()[:3], b"\xef\xbb\xbf")
        self.check(path, HEADERS, "utf-8-sig", "%Y-%m-%d %H:%M")

    def test_programs(self):
        path = write("programs.csv", plain=True)
        self.assertNotEqual(path.read_bytes()[:3], b"\xef\xbb\xbf")
        self.assertTrue(path.read_bytes().endswith(b"\r\n"))
        self.check(path, KEYS, "utf-8", "%Y-%m-%dT%H:%M:00+07:00")

    def test_empty(self):
        self.assertEqual(write("empty.csv", n_rows=0, plain=True).read_bytes(), ",".join(KEYS).encode() + b"\r\n")


class Disk(unittest.TestCase):
    def test_full(self):
        """A real disk of 300 KB: nothing is left on it, and it says so."""
        script = ('mount -t tmpfs -o size=300k none "$1" && "$2" "$1/big.$4" people 20000 "$3"; echo "code $?"; ls -A "$1"')
        for form in ("xlsx", "csv"):
            folder = Shared.path / ("disk-" + form)
            folder.mkdir()
            done = subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh", folder, WRITER, Shared.path / "cases", form],
                                  capture_output=True, text=True, check=False)
            if "code" not in done.stdout or "mount" in done.stderr or "unshare" in done.stderr:
                self.skipTest(f"no disk of its own here: {done.stderr[:200]}")
            self.assertEqual(done.stdout, "code 1\n")
            self.assertIn("The disk is full", done.stderr)


@unittest.skipUnless(LONG, "only in the suite long")
@unittest.skipUnless(shutil.which("soffice"), "LibreOffice is not here")
class LibreOffice(unittest.TestCase):
    def convert(self, path, *reading):
        """What LibreOffice read, as the workbook that it writes."""
        home, out = Shared.path / "office", Shared.path / "converted"
        subprocess.run(["soffice", f"-env:UserInstallation=file://{home}", "--headless", *reading, "--convert-to",
                        "xlsx:Calc MS Excel 2007 XML", "--outdir", out, path],
                       capture_output=True, check=True, timeout=300)
        book = openpyxl.load_workbook(out / (path.stem + ".xlsx"))
        return book.worksheets[0], list(book.worksheets[0].iter_rows())

    def test_workbook(self):
        sheet, rows = self.convert(write("office.xlsx"))
        self.assertEqual((sheet.title, sheet.auto_filter.ref), ("Thử  bảng", f"A4:G{4 + len(CASES)}"))
        self.assertEqual([cell.value for cell in rows[3]], HEADERS)
        self.assertEqual(len(rows), 4 + len(CASES))
        for i, row in enumerate(rows[4:]):
            with self.subTest(CASES[i][:40]):
                self.assertEqual(row[0].data_type, "s")
                # It reads escapes, and does not write them.
                self.assertIn(CASES[i].replace("\r", "\n"), (row[0].value, unescape(row[0].value)))
                self.assertEqual([cell.value for cell in row[1:4]], [i - 3, i / 8, i / 1000])
                self.assertEqual(row[4].value, datetime.datetime(2026, 8, 26) + datetime.timedelta(days=i))
                self.assertEqual(row[5].value, NOW + datetime.timedelta(minutes=i))
                self.assertEqual([cell.number_format.lower().replace("\\", "") for cell in row[4:6]], ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"])

    def test_commas(self):
        """Nothing in a CSV is calculated, and its letters and days are taken for what they are."""
        _, rows = self.convert(write("office-commas.csv"), "--infilter=CSV:44,34,76,1")
        self.assertEqual([cell.value for cell in rows[0]], HEADERS)
        for i, row in enumerate(rows[1:]):
            with self.subTest(CASES[i][:40]):
                self.assertNotEqual(row[0].data_type, "f")
                if CASES[i][0] in "=+-@\t\r":
                    self.assertTrue(str(row[0].value).startswith("'"))
                self.assertEqual(row[5].value, NOW + datetime.timedelta(minutes=i))


if __name__ == "__main__":
    unittest.main()
