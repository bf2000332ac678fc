#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends a running giaoban-hub what dossier systems send.

usage: check_exchange.py GIAOBAN_HUB SOURCE_ROOT
"""
import json
import sqlite3
import threading

from hub_run import *

WARD, OTHER, ALL = "commune:21028", "commune:21025", "province:51"
DOSSIERS, STEPS = "/v1/exchange/DongBoHoSoMC", "/v1/exchange/CapNhatTienDoHoSoMC"
OWN, THEIRS = "000.00.28.H48", "000.00.25.H48"


def dossier(code, **members):
    return {"MaHoSo": code, "TenTTHC": "Khai sinh", "TenLinhVuc": "Hộ tịch", "TrangThaiHoSo": 4, "ChuHoSo": "Mai",
            "NgayTiepNhan": "20260820083000", "NgayHenTra": "20260828170000", **members}


def step(code, **members):
    return {"MaHoSo": code, "NguoiXuLy": "Lê Văn Bình", "ThoiDiemXuLy": "20260824090000", "TrangThai": 4, **members}


class Case:
    def __init__(self, folder):
        self.database = folder / "hub.db"
        run("import", "--database", self.database, "--now", NOW,
            "--communes", ROOT / "data/provinces/quang-ngai/communes.csv", "--records", FIXTURES / "every-type.ndjson", status=7)
        self.all = make_token(self.database, "exchange:51")
        self.ours = make_token(self.database, "exchange:51:ubnd-21028")
        self.health = make_token(self.database, "exchange:51:so-y-te")
        self.province = make_token(self.database, ALL)

    def send(self, hub, token, path, records, owner=OWN, code="00", **members):
        message = {"data": records, **members}
        if owner and path == DOSSIERS:
            message["madonvi"] = owner
        if len(records) < 100 and all(isinstance(record, dict) for record in records):
            validate("exchange-dossiers" if path == DOSSIERS else "exchange-steps", message)
        status, headers, body = hub.post(path, token, message)
        assert status == 200 and headers.get_content_type() == "application/json", (status, body)
        reply = json.loads(body)
        validate("exchange-reply", reply)
        assert reply["error_code"] == code, reply
        return reply

    def lines(self, hub, token, *lines):
        body = "".join(json.dumps(line) + "\n" for line in lines).encode()
        status, _, body = hub.post("/v1/records", token, body, Content_Type="application/x-ndjson")
        assert status == 200, body
        report = json.loads(body)
        validate("import-report", report)
        return report

    def find(self, kind, number):
        """As the feed has it, which would be long to pull each time."""
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        row = connection.execute("SELECT data FROM feed_record WHERE type = ? AND id = ? AND NOT deleted",
                                 (kind, number)).fetchone()
        connection.close()
        return row and json.loads(row[0])

    def test_tokens(self):
        for scope in "exchange:51:nobody", "exchange:52", "exchange:", "exchange:51:", "exchange:511":
            run("token", "--database", self.database, "--scope", scope, status=2)
        run("enrol-code", "--database", self.database, "--scope", "exchange:51", status=2)
        with Hub(self.database) as hub:
            for path in "/v1/scope", f"/v1/feed?scope={ALL}&group=work", "/v1/feed?scope=exchange:51&group=work", "/v1/files/" + "0" * 64:
                problem(hub.get(path, self.all), 403, "/scope")
            problem(hub.post("/v1/actions", self.all, []), 403, "/scope")
            for path in DOSSIERS, STEPS:
                problem(hub.post(path, self.province, {"data": []}), 403, "/scope")
                problem(hub.post(path, None, {"data": []}), 401, "/token")
            problem(hub.post("/v1/records", self.province, b"", Content_Type="application/x-ndjson"), 403, "/scope")
            problem(hub.get("/v1/feed?scope=exchange:51&group=work", self.province), 403, "/scope")
            value = json.loads(hub.post("/v1/token/renew", self.ours, b"")[2])
            validate("enrolled", value)
            assert value["scope"] == "exchange:51:ubnd-21028"

    def test_messages(self):
        with Hub(self.database) as hub:
            reply = self.send(hub, self.all, DOSSIERS, [dossier("A-1"), dossier("A-2", TrangThaiHoSo="4")], session="s",
                              service="DongBoHoSoMC", isUpdating="False")
            assert (reply["taken"], reply["changed"]) == (2, 2) and reply["message"]
            assert self.send(hub, self.all, DOSSIERS, [dossier("A-1"), dossier("A-2")])["changed"] == 0
            assert self.send(hub, self.all, STEPS, [step("A-1"), step("A-9")])["waiting"] == 1
            assert self.find("dossier", "A-1")["officer"] == "Lê Văn Bình"
            reply = self.send(hub, self.all, DOSSIERS, [dossier("A-9"), dossier("A-3", NgayHenTra="mai"), 5], code="01")
            assert self.find("dossier", "A-9")["officer"] == "Lê Văn Bình"
            assert [(r["index"], r["field"]) for r in reply["refused"]] == [(1, "NgayHenTra"), (2, None)]
            for body in (b"", b"[]", b"{}", b"<html>", b'{"data":' + b"[" * 40, b'{"service":"CapNhatTienDoHoSoMC","data":[]}',
                         b'{"service":"x","data":[]}', b"\xff"):
                status, _, text = hub.post(DOSSIERS, self.all, body)
                reply = json.loads(text)
                validate("exchange-reply", reply)
                assert status == 400 and reply["error_code"] == "02" and reply["message"], (body, text)
            problem(hub.post(DOSSIERS, self.all, b"{}", Content_Type="text/xml"), 415, "/content-type")
            problem(hub.post("/v1/exchange/Khac", self.all, b"{}"), 404, "/not-found")

    def test_big_bodies(self):
        with Hub(self.database) as hub:
            text = "Ạ" * 1000
            many = [dossier(f"B-{n}", TrichYeuHoSo=text) for n in range(1500)]
            assert self.send(hub, self.all, DOSSIERS, many)["taken"] == 1500
            problem(hub.post(DOSSIERS, self.all, b" " * (32 * 1024 * 1024 + 1)), 413, "/too-large")

    def test_only_that_agency(self):
        with Hub(self.database) as hub:
            self.send(hub, self.all, DOSSIERS, [dossier("C-theirs")], THEIRS)
            before = self.find("dossier", "C-theirs")
            self.send(hub, self.ours, DOSSIERS, [dossier("C-ours")])
            for owner, code in (THEIRS, "C-new"), (None, "C-new"), ("000.00.07.H48", "C-new"):
                reply = self.send(hub, self.ours, DOSSIERS, [dossier(code, DonViXuLy=THEIRS)], owner, code="01")
                assert reply["refused"][0]["field"] in ("madonvi", "DonViXuLy"), reply
            assert self.find("dossier", "C-new") is None
            # Neither taken over nor moved on by a step.
            self.send(hub, self.ours, DOSSIERS, [dossier("C-theirs", TrichYeuHoSo="Của ta")], code="01")
            self.send(hub, self.ours, STEPS, [step("C-theirs", TrangThai=9)], code="01")
            assert self.find("dossier", "C-theirs") == before
            self.send(hub, self.all, DOSSIERS, [dossier("C-theirs", TrichYeuHoSo="Mới")], THEIRS)
            assert self.find("dossier", "C-theirs")["commune"] == "21025", "nothing of it was kept"
            # A step that was there before another's dossier came.
            assert self.send(hub, self.ours, STEPS, [step("C-later", TrangThai=9), step("C-mine")])["waiting"] == 2
            self.send(hub, self.all, DOSSIERS, [dossier("C-later")], THEIRS)
            self.send(hub, self.all, DOSSIERS, [dossier("C-mine")])
            assert self.find("dossier", "C-later")["state"] == 4
            assert self.find("dossier", "C-mine")["officer"] == "Lê Văn Bình"
            self.send(hub, self.health, DOSSIERS, [dossier("C-9")], code="01")

    def test_records(self):
        put = lambda *which, **data: {"op": "put", "type": which[0], "id": which[1], "data": data}
        task = dict(number="1", title="T", issuer="U", issued=NOW, due=NOW, state="open")
        officer = dict(name="Lê Ba", title="CV", kind="post", commune="21028", agency="ubnd-21028")
        issue = dict(kind="difficulty", field="Y tế", title="x", state="assigned", level="department", raised=NOW, urged=0)
        with Hub(self.database) as hub:
            self.send(hub, self.all, DOSSIERS, [dossier("E-theirs")], THEIRS)
            self.send(hub, self.all, DOSSIERS, [dossier("E-ours")])
            self.lines(hub, self.all, put("issue", "is-h", commune="21025", department="so-y-te", **issue),
                       put("task", "ta-theirs", commune="21025", **task))
            good = [put("task", "ta-ours", commune="21028", **task), put("officer", "of-1", **officer),
                    put("channel", "ch-1", kind="zalo", name="x", value="y", agency="ubnd-21028"),
                    put("letter", "le-1", dossier="E-ours", number="1", made=NOW, reason="x", new_due=NOW),
                    put("dossier", "E-ours", received_by="21025"), put("commune-hours", "h-1", commune="21028", hours="mon-fri 07:00-11:30"),
                    {"op": "del", "type": "task", "id": "ta-ours"}]
            assert self.lines(hub, self.ours, *good)["refused"] == []
            assert self.find("dossier", "E-ours")["received_by"] == "21025"
            bad = [put("task", "ta-all", **task), put("task", "ta-theirs", commune="21028", **task),
                   put("task", "ta-x", commune="21025", **task), {"op": "del", "type": "task", "id": "ta-theirs"},
                   put("agency", "ubnd-21028", name="x", kind="y", exchange_codes=[THEIRS]),
                   {"op": "del", "type": "agency", "id": "ubnd-21025"},
                   put("commune", "21028", name="x", type="y", province="51", area_km2=1, population=1, lon=1, lat=1),
                   put("officer", "of-2", **{**officer, "agency": "so-y-te"}), put("dossier", "E-theirs", received_by="21028"),
                   put("letter", "le-2", dossier="E-theirs", number="1", made=NOW, reason="x", new_due=NOW),
                   put("calendar-day", "2026-08-26", kind="off", name="x"), put("commune-hours", "h-2", hours="mon-fri 07:00-11:30"),
                   put("channel", "hl-01", kind="zalo", name="x", value="y", agency="ubnd-21028")]
            report = self.lines(hub, self.ours, *bad)
            assert [r["index"] for r in report["refused"]] == list(range(len(bad))), report
            assert self.find("dossier", "E-theirs")["received_by"] == "21025"
            self.send(hub, self.all, DOSSIERS, [dossier("E-theirs", TrichYeuHoSo="Mới")], THEIRS)
            assert self.find("dossier", "E-theirs")["received_by"] == "21025", "nor later"
            assert self.find("task", "ta-theirs")["commune"] == "21025"
            answers = [put("issue", "is-h", commune="21025", department="so-y-te", **{**issue, "state": "answered"}),
                       put("issue-note", "is-h/1", issue="is-h", at=NOW, kind="answer", text="x")]
            assert self.lines(hub, self.health, *answers)["refused"] == [], "a department answers what it was asked"
            assert len(self.lines(hub, self.health, put("task", "ta-h", commune="21028", **task))["refused"]) == 1
            assert len(self.lines(hub, self.all, b"no json".decode())["refused"]) == 1
            assert self.send(hub, self.all, DOSSIERS, [dossier("E-last")], THEIRS)["taken"] == 1, "the codes are as they were"

    def test_too_many(self):
        """The memory is not filled with bodies that wait."""
        body = json.dumps({"madonvi": OWN, "data": [dossier(f"G-{n}") for n in range(2000)]}).encode()
        with Hub(self.database) as hub:
            answers = []
            senders = [threading.Thread(target=lambda: answers.append(hub.post(DOSSIERS, self.all, body))) for _ in range(24)]
            for sender in senders:
                sender.start()
            for sender in senders:
                sender.join()
            assert {a[0] for a in answers} == {200, 429}, [a[0] for a in answers]
            for answer in answers:
                if answer[0] == 429:
                    problem(answer, 429, "/too-many")
                    assert answer[1]["Retry-After"] == "10"

    def test_actions_in_between(self):
        """A big body is no hindrance to small ones: they are applied, or told when to come again."""
        ward = make_token(self.database, WARD)
        with Hub(self.database) as hub:
            sender = threading.Thread(target=lambda: self.send(
                hub, self.all, DOSSIERS, [dossier(f"F-{n}") for n in range(12000)]))
            sender.start()
            note = {"id": "0d3c2b1a-1111-4222-8333-444455556666", "type": "dossier.note", "target": "A-1", "base_rev": 0,
                    "made_at": NOW, "data": {"text": "x"}}
            while (result := hub.act(ward, note)[0])["status"] == "later":
                assert result["retry_after"] > 0
            assert result["status"] == "applied", result
            sender.join()
        assert sqlite3.connect(self.database).execute("PRAGMA integrity_check").fetchone() == ("ok",)


main(Case)
