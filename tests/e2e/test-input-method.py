#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Vietnamese as it is typed: with IBus and Unikey (telex), key by key, each syllable composed before it is in the text.
Wants a display and a session bus."""

import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_desk import Desk  # noqa: E402
from giaoban_run import NOW, Hub, end_with_parent, folder, key_arguments, program, wait_for  # noqa: E402
from giaoban_window import Atspi, Window, walk  # noqa: E402

CAP = 60
SEARCH = "Tìm hồ sơ, thủ tục"


class Shared:
    """One hub, a workstation that has its data, and one input method."""


def foreign():
    """The environment of what is not ours: IBus warns where there is no desktop, which must not end it."""
    return {name: value for name, value in os.environ.items() if name != "G_DEBUG"}


def has_engine():
    """Asks for Unikey. IBus also sets the keyboard, which Xvfb does not let it, and calls that a failure."""
    subprocess.run(["ibus", "engine", "Unikey"], capture_output=True, check=False, env=foreign())
    asked = subprocess.run(["ibus", "engine"], capture_output=True, text=True, check=False, env=foreign())
    return asked.stdout.strip() == "Unikey"


def setUpModule():
    Shared.folder = folder()
    path = pathlib.Path(Shared.folder.name)
    # IBus tells where it is in a file of its own, and keeps its settings: not in those of whoever runs the test
    home = path / "home"
    for name, place in (("HOME", home), ("XDG_CONFIG_HOME", home / "config"), ("XDG_CACHE_HOME", home / "cache")):
        place.mkdir()
        os.environ[name] = str(place)
    os.environ["GTK_IM_MODULE"] = "ibus"
    Shared.ibus = subprocess.Popen(["ibus-daemon", "--single", "--panel=disable", "--xim=no",
                                    "--config=/usr/libexec/ibus-memconf"], preexec_fn=end_with_parent,
                                   stderr=subprocess.DEVNULL, env=foreign())
    wait_for(has_engine, CAP)
    Shared.hub = Hub(path, 400, days=("2026-07-01", "2026-08-26")).start()
    Shared.desk = Desk(Shared.hub, path, "desk")
    assert Shared.desk.sync().code == 0


def tearDownModule():
    Shared.hub.stop()
    Shared.ibus.terminate()
    Shared.ibus.wait(30)
    Shared.folder.cleanup()


def press(*keys):
    subprocess.run(["xdotool", "key", *keys], check=True, timeout=30)


def type_keys(keys):
    subprocess.run(["xdotool", "type", "--delay", "120", keys], check=True, timeout=60)


def text(node):
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


def has_focus(node):
    """Whether a widget has it, or the text within it."""
    return any(part.get_state_set().contains(Atspi.StateType.FOCUSED) for part in walk(node))


class Typing(unittest.TestCase):
    def setUp(self):
        self.window = None
        self.replaced = None

    def open(self, page):
        self.window = Window(program("giaoban"), ["--cache", str(Shared.desk.cache), *key_arguments(), "--now", NOW,
                                                  "--page", page])
        self.window.__enter__()
        self.addCleanup(self.window.__exit__)

    def node(self, prefix, role):
        return wait_for(lambda: next((node for node, name in self.window.all(role) if name.startswith(prefix)), None), CAP)

    def wait_text(self, node, expected):
        try:
            wait_for(lambda: text(node) == expected, CAP)
        except AssertionError:
            raise AssertionError("%r where %r was typed" % (text(node), expected)) from None

    def wait_focus(self, key, node):
        """Goes on by a key until a widget has the focus."""
        for _ in range(40):
            if has_focus(node):
                return
            press(key)
            try:
                wait_for(lambda: has_focus(node), 0.3)
            except AssertionError:
                continue
        raise AssertionError("%s does not lead there" % key)

    def write(self, node, keys, words):
        """Word by word: IBus answers in its own time, and where keys come faster it may change their order."""
        before = "" if text(node) == self.replaced else text(node)
        for key, last in zip(keys.split(" "), range(1, len(words.split(" ")) + 1)):
            type_keys(key + " ")
            self.wait_text(node, before + " ".join(words.split(" ")[:last]) + " ")

    def begin(self, node):
        """Has the whole text replaced by what is typed next. IBus makes its part of a text when the text first gets the
        focus, in its own time, and may lose keys until then: the first syllable has to have come back."""
        press("ctrl+a")
        type_keys("aa ")
        wait_for(lambda: text(node).endswith(" ") and len(text(node)) <= 3, CAP)
        self.replaced = text(node)
        press("ctrl+a")

    def open_entry(self, shortcut, prefix):
        node = self.node(prefix, "entry")
        wait_for(lambda: has_focus(node) or press(shortcut), CAP)
        return node

    def test_search_of_the_window(self):
        self.open("today")
        entry = self.open_entry("ctrl+f", SEARCH)
        self.begin(entry)
        type_keys("nguyeenx vawn")
        # what is still composed is not in the text, so nothing is looked for with half a syllable
        self.wait_text(entry, "nguyễn ")
        type_keys(" ")
        self.wait_text(entry, "nguyễn văn ")
        self.assertTrue(has_focus(entry))
        # results that come meanwhile take neither the focus nor what is being composed
        type_keys("dduwowngf ")
        self.wait_text(entry, "nguyễn văn đường ")
        press("BackSpace", "BackSpace")
        self.wait_text(entry, "nguyễn văn đườn")
        press("Escape")
        press("Escape")
        wait_for(lambda: text(entry) == "" or not has_focus(entry), CAP)

    def test_search_of_a_page(self):
        self.open("dossiers")
        entry = self.open_entry("ctrl+shift+f", "Tìm hồ sơ theo mã")
        self.begin(entry)
        self.write(entry, "ddaats ddai phuwowngf nghiax looj", "đất đai phường nghĩa lộ")
        self.assertTrue(has_focus(entry))

    def test_editors(self):
        """What is still composed when the focus goes on stays, and what is stored by itself meanwhile disturbs nothing."""
        self.open("briefing")
        first, second = self.node("Nguyên nhân quá hạn", "text"), self.node("Vướng mắc, kiến nghị", "text")
        self.wait_focus("Tab", first)
        self.begin(first)
        self.write(first, "Sowr Xaay duwngj", "Sở Xây dựng")
        type_keys("chaamj")
        self.wait_focus("Tab", second)
        self.wait_text(first, "Sở Xây dựng chậm")
        self.begin(second)
        self.write(second, "DDeef nghij suwar chuwax caauf treo Nuwowcs Nia.", "Đề nghị sửa chữa cầu treo Nước Nia.")
        press("Return")
        self.write(second, "UBND phuwowngf xin ys kieens", "UBND phường xin ý kiến")
        written = text(second)
        self.assertEqual(written, "Đề nghị sửa chữa cầu treo Nước Nia. \nUBND phường xin ý kiến ")
        press("ctrl+q")
        wait_for(lambda: self.window.process.poll() is not None, CAP)
        self.open("briefing")
        self.wait_text(self.node("Nguyên nhân quá hạn", "text"), "Sở Xây dựng chậm")
        self.assertEqual(text(self.node("Vướng mắc, kiến nghị", "text")).strip(), written.strip())


if __name__ == "__main__":
    unittest.main(verbosity=2)
