#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends actions to a running giaoban-hub and looks at what comes back through the feed.

usage: check_actions.py GIAOBAN_HUB SOURCE_ROOT
"""
import hashlib
import json
import random
import sqlite3
import threading
import time
import uuid

from hub_run import *

WARD, OTHER, ALL = "commune:21028", "commune:21025", "province:51"
OPEN = "H48.28-260820-0001"  # in process, with a letter and a slip
DONE = "H48.28-260821-0002"
DUE = "2026-08-31T17:00:00+07:00"


def action(kind, target, data=None, base_rev=0, **members):
    return {"id": str(uuid.uuid4()), "type": kind, "target": target, "base_rev": base_rev,
            "made_at": "2026-08-26T07:10:00+07:00", "data": data or {}, **members}


def dossier(code, state=4, due="20260828170000", **members):
    return {"MaHoSo": code, "TenTTHC": "Khai sinh", "TenLinhVuc": "Hộ tịch", "TrangThaiHoSo": state, "ChuHoSo": "Mai",
            "SoDienThoai": "0905000009", "NgayTiepNhan": "20260820083000", "NgayHenTra": due, **members}


def issue(number, commune="21028", **members):
    return {"op": "put", "type": "issue", "id": f"is-{number}", "data": {
        "kind": "difficulty", "commune": commune, "field": "CNTT", "title": "Máy quét hỏng", "state": "assigned",
        "level": "department", "raised": "2026-08-20T08:00:00+07:00", "urged": 0, **members}}


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.database = folder / "hub.db"
        run("import", "--database", self.database, "--now", NOW,
            "--communes", ROOT / "data/provinces/quang-ngai/communes.csv", "--records", FIXTURES / "every-type.ndjson",
            "--exchange", FIXTURES / "steps.json", "--exchange", FIXTURES / "dossiers.json", status=7)
        self.send([dossier(f"D-{n}") for n in range(12)], "000.00.28.H48")
        self.send([dossier("E-1")], "000.00.25.H48")
        self.records(*[issue(n) for n in range(4)], issue(9, "21025"), issue(4, state="answered"), issue(5, state="closed"),
                     *[{"op": "put", "type": "task", "id": f"ta-{n}", "data": {
                         "number": "1/CV", "title": "Rà soát", "issuer": "UBND tỉnh", "commune": "21028", "state": "open",
                         "issued": "2026-08-01T08:00:00+07:00", "due": "2026-11-30T17:00:00+07:00", "done": 3,
                         "total": 50}} for n in range(4)])
        self.ward = make_token(self.database, WARD)
        self.second = make_token(self.database, WARD)
        self.other = make_token(self.database, OTHER)
        self.province = make_token(self.database, ALL)

    def send(self, dossiers, owner):
        path = self.folder / "message.json"
        path.write_text(json.dumps({"madonvi": owner, "service": "DongBoHoSoMC", "data": dossiers}))
        run("import", "--database", self.database, "--now", NOW, "--exchange", path)

    def records(self, *lines):
        path = self.folder / "lines.ndjson"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        run("import", "--database", self.database, "--now", NOW, "--records", path)

    def news(self, hub, token=None, scope=WARD, group="work"):
        """What the feed brought since the last call."""
        cursors = self.__dict__.setdefault("cursors", {})
        lines, cursors[scope, group] = hub.pull(token or self.ward, scope, group, cursors.get((scope, group)))
        return lines

    def find(self, hub, kind, number, group="work"):
        lines, _ = hub.pull(self.province, ALL, group)
        return [r for r in lines if r["type"] == kind and r["id"] == number][0]

    def test_urge(self):
        with Hub(self.database) as hub:
            self.news(hub), self.news(hub, self.other, OTHER)
            first = action("dossier.urge", "D-1", {"officer": "Lê Văn Bình", "text": "Báo cáo ngay"})
            second = action("dossier.urge", "D-1", {"officer": "Lê Văn Bình"})
            results = hub.act(self.ward, first, second)
            assert [r["status"] for r in results] == ["applied"] * 2, results
            lines = self.news(hub)
            assert [(r["type"], r["id"]) for r in lines] == [
                ("urge", first["id"]), ("urge", second["id"]), ("dossier", "D-1")]
            assert lines[2]["rev"] == results[1]["rev"] == results[0]["rev"] + 1
            assert lines[0]["data"] == {
                "dossier": "D-1", "number": "2/PĐĐ", "officer": "Lê Văn Bình", "made": first["made_at"],
                "answer_due": "2026-08-27T07:15:00+07:00", "text": "Báo cáo ngay"}, "the fixture has number 01"
            assert lines[1]["data"]["number"] == "3/PĐĐ"
            assert self.news(hub, self.other, OTHER) == []
            assert hub.act(self.province, action("dossier.urge", "D-1", {"officer": "X"}))[0]["status"] == "applied"
            assert [r["data"]["number"] for r in self.news(hub) if r["type"] == "urge"] == ["1/PĐĐ"], "its own register"
            refused = hub.act(self.ward, action("dossier.urge", DONE, {"officer": "X"}))[0]
            assert refused["problem"]["type"] == "/state"

    def test_same_id_again(self):
        with Hub(self.database) as hub:
            one = action("issue.note", "is-1", {"text": "Một"})
            first = hub.act(self.ward, one)
            self.news(hub)
            assert hub.act(self.ward, one) == first
            assert hub.act(self.ward, {**one, "data": {"text": "Khác"}}, one) == first * 2
            assert self.news(hub) == []
        with Hub(self.database) as hub:
            assert hub.act(self.ward, one) == first, "after a restart, too"
            wrong = action("issue.note", "is-77", {"text": "x"})
            refused = hub.act(self.ward, wrong)
            self.records(issue(77))
            assert hub.act(self.ward, wrong) == refused

    def test_ids_are_the_workstation_s(self):
        with Hub(self.database) as hub:
            one = action("channel.verify", "hl-01")
            assert hub.act(self.ward, one)[0]["status"] == "applied"
            assert hub.act(self.second, {**one, "type": "dossier.note", "target": "D-1", "data": {"text": "x"}})[0][
                "status"] == "applied", "another's id is no result of ours"
            mine = action("issue.note", "is-1", {"text": "x"})
            assert hub.act(self.ward, mine)[0]["status"] == "applied"
            theirs = hub.act(self.second, {**mine, "data": {"text": "y"}})[0]
            assert theirs["problem"]["subject"] == "id", "a record is not overwritten"
            assert self.find(hub, "issue-note", mine["id"])["data"]["text"] == "x"

    def test_apology(self):
        with Hub(self.database) as hub:
            rev = self.find(hub, "dossier", "D-2")["rev"]
            data = {"reason": "Chờ xác minh", "new_due": DUE, "signer": "Nguyễn Văn A"}
            for wrong, field in (({**data, "new_due": "2026-08-28T17:00:00+07:00"}, "new_due"),
                                 ({**data, "new_due": "2026-08-25T17:00:00+07:00"}, "new_due"),
                                 ({**data, "new_due": "mai"}, "new_due"), ({"new_due": DUE}, "reason")):
                refused = hub.act(self.ward, action("dossier.apology", "D-2", wrong, rev))[0]
                assert refused["problem"]["subject"] == field, refused
                assert refused["problem"]["vi"]["detail"] != refused["problem"]["en"]["detail"]
            self.news(hub)
            one = action("dossier.apology", "D-2", data, rev)
            result = hub.act(self.ward, one)[0]
            assert result["status"] == "applied", result
            letter, target = self.news(hub)
            assert letter["data"] == {"dossier": "D-2", "number": "2/PXL", "made": one["made_at"], **data}
            assert target["rev"] == result["rev"] and target["data"]["due"] == "2026-08-28T17:00:00+07:00"
            again = hub.act(self.second, action("dossier.apology", "D-2", data, result["rev"]))[0]
            assert again["problem"]["type"] == "/rescheduled", again
            for code in DONE, OPEN:
                rev = self.find(hub, "dossier", code)["rev"]
                assert hub.act(self.ward, action("dossier.apology", code, data, rev))[0]["status"] == "refused"

    def test_conflict(self):
        with Hub(self.database) as hub:
            rev = self.find(hub, "dossier", "D-3")["rev"]
            data = {"reason": "Chờ xác minh", "new_due": DUE}
            self.send([dossier("D-3", TrichYeuHoSo="Đổi")], "000.00.28.H48")
            result = hub.act(self.ward, action("dossier.apology", "D-3", data, rev))[0]
            assert result["status"] == "conflict" and result["record_rev"] > rev
            assert result["record"]["summary"] == "Đổi" and result["record"]["phone"]
            same = hub.act(self.province, action("dossier.apology", "D-3", data, rev))[0]
            assert same["status"] == "conflict" and "phone" not in same["record"]
            assert self.find(hub, "dossier", "D-3")["rev"] == result["record_rev"], "nothing was changed"
            for kind, more in ("dossier.note", {"text": "x"}), ("dossier.urge", {"officer": "B"}):
                assert hub.act(self.ward, action(kind, "D-3", more, rev))[0]["status"] == "applied"
            # What others remarked meanwhile is nothing to be in conflict with.
            assert hub.act(self.second, action("dossier.apology", "D-3", data, result["record_rev"]))[0][
                "status"] == "applied"

    def test_note(self):
        with Hub(self.database) as hub:
            self.news(hub)
            result = hub.act(self.ward, action("dossier.note", "D-4", {"text": "Đã gọi điện", "author": "Chủ tịch"}))[0]
            line, = self.news(hub)
            notes = [{"at": "2026-08-26T07:10:00+07:00", "author": "Chủ tịch", "text": "Đã gọi điện"}]
            assert line["rev"] == result["rev"] and line["data"]["notes"] == notes
            self.send([dossier("D-4", TrichYeuHoSo="Đổi")], "000.00.28.H48")
            line, = self.news(hub)
            assert line["data"]["notes"] == notes and line["data"]["summary"] == "Đổi"
            hub.act(self.second, action("dossier.note", "D-4", {"text": "Hai"}))
            assert [n["text"] for n in self.news(hub)[0]["data"]["notes"]] == ["Đã gọi điện", "Hai"]

    def test_issues(self):
        with Hub(self.database) as hub:
            self.news(hub)
            raised = action("issue.raise", "21028", {"kind": "report", "field": "An toàn giao thông", "title": "Ổ gà",
                                                     "lon": 108.8, "lat": "15.1", "author": "Lan"})
            note = action("issue.note", raised["id"], {"text": "Có ảnh"})
            results = hub.act(self.ward, raised, note, action("issue.urge", "is-2"), action("issue.urge", "is-2"),
                              action("issue.escalate", "is-2", {"text": "Quá thẩm quyền"}))
            assert [r["status"] for r in results] == ["applied"] * 5, results
            lines = {r["id"]: r for r in self.news(hub)}
            assert lines[raised["id"]]["data"] == {
                "kind": "report", "commune": "21028", "field": "An toàn giao thông", "title": "Ổ gà", "state": "new",
                "level": "commune", "raised": raised["made_at"], "raised_by": "Lan", "urged": 0, "lon": 108.8, "lat": 15.1}
            assert lines[raised["id"]]["rev"] == results[1]["rev"] == results[0]["rev"] + 1
            assert lines["is-2"]["data"]["urged"] == 2 and lines["is-2"]["data"]["state"] == "escalated"
            assert lines["is-2"]["data"]["level"] == "province" and lines["is-2"]["rev"] == results[4]["rev"]
            assert sorted(r["data"]["kind"] for r in lines.values() if r["type"] == "issue-note") == [
                "escalate", "note", "urge", "urge"]
            rev = self.find(hub, "issue", "is-4")["rev"]
            results = hub.act(self.ward, action("issue.confirm", "is-4", base_rev=rev - 1), action(
                "issue.confirm", "is-4", base_rev=rev), action("issue.confirm", "is-1", base_rev=99),
                action("issue.urge", "is-5"), action("issue.escalate", "is-2", {"text": "x", "level": "department"}),
                action("issue.raise", "21025", raised["data"]), action("issue.raise", "21028", {
                    **raised["data"], "department": "so-nao"}), action("issue.raise", "21028", {
                        **raised["data"], "lat": 91}))
            assert [r["status"] for r in results[:2]] == ["conflict", "applied"], results
            assert [r["problem"]["type"] for r in results[2:]] == ["/state", "/state", "/state", "/scope", "/action", "/action"]
            assert self.find(hub, "issue", "is-4")["data"]["state"] == "confirmed"

    def test_tasks_visits_channels(self):
        with Hub(self.database) as hub:
            rev = self.find(hub, "task", "ta-1")["rev"]
            self.news(hub), self.news(hub, group="base")
            # Two of one afternoon without a network: no conflict with oneself.
            results = hub.act(self.ward, action("task.progress", "ta-1", {"done": 10}, rev),
                              action("task.progress", "ta-1", {"done": "50"}, rev))
            assert [r["status"] for r in results] == ["applied"] * 2, results
            first, second, line = self.news(hub)
            assert (line["data"]["done"], line["data"]["state"], line["rev"]) == (50, "done", results[1]["rev"])
            assert [(n["type"], n["data"]["done"]) for n in (first, second)] == [("task-note", 10), ("task-note", 50)]
            results = hub.act(self.second, action("task.progress", "ta-1", {"done": 7}, rev),
                              action("task.progress", "ta-1", {"done": 7}, results[0]["rev"]),
                              action("task.progress", "ta-1", {"done": 51}, results[1]["rev"]),
                              action("task.progress", "ta-1", {"state": "open"}, results[1]["rev"]),
                              action("task.progress", "t-1", {"done": 4}, 1), action("task.progress", "ta-1", {}, 9),
                              action("task.progress", "ta-1", {"done": -1}, 9))
            assert [r["status"] for r in results] == ["conflict", "conflict", "refused", "applied", "refused", "refused",
                                                      "refused"], results
            assert results[4]["problem"]["type"] == "/target"
            assert hub.act(self.province, action("task.progress", "t-1", {"done": 4}, 1))[0]["status"] == "applied"
            asked = action("visit.request", "to-1", {"topic": "Chữ ký số", "date": "2026-09-03"})
            results = hub.act(self.ward, asked, action("visit.request", "to-9", {"topic": "x"}), action(
                "visit.request", "to-1", {"topic": "x", "commune": "21025"}), action("channel.verify", "hl-01"),
                action("channel.verify", "hl-01", {"date": "2026-08-27"}),
                action("channel.verify", "hl-01", {"date": "2026-08-02"}))
            assert [r["status"] for r in results] == ["applied", "refused", "refused", "applied", "refused", "applied"]
            lines = {r["id"]: r for r in self.news(hub, group="base")}
            assert lines[asked["id"]]["data"] == {"team": "to-1", "commune": "21028", "state": "asked",
                                                  "date": "2026-09-03", "topic": "Chữ ký số",
                                                  "asked": asked["made_at"], "asked_by": "token"}
            assert lines["hl-01"]["data"]["verified"] == "2026-08-26" and lines["hl-01"]["rev"] == results[5]["rev"]
            assert hub.act(self.province, action("visit.request", "to-1", {"topic": "x"}))[0]["problem"]["subject"] == "commune"

    def test_reject_answer(self):
        """An answer that does not settle the issue: it lies with the department again, and can be answered anew."""
        with Hub(self.database) as hub:
            self.records(issue(44, state="answered"))
            rev = self.find(hub, "issue", "is-44")["rev"]
            self.news(hub)
            silent, said, again = hub.act(
                self.ward, action("issue.confirm", "is-44", {"verdict": "reject"}, rev),
                action("issue.confirm", "is-44", {"verdict": "reject", "text": "Chưa nói ai làm"}, rev),
                action("issue.confirm", "is-44", {"verdict": "accept"}, rev + 9))
            assert silent["problem"]["subject"] == "text" and said["status"] == "applied", (silent, said)
            assert again["problem"]["type"] == "/state", "there is no answer to judge any more"
            note, target = self.news(hub)
            assert (note["data"]["kind"], note["data"]["text"]) == ("reject", "Chưa nói ai làm")
            assert target["data"]["state"] == "assigned" and target["rev"] == said["rev"]

    def upload(self, hub, content, token=None):
        sha = hashlib.sha256(content).hexdigest()
        status, _, _ = hub.get(f"/v1/files/{sha}", token or self.ward, "PUT", content,
                                Content_Type="application/octet-stream")
        assert status in (201, 204), status
        return sha

    def test_files(self):
        """What was sent before is named with its size; whoever sees the record may have it, nobody else."""
        with Hub(self.database) as hub:
            sha, other = self.upload(hub, b"anh"), self.upload(hub, b"khac", self.other)
            self.news(hub)
            items = [{"name": "anh.jpg", "sha256": sha}, sha]
            raised = action("issue.raise", "21028", {"kind": "report", "field": "Vệ sinh môi trường", "title": "Rác",
                                                     "place": "Ngã tư", "files": items})
            note = action("issue.note", raised["id"], {"text": "Thêm", "files": items[:1]})
            done = action("task.progress", "ta-2", {"text": "Xong đợt 1", "files": items[:1]}, 99)
            results = hub.act(self.ward, raised, note, done)
            assert [r["status"] for r in results] == ["applied"] * 3, results
            named = [{"name": "anh.jpg", "sha256": sha, "bytes": 3}, {"name": sha, "sha256": sha, "bytes": 3}]
            lines = {r["id"]: r["data"] for r in self.news(hub)}
            assert lines[raised["id"]]["files"] == named and lines[raised["id"]]["place"] == "Ngã tư"
            assert lines[note["id"]]["files"] == lines[done["id"]]["files"] == named[:1]
            assert lines["ta-2"]["state"] == "open" and lines["ta-2"]["done"] == 3, "words alone change no number"
            for wrong in ([{"name": "x", "sha256": "0" * 64}], [other], ["0" * 63], [{"sha256": sha}], "x", items * 6):
                refused = hub.act(self.ward, action("issue.note", "is-1", {"text": "x", "files": wrong}))[0]
                assert refused["problem"]["subject"] == "files", (wrong, refused)
            answer = action("issue.note", "is-1", {"text": "Gửi mẫu", "files": [self.upload(hub, b"mau", self.province)]})
            sha = answer["data"]["files"][0]
            assert hub.get(f"/v1/files/{sha}", self.ward)[0] == 404
            assert hub.act(self.province, answer)[0]["status"] == "applied"
            assert hub.get(f"/v1/files/{sha}", self.ward)[0] == 200
            assert hub.get(f"/v1/files/{sha}", self.other)[0] == 404

    def test_attend(self):
        with Hub(self.database) as hub:
            self.news(hub), self.news(hub, self.other, OTHER)
            one = action("notice.attend", "n-1", {"officers": ["bp-01"]})
            results = hub.act(self.ward, one, action("notice.attend", "n-1", {"officers": []}),
                              action("notice.attend", "n-1", {"officers": ["cc-01"]}),
                              action("notice.attend", "n-1", {"officers": ["bp-01"], "commune": "21025"}),
                              action("notice.attend", "n-1"), action("notice.attend", "n-9", {"officers": []}))
            assert [r["status"] for r in results] == ["applied"] * 2 + ["refused"] * 4, results
            assert [r.get("problem", {}).get("subject") for r in results[2:]] == ["officers", "commune", "officers", "target"]
            lines = self.news(hub)
            assert [(r["type"], r["data"]["officers"]) for r in lines] == [("attendance", ["bp-01"]), ("attendance", [])]
            assert lines[0]["id"] == one["id"] and lines[0]["data"]["commune"] == "21028"
            assert self.news(hub, self.other, OTHER) == [], "who goes from a commune is its own affair"
            self.records({"op": "put", "type": "notice", "id": "n-2", "data": {
                "kind": "notice", "title": "Công văn", "published": "2026-08-20T08:00:00+07:00"}})
            assert hub.act(self.ward, action("notice.attend", "n-2", {"officers": []}))[0]["problem"]["type"] == "/state"
            asked = action("notice.attend", "n-1", {"officers": ["cc-01"], "commune": "21025"})
            assert hub.act(self.province, asked)[0]["status"] == "applied"
            assert [r["id"] for r in self.news(hub, self.other, OTHER) if r["type"] == "attendance"] == [asked["id"]]

    def test_scope(self):
        """What is not there and what others have are refused in the same words."""
        with Hub(self.database) as hub:
            for kind, theirs, data in (("dossier.note", "E-1", {"text": "x"}), ("issue.note", "is-9", {"text": "x"}),
                                       ("dossier.apology", "E-1", {"reason": "x", "new_due": DUE}),
                                       ("task.progress", "t-2", {"done": 1})):
                one, two = hub.act(self.ward, action(kind, theirs, data), action(kind, "nothing", data))
                assert one["problem"] == two["problem"] and one["problem"]["type"] == "/scope", (one, two)
                assert "record" not in one
            assert hub.act(self.other, action("dossier.note", "E-1", {"text": "x"}))[0]["status"] == "applied"
            assert hub.act(self.province, action("dossier.note", "E-1", {"text": "x"}))[0]["status"] == "applied"

    def test_replaces(self):
        with Hub(self.database) as hub:
            self.news(hub)
            lost = action("dossier.urge", "D-5", {"officer": "A"})
            better = action("dossier.urge", "D-5", {"officer": "B"}, replaces=lost["id"])
            assert hub.act(self.ward, better)[0]["status"] == "applied"
            late = hub.act(self.ward, lost)[0]
            assert late["problem"]["type"] == "/replaced", "it comes after the one in its place"
            urges = [r for r in self.news(hub) if r["type"] == "urge"]
            assert [u["data"]["officer"] for u in urges] == ["B"]
            # Applied already: taken back, the number stays.
            best = action("dossier.urge", "D-5", {"officer": "C"}, replaces=better["id"])
            assert hub.act(self.ward, best)[0]["status"] == "applied"
            lines = {r["id"]: r for r in self.news(hub)}
            assert lines[better["id"]]["op"] == "del"
            assert lines[best["id"]]["data"]["number"] == urges[0]["data"]["number"]
            # Answered meanwhile: there is nothing to take back.
            self.records({"op": "put", "type": "answer", "id": "an-1", "data": {
                "urge": best["id"], "at": NOW, "officer": "C", "text": "Xong"}})
            stuck = hub.act(self.ward, action("dossier.urge", "D-5", {"officer": "D"}, replaces=best["id"]))[0]
            assert stuck["status"] == "conflict" and stuck["record"]["applicant"] == "Mai"
            assert self.find(hub, "urge", best["id"])["op"] == "put"
            wrong = action("dossier.note", "D-5", {"text": "x"}, replaces=best["id"])
            assert hub.act(self.ward, wrong)[0]["problem"]["subject"] == "replaces"

    def test_replaces_changes(self):
        with Hub(self.database) as hub:
            base = self.find(hub, "task", "ta-2")["rev"]
            one = action("task.progress", "ta-2", {"done": 10}, base)
            two = action("task.progress", "ta-2", {"done": 12}, base, replaces=one["id"])
            three = action("task.progress", "ta-2", {"done": 50, "state": "open"}, base, replaces=two["id"])
            after = action("task.progress", "ta-2", {"done": 20}, base)
            results = hub.act(self.ward, one, two, three, after)
            assert [r["status"] for r in results] == ["applied"] * 4, results
            assert self.find(hub, "task", "ta-2")["data"]["done"] == 20
            late = action("task.progress", "ta-2", {"done": 11}, base, replaces=three["id"])
            assert hub.act(self.ward, late)[0]["status"] == "conflict", "it was gone on from"
            up = action("issue.escalate", "is-3", {"text": "x", "level": "province"})
            urged = action("issue.urge", "is-3")
            noted = action("dossier.note", "D-6", {"text": "Một"})
            hub.act(self.ward, up, urged, noted)
            hub.act(self.second, action("issue.urge", "is-3"), action("dossier.note", "D-6", {"text": "Hai"}))
            results = hub.act(self.ward, action("issue.escalate", "is-3", {"text": "x", "level": "ministry"}, replaces=up["id"]),
                              action("issue.urge", "is-3", {"text": "Gấp"}, replaces=urged["id"]),
                              action("dossier.note", "D-6", {"text": "Ba"}, replaces=noted["id"]))
            assert [r["status"] for r in results] == ["applied"] * 3, results
            data = self.find(hub, "issue", "is-3")["data"]
            assert (data["level"], data["state"], data["urged"]) == ("ministry", "escalated", 2)
            assert [n["text"] for n in self.find(hub, "dossier", "D-6")["data"]["notes"]] == ["Hai", "Ba"]
            again = action("dossier.apology", "D-7", {"reason": "a", "new_due": DUE}, self.find(hub, "dossier", "D-7")["rev"])
            other = {**again, "id": str(uuid.uuid4()), "replaces": again["id"], "data": {"reason": "b", "new_due": DUE}}
            assert [r["status"] for r in hub.act(self.ward, again, other)] == ["applied"] * 2, "one letter all the same"
            assert self.find(hub, "letter", other["id"])["data"]["reason"] == "b"

    def test_bad_ones(self):
        """One bad action is no hindrance to the others."""
        with Hub(self.database) as hub:
            good = [action("dossier.note", "D-8", {"text": str(n)}) for n in range(2)]
            bad = [action("comet.watch", "D-8"), action("dossier.note", "D-8"), action("dossier.note", "D-8", {"text": " "}),
                   action("dossier.note", "D-8", {"text": "x", "colour": "red"}), action("dossier.note", "D-8", {"text": 5}),
                   {**action("dossier.note", "D-8", {"text": "x"}), "made_at": "hôm qua"},
                   {**action("dossier.note", "D-8", {"text": "x"}), "data": []},
                   action("dossier.note", "D-8", {"text": "x" * 10001}),
                   action("issue.raise", "21028", {"kind": "joke", "field": "x", "title": "x"})]
            status, _, body = hub.post("/v1/actions", self.ward, [good[0], *bad, good[1]])
            results = json.loads(body)
            assert status == 200 and [r["status"] for r in results] == ["applied", *["refused"] * len(bad), "applied"]
            assert [r["problem"]["subject"] for r in results[1:-1]] == [
                "type", "text", "text", "colour", "text", "made_at", "data", "text", "kind"]
            for result in results:
                validate("action-result", result)
            assert [n["text"] for n in self.find(hub, "dossier", "D-8")["data"]["notes"]] == ["0", "1"]

    def test_clock_of_the_workstation(self):
        with Hub(self.database) as hub:
            for made_at in "2024-08-26T07:10:00+07:00", "2026-08-26T07:16:00+07:00":
                one = {**action("dossier.urge", "D-9", {"officer": "A"}), "made_at": made_at}
                assert hub.act(self.ward, one)[0]["status"] == "applied"
                assert self.find(hub, "urge", one["id"])["data"]["made"] == NOW

    def test_bodies(self):
        with Hub(self.database) as hub:
            path = "/v1/actions"
            for body in b"", b"{}", b"[1]", b'[{"id":"1"}]', b"[" * 33 + b"]" * 33, b"[" * 300000, b"\xff", b"<html>":
                problem(hub.post(path, self.ward, body), 400, "/request")
            assert hub.post(path, self.ward, b"[]")[2] == b"[]"
            problem(hub.post(path, self.ward, b"[]", Content_Type="text/plain"), 415, "/content-type")
            problem(hub.post(path, self.ward, b"[]", Content_Encoding="gzip"), 415, "/content-type")
            assert hub.post(path, self.ward, b"[]", Content_Type="application/json; charset=UTF-8")[0] == 200
            problem(hub.post(path, self.ward, b" " * (1024 * 1024 + 1)), 413, "/too-large")
            assert hub.post(path, self.ward, b"[" + b" " * (1024 * 1024 - 2) + b"]")[0] == 200
            problem(hub.post(path, "wrong", b"[]"), 401, "/token")
            problem(hub.post("/v1/nothing", self.ward, b"[]"), 404, "/not-found")
            for wrong, where, allow in ("GET", path, "POST"), ("PUT", path, "POST"), ("POST", "/v1/feed", "GET, HEAD"):
                answer = hub.get(where, self.ward, method=wrong)
                problem(answer, 405, "/method")
                assert answer[1]["Allow"] == allow, answer[1]["Allow"]

    def chunked(self, hub, chunks):
        connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=60)
        connection.request("POST", "/v1/actions", body=iter(chunks), encode_chunked=True, headers={
            "Authorization": f"Bearer {self.ward}", "Content-Type": "application/json", "Transfer-Encoding": "chunked"})
        answer = connection.getresponse()
        return answer.status, answer.msg, answer.read()

    def test_chunked_bodies(self):
        with Hub(self.database) as hub:
            text = json.dumps([action("dossier.note", "D-10", {"text": "Ạ" * 100})], ensure_ascii=False).encode()
            status, _, body = self.chunked(hub, [text[n:n + 7] for n in range(0, len(text), 7)])
            assert status == 200 and json.loads(body)[0]["status"] == "applied", body
            problem(self.chunked(hub, [b" " * 65536] * 17), 413, "/too-large")
            try:  # who does not stop is not listened to
                self.chunked(hub, [b" " * 65536] * 1000)
                raise AssertionError("64 MB were read")
            except OSError:
                pass
            assert hub.get("/.well-known/giaoban")[0] == 200

    def test_busy(self):
        with Hub(self.database) as hub:
            other = sqlite3.connect(self.database, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            two = [action("dossier.note", "D-11", {"text": str(n)}) for n in range(2)]
            results = hub.act(self.ward, *two)
            assert [r["status"] for r in results] == ["later"] * 2 and results[0]["retry_after"] > 0, results
            other.execute("ROLLBACK")
            assert [r["status"] for r in hub.act(self.ward, *two)] == ["applied"] * 2

    def test_killed(self):
        """Whenever the hub dies, what is sent again is applied once."""
        chance = random.Random(4)
        for turn in range(8):
            batch = [action("dossier.urge", "D-11", {"officer": f"{turn}"}) for _ in range(40)]
            with Hub(self.database) as hub:
                sender = threading.Thread(target=lambda: self.try_to_send(hub, batch))
                sender.start()
                time.sleep(chance.uniform(0, 0.08))
                hub.kill()
                sender.join()
            with Hub(self.database) as hub:
                assert {r["status"] for r in hub.act(self.ward, *batch)} == {"applied"}
                lines, _ = hub.pull(self.ward, WARD, "work")
                urges = [r["data"]["number"] for r in lines if r["type"] == "urge" and r["op"] == "put"
                         and r["data"]["officer"] == f"{turn}"]
                assert len(urges) == len(set(urges)) == 40, len(urges)
        assert sqlite3.connect(self.database).execute("PRAGMA integrity_check").fetchone() == ("ok",)

    def try_to_send(self, hub, batch):
        try:
            hub.act(self.ward, *batch)
        except (OSError, http.client.HTTPException):
            pass


main(Case)
