#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""There is one window: a second start raises it and switches its page, a file that is opened elsewhere is taken in there,
and so is what the desktop asks over D-Bus. Wants a display and a session bus."""

import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_run import NOW, WARD, Hub, ctl, folder, key_arguments, program, wait_for  # noqa: E402
from giaoban_window import GLib, Window, children, walk  # noqa: E402

NAME = "io.github.giaoban.GiaoBan" + (".Devel" if os.environ.get("GIAOBAN_PROFILE") == "development" else "")
SOURCE = pathlib.Path(__file__).resolve().parents[2]


class Shared:
    """A home with the data of a ward, as `giaoban` without options finds them."""


def setUpModule():
    Shared.folder = folder()
    path = pathlib.Path(Shared.folder.name)
    hub = Hub(path, 200).start()
    os.environ["XDG_DATA_HOME"] = str(path / "data")
    cache = path / "data" / "giaoban" / "cache.db"
    cache.parent.mkdir(parents=True)
    done = ctl("--scope", WARD, "--token-file", hub.token(WARD), "sync", "--endpoint", hub.endpoint, cache=cache)
    hub.stop()
    assert done.code == 0, done


def tearDownModule():
    Shared.folder.cleanup()


def again(*arguments):
    """A second start, which ends by itself."""
    subprocess.run([program("giaoban"), *arguments], check=True, timeout=60, env=dict(os.environ, G_DEBUG=""))


class SecondStart(unittest.TestCase):
    def frames(self):
        return [node for node in children(self.window.application()) if node.get_role_name() in ("frame", "dialog")]

    def shows(self, title):
        """Whether the header names that page; GTK 4.8 does not tell which of several is seen."""
        for node in walk(self.window.application()):
            try:
                if node.get_name() == "AdwWindowTitle" and title in (n for _, n in self.window.all("label", node)):
                    return True
            except GLib.Error:
                continue
        return False

    def test_pages(self):
        with Window(program("giaoban"), [*key_arguments(), "--now", NOW, "--page", "dossiers"]) as self.window:
            wait_for(lambda: self.shows("Hồ sơ"))
            for name, title in (("tasks", "Nhiệm vụ"), ("people", "Cán bộ"), ("today", "Hôm nay")):
                with self.subTest(name):
                    again("--page", name)
                    wait_for(lambda title=title: self.shows(title))
            again()
            self.assertTrue(self.shows("Hôm nay"))
            self.assertEqual(len(self.frames()), 1)
            subprocess.run(["gdbus", "call", "--session", "--dest", NAME, "--object-path", "/" + NAME.replace(".", "/"),
                            "--method", "org.freedesktop.Application.ActivateAction", "show-page", "[<'lookup'>]", "{}"],
                           check=True, timeout=30, stdout=subprocess.DEVNULL)
            wait_for(lambda: self.shows("Tra cứu"))
            wrong = subprocess.run([program("giaoban"), "--page", "nowhere"], check=False, timeout=60, capture_output=True)
            self.assertEqual(wrong.returncode, 2)
            self.assertTrue(self.shows("Tra cứu"))

    def test_file(self):
        """Of nobody that is known: it is looked at, and refused in words."""
        bundle = pathlib.Path(Shared.folder.name) / "dữ liệu.giaoban"
        bundle.write_text("giaoban-bundle/1\n{}\n\n", encoding="utf-8")
        with Window(program("giaoban"), [*key_arguments(), "--now", NOW, str(bundle)]) as self.window:
            wait_for(lambda: len(self.frames()) == 2)
        with Window(program("giaoban"), [*key_arguments(), "--now", NOW]) as self.window:
            wait_for(lambda: self.shows("Hôm nay"))
            again(str(bundle))
            wait_for(lambda: len(self.frames()) == 2)

    def test_activation(self):
        """Nobody runs, and the desktop asks: the bus starts the program as the installed service file says."""
        with folder() as name:
            services = pathlib.Path(name) / "dbus-1" / "services"
            services.mkdir(parents=True)
            text = (SOURCE / "data" / "io.github.giaoban.GiaoBan.service.in").read_text(encoding="utf-8")
            bin_folder = pathlib.Path(program("giaoban")).parent
            (services / (NAME + ".service")).write_text(
                text.replace("@APPLICATION_ID@", NAME).replace("@BINDIR@", str(bin_folder)), encoding="utf-8")
            call = ["gdbus", "call", "--session", "--dest", NAME, "--object-path", "/" + NAME.replace(".", "/")]
            script = " ".join("'%s'" % part for part in call) + (
                " --method org.freedesktop.Application.Activate '{}' && gdbus call --session --dest org.freedesktop.DBus "
                "--object-path / --method org.freedesktop.DBus.NameHasOwner " + NAME)
            said = subprocess.run(["dbus-run-session", "--", "sh", "-c", script], check=True, timeout=120,
                                  capture_output=True, text=True, env=dict(os.environ, XDG_DATA_HOME=name, G_DEBUG=""))
        self.assertIn("(true,)", said.stdout)

    def test_type(self):
        """The desktop knows such a file by its name, and by its first line where it was renamed."""
        with folder() as name:
            packages = pathlib.Path(name) / "mime" / "packages"
            packages.mkdir(parents=True)
            (packages / "giaoban.xml").write_bytes((SOURCE / "data" / "io.github.giaoban.GiaoBan.mime.xml").read_bytes())
            subprocess.run(["update-mime-database", str(packages.parent)], check=True, timeout=60)
            script = ("from gi.repository import Gio\n"
                      "print(Gio.content_type_guess('a.giaoban', None)[0])\n"
                      "print(Gio.content_type_guess('stick', b'giaoban-bundle/1\\n{}')[0])\n")
            said = subprocess.run(["/usr/bin/python3", "-c", script], check=True, timeout=60, capture_output=True, text=True,
                                  env=dict(os.environ, XDG_DATA_HOME=name, G_DEBUG="")).stdout
        self.assertEqual(said.split(), ["application/vnd.giaoban.bundle"] * 2)


if __name__ == "__main__":
    unittest.main()
