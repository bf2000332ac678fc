#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Enrols workstations at a running giaoban-hub, renews and revokes their tokens, and guesses codes.

usage: check_enrol.py GIAOBAN_HUB SOURCE_ROOT
"""
import base64
import json
import secrets
import shutil
import string
import threading
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote

from hub_run import *

WARD = "commune:21028"
FEED = f"/v1/feed?scope={WARD}&group=work"
LATER = {"hour": "2026-08-26T08:16:00+07:00", "day": "2026-08-27T07:16:00+07:00", "code": "2026-08-29T07:16:00+07:00",
         "year": "2027-08-27T07:16:00+07:00"}


def text(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def workstation(**members):
    """X25519 public keys are any 32 bytes but a few; the first bit of the last is not looked at."""
    return {"name": "Máy chủ tịch", "ed25519": text(secrets.token_bytes(32)),
            "x25519": text(secrets.token_bytes(31) + b"\x05"), **members}


class Provider(BaseHTTPRequestHandler):
    """An identity provider that knows some tokens."""

    tokens, asked, broken = {}, [], None

    def reply(self, value, status=200):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        address = self.server.address
        self.reply({"issuer": address, "introspection_endpoint": f"{address}/introspect", "token_endpoint": f"{address}/token",
                    "device_authorization_endpoint": f"{address}/device"} if "openid" in self.path else {}, 200)

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.asked.append((self.path, self.headers["Authorization"], form))
        if self.broken is not None:
            return self.reply(*self.broken)
        self.reply(self.tokens.get(form["token"][0], {"active": False}))

    def log_message(self, *unused):
        pass


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.database = folder / "hub.db"
        run("import", "--database", self.database, "--now", NOW,
            "--communes", ROOT / "data/provinces/quang-ngai/communes.csv", "--records", FIXTURES / "every-type.ndjson",
            status=7)

    def code(self, scope=WARD, *options):
        answer = json.loads(run("enrol-code", "--database", self.database, "--scope", scope, "--now", NOW, *options))
        assert set(answer) == {"code", "expires"} and answer["expires"] == "2026-08-29T07:15:00+07:00"
        assert len(answer["code"]) == 10 and set(answer["code"]) <= set(string.ascii_uppercase + "234567")
        return answer["code"]

    def enrol(self, hub, **members):
        value = workstation()
        value.update(members)
        return hub.post("/v1/enrol", None, value)

    def enrolled(self, answer):
        assert answer[0] == 200, answer
        assert answer[1]["Cache-Control"] == "no-store"
        value = json.loads(answer[2])
        validate("enrolled", value)
        return value

    def settle(self, hub, token):
        """What follows the first use of a token happens beside the answer: a sign-in comes after it."""
        assert hub.get(FEED, token)[0] == 200
        hub.post("/v1/enrol", None, {"name": ""})
        problem(hub.post("/v1/token/renew", "nobody", b""), 401, "/token")
        self.enrolled(self.enrol(hub, code=self.code()))

    def test_code(self):
        with Hub(self.database) as hub:
            code = self.code()
            told = json.loads(hub.get("/.well-known/giaoban")[2])
            validate("discovery", told)
            assert told["sign_in"] == ["token", "code"] and "oidc" not in told
            me = workstation(code=f" {code[:5].lower()}-{code[5:]} ")
            value = self.enrolled(hub.post("/v1/enrol", None, me))
            assert value["scope"] == WARD and value["keys"] == told["keys"]
            assert value["expires"] == "2027-02-22T07:15:00+07:00"
            assert hub.get(FEED, value["token"])[0] == 200
            problem(hub.get("/v1/feed?scope=commune:21025&group=work", value["token"]), 403, "/scope")
            problem(self.enrol(hub, code=code), 403, "/code")
            problem(hub.post("/v1/enrol", None, me), 403, "/code")
            problem(self.enrol(hub, code="AAAAAAAAAA"), 403, "/code")
            other = self.enrolled(self.enrol(hub, code=self.code("province:51", "--days", "30")))
            assert other["workstation"] != value["workstation"] and other["scope"] == "province:51"
            assert other["expires"] == "2026-09-25T07:15:00+07:00"
        with Hub(self.database) as hub:
            assert json.loads(hub.get("/.well-known/giaoban")[2])["keys"] == told["keys"], "they are kept"

    def test_answer_lost(self):
        """The same workstation may ask again until it has used what it was given."""
        with Hub(self.database) as hub:
            me = workstation(code=self.code())
            lost = self.enrolled(hub.post("/v1/enrol", None, me))
            value = self.enrolled(hub.post("/v1/enrol", None, me))
            assert value["workstation"] == lost["workstation"] and value["token"] != lost["token"]
            problem(hub.get(FEED, lost["token"]), 401, "/token")
            self.settle(hub, value["token"])
            again = self.enrolled(hub.post("/v1/enrol", None, {**me, "code": self.code()}))
            assert again["workstation"] == value["workstation"], "who signs in again is the same to the outbox"

    def test_renew(self):
        with Hub(self.database) as hub:
            first = self.enrolled(self.enrol(hub, code=self.code()))
            self.settle(hub, first["token"])
            lost = self.enrolled(hub.post("/v1/token/renew", first["token"], b""))
            second = self.enrolled(hub.get("/v1/token/renew", first["token"], method="POST"))
            problem(hub.get(FEED, lost["token"]), 401, "/token")
            assert hub.get(FEED, first["token"])[0] == 200, "until the new one comes"
            assert second["workstation"] == first["workstation"] and second["scope"] == WARD
            self.settle(hub, second["token"])
            problem(hub.get(FEED, first["token"]), 401, "/token")
            assert hub.get(FEED, second["token"])[0] == 200
            handed_over = make_token(self.database, WARD, "--now", NOW, "--days", "7")
            assert self.enrolled(hub.post("/v1/token/renew", handed_over, b""))["expires"] == "2026-09-02T07:15:00+07:00"

    def test_sign_out(self):
        with Hub(self.database) as hub:
            value = self.enrolled(self.enrol(hub, code=self.code()))
            renewed = self.enrolled(hub.post("/v1/token/renew", value["token"], b""))
            status, _, body = hub.get("/v1/token", value["token"], method="DELETE")
            assert status == 204 and body == b""
            for token in value["token"], renewed["token"]:
                problem(hub.get(FEED, token), 401, "/token-withdrawn")
                problem(hub.get("/v1/token", token, method="DELETE"), 401, "/token-withdrawn")

    def verify(self, key, message, signature):
        """With another program than our own."""
        pad = lambda t: base64.urlsafe_b64decode(t + "=" * (-len(t) % 4))
        for name, data in (("key", bytes.fromhex("302a300506032b6570032100") + pad(key)), ("text", message),
                           ("signature", pad(signature))):
            (self.folder / name).write_bytes(data)
        return subprocess.run(["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey",
                               self.folder / "key", "-in", self.folder / "text", "-sigfile", self.folder / "signature"],
                              stdout=subprocess.DEVNULL).returncode == 0

    def test_revoke(self):
        with Hub(self.database) as hub:
            value = self.enrolled(self.enrol(hub, code=self.code()))
            same = "--database", self.database, "--workstation", value["workstation"], "--now", NOW
            assert json.loads(run("revoke", *same)) == {"workstation": value["workstation"], "at": NOW}
            problem(hub.get(FEED, value["token"]), 401, "/token-withdrawn")
            notice = json.loads(run("revoke", *same, "--wipe"))
            validate("revocation", notice)
            for path, method in (FEED, "GET"), ("/v1/actions", "POST"), ("/v1/token/renew", "POST"):
                answer = hub.get(path, value["token"], method=method, body=b"[]" if method == "POST" else None,
                                 Content_Type="application/json")
                assert problem(answer, 403, "/revoked")["notice"] == notice
            message = f"giaoban revoked\n{value['workstation']}\n{NOW}".encode()
            if shutil.which("openssl"):
                assert self.verify(value["keys"]["ed25519"], message, notice["signature"])
                assert not self.verify(value["keys"]["ed25519"], message + b"x", notice["signature"])
            me = workstation()
            old = self.enrolled(hub.post("/v1/enrol", None, {**me, "code": self.code()}))
            run("revoke", "--database", self.database, "--workstation", old["workstation"], "--now", NOW)
            new = self.enrolled(hub.post("/v1/enrol", None, {**me, "code": self.code()}))
            assert new["workstation"] != old["workstation"], "who comes back begins anew"
            listed = json.loads(run("revoke", "--database", self.database, "--list"))
            rows = {row["workstation"]: row for row in listed["rows"]}
            assert listed["total"] == len(rows) and rows[value["workstation"]]["notice"] == NOW
            assert rows[new["workstation"]]["name"] == "Máy chủ tịch" and "revoked" not in rows[new["workstation"]]
            run("revoke", "--database", self.database, "--workstation", "nobody", status=2)
            run("revoke", "--database", self.database, status=2)
        with Hub(self.database, now=LATER["year"]) as hub:
            problem(hub.get(FEED, value["token"]), 403, "/revoked")
            problem(hub.get(FEED, new["token"]), 401, "/token-expired")

    def test_requests(self):
        with Hub(self.database) as hub:
            code = self.code()
            for members, subject in (({}, "code"), ({"code": code, "oidc_access_token": "x"}, "code"),
                                     ({"code": 5}, "code"), ({"code": code, "name": ""}, "name"),
                                     ({"code": code, "name": "a\nb"}, "name"), ({"code": code, "name": "x" * 201}, "name"),
                                     ({"code": code, "ed25519": "AAAA"}, "ed25519"), ({"code": code, "ed25519": None}, "ed25519"),
                                     ({"code": code, "x25519": text(bytes(32))}, "x25519"),
                                     ({"code": code, "x25519": "+" * 43}, "x25519"),
                                     ({"oidc_access_token": "x"}, "oidc_access_token")):
                assert problem(self.enrol(hub, **members), 400, "/request")["subject"] == subject, members
            problem(hub.post("/v1/enrol", None, b"[]"), 400, "/request")
            problem(hub.post("/v1/enrol", None, b"{" * 40), 400, "/request")
            problem(hub.post("/v1/enrol", None, b" " * 20000), 413, "/too-large")
            problem(hub.post("/v1/enrol", None, b"{}", Content_Type="text/plain"), 415, "/content-type")
            self.enrolled(self.enrol(hub, code=code))
            run("enrol-code", "--database", self.database, "--scope", "commune:99999", status=2)
            run("enrol-code", "--database", self.database, "--scope", "x", status=2)
            run("enrol-code", "--database", self.database, status=2)
            run("token", "--database", self.database, "--scope", "commune:99999", status=2)
            run("token", "--database", self.database, "--scope", "province:52", status=2)

    def test_too_old(self):
        code = self.code()
        with Hub(self.database, now=LATER["code"]) as hub:
            problem(self.enrol(hub, code=code), 403, "/code")

    def guess(self, hub, address, code="AAAAAAAAAA"):
        connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=60, source_address=(address, 0))
        connection.request("POST", "/v1/enrol", json.dumps(workstation(code=code)), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.msg, answer.read()

    def test_guessing(self):
        good = self.code(), self.code(), self.code()
        with Hub(self.database) as hub:
            for _ in range(5):
                problem(self.guess(hub, "127.0.0.2"), 403, "/code")
            answer = self.guess(hub, "127.0.0.2", good[0])
            problem(answer, 429, "/too-many")
            assert answer[1]["Retry-After"] == "3600"
            self.enrolled(self.guess(hub, "127.0.0.3", good[0]))
        with Hub(self.database) as hub:
            problem(self.guess(hub, "127.0.0.2", good[1]), 429, "/too-many")
        with Hub(self.database, now=LATER["hour"]) as hub:
            self.enrolled(self.guess(hub, "127.0.0.2", good[1]))
            problem(self.guess(hub, "127.0.0.2"), 403, "/code")
            answers = [self.guess(hub, f"127.0.1.{n // 5}") for n in range(50)]
            assert {a[0] for a in answers} == {403, 429} and answers[-1][0] == 429
            assert int(answers[-1][1]["Retry-After"]) > 3600
            problem(self.guess(hub, "127.0.2.1", good[2]), 429, "/too-many")
            assert hub.get("/.well-known/giaoban")[0] == 200
        with Hub(self.database, now="2026-08-28T07:16:00+07:00") as hub:
            self.enrolled(self.guess(hub, "127.0.2.1", good[2]))

    def test_nothing_secret(self):
        """Neither the database nor the log holds what somebody could sign in with."""
        with Hub(self.database, now=LATER["code"]) as hub:
            code = json.loads(run("enrol-code", "--database", self.database, "--scope", WARD, "--now", LATER["code"]))["code"]
            value = self.enrolled(self.enrol(hub, code=code))
            hub.get(FEED, value["token"])
            hub.post("/v1/actions", value["token"], b"[")
        for path in self.folder.glob("hub.db*"):
            data = path.read_bytes()
            assert code.encode() not in data and value["token"].encode() not in data, path
            assert path.suffix in (".log", ".port") or path.stat().st_mode & 0o077 == 0, path

    def provider(self):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
        server.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        good = {"active": True, "sub": "chairman", "client_id": "giaoban-app", "iss": server.address, "unit": WARD}
        Provider.tokens = {"good": good, "other-app": {**good, "client_id": "game"}, "stranger": {**good, "sub": "x", "unit": None},
                           "other-issuer": {**good, "iss": "https://example.vn"}, "far": {**good, "unit": "commune:99999"},
                           "no-client": {k: v for k, v in good.items() if k != "client_id"}, "text": {**good, "active": "true"},
                           "gone": {"active": False, "sub": "chairman", "client_id": "giaoban-app", "unit": WARD}}
        Provider.broken = None
        secret = self.folder / "secret"
        secret.write_text("p:w d\n")
        return server, ["--oidc-issuer", server.address, "--client-id", "hub", "--client-secret-file", secret,
                        "--app-client-id", "giaoban-app"]

    def test_identity_provider(self):
        server, options = self.provider()
        with Hub(self.database, *options, "--scope-claim", "unit", now="2026-08-30T00:00:00+07:00") as hub:
            told = json.loads(hub.get("/.well-known/giaoban")[2])
            validate("discovery", told)
            assert told["sign_in"] == ["token", "code", "oidc"]
            assert told["oidc"]["device_authorization_endpoint"] == f"{server.address}/device"
            assert told["oidc"]["client_id"] == "giaoban-app"
            value = self.enrolled(self.enrol(hub, oidc_access_token="good"))
            assert value["scope"] == WARD and hub.get(FEED, value["token"])[0] == 200
            path, authorization, form = Provider.asked[-1]
            assert path == "/introspect" and form["token"] == ["good"] and form["token_type_hint"] == ["access_token"]
            user, password = base64.b64decode(authorization.split()[1]).decode().split(":")
            assert (unquote(user), unquote(password)) == ("hub", "p:w d")
            for token in "gone", "unknown", "other-app", "stranger":
                problem(self.enrol(hub, oidc_access_token=token), 403, "/identity")
            problem(self.enrol(hub, oidc_access_token="other-issuer"), 403, "/identity")
            problem(self.enrol(hub, oidc_access_token="good"), 429, "/too-many")
        with Hub(self.database, *options, "--scope-claim", "unit", now="2026-08-31T12:00:00+07:00") as hub:
            for token in "far", "no-client", "text":
                problem(self.enrol(hub, oidc_access_token=token), 403, "/identity")
            for broken in (b"<html>", 200), ({}, 500), ({}, 302), (b"[]", 200), (b"{" * 100000, 200):
                Provider.broken = broken
                answer = self.enrol(hub, oidc_access_token="good")
                problem(answer, 503, "/busy")
                assert answer[1]["Retry-After"] == "60"
            assert all(path == "/introspect" for path, _, _ in Provider.asked), "no password goes elsewhere"
            server.shutdown()
            server.server_close()
            problem(self.enrol(hub, oidc_access_token="good"), 503, "/busy")
        listed = json.loads(run("revoke", "--database", self.database, "--list"))
        assert "chairman" in {row.get("subject") for row in listed["rows"]}
        assert "good" not in hub.log.read_text()

    def test_subjects(self):
        server, options = self.provider()
        subjects = self.folder / "subjects.json"
        subjects.write_text(json.dumps({"chairman": "commune:21025"}))
        with Hub(self.database, *options, "--subjects", subjects, now="2026-09-10T00:00:00+07:00") as hub:
            assert self.enrolled(self.enrol(hub, oidc_access_token="good"))["scope"] == "commune:21025"
            subjects.write_text(json.dumps({"chairman": "province:51"}))
            assert self.enrolled(self.enrol(hub, oidc_access_token="good"))["scope"] == "province:51"
            problem(self.enrol(hub, oidc_access_token="stranger"), 403, "/identity")
            subjects.unlink()
            problem(self.enrol(hub, oidc_access_token="good"), 503, "/busy")
        server.shutdown()
        serve = "serve", "--database", self.database, "--listen", "127.0.0.1:0"
        run(*serve, *options, status=2)
        run(*serve, *options, "--subjects", subjects, "--scope-claim", "x", status=2)
        run(*serve, "--oidc-issuer", "http://example.vn", *options[2:], "--scope-claim", "x", status=2)

    def test_provider_comes_later(self):
        """A provider that is away when the hub starts is no reason not to serve."""
        server, options = self.provider()
        server.shutdown()
        server.server_close()
        with Hub(self.database, *options, "--scope-claim", "unit", now="2026-09-12T00:00:00+07:00") as hub:
            assert json.loads(hub.get("/.well-known/giaoban")[2])["sign_in"] == ["token", "code"]
            problem(self.enrol(hub, oidc_access_token="good"), 503, "/busy")
            again = ThreadingHTTPServer(("127.0.0.1", server.server_port), Provider)
            again.address = server.address
            threading.Thread(target=again.serve_forever, daemon=True).start()
            self.enrolled(self.enrol(hub, oidc_access_token="good"))
            assert json.loads(hub.get("/.well-known/giaoban")[2])["sign_in"] == ["token", "code", "oidc"]
            again.shutdown()


main(Case)
