#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in on another device (RFC 8628): giaobanctl, a real hub, a real OpenID Connect provider (npm's oidc-provider)
and a browser that does what a chairman's would.

The provider is installed by npm into a folder of the build, once; the test is skipped where npm is missing or its
registry cannot be reached. The rest runs within with-keyring, which gives it a gnome-keyring of its own."""

import hashlib
import html.parser
import http.cookiejar
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest
import urllib.parse
import urllib.request

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import NOW, WARD, Hub, ctl, end_with_parent, folder, key_arguments, private_file, program, wait_for  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent / "provider"
UNREACHABLE = r"ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network|E40[0-9]|E50[0-9]"


def skip(reason):
    print("device: skipped: " + reason)
    sys.exit(77)


def install():
    """The folder of the provider's modules: as package-lock.json has them, checked against its hashes."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        skip("Node.js and npm are not installed")
    lock = (HERE / "package-lock.json").read_bytes()
    place = pathlib.Path(os.environ["GIAOBAN_NPM"]) / ("oidc-provider-" + hashlib.sha256(lock).hexdigest()[:16])
    if (place / "done").exists():
        return place
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for name in "package.json", "package-lock.json":
        shutil.copy(HERE / name, place)
    run = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--cache", str(place / "cache")],
                         cwd=place, capture_output=True, text=True, check=False, timeout=240)
    if run.returncode != 0:
        if re.search(UNREACHABLE, run.stderr):
            skip("npm's registry cannot be reached")
        sys.exit("npm ci failed:\n" + run.stdout + run.stderr)
    shutil.rmtree(place / "cache", ignore_errors=True)
    (place / "done").touch()
    return place


class Form(html.parser.HTMLParser):
    """The first form of a page: where it goes, and what it sends as it stands."""

    def __init__(self, page):
        super().__init__()
        self.action, self.fields = None, {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form" and self.action is None:
            self.action = attrs["action"]
        elif tag == "input" and self.action is not None:
            self.fields[attrs["name"]] = attrs.get("value", "")


class Browser:
    """A phone in somebody's hand."""

    def __init__(self):
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, address, fields=None):
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        with self.opener.open(address, data, timeout=30) as answer:
            return answer.url, answer.read().decode()

    def sign_in(self, address, user_code, name, refuse=False):
        """Types the code, confirms it, signs in and consents, or refuses."""
        url, page = self.get(address)
        for _ in range(10):
            form = Form(page)
            if form.action is None:
                return page
            if "user_code" in form.fields and "confirm" not in form.fields:
                form.fields["user_code"] = user_code
            if "login" in form.fields:
                form.fields.update(login=name, password="any")
            if refuse and "confirm" in form.fields:
                form.fields.pop("confirm")
                return self.get(urllib.parse.urljoin(url, form.action), dict(form.fields, abort="yes"))[1]
            url, page = self.get(urllib.parse.urljoin(url, form.action), form.fields)
        raise AssertionError("the provider asks and asks: " + page)


class Provider:
    """oidc-provider on a free port."""

    def __init__(self, place, modules):
        self.secret = private_file(place / "secret", "the hub's password")
        port = place / "provider-port"
        with open(place / "provider.log", "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(["node", HERE / "provider.js", port, self.secret, modules],
                                            stdout=log, stderr=log, preexec_fn=end_with_parent)
        wait_for(lambda: self.process.poll() is not None or port.exists() and port.read_text(encoding="ascii"), 60)
        assert self.process.poll() is None, (place / "provider.log").read_text(encoding="utf-8")
        self.issuer = "http://127.0.0.1:" + port.read_text(encoding="ascii")

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


class Shared:
    """One provider and one hub that asks it."""


