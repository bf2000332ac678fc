#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A machine enrols at a real hub, keeps its token in a real gnome-keyring and nowhere else, and signs out. Run by
with-keyring."""

import json
import os
import pathlib
import signal
import stat
import subprocess
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
import giaoban_keyring as keyring  # noqa: E402
from giaoban_run import NOW, WARD, Hub, ctl, database, end_with_parent, folder, key_arguments, program, wait_for  # noqa: E402


class Shared:
    """One seeded hub."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.hub = Hub(Shared.path, 300).start()


def tearDownModule():
    Shared.hub.stop()
    Shared.folder.cleanup()


def new_code(scope=WARD):
    answer = Shared.hub.call("enrol-code", "--scope", scope)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)["code"]


def kept(cache, kind):
    """What the keyring has for a cache: a list of (endpoint, secret)."""
    return [(attributes.get("endpoint"), secret) for attributes, secret in keyring.items()
            if attributes["xdg:schema"].endswith("." + kind) and attributes["cache"] == str(cache)]


def workstations():
    rows = json.loads(subprocess.run([program("giaoban-hub"), "revoke", "--database", str(Shared.hub.database), "--list"],
                                     capture_output=True, text=True, check=True, timeout=60).stdout)["rows"]
    return {row["workstation"]: row for row in rows}


