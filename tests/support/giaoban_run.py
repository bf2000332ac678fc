# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real programs for tests: a hub on a free port of loopback, giaobanctl on a cache, all ended by their ids."""

import ctypes
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time

NOW = "2026-08-26T07:15:00+07:00"
WARD = "commune:21028"
PROVINCE = "province:51"


def program(name):
    """The path of a program that meson handed over, GIAOBAN_HUB for "giaoban-hub"."""
    return os.environ[name.upper().replace("GIAOBAN-", "GIAOBAN_").replace("-", "_")]


def wait_for(condition, seconds=30):
    """Waits until condition() gives something true, and gives it back."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError("waited in vain")


def end_with_parent():
    """In a child: a test that is killed leaves no program behind (prctl 1, PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class Hub:
    """A seeded giaoban-hub that serves, in a folder of its own."""

    def __init__(self, folder, dossiers, seed=7, days=("2026-06-01", "2026-08-26")):
        self.folder = pathlib.Path(folder)
        self.database = self.folder / "hub.db"
        self.process = None
        report = self.call("seed", "--province", os.environ["GIAOBAN_PROVINCE"], "--dossiers", str(dossiers),
                           "--from", days[0], "--to", days[1], "--seed", str(seed))
        assert report.returncode == 0, report.stderr or report.stdout[:2000]

    def call(self, command, *arguments):
        return subprocess.run([program("giaoban-hub"), command, "--database", str(self.database), "--now", NOW,
                               *arguments], capture_output=True, text=True, check=False, timeout=1800)

    def token(self, scope):
        """The path of a file with a new token."""
        path = self.folder / ("token-" + scope.replace(":", "-"))
        answer = self.call("token", "--scope", scope)
        assert answer.returncode == 0, answer.stderr
        path.write_text(answer.stdout, encoding="ascii")
        return str(path)

    def records(self, lines):
        """Feed lines go in, as another system of the province would bring them."""
        path = self.folder / "records.ndjson"
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
        answer = self.call("import", "--records", str(path))
        assert answer.returncode == 0, answer.stderr or answer.stdout[:2000]
        return json.loads(answer.stdout)

    def start(self):
        port = self.folder / "port"
        port.unlink(missing_ok=True)
        with open(self.folder / "hub.log", "a", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [program("giaoban-hub"), "serve", "--database", str(self.database), "--listen", "127.0.0.1:0",
                 "--port-file", str(port), "--now", NOW], stdout=log, stderr=log,
                preexec_fn=end_with_parent)
        text = wait_for(lambda: port.exists() and port.read_text(encoding="ascii").strip())
        self.endpoint = "http://127.0.0.1:" + text.split(":")[-1]
        return self

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)
            self.process = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *exception):
        self.stop()


class Answer:
    """What giaobanctl said: code, out, err; json parses out."""

    def __init__(self, run):
        self.code, self.out, self.err = run.returncode, run.stdout, run.stderr

    @property
    def json(self):
        return json.loads(self.out)


def ctl(*arguments, cache=None, now=NOW, environment=None):
    """Runs giaobanctl and gives its Answer."""
    command = [program("giaobanctl")]
    if cache is not None:
        command += ["--cache", str(cache)]
    if now is not None:
        command += ["--now", now]
    env = dict(os.environ, LANGUAGE="vi", **(environment or {}))
    return Answer(subprocess.run(command + list(arguments), capture_output=True, text=True, check=False, timeout=1800,
                                 env=env))


def folder():
    """A folder that is taken away with the object."""
    return tempfile.TemporaryDirectory(prefix="giaoban-test-")