def setUpModule():
    Shared.folder = folder()
    Shared.path = pathlib.Path(Shared.folder.name)
    Shared.provider = Provider(Shared.path, os.environ["GIAOBAN_PROVIDER"])
    subjects = private_file(Shared.path / "subjects.json", json.dumps({"chairman": WARD, "clerk": "commune:21025"}))
    Shared.hub = Hub(Shared.path, 300)
    Shared.hub.options = ["--oidc-issuer", Shared.provider.issuer, "--client-id", "giaoban-hub", "--app-client-id",
                          "giaoban-app", "--client-secret-file", Shared.provider.secret, "--subjects", subjects]
    Shared.hub.start()
    wait_for(lambda: "oidc" in json.loads(Browser().get(Shared.hub.endpoint + "/.well-known/giaoban")[1])["sign_in"])


def tearDownModule():
    Shared.hub.stop()
    Shared.provider.stop()
    Shared.folder.cleanup()


class Machine:
    """giaobanctl that waits for somebody to sign in."""

    def __init__(self, name):
        self.place = Shared.path / name
        self.place.mkdir()
        self.cache = self.place / "cache.db"
        with open(self.place / "said", "w", encoding="utf-8") as said:
            self.process = subprocess.Popen(
                [program("giaobanctl"), "--cache", str(self.cache), *key_arguments(), "--now", NOW, "enrol", "--endpoint",
                 Shared.hub.endpoint, "--device"],
                stdout=subprocess.PIPE, stderr=said, text=True, env=dict(os.environ, LANGUAGE="vi"), preexec_fn=end_with_parent)
        found = wait_for(lambda: re.search(r"mở (\S+) rồi nhập mã (\S+)\n.*mở (\S+)", self.said))
        self.address, self.user_code, self.whole = found.groups()

    @property
    def said(self):
        return (self.place / "said").read_text(encoding="utf-8")

    def finish(self):
        with self.process:
            out, _ = self.process.communicate(timeout=60)
        return self.process.returncode, out


class Device(unittest.TestCase):
    def test_all(self):
        """All at once: each waits five seconds, as long as the provider lets them."""
        good, whole, refused, stranger = (Machine(name) for name in ("good", "whole", "refused", "stranger"))
        self.assertTrue(good.address.startswith(Shared.provider.issuer))
        self.assertIn("Sign-in Success", Browser().sign_in(good.address, good.user_code, "chairman"))
        self.assertIn(whole.user_code, whole.whole)
        self.assertIn("Sign-in Success", Browser().sign_in(whole.whole, whole.user_code, "clerk"))
        self.assertIn("Sign-in Success", Browser().sign_in(stranger.address, stranger.user_code, "stranger"))
        Browser().sign_in(refused.address, refused.user_code, "chairman", refuse=True)

        with self.subTest("good"):
            code, out = good.finish()
            self.assertEqual(code, 0, good.said)
            value = json.loads(out)
            self.assertEqual(value["scope"], WARD)
            answer = ctl("sync", cache=good.cache)
            self.assertEqual(answer.code, 0, answer.err)
            rows = json.loads(subprocess.run(
                [program("giaoban-hub"), "revoke", "--database", str(Shared.hub.database), "--list"],
                capture_output=True, text=True, check=True, timeout=60).stdout)["rows"]
            self.assertEqual({row["workstation"]: row["subject"] for row in rows}[value["workstation"]], "chairman")
        with self.subTest("whole"):
            code, out = whole.finish()
            self.assertEqual((code, json.loads(out or "{}").get("scope")), (0, "commune:21025"), whole.said)
        with self.subTest("refused"):
            code, out = refused.finish()
            self.assertEqual((code, out), (4, ""))
            self.assertIn("bị từ chối", refused.said)
        with self.subTest("stranger"):
            code, out = stranger.finish()
            self.assertEqual((code, out), (4, ""))
            self.assertIn("không chấp nhận", stranger.said)


if __name__ == "__main__":
    if "GIAOBAN_PROVIDER" in os.environ:
        unittest.main(verbosity=2)
    os.environ["GIAOBAN_PROVIDER"] = str(install() / "node_modules")
    os.execv(os.environ["GIAOBAN_WITH_KEYRING"], [os.environ["GIAOBAN_WITH_KEYRING"], sys.executable, __file__])
