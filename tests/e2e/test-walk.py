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
from giaoban_hands import Hands, press, words  # noqa: E402
from giaoban_run import NOW, Hub, database, folder, key_arguments, program, wait_for  # noqa: E402
from giaoban_tree import Bus, Node  # noqa: E402
from giaoban_window import Window  # noqa: E402
from giaoban_words import English, Vietnamese  # noqa: E402

# When the seed's picture of the ward is taken; the window is opened a little later.
SCENE = "2026-08-26T07:12:00+07:00"
CAP = 30
PAGES = ("Today", "Dossiers", "Issues", "Tasks", "People", "Map", "Indicators", "Lookup", "Briefing")
# What the rows begin with that open the pane beside them.
ROWS = {"Issues": "SELECT title FROM issue", "Tasks": "SELECT title FROM task",
        "Lookup": "SELECT name FROM procedure ORDER BY name"}
# Windows that a button of the page, of a tab of it, or of the pane beside it, opens; or what the page can do.
OPENERS = {"Dossiers": ("dossiers.sign", "Urge", "Apologise, give a new date"),
           "Issues": ("Raise an issue", "Note…", "Pass on…"),
           "People": ("Hand over…", "Ask a team to come", "Add contact")}
# And those that are opened from these.
WITHIN = {"Raise an issue": ("Choose on the map…",), "show-outbox": ("Edit…",)}
# Where a box is ticked and unticked.
TICKED = "dossiers.sign"
WRITTEN = "Báo cáo trước 16 giờ"
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
    # the arrow and the list in libadwaita's row that opens
    if node.name in ("GtkImage", "GtkListBox") and is_in(node, {"list-item"}):
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

    def __init__(self, window, language, rows):
        self.say, self.bus = words(language), Bus(window.application())
        self.faults, self.texts, self.popovers, self.rows = set(), {}, set(), rows
        self.main = wait_for(self.bus.frames, CAP)[0].path
        self.open, self.hands = [self.main], Hands(window, True)

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

    def look_at_window(self, where, opener):
        """The window that came, which closes as it came."""
        opened = wait_for(lambda: next((frame for frame in self.bus.frames() if frame.path not in self.open), None), CAP, 0.1)
        self.open.append(opened.path)
        tree = self.settled(opened.path)
        self.note(where, tree)
        if opened.has_class_name():
            self.faults.add("%s: the window has no title" % where)
        if opener == TICKED:
            self.tick(where, opened.path)
        for within in WITHIN.get(opener, ()):
            self.look_at_opened(where, within, opened.path)
        self.open.pop()
        self.bus.act(opened.path, "window.close")
        wait_for(lambda: len(self.bus.frames()) == len(self.open), CAP, 0.1)

    def tick(self, where, path):
        """A box tells whether it is ticked, before and after."""
        def box():
            return next((node for node in self.bus.tree(path).below() if node.role == "check-box" and self.bus.is_shown(node)), None)

        before = wait_for(box, CAP, 0.1)
        for expected in ("checked" not in before.states, "checked" in before.states):
            self.hands.click(before)
            wait_for(lambda: ("checked" in Node(self.bus, before.path).states) == expected, CAP, 0.1)

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
        openers = self.look_at_openers(name, path, OPENERS.get(name, ()))
        for tab in [node for node in tree.below() if node.role == "page-tab" and "selected" not in node.states]:
            self.bus.act(tab.path)
            self.note("%s, %s" % (name, tab.name), self.settled(path))
            openers = self.look_at_openers(name, path, openers)
        if self.open_pane(name, path):
            self.note("%s, the pane" % name, self.settled(path))
            openers = self.look_at_openers(name, path, openers)
        self.faults |= {"%s has no %r" % (name, opener) for opener in openers}

    def open_pane(self, name, path):
        if name == "Dossiers":
            self.bus.act(path, "dossiers.go-to-rows")
            press("Return")
            return True
        if name not in self.rows:
            return False
        row = wait_for(lambda: next((node for node in self.bus.tree(path).below() if node.role == "list-item"
                                     and node.name.startswith(self.rows[name])), None), CAP, 0.1)
        self.hands.click(row)
        return True

    def look_at_openers(self, name, path, openers):
        """The windows that can be opened as the page is; those that cannot yet."""
        return [opener for opener in openers if not self.look_at_opened(name, opener, path)]

    def look_at_opened(self, name, opener, path):
        if "." in opener:
            self.bus.act(path, opener)
        else:
            button = next((node for node in self.bus.tree(path).below() if node.role in USED and node.name == self.say(opener)
                           and "sensitive" in node.states and self.bus.is_shown(node)), None)
            if button is None:
                return False
            self.bus.act(button.path)
        self.look_at_window("%s: %s" % (name, opener), opener)
        return True

    def look_at_windows(self):
        self.note("the header", tree := self.settled(self.main))
        self.look_at_popovers("the header", tree)
        for action in WINDOWS:
            self.bus.act(self.main, "win." + action)
            self.look_at_window(action, action)


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
            cls.first = {name: tuple(title for title, in opened.execute(sql)) for name, sql in ROWS.items()}
        # what waits to be sent and can still be changed
        late = cls.desk.ctl("queue", "--class", "overdue", "--limit", "1").json["rows"][0]["code"]
        cls.desk.act("dossier.urge", late, "text=" + WRITTEN)
        cls.data += "\n" + WRITTEN

    @classmethod
    def tearDownClass(cls):
        cls.hub.stop()
        cls.folder.cleanup()

    def walk(self, language):
        with Window(program("giaoban"), ["--cache", str(self.desk.cache), *key_arguments(), "--now", NOW, "--lang",
                                         language]) as window:
            walk = Walk(window, language, self.first)
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