class SignIn(unittest.TestCase):
    def setUp(self):
        self.folder = folder()
        self.addCleanup(self.folder.cleanup)
        self.cache = pathlib.Path(self.folder.name) / "cache.db"

    def ctl(self, *arguments, **more):
        return ctl(*arguments, cache=self.cache, **more)

    def enrol(self, *arguments, code=None, **more):
        return self.ctl("enrol", "--endpoint", Shared.hub.endpoint, "--code", code or new_code(), *arguments, **more)

    def enrolled(self, *arguments, **more):
        answer = self.enrol(*arguments, **more)
        self.assertEqual(answer.code, 0, answer.err)
        return answer.json

    def test_code(self):
        code = new_code()
        value = self.enrolled("--name", "Máy của Chủ tịch", code="%s-%s " % (code[:5].lower(), code[5:]))
        self.assertEqual(set(value), {"workstation", "scope", "expires"})
        self.assertEqual((value["scope"], value["expires"]), (WARD, "2027-02-22T07:15:00+07:00"))
        (endpoint, token), = kept(self.cache, "Token")
        self.assertEqual(endpoint, Shared.hub.endpoint)
        self.assertEqual(len(kept(self.cache, "Workstation")), 1)
        self.assertEqual(workstations()[value["workstation"]]["name"], "Máy của Chủ tịch")
        answer = self.ctl("sync")
        self.assertEqual(answer.code, 0, answer.err)
        self.assertGreater(answer.json["records"], 100)
        with database(str(self.cache) + ".local") as opened:
            row = opened.execute("SELECT endpoint, workstation, scope, length(ed25519), authority FROM account").fetchall()
        self.assertEqual(row, [(Shared.hub.endpoint, value["workstation"], WARD, 32, 0)])
        self.assert_nowhere(token)

    def assert_nowhere(self, *secrets):
        """In no file of the machine's user but the keyring's own, in no log, and none is open to others."""
        home = pathlib.Path(os.environ["HOME"])
        for root in (self.cache.parent, home, Shared.path):
            for path in root.rglob("*"):
                if path.is_file() and "keyrings" not in path.parts:
                    data = path.read_bytes()
                    for secret in secrets:
                        self.assertNotIn(secret.encode(), data, path)
        for path in self.cache.parent.iterdir():
            self.assertEqual(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, path)

    def test_table(self):
        answer = self.enrol("--format", "csv")
        self.assertEqual(answer.code, 0, answer.err)
        self.assertEqual(answer.out.splitlines()[0].lstrip("\ufeff").split(",")[0], "workstation")

    def test_usage(self):
        for arguments in (["enrol"], ["enrol", "--endpoint", Shared.hub.endpoint],
                          ["enrol", "--endpoint", Shared.hub.endpoint, "--code", "A", "--device"], ["enrol", "--code", "A"],
                          ["enrol", "--endpoint", "http://giaoban.example.vn", "--code", "A"],
                          ["sign-out", "too-much"]):
            self.assertEqual(self.ctl(*arguments).code, 2, arguments)
        answer = self.ctl("enrol", "--endpoint", Shared.hub.endpoint, "--code", "A", "--ca-file", "/nonexistent")
        self.assertEqual((answer.code, answer.out), (3, ""))

    def test_wrong_code(self):
        answer = self.enrol(code="AAAAAAAAAA")
        self.assertEqual((answer.code, answer.out), (4, ""))
        self.assertIn("không chấp nhận", answer.err)
        self.assertEqual(kept(self.cache, "Token"), [])
        self.assertEqual(self.ctl("sync").code, 2)

    def test_device_without_provider(self):
        answer = self.ctl("enrol", "--endpoint", Shared.hub.endpoint, "--device")
        self.assertEqual((answer.code, answer.out), (5, ""))
        self.assertIn("xin mã ghi danh", answer.err)

    def test_not_an_endpoint(self):
        answer = self.ctl("enrol", "--endpoint", "http://127.0.0.1:1", "--code", "AAAAAAAAAA")
        self.assertEqual((answer.code, answer.out), (3, ""))

    def test_not_signed_in(self):
        answer = self.ctl("sync", "--endpoint", Shared.hub.endpoint)
        self.assertEqual((answer.code, answer.out), (4, ""))
        self.assertEqual(self.ctl("sign-out").code, 4)

    def test_again(self):
        """Who signs in again is the same to the hub; the old token goes with its first use."""
        first = self.enrolled()
        self.assertEqual(self.ctl("sync").code, 0)
        second = self.enrolled()
        self.assertEqual(first["workstation"], second["workstation"])
        self.assertEqual(len(kept(self.cache, "Token")), 1)
        self.assertEqual(self.ctl("sync").code, 0)

    def test_answer_lost(self):
        """Killed before the answer could be kept: the same code works again."""
        code = new_code()
        self.enrolled(code=code)
        with database(str(self.cache) + ".local", write=True) as opened:
            opened.execute("DELETE FROM account")
        value = self.enrolled(code=code)
        self.assertEqual(self.ctl("sync").code, 0)
        self.assertIn(value["workstation"], workstations())

    def test_other_scope(self):
        """A code for another commune changes nothing, and its token is given back."""
        self.enrolled()
        self.assertEqual(self.ctl("sync").code, 0)
        before = kept(self.cache, "Token")
        answer = self.enrol(code=new_code("commune:21025"))
        self.assertEqual((answer.code, answer.out), (6, ""))
        self.assertIn("commune:21025", answer.err)
        self.assertEqual(kept(self.cache, "Token"), before)
        self.assertEqual(self.ctl("sync").code, 0)
        row, = (row for row in workstations().values() if row["scope"] == "commune:21025")
        self.assertNotIn("expires", row, "no token is good any more")

    def test_other_endpoint(self):
        """The token is shown to nobody but who gave it."""
        self.enrolled()
        answer = self.ctl("sync", "--endpoint", Shared.hub.endpoint.replace("127.0.0.1", "localhost"))
        self.assertEqual((answer.code, answer.out), (4, ""))
        self.assertIn("chưa đăng nhập", answer.err)

    def test_sign_out(self):
        value = self.enrolled()
        self.assertEqual(self.ctl("sync").code, 0)
        self.assertEqual(self.ctl("sign-out").json, value)
        self.assertEqual(kept(self.cache, "Token"), [])
        self.assertEqual(len(kept(self.cache, "Workstation")), 1)
        self.assertNotIn("expires", workstations()[value["workstation"]])
        answer = self.ctl("sync")
        self.assertEqual((answer.code, answer.out), (4, ""))
        self.assertEqual(self.ctl("counts").code, 0, "the data stay")
        self.assertEqual(self.enrolled()["workstation"], value["workstation"])

    def test_sign_out_offline(self):
        """Where the hub cannot be told, the token stays: who still has it could use it."""
        self.enrolled()
        before = kept(self.cache, "Token")
        Shared.hub.stop()
        try:
            answer = self.ctl("sign-out")
            self.assertEqual((answer.code, answer.out), (3, ""))
        finally:
            Shared.hub.start()
        self.assertEqual(kept(self.cache, "Token"), before)

    def test_unauthorized(self):
        """401 removes nothing: the data can be read, and signing in again goes on where it was."""
        value = self.enrolled()
        self.assertEqual(self.ctl("sync").code, 0)
        before = self.ctl("counts").json
        answer = Shared.hub.call("revoke", "--workstation", value["workstation"])
        self.assertEqual(answer.returncode, 0, answer.stderr)
        answer = self.ctl("sync")
        self.assertEqual((answer.code, answer.out), (4, ""))
        self.assertIn("đăng nhập lại", answer.err)
        self.assertEqual(self.ctl("counts").json, before)
        self.assertEqual(len(kept(self.cache, "Token")), 1)
        self.enrolled()
        self.assertEqual(self.ctl("sync").code, 0)

    def test_locked(self):
        """Without a keyring no code is used up."""
        code = new_code()
        keyring.lock()
        try:
            answer = self.enrol(code=code)
            self.assertEqual((answer.code, answer.out), (6, ""))
            self.assertIn("Chùm khóa đang khóa", answer.err)
        finally:
            keyring.unlock()
        self.enrolled(code=code)

    def test_nothing_said(self):
        """No output in either language, with all that GLib can say, has the token."""
        said = ""
        for language in "vi", "en":
            more = {"environment": {"G_MESSAGES_DEBUG": "all", "G_DEBUG": ""}}
            for command in "enrol", "sync", "sign-out", "sync", "enrol", "status":
                answer = (self.enrol("--lang", language, **more) if command == "enrol" else
                          self.ctl("--lang", language, command, **more))
                said += answer.out + answer.err
        (_, token), = kept(self.cache, "Token")
        (_, secret), = kept(self.cache, "Workstation")
        self.assertGreater(len(said), 500)
        for text in token, secret:
            self.assertNotIn(text, said)
        self.assert_nowhere(token, secret)

    def test_no_core(self):
        """It is crashed while the token is in its memory; its argument list and environment do not have it."""
        self.enrolled()
        (_, token), = kept(self.cache, "Token")
        os.kill(Shared.hub.process.pid, signal.SIGSTOP)
        try:
            process = subprocess.Popen(
                [program("giaobanctl"), "--cache", str(self.cache), *key_arguments(), "--now", NOW, "sync"],
                cwd=self.folder.name, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=crashable)
            memory = wait_for(lambda: process.poll() is None and holds(process.pid, token))
            self.assertTrue(memory, "it asks the hub and waits")
            seen = b"".join(pathlib.Path("/proc/%d/%s" % (process.pid, part)).read_bytes() for part in ("cmdline", "environ"))
            self.assertNotIn(token.encode(), seen)
            limits = pathlib.Path("/proc/%d/limits" % process.pid).read_text(encoding="ascii")
            self.assertRegex(limits, r"Max core file size\s+0\s+0\s")
            process.send_signal(signal.SIGABRT)
            _, status = os.waitpid(process.pid, 0)
            process.returncode = -os.WTERMSIG(status)
            self.assertTrue(os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGABRT)
            self.assertFalse(os.WCOREDUMP(status))
        finally:
            os.kill(Shared.hub.process.pid, signal.SIGCONT)
        self.assert_nowhere(token)


def crashable():
    """In a child: as a machine that keeps core dumps starts it."""
    import resource  # pylint: disable=import-outside-toplevel
    end_with_parent()
    resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)


def holds(pid, text):
    """Whether a process has a text in memory that it may write."""
    with open("/proc/%d/maps" % pid, encoding="utf-8") as maps, open("/proc/%d/mem" % pid, "rb", 0) as memory:
        for line in maps:
            fields = line.split()
            if not fields[1].startswith("rw") or line.rstrip().endswith("]") and "[heap]" not in line:
                continue
            start, end = (int(part, 16) for part in fields[0].split("-"))
            try:
                memory.seek(start)
                if text.encode() in memory.read(end - start):
                    return True
            except (OSError, ValueError, OverflowError):
                pass
    return False


if __name__ == "__main__":
    unittest.main(verbosity=2)
