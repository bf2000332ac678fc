#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page, part of a page, menu, popover and window of the program, as the accessibility bus is told of it: whatever can be
used has a role, a name and its state, a picture is described or hidden; in Vietnamese nothing English is said, in English
nothing Vietnamese but what comes from the hub. Wants a display and a session bus."""

import os
import pathlib
import sys
import unittest

sys.path.insert(0, os.environ["GIAOBAN_TEST_SUPPORT"])
from giaoban_desk import Desk  # noqa: E402
from giaoban_hands import press, words  # noqa: E402
from giaoban_run import NOW, Hub, database, folder, key_arguments, program, wait_for  # noqa: E402
from giaoban_tree import Bus  # noqa: E402
from giaoban_window import Window  # noqa: E402
from giaoban_words import English, Vietnamese  # noqa: E402

# When the seed's picture of the ward is taken; the window is opened a little later.
SCENE = "2026-08-26T07:12:00+07:00"
CAP = 30
PAGES = ("Today", "Dossiers", "Issues", "Tasks", "People", "Map", "Indicators", "Lookup", "Briefing")
# Windows that a button of the page, or of the pane beside it, opens.
OPENERS = {"Issues": ("Raise an issue",),
           "People": ("Hand over…",)}
# Windows of the whole program, by what the main window can do; what it is about, and to choose a file, are libadwaita's and
# GTK's own.
WINDOWS = ("show-outbox", "show-set-aside", "show-sync-log", "sign-in", "show-preferences", "show-shortcuts")
# The words of the paper are those of the state.
PAPER = "document-text"
# Of GTK's own buttons in the title bar, which its Vietnamese catalogue does not have.
NOT_OURS = ("Minimize the window", "Maximize the window", "Close the window")
ROLELESS = ("filler", "panel", "unknown", "invalid")
USED = {"push-button", "toggle-button", "check-box", "radio-button", "combo-box", "entry", "text", "menu-item", "slider",
        "spin-button", "page-tab", "link", "switch"}
# The state that tells what the thing can do; GTK 4.8 tells of a check button only that it is checked.
STATES = {"page-tab": {"selectable"}, "entry": {"editable", "read-only"},
          "text": {"editable", "read-only"}}


def is_in(node, roles):
    """Whether it is in something of the roles that has a name."""
    above = node.parent
    while above is not None and not (above.role in roles and not above.has_class_name()):
        above = above.parent
    return above is not None


def is_part(node):
    """What GTK puts into something that has the name: the rows of a table, what is drawn in an entry, a button's toggle."""
    if node.role == "scroll-pane" or node.name in ("GtkColumnListView", "GtkListItemWidget") and node.role != "list-item":
        return True
    # the button that has the focus is in the one that opens the menu
    if "focusable" not in node.states and any("focusable" in child.states and child.role in USED for child in node.children):
        return True
    return is_in(node, USED if node.role == "image" else {"text"}) or node.parent is not None and (
        node.parent.role in USED and not node.parent.has_class_name())


def is_of_a_choice(node):
    """The list that libadwaita's row of a choice opens under its own title."""
    return node.name == "GtkListView" or node.parent is not None and node.parent.name == "GtkListView"


def is_said_twice(name):
    """A name of its own, and that of what labels it."""
    half = len(name) // 2
    return len(name) > 2 and name[:half] == name[half + 1:]


def faults_of(node):
    """What is wrong with one node."""
    is_used = "focusable" in node.states or node.role in USED
    if is_used and not is_part(node):
        if node.role in ROLELESS:
            yield "has no role"
        if node.has_class_name():
            yield "has no name"
        if is_said_twice(node.name):
            yield "is said twice"
        if not node.states & STATES.get(node.role, node.states | {""}):
            yield "does not tell its state"
    if node.role == "image" and node.has_class_name() and not is_part(node):
        yield "is neither described nor hidden"


def texts_of(node):
    """What is said, but of what is on paper."""
    if node.role == PAPER:
        return
    yield from (text for text in (node.name, node.description) if text and text not in NOT_OURS
                and not node.has_class_name())
    for child in node.children:
        yield from texts_of(child)


