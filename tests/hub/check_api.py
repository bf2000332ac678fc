#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs giaoban-hub with records of every type and compares what it answers with data/api.

usage: check_api.py GIAOBAN_HUB SOURCE_ROOT
"""
import gzip
import hashlib
import json
import pathlib
import shutil

from hub_run import *  # all of it is for this
from hub_run import yaml, jsonschema


class Case:
    """One hub with everything in it, shared by the tests, which run in order."""

    def __init__(self, folder):
        self.database = folder / "hub.db"
        self.map = folder / "map.bin"
        self.map.write_bytes(bytes(range(256)) * 400)
        self.inputs = ["--communes", ROOT / "data/provinces/quang-ngai/communes.csv",
                       "--procedures", ROOT / "data/procedures/commune.json",
                       "--calendar", ROOT / "data/calendar/vietnam.json",
                       "--records", FIXTURES / "every-type.ndjson",
                       "--exchange", FIXTURES / "steps.json", "--exchange", FIXTURES / "dossiers.json",
                       "--file", self.map, "--kind", "basemap"]

    def importing(self, status=7):
        return json.loads(run("import", "--database", self.database, "--now", NOW, *self.inputs, status=status))

    def test_import(self):
        report = self.importing()
        refused = {(r["file"], r["index"], r["field"]) for r in report["refused"]}
        assert refused == {("dossiers.json", 2, "NgayTiepNhan"), ("steps.json", 3, "ThoiDiemXuLy")}, report
        assert all(r["reason"] for r in report["refused"])
        again = self.importing()
        assert again["changed"] == 0 and again["taken"] == report["taken"], again
        self.commune = make_token(self.database, "commune:21028")
        self.province = make_token(self.database, "province:51")

    def test_openapi(self):
        text = (API / "openapi.yaml").read_text()
        document = yaml.safe_load(text)
        assert document["openapi"].startswith("3.1")
        for schema in SCHEMAS.values():
            jsonschema.Draft202012Validator.check_schema(schema)
        for name in set(part.split("}")[0] for part in text.split("schema/")[1:]):
            assert name in SCHEMAS or name.split()[0].rstrip(".") in SCHEMAS, name
        assert document["components"]["x-records"] == {"work": WORK, "base": BASE}
        with Hub(self.database) as hub:
            for path, methods in document["paths"].items():
                answer = hub.get(path.replace("{sha256}", "0" * 64), method="PATCH")
                problem(answer, 405, "/method")
                told = {m.upper() for m in methods if m != "parameters"} | ({"HEAD"} if "get" in methods else set())
                assert set(answer[1]["Allow"].split(", ")) == told, (path, answer[1]["Allow"])

    def test_discovery(self):
        with Hub(self.database) as hub:
            status, _, body = hub.get("/.well-known/giaoban")
            assert status == 200
            validate("discovery", json.loads(body))
            status, headers, body = hub.get("/v1/scope", self.province)
            assert status == 200 and headers["Cache-Control"] == "no-store"
            validate("scope", json.loads(body))
            assert len(json.loads(body)["communes"]) == 96
            communes = json.loads(hub.get("/v1/scope", self.commune)[2])["communes"]
            assert [c["name"] for c in communes] == ["Nghĩa Lộ"]

    def test_every_type(self):
        with Hub(self.database) as hub:
            seen = set()
            for group in "work", "base":
                records, _ = hub.pull(self.province, "province:51", group)
                seen |= {r["type"] for r in records}
                text = json.dumps(records)
                for secret in "051190000001", "mai@example.vn", "https://example.vn/f", "0905000002":
                    assert secret not in text, secret
            assert seen == set(WORK + BASE), seen ^ set(WORK + BASE)

    def test_dossier(self):
        with Hub(self.database) as hub:
            records, _ = hub.pull(self.commune, "commune:21028", "work")
            data = {r["id"]: r["data"] for r in records if r["type"] == "dossier"}
            first, second = data["H48.28-260820-0001"], data["H48.28-260821-0002"]
            assert first["due"] == "2026-08-27T17:00:00+07:00" and first["state"] == 4
            assert first["officer"] == "Trần Thị Hạnh" and first["unit"] == "Phòng Văn hóa - Xã hội"
            assert first["received"] == "2026-08-20T08:30:00+07:00" and first["phone"] == "905000001"
            assert first["supplements"] == [{"asked": "2026-08-21T09:00:00+07:00",
                                             "completed": "2026-08-24T09:00:00+07:00",
                                             "content": "Giấy chứng sinh"}]
            assert second["finished"] == "2026-08-21T10:00:00+07:00" and second["channel"] == "desk"

    def test_scopes(self):
        with Hub(self.database) as hub:
            records, _ = hub.pull(self.commune, "commune:21028", "work")
            assert "t-1" in {r["id"] for r in records} and "t-2" not in {r["id"] for r in records}
            base, _ = hub.pull(self.commune, "commune:21028", "base")
            ids = {r["id"] for r in base}
            assert "cc-01" in ids, "an officer whose home agency is the commune's"
            assert "chung-thu-so/21028/2026-08" in ids and "chung-thu-so/21025/2026-08" not in ids
            assert "open/21025/2026-08" in ids, "computed figures of all communes"
            problem(hub.get("/v1/feed?scope=commune:21025&group=work", self.commune), 403, "/scope")
            problem(hub.get("/v1/feed?scope=province:51&group=work", self.commune), 403, "/scope")
            assert hub.pull(self.province, "commune:21025", "work")[0]

    def test_paging(self):
        with Hub(self.database) as hub:
            whole, end = hub.pull(self.province, "province:51", "base")
            assert hub.pull(self.province, "province:51", "base", limit=7)[0] == whole
            small, _ = hub.pull(self.province, "province:51", "base", max_bytes=3000)
            assert small == whole
            _, lines, _, size = hub.page(self.province, "province:51", "base", max_bytes=3000)
            assert size <= 3000 and len(lines) > 3
            _, lines, seal, _ = hub.page(self.province, "province:51", "base", max_bytes=1)
            assert len(lines) == 1 and seal["more"]
            assert hub.pull(self.province, "province:51", "base", end) == ([], end)
            assert hub.page(self.province, "province:51", "base", end, wait=1)[1] == []

    def test_unchanged_is_small(self):
        with Hub(self.database) as hub:
            total = 0
            for group in "work", "base":
                _, end = hub.pull(self.commune, "commune:21028", group)
                path = f"/v1/feed?scope=commune:21028&group={group}&since={end}&limit=500&max_bytes=262144"
                status, headers, body = hub.get(path, self.commune, Accept_Encoding="gzip")
                assert status == 200
                total += len(path) + len(self.commune) + len(str(headers)) + len(body) + 250
            assert total < 2000, total

    def test_gzip(self):
        with Hub(self.database) as hub:
            path = "/v1/feed?scope=province:51&group=base"
            plain = hub.get(path, self.province)[2]
            status, headers, packed = hub.get(path, self.province, Accept_Encoding="gzip, br")
            assert headers["Content-Encoding"] == "gzip" and len(packed) < len(plain) / 3
            assert gzip.decompress(packed) == plain
            refused = hub.get(path, self.province, Accept_Encoding="gzip;q=0")[1]
            assert refused["Content-Encoding"] is None

    def test_requests(self):
        with Hub(self.database) as hub:
            feed = "/v1/feed?scope=commune:21028&group=work"
            _, end = hub.pull(self.commune, "commune:21028", "work")
            for path, subject in ((feed + "&limit=0", "limit"), (feed + "&limit=x", "limit"),
                                  (feed + "&max_bytes=-1", "max_bytes"), (feed + "&wait=long", "wait"),
                                  (feed + "&since=abc", "since"), ("/v1/feed?scope=commune:21028", "group"),
                                  (f"/v1/feed?scope=commune:21028&group=base&since={end}", "since"),
                                  ("/v1/feed?scope=commune:abc&group=work", "scope"),
                                  ("/v1/feed?group=work", "scope")):
                assert problem(hub.get(path, self.commune), 400, "/request")["subject"] == subject
            problem(hub.get("/v1/nothing", self.commune), 404, "/not-found")
            problem(hub.get(feed, self.commune, method="DELETE"), 405, "/method")
            assert problem(hub.get(feed), 401, "/token")["title"] == "Cần đăng nhập"
            english = hub.get(feed, "wrong", Accept_Language="en-GB, vi;q=0.5")
            assert problem(english, 401, "/token")["title"] == "Sign in"
            assert english[1]["WWW-Authenticate"] == "Bearer"
            assert hub.get(feed, self.commune, method="HEAD")[0] == 200

    def test_tokens(self):
        old = make_token(self.database, "commune:21028", "--days", "1", "--now", "2026-08-20T00:00:00+07:00")
        gone = make_token(self.database, "commune:21028")
        path = pathlib.Path(f"{self.database}.token")
        path.write_text(gone)
        with Hub(self.database) as hub:
            feed = "/v1/feed?scope=commune:21028&group=work"
            problem(hub.get(feed, old), 401, "/token-expired")
            assert hub.get(feed, gone)[0] == 200
            run("revoke", "--database", self.database, "--token-file", path)
            problem(hub.get(feed, gone), 401, "/token-withdrawn")
        assert gone.encode() not in pathlib.Path(self.database).read_bytes()

    def test_events(self):
        """Steps without a state go through as they are and change nothing of their dossier."""
        with Hub(self.database) as hub:
            records, _ = hub.pull(self.commune, "commune:21028", "work")
            data = {r["id"]: r["data"] for r in records}
            assert data["yk-1"]["event"] == "pause:opinion" and "state" not in data["yk-1"]
            assert data["gh-1"]["new_due"] == "2026-08-30T17:00:00+07:00"
            dossier = data["H48.28-260820-0001"]
            assert dossier["state"] == 4 and dossier["due"] == "2026-08-27T17:00:00+07:00", dossier
            assert dossier["officer"] == "Trần Thị Hạnh" and dossier["unit"] == "Phòng Văn hóa - Xã hội"
        bad = pathlib.Path(f"{self.database}.bad.ndjson")
        common = {"dossier": "H48.28-260820-0001", "at": NOW}
        cases = [({}, "state"), ({"event": "pause:lunch"}, "event"), ({"event": "extend"}, "event"),
                 ({"event": "resume", "new_due": NOW}, "new_due"), ({"event": 5}, "event"), ({"state": 11}, "state")]
        bad.write_text("".join(json.dumps({"op": "put", "type": "dossier-step", "id": f"bad-{i}",
                                           "data": {**common, **more}}) + "\n" for i, (more, _) in enumerate(cases)))
        report = json.loads(run("import", "--database", self.database, "--now", NOW, "--records", bad, status=7))
        assert report["taken"] == 0
        assert [r["field"] for r in report["refused"]] == [field for _, field in cases], report
        for more, _ in cases:
            try:
                validate("dossier-step", {**common, **more})
            except jsonschema.ValidationError:
                continue
            raise AssertionError(f"the schema takes {more}")

    def test_files(self):
        content = self.map.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        path = f"/v1/files/{digest}"
        with Hub(self.database) as hub:
            record = [r for r in hub.pull(self.commune, "commune:21028", "base")[0] if r["type"] == "file"][0]
            assert record["data"] == {"name": "map.bin", "kind": "basemap", "sha256": digest, "bytes": len(content)}
            status, headers, body = hub.get(path, self.commune)
            assert status == 200 and body == content and headers["ETag"] == f'"{digest}"'
            status, headers, body = hub.get(path, self.commune, Range="bytes=100000-")
            assert status == 206 and body == content[100000:]
            assert headers["Content-Range"] == f"bytes 100000-{len(content) - 1}/{len(content)}"
            assert hub.get(path, self.commune, Range="bytes=10-19")[2] == content[10:20]
            assert hub.get(path, self.commune, Range=f"bytes={len(content)}-")[0] == 416
            assert hub.get(path, self.commune, If_None_Match=f'"{digest}"')[0] == 304
            problem(hub.get("/v1/files/" + "0" * 64, self.commune), 404, "/not-found")
            problem(hub.get("/v1/files/../hub.db", self.commune), 404, "/not-found")
            problem(hub.get(path), 401, "/token")

    def test_leaving_a_scope(self):
        moved = pathlib.Path(f"{self.database}.moved.json")
        message = json.loads((FIXTURES / "dossiers.json").read_text())
        message["data"] = [{**message["data"][0], "DonViXuLy": "", "TrichYeuHoSo": "Chuyển đi"}]
        message["madonvi"] = "000.00.25.H48"
        moved.write_text(json.dumps(message))
        with Hub(self.database) as hub:
            _, here = hub.pull(self.commune, "commune:21028", "work")
            _, there = hub.pull(self.province, "commune:21025", "work")
            run("import", "--database", self.database, "--now", NOW, "--exchange", moved)
            left, _ = hub.pull(self.commune, "commune:21028", "work", here)
            came, _ = hub.pull(self.province, "commune:21025", "work", there)
            family = {("dossier", "H48.28-260820-0001"), ("letter", "l-1"), ("urge", "u-1"), ("answer", "u-1/a")}
            assert family <= {(r["type"], r["id"]) for r in left}
            assert all(r["op"] == "del" for r in left), left
            assert family <= {(r["type"], r["id"]) for r in came if r["op"] == "put"}
            assert sum(r["type"] == "dossier-step" for r in came) == 5
            # It was made anew from its messages; the steps without a state have no part in that.
            dossier = [r["data"] for r in came if r["op"] == "put" and r["id"] == "H48.28-260820-0001"][0]
            assert dossier["state"] == 4 and dossier["officer"] == "Trần Thị Hạnh", dossier
            assert "H48.28-260820-0001" not in {
                r["id"] for r in hub.pull(self.commune, "commune:21028", "work")[0] if r["op"] == "put"}

    def test_restored_from_backup(self):
        """A hub set back has other news at the places that were given before, and says so."""
        backup = pathlib.Path(f"{self.database}.backup")
        with Hub(self.database):
            pass
        shutil.copy(self.database, backup)
        for text, count in ("Một", 1), ("Hai", 3):
            if text == "Hai":
                for suffix in "", "-wal", "-shm":
                    pathlib.Path(f"{self.database}{suffix}").unlink(missing_ok=True)
                shutil.copy(backup, self.database)
            lines = pathlib.Path(f"{self.database}.ndjson")
            lines.write_text("".join(json.dumps({"op": "put", "type": "notice", "id": f"b-{i}", "data": {
                "kind": "notice", "title": f"{text} {i}", "published": NOW}}) + "\n" for i in range(count)))
            run("import", "--database", self.database, "--now", NOW, "--records", lines)
            with Hub(self.database) as hub:
                if text == "Một":
                    _, cursor = hub.pull(self.commune, "commune:21028", "work")
                else:
                    problem(hub.get(f"/v1/feed?scope=commune:21028&group=work&since={cursor}", self.commune), 410, "/gone")
                    assert hub.pull(self.commune, "commune:21028", "work")[0]

    def test_help(self):
        text = run("--help")
        commands = [line.split()[0] for line in text.split("Commands:")[1].split("\n\n")[0].splitlines() if line.strip()]
        assert commands == ["serve", "import", "seed", "enrol-code", "token", "bundle", "export", "revoke"], commands
        for command in commands:
            told = run(command, "--help")
            assert "--database=FILE" in told and "Exit codes" in told, told
            assert text.split(f"  {command} ")[1].splitlines()[0].strip() in told, "the same words"
        assert run("--version").startswith("giaoban-hub ")

    def test_listening(self):
        run("serve", "--database", self.database, "--listen", "0.0.0.0:0", status=2)
        run("serve", "--database", self.database, "--listen", "nowhere", status=2)
        run("serve", "--database", self.database, status=2)
        run("token", "--database", self.database, "--scope", "everything", status=2)
        run("import", "--exchange", "x", status=2)
        run("dance", status=2)


main(Case)
