#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Letters and slips as giaobanctl writes them: what stands on the paper, word by word, as other programs read it.

GIAOBAN_TEST_LETTERS says how many there are in one file."""

import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_desk import Desk  # noqa: E402
from giaoban_run import NOW, Hub, ctl, end_with_parent, folder, key_arguments, program, wait_for  # noqa: E402

HEAD = ("ỦY BAN NHÂN DÂN PHƯỜNG NGHĨA LỘ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc {number} "
        "Nghĩa Lộ, {made} ")
APOLOGY = (HEAD + "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ Kính gửi: {applicant} N{received}, Ủy ban nhân dân phường "
           "Nghĩa Lộ tiếp nhận, giải quyết hồ sơ đề nghị giải quyết thủ tục hành chính: {procedure} của Ông/Bà/Tổ chức; mã "
           "số hồ sơ: {code}. Thời gian hẹn trả kết quả giải quyết hồ sơ: {due}. Tuy nhiên, {so_far} trả kết quả giải quyết "
           "hồ sơ của Ông/Bà/Tổ chức đúng thời hạn ghi trong Giấy tiếp nhận hồ sơ và hẹn trả kết quả. Lý do: {reason} "
           "Ủy ban nhân dân phường Nghĩa Lộ xin lỗi Ông/Bà/Tổ chức và sẽ trả kết quả giải quyết hồ sơ vào {new_due}. Sự "
           "chậm trễ này đã gây phiền hà, tốn kém thời gian, công sức của Ông/Bà/Tổ chức, rất mong nhận được sự thông "
           "cảm./. Nơi nhận: - Như trên; - Lưu: VT, hồ sơ. {signature} Dữ liệu minh họa")
URGING = (HEAD + "PHIẾU ĐÔN ĐỐC Về việc giải quyết hồ sơ thủ tục hành chính Kính gửi: Ông/Bà {officer}, Chuyên viên biệt "
          "phái Qua theo dõi tiến độ giải quyết thủ tục hành chính đến 07 giờ 12 phút, ngày 26 tháng 8 năm 2026, {what} "
          "{text} Đề nghị Ông/Bà báo cáo nguyên nhân, tiến độ và thời điểm có kết quả trước {answer}./. Nơi nhận: - Như "
          "trên; - Trung tâm Phục vụ hành chính công; - Lưu: VT. {signature} Số liệu đến 07:12, 26/08/2026 Dữ liệu minh "
          "họa")
IN_TIME = "Ủy ban nhân dân phường Nghĩa Lộ không thể"
TOO_LATE = "đến nay Ủy ban nhân dân phường Nghĩa Lộ chưa"
CHAIRMAN = "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"
DEPUTY = "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"
ASKS = "Đề nghị Ông/Bà khẩn trương giải quyết, trả kết quả cho tổ chức, cá nhân theo quy định."
DOTS = "……………………………………………………"
SIZE = 6500
MANY = int(os.environ.get("GIAOBAN_TEST_LETTERS", "200"))


class Shared:
    """The hub of the demonstration, and a workstation of its ward."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, SIZE, seed=1, days=("2026-07-01", "2026-08-26"), now="2026-08-26T07:12:00+07:00").start()
    Shared.desk = Desk(Shared.hub, Shared.path, "desk")
    answer = Shared.desk.sync(now="2026-08-26T07:12:00+07:00")
    assert answer.code == 0, answer.err


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def date(day):
    year, month, number = day[:10].split("-")
    return "ngày %s tháng %s năm %s" % (number, month if int(month) < 3 else int(month), year)


def moment(time_of_day):
    return "%s giờ %s phút, %s" % (time_of_day[11:13], time_of_day[14:16], date(time_of_day))