class Walk:
    """Through one window in one language."""

    def __init__(self, window, language):
        self.say, self.bus = words(language), Bus(window.application())
        self.faults, self.texts, self.popovers = set(), {}, set()
        self.main = wait_for(self.bus.frames, CAP)[0].path

    def settled(self, path):
        """What is there, once it is the same twice."""
        last = [None]

        def same():
            last.append(self.bus.paths(path))
            return last[-1] == last[-2]

        wait_for(same, CAP, 0.2)
        return self.bus.tree(path)

    def note(self, where, start):
        for node in start.below():
            if where == "show-preferences" and is_of_a_choice(node):
                continue
            for fault in faults_of(node):
                if self.bus.is_shown(node):
                    self.faults.add("%s: %s in %s %s" % (where, node, node.parent, fault))
        for text in texts_of(start):
            self.texts.setdefault(text, where)

    def look_at_window(self, where):
        """The window that came, which closes as it came."""
        opened = wait_for(lambda: next((frame for frame in self.bus.frames() if frame.path != self.main), None), CAP, 0.1)
        self.note(where, self.settled(opened.path))
        if opened.has_class_name():
            self.faults.add("%s: the window has no title" % where)
        self.bus.act(opened.path, "window.close")
        wait_for(lambda: len(self.bus.frames()) == 1, CAP, 0.1)

    def look_at_popovers(self, where, tree):
        """Of each button that has one, once for those of one name."""
        for node in tree.below():
            if "focusable" not in node.states or node.role not in USED or node.parent.role != "push-button":
                continue
            if (where, node.name) in self.popovers or not self.bus.is_shown(node):
                continue
            self.popovers.add((where, node.name))
            before = set(self.bus.children(node.parent.path))
            self.bus.act(node.path)
            opened = wait_for(lambda: set(self.bus.children(node.parent.path)) - before, CAP, 0.05)
            self.note("%s: %s" % (where, node.name), self.settled(opened.pop()))
            self.bus.act(node.path)
            wait_for(lambda: not set(self.bus.children(node.parent.path)) - before, CAP, 0.05)

    def look_at_page(self, number, name):
        press("alt+%d" % number)
        path = wait_for(lambda: self.bus.find(self.main, "Gb%sPage" % name), CAP, 0.1)
        tree = self.settled(path)
        self.note(name, tree)
        self.look_at_popovers(name, tree)
        for tab in [node for node in tree.below() if node.role == "page-tab" and "selected" not in node.states]:
            self.bus.act(tab.path)
            self.note("%s, %s" % (name, tab.name), self.settled(path))
        for opener in OPENERS.get(name, ()):
            self.look_at_opened(name, opener, self.bus.tree(path))

    def look_at_opened(self, name, opener, tree):
        button = next((node for node in tree.below() if node.role in USED and node.name == self.say(opener)
                       and self.bus.is_shown(node)), None)
        if button is None:
            self.faults.add("%s has no %r" % (name, opener))
            return
        self.bus.act(button.path)
        self.look_at_window("%s: %s" % (name, opener))

    def look_at_windows(self):
        self.note("the header", tree := self.settled(self.main))
        self.look_at_popovers("the header", tree)
        for action in WINDOWS:
            self.bus.act(self.main, "win." + action)
            self.look_at_window(action)


class Walks(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = folder()
        path = pathlib.Path(cls.folder.name)
        cls.hub = Hub(path, 2000, seed=1, days=("2026-07-01", "2026-08-26"), now=SCENE).start()
        cls.desk = Desk(cls.hub, path, "desk")
        assert cls.desk.sync().code == 0
        with database(cls.desk.cache) as opened:
            cls.data = "\n".join(str(value) for (table,) in opened.execute("SELECT name FROM sqlite_schema WHERE type='table'")
                                 .fetchall() for row in opened.execute('SELECT * FROM "%s"' % table) for value in row
                                 if isinstance(value, str))

    @classmethod
    def tearDownClass(cls):
        cls.hub.stop()
        cls.folder.cleanup()

    def walk(self, language):
        with Window(program("giaoban"), ["--cache", str(self.desk.cache), *key_arguments(), "--now", NOW, "--lang",
                                         language]) as window:
            walk = Walk(window, language)
            for number, name in enumerate(PAGES, 1):
                walk.look_at_page(number, name)
            walk.look_at_windows()
        self.assertEqual(sorted(walk.faults), [])
        return walk

    def test_vietnamese(self):
        english = English(self.data)
        self.assertEqual([(where, text) for text, where in self.walk("vi").texts.items() if english.is_in(text)], [])

    def test_english(self):
        vietnamese = Vietnamese(self.data)
        self.assertEqual([(where, text) for text, where in self.walk("en").texts.items() if vietnamese.is_in(text)], [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
