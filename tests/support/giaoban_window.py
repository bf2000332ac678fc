# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as somebody uses it who cannot see it: through the accessibility bus."""

import os
import subprocess

# Warnings are to end our program, not the accessibility library in this one.
strictness = os.environ.pop("G_DEBUG", None)
import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
gi.require_version("GdkPixbuf", "2.0")
from gi.repository import Atspi, GdkPixbuf, GLib  # noqa: E402

if strictness is not None:
    os.environ["G_DEBUG"] = strictness

from giaoban_run import end_with_parent, wait_for  # noqa: E402


def distinct_colours(picture):
    """How many colours a PNG has, looking at every fourth pixel of every row."""
    pixbuf = GdkPixbuf.Pixbuf.new_from_file(str(picture))
    data, step, stride = pixbuf.get_pixels(), pixbuf.get_n_channels(), pixbuf.get_rowstride()
    return len({data[y * stride + x * step:y * stride + x * step + 3]
                for y in range(pixbuf.get_height()) for x in range(0, pixbuf.get_width(), 4)})


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def role_of(node):
    """A newer at-spi2 calls a push button otherwise."""
    role = node.get_role_name()
    return "push button" if role == "button" else role


ROWS = "GtkColumnListView"


def is_page(name):
    return name.startswith("Gb") and name.endswith("Page") and name != "GbStartPage"


def walk(node, into_rows=False, page=None):
    """All that is below, into a table's rows only when wanted, and with a page's name into no other page; what goes
    away meanwhile is passed over."""
    try:
        yield node
        name = node.get_name() or ""
        if (into_rows or name != ROWS) and (page is None or not is_page(name) or name == page):
            for child in list(children(node)):
                yield from walk(child, into_rows, page)
    except GLib.Error:
        return


class Window:
    """A running giaoban, ended with the block. Of its pages only the one it opens with is looked at: GTK tells the
    others, too, and to walk over all of them takes seconds."""

    def __init__(self, program, arguments):
        self.command = [program] + arguments
        self.page = "Gb%sPage" % arguments[arguments.index("--page") + 1].title() if "--page" in arguments else None
        self.process = None

    def __enter__(self):
        self.process = subprocess.Popen(self.command, env=dict(os.environ, GTK_A11Y="atspi", LANGUAGE="vi", G_DEBUG=""),
                                        preexec_fn=end_with_parent)
        wait_for(self.application)
        return self

    def __exit__(self, *exception):
        self.process.terminate()
        self.process.wait(30)

    def application(self):
        desktop = Atspi.get_desktop(0)
        for child in children(desktop):
            if child.get_process_id() == self.process.pid:
                return child
        return None

    def all(self, role=None, start=None):
        for node in walk(start or self.application(), start is not None, self.page):
            try:
                if role is None or role_of(node) == role:
                    yield node, node.get_name() or ""
            except GLib.Error:
                continue

    def named(self, prefix, role):
        return [name for _, name in self.all(role) if name.startswith(prefix)]

    def find(self, name):
        return next((node for node, found in self.all() if found == name), None)

    def press(self, name):
        """Does what a button or a line of a menu does; the innermost one of the name is the one that acts."""
        def pressable():
            return [node for node, found in self.all() if found == name
                    and role_of(node) in ("push button", "menu item", "list item")]
        Atspi.Action.do_action(wait_for(pressable)[-1], 0)

    def press_until(self, name, found):
        """Presses what is there already, but acts only once GTK shows it, until something of the other name is there."""
        wait_for(lambda: self.press(name) or self.find(found))

    def nameless(self, start):
        """What below a node can have the focus and has no name of its own; GTK's names are those of its classes."""
        found = []
        for node in walk(start):
            try:
                states, name = node.get_state_set(), node.get_name() or ""
                if states.contains(Atspi.StateType.FOCUSABLE) and role_of(node) not in ("scroll pane", "table row"):
                    if (name == "" or name.startswith(("Gtk", "Gb", "Adw"))) and name not in (ROWS, "GtkListBox"):
                        found.append("%s %r" % (role_of(node), name))
            except GLib.Error:
                continue
        return found

    def type_into(self, prefix, text):
        entry = wait_for(lambda: next((node for node, name in self.all("entry") if name.startswith(prefix)), None))
        Atspi.EditableText.set_text_contents(entry, text)

    def table(self):
        return next((node for node, name in self.all() if name == ROWS), None)

    def table_codes(self):
        """The first cell of each row in the table."""
        table = self.table()
        codes = []
        for row in children(table) if table is not None else ():
            label = next((name for _, name in self.all("label", row) if name), None)
            if label is not None:
                codes.append(label)
        return codes

    def open_only_row(self, opened):
        """Clicks where the table's only row must be: upwards from the empty part below it, until opened() says so.
        GTK 4.8 tells no places on the screen, and what is above the row would sort or filter."""
        for height in range(820, 170, -30):
            subprocess.run(["xdotool", "mousemove", "600", str(height), "click", "1"], check=True, timeout=30)
            try:
                return wait_for(opened, 0.3)
            except AssertionError:
                continue
        raise AssertionError("the row could not be opened")

    def shows_beside_table(self, text):
        """Whether a label outside of the table shows the text."""
        return any(text in name for _, name in self.all("label"))