def words(path, page=None):
    """The text in the order in which it was written, line ends as spaces."""
    pages = [] if page is None else ["-f", str(page), "-l", str(page)]
    text = subprocess.run(["pdftotext", "-raw", *pages, str(path), "-"], capture_output=True, text=True, check=True,
                          timeout=60).stdout
    # a line may end after a stroke
    return " ".join(text.split()).replace("Ông/ Bà", "Ông/Bà").replace("Bà/ Tổ", "Bà/Tổ")


def count_pages(path):
    text = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True, timeout=60).stdout
    return int(next(line for line in text.splitlines() if line.startswith("Pages:")).split()[1])


class Letters(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.out = pathlib.Path(self.enterContext(folder()) if hasattr(self, "enterContext") else self.own_folder())

    def own_folder(self):
        place = folder()
        self.addCleanup(place.cleanup)
        return place.name

    def letter(self, *arguments, cache=None, name="letter.pdf", now=NOW):
        path = self.out / name
        return path, ctl("letter", *arguments, "--out", str(path), cache=cache or Shared.desk.cache, now=now)

    def rows(self, kind, cache=None):
        return [row for row in ctl("letters", cache=cache or Shared.desk.cache).json["rows"] if row["kind"] == kind]

    def own_desk(self, name):
        """A cache of its own, for what is signed in a test."""
        desk = Desk(Shared.hub, self.out, name)
        self.assertEqual(desk.sync(now="2026-08-26T07:12:00+07:00").code, 0)
        return desk

    def expect(self, row, number="Số: ……", made="2026-08-26", reason=DOTS, new_due=None, so_far=IN_TIME,
               signature=CHAIRMAN, cache=None):
        dossier = ctl("dossier", row["code"], cache=cache or Shared.desk.cache).json
        dossier = dossier["rows"][0] if "rows" in dossier else dossier
        return APOLOGY.format(number=number, made=date(made), applicant=row["applicant"],
                              received=date(dossier["received"])[1:], procedure=row["procedure"], code=row["code"],
                              due=moment(row["due"]), so_far=so_far, reason=reason, new_due=moment(new_due),
                              signature=signature)

    def test_to_be_signed(self):
        """Without a word of anybody the letter has room for the reason, and the calendar's date."""
        row = self.rows("sign-today")[0]
        path, answer = self.letter(row["code"], "--kind", "apology")
        self.assertEqual((answer.code, answer.err, answer.json), (0, "", {"file": str(path), "pages": 1}))
        self.assertEqual(words(path), self.expect(row, new_due="2026-09-07T17:00:00+07:00"))

    def test_written_here(self):
        """The same with a reason, a date and who signs; past the signing day it warns beside the paper."""
        row = self.rows("missed")[0]
        path, answer = self.letter(row["code"], "--kind", "apology", "--reason", " Chờ ý kiến\n của Sở ", "--new-due",
                                   "2026-09-03T10:00:00+07:00", "--signer", "Phó Chủ tịch UBND")
        self.assertEqual(answer.code, 0)
        self.assertIn("ngày cuối cùng phải gửi", answer.err)
        self.assertEqual(words(path), self.expect(row, reason="Chờ ý kiến của Sở.", new_due="2026-09-03T10:00:00+07:00",
                                                  so_far=TOO_LATE, signature=DEPUTY))
        self.assertNotIn("ngày cuối cùng", words(path))

    def test_number_comes_from_the_hub(self):
        """Signed here it has no number; when the hub has applied it, it has the hub's."""
        desk = self.own_desk("signed")
        row = self.rows("sign-today", desk.cache)[1]
        answer = ctl("act", "dossier.apology", row["code"], "reason=Chờ xác minh.", "new_due=2026-09-04T17:00:00+07:00",
                     "signer=Nguyễn Văn X", cache=desk.cache)
        self.assertEqual(answer.code, 0, answer.err)
        expected = {"reason": "Chờ xác minh.", "new_due": "2026-09-04T17:00:00+07:00", "cache": desk.cache,
                    "signature": CHAIRMAN + " Nguyễn Văn X"}
        path, answer = self.letter(row["code"], "--kind", "apology", cache=desk.cache)
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual(words(path), self.expect(row, **expected))
        self.assertEqual(desk.sync().code, 0)
        number = [line["number"] for line in self.rows("issued", desk.cache) if line["code"] == row["code"]][0]
        self.assertRegex(number, r"^\d+/PXL$")
        path, answer = self.letter(row["code"], "--kind", "apology", cache=desk.cache)
        self.assertEqual(words(path), self.expect(row, number="Số: " + number, **expected))
        path, answer = self.letter(row["code"], "--kind", "apology", "--reason", "Lần hai", cache=desk.cache, name="no.pdf")
        self.assertEqual((answer.code, path.exists()), (5, False))
        self.assertIn("chỉ được hẹn lại một lần", answer.err)

    def test_slip(self):
        """A slip about one dossier, to be written and written; one about all that an officer has late."""
        desk = self.own_desk("urged")
        row = next(row for row in ctl("queue", "--class", "overdue", cache=desk.cache).json["rows"]
                   if row["officer"] == "Lê Văn C")
        late = "hồ sơ do Ông/Bà phụ trách chưa có kết quả: {procedure}, mã số {code}; hạn trả kết quả: {due}; tình trạng: quá " \
               "hạn 1 ngày 3 giờ."
        what = late.format(procedure=row["procedure"], code=row["code"], due=moment(row["due"]))
        expected = {"officer": "Lê Văn C", "made": date(NOW), "what": what, "answer": "07 giờ 15 phút, " + date("2026-08-27")}
        path, answer = self.letter(row["code"], "--kind", "urging", "--signer", "Nguyễn Văn X", cache=desk.cache)
        self.assertEqual((answer.code, answer.json["pages"]), (0, 1))
        self.assertEqual(words(path), URGING.format(number="Số: ……", text=ASKS, signature=CHAIRMAN + " Nguyễn Văn X",
                                                    **expected))
        self.assertEqual(ctl("act", "dossier.urge", row["code"], "text=Báo cáo ngay", cache=desk.cache).code, 0)
        self.assertEqual(desk.sync().code, 0)
        path, answer = self.letter(row["code"], "--kind", "urging", cache=desk.cache)
        self.assertRegex(words(path), r" Hạnh phúc Số: \d+/PĐĐ Nghĩa Lộ, ngày 26 tháng 8 năm 2026 PHIẾU ĐÔN ĐỐC")
        self.assertIn("giờ. Báo cáo ngay. Đề nghị Ông/Bà báo cáo", words(path))

    def test_slips_by_officer(self):
        rows = ctl("queue", "--class", "overdue", cache=Shared.desk.cache).json["rows"]
        officers = {row["officer"] for row in rows}
        path, answer = self.letter("--all", "--kind", "urging")
        self.assertEqual((answer.code, answer.json["pages"]), (0, len(officers)))
        text = words(path)
        for row in rows:
            self.assertEqual(text.count(row["code"]), 1, row["code"])
        own = [row["code"] for row in rows if row["officer"] == "Nguyễn Văn A"]
        path, answer = self.letter("--officer", "Nguyễn Văn A", "--kind", "urging")
        self.assertEqual(answer.json["pages"], 1)
        self.assertIn("Ông/Bà được giao giải quyết %d hồ sơ đã quá hạn chưa có kết quả: TT Mã hồ sơ" % len(own), words(path))
        self.assertTrue(all(code in words(path) for code in own))
        path, answer = self.letter("--officer", "Không Ai", "--kind", "urging", name="nobody.pdf")
        self.assertEqual((answer.code, answer.json["pages"], path.exists()), (1, 0, False))

    def test_summary(self):
        """All that is known of a dossier, for its file."""
        row = ctl("queue", "--class", "overdue", "--limit", "1", cache=Shared.desk.cache).json["rows"][0]
        path, answer = self.letter(row["code"], "--kind", "dossier")
        self.assertEqual((answer.code, answer.json["pages"]), (0, count_pages(path)))
        for part in ("TÓM TẮT HỒ SƠ", row["code"], row["procedure"], row["applicant"], row["officer"], "Quá trình xử lý"):
            self.assertIn(part, words(path))

    def test_lists(self):
        """A list is printed as it is counted, one letter for each dossier."""
        for kinds in (("sign-today",), ("missed",), ("sign-today", "issued")):
            codes = {row["code"] for kind in kinds for row in self.rows(kind)}
            path, answer = self.letter("--list", ",".join(kinds), "--kind", "apology")
            self.assertEqual((answer.code, answer.json["pages"], count_pages(path)), (0, len(codes), len(codes)))
            self.assertTrue(all(code in words(path) for code in codes))
        path, answer = self.letter("--list", "waiting", "--kind", "apology", name="none.pdf")
        self.assertEqual((answer.code, answer.json["pages"], path.exists()), (1, 0, False))

    def test_same_bytes(self):
        first, _ = self.letter("--all", "--kind", "apology", name="first.pdf")
        second, _ = self.letter("--all", "--kind", "apology", name="second.pdf")
        later, _ = self.letter("--all", "--kind", "apology", name="later.pdf", now="2026-08-26T07:16:00+07:00")
        self.assertEqual(first.read_bytes(), second.read_bytes())
        self.assertNotEqual(first.read_bytes(), later.read_bytes())

    def test_refused(self):
        some = self.rows("sign-today")[0]["code"]
        finished = ctl("queue", "--class", "finished", "--limit", "1", cache=Shared.desk.cache).json["rows"][0]["code"]
        for arguments, code in (((some, "--kind", "thanks"), 2), (("--kind", "apology"), 2),
                                ((some, "--all", "--kind", "apology"), 2), (("--list", "all", "--kind", "apology"), 2),
                                ((some, "--kind", "urging", "--reason", "r"), 2),
                                ((some, "--kind", "apology", "--new-due", "mai"), 2),
                                ((some, "--kind", "apology", "--new-due", "2026-08-26T07:00:00+07:00"), 5),
                                (("?", "--kind", "apology"), 1), ((some, "?", "--kind", "urging"), 1),
                                ((finished, "--kind", "urging"), 5),
                                (("?", "--kind", "dossier"), 1), (("--all", "--kind", "dossier"), 2)):
            path, answer = self.letter(*arguments, name="refused.pdf")
            self.assertEqual((answer.code, path.exists()), (code, False), arguments)
        answer = ctl("letter", some, "--kind", "apology", "--out", str(self.out / "none" / "a.pdf"), cache=Shared.desk.cache)
        self.assertEqual(answer.code, 2)
        self.assertIn("Không có thư mục", answer.err)


class Many(unittest.TestCase):
    """Hundreds of letters in one file."""

    @classmethod
    def setUpClass(cls):
        cls.place = folder()
        cls.path = pathlib.Path(cls.place.name)
        cls.hub = Hub(cls.path, 50)
        cls.codes = ["H48.28-260820-8%03d" % number for number in range(MANY)]
        cls.hub.records({"op": "put", "type": "dossier", "id": code, "data": {
            "procedure": "Đăng ký biến động đất đai đối với trường hợp thay đổi thông tin", "field": "Đất đai",
            "channel": "desk", "applicant": "Võ Thị Sáu", "commune": "21028", "received_by": "21028",
            "officer": "Lê Văn Cường", "state": 4, "submitted": "2026-08-20T08:00:00+07:00",
            "received": "2026-08-20T08:10:00+07:00", "due": "2026-08-27T17:00:00+07:00"}} for code in cls.codes)
        with cls.hub.start():
            cls.desk = Desk(cls.hub, cls.path, "many")
            answer = cls.desk.sync()
        assert answer.code == 0, answer.err

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    def begin(self, out, codes, most=None):
        """Letters whose codes come in; with @most no file can have more bytes than that."""
        def prepare():
            end_with_parent()
            if most is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        process = subprocess.Popen(
            [program("giaobanctl"), "--cache", str(self.desk.cache), *key_arguments(), "--now", NOW, "letter", "--kind",
             "apology", "--reason", "Chờ ý kiến", "--codes", "-", "--out", str(out)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=prepare, text=True)
        process.stdin.write("\n".join(codes))
        process.stdin.close()
        process.stdin = None
        return process

    def peak(self, n):
        """KiB that a batch of @n holds at most."""
        out = self.path / ("peak-%d.pdf" % n)
        process = self.begin(out, self.codes[:n])
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        process.stdout.close()
        process.stderr.close()
        self.assertEqual(status, 0)
        self.assertEqual(count_pages(out), n)
        return usage.ru_maxrss

    def test_memory_is_flat(self):
        few, many = self.peak(20), self.peak(MANY)
        # what the PDF library keeps of a page until the end; a laid out letter takes many times as much
        self.assertLess(many - few, 12 * MANY, (few, many))

    def test_list_is_whole(self):
        """All that are to be signed today, each once and with its own code."""
        out = self.path / "list.pdf"
        listed = [row["code"] for row in ctl("letters", cache=self.desk.cache).json["rows"] if row["kind"] == "sign-today"]
        self.assertTrue(set(self.codes) <= set(listed))
        answer = ctl("letter", "--list", "sign-today", "--kind", "apology", "--out", str(out), cache=self.desk.cache)
        self.assertEqual((answer.code, answer.json["pages"]), (0, len(listed)))
        text = words(out)
        for code in listed:
            self.assertEqual(text.count(code), 1, code)

    def is_writing(self, process):
        """Whether it has a file open in the folder that has no name, or not yet its own."""
        if list(self.path.glob(".killed.pdf*")):
            return True
        try:
            links = [os.readlink(entry) for entry in pathlib.Path("/proc", str(process.pid), "fd").iterdir()]
        except OSError:
            return False
        return any(link.startswith(str(self.path)) and link.endswith("(deleted)") for link in links)

    def test_killed(self):
        """In the middle: neither half a file nor a lost one."""
        out = self.path / "killed.pdf"
        out.write_bytes(b"as it was")
        process = self.begin(out, self.codes)
        wait_for(lambda: self.is_writing(process) or process.poll() is not None)
        process.kill()
        process.communicate()
        self.assertEqual(process.returncode, -signal.SIGKILL)
        self.assertEqual(out.read_bytes(), b"as it was")

    def test_no_room(self):
        """A disk that is full in the middle: nothing is left of what did not become whole, and it is said."""
        out = self.path / "room.pdf"
        out.write_bytes(b"as it was")
        process = self.begin(out, self.codes, 400 * MANY)
        said = process.communicate(timeout=120)[1]
        self.assertEqual((process.returncode, out.read_bytes()), (2, b"as it was"), said)
        self.assertEqual(list(self.path.glob(".room.pdf*")), [])
        self.assertTrue(said.startswith("giaobanctl: "), said)

    def test_one_bad(self):
        """What cannot be written is named, and no file comes."""
        out = self.path / "bad.pdf"
        finished = ctl("queue", "--class", "finished", "--limit", "1", cache=self.desk.cache).json["rows"][0]["code"]
        process = self.begin(out, [self.codes[0], finished])
        said = process.communicate(timeout=60)[1]
        self.assertEqual((process.returncode, list(self.path.glob("*bad.pdf*"))), (5, []))
        self.assertIn(finished, said)


if __name__ == "__main__":
    if shutil.which("pdftotext") is None or shutil.which("pdfinfo") is None:
        sys.exit(77)
    unittest.main(verbosity=2)
