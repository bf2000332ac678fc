# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands on a running giaoban: what is on its windows is found through the accessibility bus, and used by the keys and the
pointer of a real display."""

import gettext
import os
import subprocess

from giaoban_run import end_with_parent, wait_for
from giaoban_window import Atspi, GLib, children, is_page, role_of

CAP = 60
# To look through a window is work for the program, too
PAUSE = 0.2
# Full rounds of Tab through the largest window
TABS = 200


def words(language, domain="giaoban"):
    """What the program says for a text of its sources: called with (text) or (text, plural, n)."""
    places = [os.environ["GIAOBAN_LOCALEDIR"]] if domain == "giaoban" else [None]
    known = gettext.translation(domain, *places, languages=[language], fallback=True)

    def say(text, plural=None, n=0):
        return known.gettext(text) if plural is None else known.ngettext(text, plural, n).replace("%u", str(n))

    return say


def xdotool(*arguments, check=True):
    return subprocess.run(["xdotool", *arguments], check=check, timeout=60, capture_output=True, text=True).stdout


def press(*keys):
    xdotool("key", *keys)


class Hands:
    """With @pointer everything is clicked, else the display's pointer is never touched."""

    def __init__(self, window, pointer):
        self.window, self.pointer, self.page = window, pointer, None

    # --- what is there

    def title(self):
        """Of the window that has the keys."""
        assert self.window.process.poll() is None, "it ended with %s" % self.window.process.poll()
        name = xdotool("getwindowfocus", "getwindowname", check=False).strip()
        if name != "":
            return name
        # a dialog went; as a window manager does, once what is below it is known
        for number in xdotool("search", "--onlyvisible", "--name", "^Giao Ban$", check=False).split()[-1:]:
            xdotool("windowfocus", number, check=False)
        return ""

    def wait_back(self):
        """Until the dialog is gone."""
        wait_for(lambda: self.title() == "Giao Ban", CAP)

    def top(self):
        """The window that has the keys."""
        def named():
            title = self.title()
            return next((node for node in children(self.window.application()) if node.get_name() == title), None)

        return wait_for(named, CAP)

    def below(self, node):
        """(node, role, name) of what is below, into no other page than the one that is looked at."""
        try:
            role, name = role_of(node), node.get_name() or ""
            yield node, role, name
            if name != "GbStartPage" and (self.page is None or not is_page(name) or name == self.page):
                for child in list(children(node)):
                    yield from self.below(child)
        except GLib.Error:
            return

    def said(self):
        """All that the window says."""
        return [name for _, _, name in self.below(self.top())]

    def wait_said(self, text):
        wait_for(lambda: any(text in name for name in self.said()), CAP, PAUSE)

    def place(self, node):
        """x, y, width and height in its window; None where it is not to be seen."""
        try:
            at = node.get_extents(Atspi.CoordType.WINDOW)
        except GLib.Error:
            return None
        return at if at.width > 0 and at.height > 0 else None

    def find(self, name, roles=("push button", "toggle button", "page tab", "list item", "table row", "entry", "text",
                                "radio button", "check box")):
        """The innermost that is there of that name, which may end with “…” for any end."""
        def matches(said):
            # GTK 4.8 names its own dialogs' buttons “_In In”
            return said.startswith(name[:-3]) if name.endswith("...") else said in (name, "_%s %s" % (name, name))

        found = None
        for node, role, said in self.below(self.top()):
            if role in roles and matches(said) and self.place(node):
                found = node
        return found

    def wait(self, name, **options):
        try:
            return wait_for(lambda: self.find(name, **options), CAP, PAUSE)
        except AssertionError:
            raise AssertionError("no %r in “%s”" % (name, self.title())) from None

    # --- keys and pointer

    def has_focus(self, node):
        try:
            return node.get_state_set().contains(Atspi.StateType.FOCUSED)
        except GLib.Error:
            return False

    def tab_to(self, node):
        """By Tab alone, as somebody without a pointer comes there. The program takes the keys when it has time for them:
        what has the focus is believed once it keeps it."""
        for _ in range(TABS):
            if self.has_focus(node) and all(self.has_focus(node) for _ in range(8)):
                return
            press("Tab")
            any(self.has_focus(node) for _ in range(3))
        raise AssertionError("Tab does not lead to %r in “%s”" % (node.get_name(), self.title()))

    def corner(self):
        """Where on the screen the window's content begins."""
        lines = dict(line.split("=") for line in xdotool("getwindowfocus", "getwindowgeometry", "--shell").split())
        frame = self.place(self.top())
        return (int(lines["X"]) + (int(lines["WIDTH"]) - frame.width) // 2,
                int(lines["Y"]) + (int(lines["HEIGHT"]) - frame.height) // 2, frame)

    def click(self, node):
        """Where it is; scrolls to it first."""
        left, top, frame = self.corner()
        for _ in range(60):
            at = self.place(node)
            if at.y + at.height <= frame.height - 8:
                break
            xdotool("mousemove", str(left + at.x + at.width // 2), str(top + frame.height // 2), "click", "5")
        xdotool("mousemove", str(left + at.x + at.width // 2), str(top + at.y + at.height // 2), "click", "1")

    def use(self, name, key="Return", **options):
        node = self.wait(name, **options)
        if self.pointer:
            self.click(node)
        else:
            self.tab_to(node)
            press(key)

    def write(self, text):
        """Where the cursor is, whatever is there; pasted, for xdotool cannot type Vietnamese."""
        held = subprocess.Popen(["xclip", "-quiet", "-in", "-selection", "clipboard"], stdin=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, preexec_fn=end_with_parent)
        held.stdin.write(text.encode())
        held.stdin.close()
        try:
            wait_for(lambda: xclip() == text)
            press("ctrl+a", "ctrl+v")
            wait_for(lambda: self.written(text), CAP, PAUSE)
        finally:
            held.terminate()
            held.wait(30)

    def written(self, text):
        """Whether a field of the window has the text."""
        for node, role, _ in self.below(self.top()):
            if role in ("text", "entry"):
                try:
                    if Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node)) == text:
                        return True
                except GLib.Error:
                    continue
        return False

    def go(self, title, key, page):
        """To a page, by its row in the sidebar or by its key."""
        self.page = page
        if self.pointer:
            self.use(title + "...", roles=("list item",))
        else:
            press("alt+" + key)


def xclip():
    return subprocess.run(["xclip", "-out", "-selection", "clipboard"], capture_output=True, text=True, check=False,
                          timeout=30).stdout
