# SPDX-License-Identifier: GPL-3.0-or-later
"""What a window tells the accessibility bus, asked of the program itself: libatspi keeps what it was told once."""

from giaoban_window import Atspi, GLib, is_page
from gi.repository import Gio

ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE, ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
COMPONENT = "org.a11y.atspi.Component"
PROPERTIES = "org.freedesktop.DBus.Properties"
# Of a long list the first are looked at, the others are like them
MOST = 6
ROLES = {int(number): role.value_nick for number, role in Atspi.Role.__enum_values__.items()}
STATES = {int(number): state.value_nick for number, state in Atspi.StateType.__enum_values__.items()}


class Node:
    def __init__(self, bus, path, parent=None):
        said = bus.call(path, PROPERTIES, "GetAll", GLib.Variant("(s)", (ACCESSIBLE,)))[0]
        low, high = bus.call(path, ACCESSIBLE, "GetState")[0]
        self.bus, self.path, self.parent, self.children = bus, path, parent, []
        self.name, self.description = said["Name"], said["Description"]
        self.role = ROLES[bus.call(path, ACCESSIBLE, "GetRole")[0]]
        self.states = {name for number, name in STATES.items() if (low | high << 32) >> number & 1}

    def __repr__(self):
        return "%s %r" % (self.role, self.name)

    def get_extents(self, kind):
        """As libatspi's nodes have it."""
        at = Atspi.Rect()
        at.x, at.y, at.width, at.height = self.bus.call(self.path, COMPONENT, "GetExtents", GLib.Variant("(u)", (int(kind),)))[0]
        return at

    def below(self):
        yield self
        for child in self.children:
            yield from child.below()

    def has_class_name(self):
        """GTK tells the name of the class of what has no name."""
        return self.name == "" or self.name.startswith(("Gtk", "Gb", "Adw", "Shumate"))


class Bus:
    """The accessibility bus, and one program on it."""

    def __init__(self, application):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1, None)
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address.unpack()[0], Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.name = application.app.bus_name

    def call(self, path, interface, method, arguments=None):
        return self.bus.call_sync(self.name, path, interface, method, arguments, None, 0, 60000, None).unpack()

    def children(self, path):
        """Their paths; what went meanwhile has none."""
        try:
            return [child for _, child in self.call(path, ACCESSIBLE, "GetChildren")[0]]
        except GLib.Error:
            return []

    def frames(self):
        return [Node(self, path) for path in self.children(ROOT)]

    def find(self, path, name):
        """The path of what has the name, in no page."""
        for child in self.children(path):
            try:
                said = self.call(child, PROPERTIES, "Get", GLib.Variant("(ss)", (ACCESSIBLE, "Name")))[0]
            except GLib.Error:
                continue
            found = child if said == name else None if is_page(said) else self.find(child, name)
            if found is not None:
                return found
        return None

    def paths(self, start):
        """Of all that is below."""
        return [start, *(path for child in self.children(start)[:MOST] for path in self.paths(child))]

    def tree(self, path, parent=None):
        """The node with all that is below, into no page but the one that it is; None if it went."""
        try:
            node = Node(self, path, parent)
        except GLib.Error:
            return None
        if parent is None or not is_page(node.name):
            found = [self.tree(child, node) for child in self.children(path)[:MOST]]
            node.children = [child for child in found if child is not None]
        return node

    def is_shown(self, node):
        """What never was has no size."""
        try:
            at = self.call(node.path, COMPONENT, "GetExtents", GLib.Variant("(u)", (1,)))[0]
        except GLib.Error:
            return False
        return at[2] > 0 and at[3] > 0

    def act(self, path, name=None):
        """What it does, or the one of the name among what it can do."""
        names = [found for found, _, _ in self.call(path, ACTION, "GetActions")[0]] if name is not None else []
        return self.call(path, ACTION, "DoAction", GLib.Variant("(i)", (names.index(name) if name is not None else 0,)))[0]
