#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Has giaoban-hub write bundles and take in what workstations hand in, and reads and writes both with other code.

usage: check_bundle.py GIAOBAN_HUB SOURCE_ROOT
"""
import json
import pathlib
import sqlite3
import sys
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import giaoban_bundle as bundle
from hub_run import *

WARD, OTHER = "commune:21028", "commune:21025"
OPEN = "H48.28-260820-0001"
LATER = "2026-08-26T09:00:00+07:00"


def action(kind, target, data=None, **members):
    return {"id": str(uuid.uuid4()), "type": kind, "target": target, "base_rev": 0,
            "made_at": "2026-08-26T07:10:00+07:00", "data": data or {}, **members}


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.database = folder / "hub.db"
        self.file = folder / "goi.giaoban"
        run("import", "--database", self.database, "--now", NOW,
            "--communes", ROOT / "data/provinces/quang-ngai/communes.csv", "--records", FIXTURES / "every-type.ndjson",
            "--exchange", FIXTURES / "steps.json", "--exchange", FIXTURES / "dossiers.json", status=7)
        self.keys, self.others = bundle.Keys(), bundle.Keys()
        code = json.loads(run("enrol-code", "--database", self.database, "--scope", WARD, "--now", NOW))["code"]
        with Hub(self.database) as hub:
            status, _, body = hub.post("/v1/enrol", None, self.keys.enrolment(code=code))
            assert status == 200, body
            self.account = json.loads(body)
            self.signing, self.sealing = (bundle.raw(self.account["keys"][name]) for name in ("ed25519", "x25519"))
            self.feed = {group: hub.pull(self.account["token"], WARD, group) for group in ("base", "work")}

    def make(self, *options, status=0, now=NOW):
        out = run("bundle", "--database", self.database, "--now", now, "--workstation", self.account["workstation"],
                  "--out", self.file, *options, status=status)
        return json.loads(out)["bundle"] if status == 0 else None

    def read(self):
        header, lines = bundle.read(self.file.read_bytes(), self.signing, self.keys)
        validate("bundle-header", header)
        return header, lines

    def hand_in(self, actions, *options, keys=None, status=0, data=None, **members):
        members = {"kind": "actions", "workstation": self.account["workstation"], "scope": WARD,
                   "made_at": NOW, "actions": len(actions), **members}
        path = self.folder / "thao-tac.giaoban"
        if data is None:
            data = bundle.write([json.dumps([a], ensure_ascii=False) for a in actions], keys or self.keys, self.sealing,
                                **members)
        path.write_bytes(data)
        out = run("bundle", "--database", self.database, "--now", NOW, "--take", path, *options, status=status)
        return json.loads(out) if out else None

    def pages(self, lines):
        """The records of the groups, whose pages have to hang together."""
        records, cursors = {}, {}
        for line in lines:
            value = json.loads(line)
            if isinstance(value, list):
                assert not records, "results stand first"
            elif "feed" in value:
                validate("feed-header", value)
                group = value["group"]
                assert value["from"] == cursors.get(group, value["from"])
                page = []
            elif "op" in value:
                page.append(value)
            else:
                validate("feed-seal", value)
                assert value["count"] == len(page)
                records.setdefault(group, []).extend(page)
                cursors[group] = value["cursor"]
        return records, cursors

    def test_full(self):
        told = self.make()
        header, lines = self.read()
        records, cursors = self.pages(lines)
        assert header["kind"] == "feed" and header["scope"] == WARD and header["made_at"] == NOW
        assert header["workstation"] == self.account["workstation"] and header["sender"] == "Quảng Ngãi", header
        assert [g["group"] for g in header["groups"]] == ["base", "work"]
        for group in header["groups"]:
            name = group["group"]
            assert group["from"] is None
            assert records[name] == self.feed[name][0] and group["count"] == len(records[name])
            assert cursors[name] == self.feed[name][1] == group["cursor"]
        assert [g["cursor"] for g in told["groups"]] == [g["cursor"] for g in header["groups"]]
        assert all(g["full"] for g in told["groups"])
        assert self.file.stat().st_mode & 0o777 == 0o600

    def test_since(self):
        self.make("--group", "work", "--since", self.feed["work"][1])
        header, lines = self.read()
        assert [(g["group"], g["from"], g["count"]) for g in header["groups"]] == [("work", self.feed["work"][1], 0)]
        assert len(lines) == 2
        self.make("--group", "base", "--since", self.feed["work"][1], status=2)
        self.make("--since", self.feed["work"][1], status=2)

    def test_only_for_the_recipient(self):
        self.make()
        data = self.file.read_bytes()
        header, signed, signature, contents = bundle.split(data)
        assert not bundle.is_signed(self.others.ed25519, signed, signature)
        assert "Mai".encode() not in data and b"dossier" not in data
        try:
            self.others.open(bundle.raw(header["key"]))
        except AssertionError:
            return
        raise AssertionError("another can open it")

    def test_hand_in(self):
        actions = [action("dossier.note", OPEN, {"text": "Đã gọi công dân"}),
                   action("issue.raise", "21028", {"kind": "difficulty", "field": "CNTT", "title": "Mất mạng"}),
                   action("dossier.note", "NO-SUCH", {"text": "x"})]
        actions.append(action("issue.note", actions[1]["id"], {"text": "Hỏng từ thứ Hai"}))
        told = self.hand_in(actions)["taken"]
        assert told["actions"] == {"applied": 3, "conflict": 0, "refused": 1, "later": 0}, told
        assert [r["status"] for r in told["results"]] == ["applied", "applied", "refused", "applied"]
        with Hub(self.database) as hub:
            again = hub.act(self.account["token"], *actions)
            news, _ = hub.pull(self.account["token"], WARD, "work", self.feed["work"][1])
        assert [r["status"] for r in again] == [r["status"] for r in told["results"]]
        assert actions[1]["id"] in [n["id"] for n in news]
        count = len(news)
        assert self.hand_in(actions)["taken"]["results"] == told["results"]
        with Hub(self.database) as hub:
            assert len(hub.pull(self.account["token"], WARD, "work", self.feed["work"][1])[0]) == count
        # What became of them comes with the next bundle, whole.
        self.make()
        header, lines = self.read()
        results = {r["id"]: r for line in lines if line.startswith("[") for r in json.loads(line)}
        assert header["actions"] == 4
        assert [results[a["id"]] for a in actions] == again
        for result in results.values():
            validate("action-result", result)

    def test_answer_at_once(self):
        """A stick that comes goes back with what its workstation lacks."""
        note = action("dossier.note", OPEN, {"text": "Hẹn thứ Sáu"})
        groups = [{"group": name, "from": self.feed[name][1]} for name in ("base", "work")]
        told = self.hand_in([note], "--out", self.file, groups=groups)
        header, lines = self.read()
        records, _ = self.pages(lines)
        assert [g["from"] for g in header["groups"]] == [self.feed["base"][1], self.feed["work"][1]]
        assert OPEN in [r["id"] for r in records["work"]] and len(records["work"]) < len(self.feed["work"][0])
        assert not any(g["full"] for g in told["bundle"]["groups"])
        # A place that this hub does not have: everything.
        groups[1]["from"] = self.feed["base"][1]
        self.hand_in([], "--out", self.file, groups=groups)
        header, _ = self.read()
        assert [g["from"] for g in header["groups"]] == [None, None]
        self.hand_in([], "--out", self.file)
        assert [g["from"] for g in self.read()[0]["groups"]] == [None, None]

    def test_refused(self):
        note = action("dossier.note", OPEN, {"text": "Không được vào"})
        good = bundle.write([json.dumps([note])], self.keys, self.sealing, kind="actions",
                            workstation=self.account["workstation"], scope=WARD, made_at=NOW)
        place = len(good) - 30
        for data in (good[:-1], good + b"x", good[:place] + bytes([good[place] ^ 1]) + good[place + 1:], b"", b"<html>\n",
                     good.replace(b'"scope": "commune:21028"', b'"scope": "commune:21025"')):
            assert data != good
            assert self.hand_in([], data=data, status=5) is None
        self.hand_in([note], keys=self.others, status=5)
        self.hand_in([note], workstation="nobody", status=5)
        self.make()
        run("bundle", "--database", self.database, "--take", self.file, status=5)
        run("bundle", "--database", self.database, "--take", self.folder / "nothing", status=2)
        run("bundle", "--database", self.database, status=2)
        run("bundle", "--database", self.database, "--workstation", self.account["workstation"], status=2)
        run("bundle", "--database", self.database, "--workstation", "nobody", "--out", self.file, status=2)
        with sqlite3.connect(self.database) as database:
            found = database.execute("SELECT count(*) FROM action_result WHERE action = ?", (note["id"],)).fetchone()
        assert found == (0,)

    def test_no_keys(self):
        """A token that was handed over has no keys that anything could be sealed for."""
        make_token(self.database, OTHER)
        rows = json.loads(run("revoke", "--database", self.database, "--list"))["rows"]
        other = next(row["workstation"] for row in rows if row["scope"] == OTHER)
        run("bundle", "--database", self.database, "--workstation", other, "--out", self.file, status=2)

    def test_export(self):
        """The records of a scope as lines, for whom the hub's administrator means to give them."""
        path = self.folder / "records.ndjson"
        told = json.loads(run("export", "--database", self.database, "--scope", OTHER, "--out", path))
        lines = [json.loads(line) for line in path.read_text().splitlines()]
        token = make_token(self.database, OTHER)
        with Hub(self.database) as hub:
            feed = hub.pull(token, OTHER, "base")[0] + hub.pull(token, OTHER, "work")[0]
        assert lines == feed and told["rows"] == len(feed)
        assert path.stat().st_mode & 0o777 == 0o600
        cursor = told["cursors"]["work"]
        told = json.loads(run("export", "--database", self.database, "--scope", OTHER, "--group", "work", "--since", cursor,
                              "--out", path))
        assert told["rows"] == 0 and path.read_text() == "" and told["cursors"] == {"work": cursor}
        path.write_text("before")
        run("export", "--database", self.database, "--scope", OTHER, "--group", "base", "--since", cursor, "--out", path,
            status=2)
        assert path.read_text() == "before"
        for wrong in (["--scope", "commune:99999"], ["--scope", "exchange:51"], ["--scope", OTHER, "--since", cursor],
                      ["--scope", OTHER, "--group", "all"], []):
            run("export", "--database", self.database, "--out", path, *wrong, status=2)
        run("export", "--database", self.database, "--scope", OTHER, "--out", self.folder / "no" / "folder", status=6)

    def test_withdrawn(self):
        """No bundle for it any more; what it left is taken in only when somebody says so."""
        run("revoke", "--database", self.database, "--workstation", self.account["workstation"], "--wipe", "--now", LATER)
        before = self.file.read_bytes()
        self.make(status=2)
        assert self.file.read_bytes() == before
        note = action("dossier.note", OPEN, {"text": "Trước khi xóa máy"})
        assert self.hand_in([note], status=2) is None
        told = self.hand_in([note], "--accept-revoked")
        assert told["taken"]["actions"]["applied"] == 1


main(Case)
