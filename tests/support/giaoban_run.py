# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real programs for tests: a hub on a free port of loopback, giaobanctl on a cache, all ended by their ids."""

import atexit
import contextlib
import ctypes
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import tempfile
import time

NOW = "2026-08-26T07:15:00+07:00"
WARD = "commune:21028"
PROVINCE = "province:51"
ENCRYPTED = os.environ.get("GIAOBAN_ENCRYPTION") == "1"
# The same as of gb-test-store.h
KEY = b"tests/support: no real key: 32 b".hex()


def program(name):
    """The path of a program that meson handed over, GIAOBAN_HUB for "giaoban-hub"."""
    return os.environ[name.upper().replace("GIAOBAN-", "GIAOBAN_").replace("-", "_")]


def wait_for(condition, seconds=30, pause=0.02):
    """Waits until condition() gives something true, and gives it back; looks again after the pause."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(pause)
    raise AssertionError("waited in vain")


def end_with_parent():
    """In a child: a test that is killed leaves no program behind (prctl 1, PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def private_file(path, text):
    """Writes a file that nobody else may read."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(text)
    return str(path)


def key_arguments():
    """What gives a program the key of the caches in tests; nothing in a build without encryption."""
    if not ENCRYPTED:
        return []
    if not hasattr(key_arguments, "folder"):
        key_arguments.folder = folder()
        atexit.register(key_arguments.folder.cleanup)
        private_file(pathlib.Path(key_arguments.folder.name) / "key", KEY + "\n")
    return ["--key-file", str(pathlib.Path(key_arguments.folder.name) / "key")]


def sqlcipher(path, script):
    """Runs SQLCipher's own command line on a file."""
    run = subprocess.run(["sqlcipher", "-batch", "-bail", str(path)], input=script, capture_output=True, text=True,
                         check=False, timeout=600)
    assert run.returncode == 0, run.stderr
    return run.stdout


def copy_database(source, source_key, target, target_key):
    header = sqlcipher(source, "%s SELECT 'header', '', user_version, application_id FROM pragma_user_version, "
                       "pragma_application_id;" % source_key).split("header||")[-1].split("|")
    sqlcipher(source, "%s ATTACH '%s' AS copy KEY %s; SELECT sqlcipher_export('copy'); PRAGMA copy.user_version=%d; "
              "PRAGMA copy.application_id=%d;" % (source_key, target, target_key, int(header[0]), int(header[1])))


@contextlib.contextmanager
def database(path, write=False):
    """A cache, or the file beside it, as any SQLite reads it, without our programs. Of an encrypted file it is a plain
    copy, put back in the file's place in the end when it is to be written."""
    if not ENCRYPTED:
        with contextlib.closing(sqlite3.connect("file:%s%s" % (path, "" if write else "?mode=ro"), uri=True)) as opened:
            yield opened
            opened.commit()
        return
    with folder() as name:
        plain, sealed = pathlib.Path(name) / "plain.db", pathlib.Path(name) / "sealed.db"
        key, quoted = "PRAGMA key=\"x'%s'\";" % KEY, "\"x'%s'\"" % KEY
        copy_database(path, key, plain, "''")
        with contextlib.closing(sqlite3.connect(plain)) as opened:
            yield opened
            opened.commit()
        if write:
            copy_database(plain, "", sealed, quoted)
            pathlib.Path(path).write_bytes(sealed.read_bytes())


class Hub:
    """A seeded giaoban-hub that serves, in a folder of its own."""

    def __init__(self, folder, dossiers, seed=7, days=("2026-06-01", "2026-08-26"), now=NOW):
        self.now = now
        self.folder = pathlib.Path(folder)
        self.database = self.folder / "hub.db"
        self.process = None
        self.options = []  # more for serve
        report = self.call("seed", "--province", os.environ["GIAOBAN_PROVINCE"], "--dossiers", str(dossiers),
                           "--from", days[0], "--to", days[1], "--seed", str(seed))
        assert report.returncode == 0, report.stderr or report.stdout[:2000]

    def call(self, command, *arguments):
        return subprocess.run([program("giaoban-hub"), command, "--database", str(self.database), "--now",
                               self.now, *arguments], capture_output=True, text=True, check=False, timeout=1800)

    def token(self, scope):
        """The path of a file with a new token."""
        path = self.folder / ("token-" + scope.replace(":", "-"))
        answer = self.call("token", "--scope", scope)
        assert answer.returncode == 0, answer.stderr
        return private_file(path, answer.stdout)

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
                 "--port-file", str(port), "--now", self.now, *self.options], stdout=log, stderr=log,
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
        if "--key-file" not in arguments:
            command += key_arguments()
    if now is not None:
        command += ["--now", now]
    env = dict(os.environ, LANGUAGE="vi", **(environment or {}))
    return Answer(subprocess.run(command + list(arguments), capture_output=True, text=True, check=False, timeout=1800,
                                 env=env))


def folder():
    """A folder that is taken away with the object."""
    return tempfile.TemporaryDirectory(prefix="giaoban-test-")
