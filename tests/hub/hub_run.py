# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of a running giaoban-hub share. The command line: GIAOBAN_HUB SOURCE_ROOT."""
import http.client
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.error
import urllib.request
import warnings

warnings.filterwarnings("ignore", category=DeprecationWarning)
try:
    import jsonschema
    import yaml  # of check_api.py
except ImportError as error:
    print(f"1..0 # SKIP {error}")
    sys.exit(0)

HUB, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
API = ROOT / "data" / "api"
FIXTURES = ROOT / "tests" / "hub" / "fixtures"
NOW = "2026-08-26T07:15:00+07:00"
WORK = "dossier dossier-step issue issue-note task task-note notice attendance letter urge answer".split()
BASE = ("commune predecessor agency officer channel team visit procedure calendar-day commune-hours"
        " issue-rule indicator indicator-value file").split()

SCHEMAS = {path.name: json.loads(path.read_text()) for path in (API / "schema").glob("*.json")}
VALIDATORS = {}


def validate(name, value):
    """Checks a value against schema/NAME.json; references between the files stay within them."""
    if name not in VALIDATORS:
        schema = SCHEMAS[name + ".json"]
        resolver = jsonschema.RefResolver("", schema, store=SCHEMAS)
        VALIDATORS[name] = jsonschema.Draft202012Validator(schema, resolver=resolver)
    VALIDATORS[name].validate(value)


class Hub:
    """A hub that serves a database until it is left."""

    def __init__(self, database, *options, now=NOW):
        self.database = database
        self.port_file = pathlib.Path(f"{database}.port")
        self.log = pathlib.Path(f"{database}.log")
        self.options = ["--now", now, *map(str, options)] if now else list(map(str, options))

    def __enter__(self):
        self.port_file.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [HUB, "serve", "--database", self.database, "--listen", "127.0.0.1:0", "--port-file",
                 self.port_file, *self.options], stderr=log)
        end = time.monotonic() + 30
        while not self.port_file.exists():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError("the hub does not serve: " + self.log.read_text()[-2000:])
            time.sleep(0.02)
        self.port = int(self.port_file.read_text())
        self.address = f"http://127.0.0.1:{self.port}"
        return self

    def kill(self):
        """As a power cut would."""
        self.process.kill()
        self.process.wait()
        self.process = None

    def __exit__(self, *unused):
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(30) == 0, "SIGTERM did not end the hub cleanly"

    def get(self, path, token=None, method="GET", body=None, timeout=60, **headers):
        request = urllib.request.Request(self.address + path, method=method, data=body)
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def post(self, path, token, value, **headers):
        headers.setdefault("Content_Type", "application/json")
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        return self.get(path, token, method="POST", body=body, **headers)

    def act(self, token, *actions):
        """The results of actions, each checked by its schema."""
        status, headers, body = self.post("/v1/actions", token, list(actions))
        assert status == 200, (status, body)
        assert headers["Cache-Control"] == "no-store"
        results = json.loads(body)
        assert [r["id"] for r in results] == [a["id"] for a in actions]
        for result in results:
            validate("action-result", result)
        return results

    def page(self, token, scope, group, since=None, **parameters):
        query = f"scope={scope}&group={group}" + (f"&since={since}" if since else "")
        query += "".join(f"&{name}={value}" for name, value in parameters.items())
        status, headers, body = self.get(f"/v1/feed?{query}", token)
        assert status == 200, (status, body)
        assert headers["Cache-Control"] == "no-store"
        assert headers.get_content_type() == "application/x-ndjson"
        lines = [json.loads(line) for line in body.decode().splitlines()]
        return lines[0], lines[1:-1], lines[-1], len(body)

    def pull(self, token, scope, group, since=None, **parameters):
        """All pages from a cursor on, each line checked by its schema."""
        records, cursor, more = [], since, True
        while more:
            header, lines, seal, _ = self.page(token, scope, group, cursor, **parameters)
            validate("feed-header", header)
            validate("feed-seal", seal)
            assert header["from"] == cursor and header["scope"] == scope and header["group"] == group
            assert seal["count"] == len(lines)
            for line in lines:
                validate("feed-put" if line["op"] == "put" else "feed-del", line)
                assert line["type"] in (WORK if group == "work" else BASE)
            records += lines
            cursor, more = seal["cursor"], seal["more"]
        return records, cursor


def run(*arguments, status=0):
    done = subprocess.run([HUB, *map(str, arguments)], capture_output=True, text=True, env={**os.environ, "LANGUAGE": "en"})
    assert done.returncode == status, (done.returncode, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout


def make_token(database, scope, *options):
    return run("token", "--database", database, "--scope", scope, *options).strip()


def problem(answer, status, kind):
    assert answer[0] == status, answer
    assert answer[1].get_content_type() == "application/problem+json"
    details = json.loads(answer[2])
    validate("problem", details)
    assert details["type"] == kind and details["status"] == status, details
    return details


def main(case_type):
    """Runs the test_ functions of a class in order, on one instance; prints TAP."""
    names = [name for name in case_type.__dict__ if name.startswith("test_")]
    print(f"1..{len(names)}", flush=True)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        case = case_type(pathlib.Path(folder))
        for number, name in enumerate(names, 1):
            start = time.monotonic()
            try:
                getattr(case, name)()
                print(f"ok {number} {name} # {time.monotonic() - start:.1f} s", flush=True)
            except Exception as error:  # the next ones may still tell something
                failed = True
                where = traceback.extract_tb(error.__traceback__)
                print(f"not ok {number} {name}", flush=True)
                print("# " + " < ".join(f"line {f.lineno}: {f.line}" for f in reversed(where)), flush=True)
                print("# " + f"{type(error).__name__}: {error}"[:3000].replace("\n", "\n# "), flush=True)
    sys.exit(failed)
