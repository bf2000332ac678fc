# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody in front of the desktop's dialogs: answers what the real portals ask of a desktop (org.freedesktop.impl.portal.*)
and keeps what was asked. What is between it and the program, xdg-desktop-portal and its document portal, is Debian's."""

import os
import pathlib
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.impl.portal.desktop.person"
PATH = "/org/freedesktop/portal/desktop"

DEFINITION = """[portal]
DBusName=%s
Interfaces=%s
UseIn=person
"""

INTERFACES = """
<node>
 <interface name='org.freedesktop.impl.portal.FileChooser'>
  <method name='OpenFile'>
   <arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
   <arg type='a{sv}' direction='in'/><arg type='u' direction='out'/><arg type='a{sv}' direction='out'/>
  </method>
  <method name='SaveFile'>
   <arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
   <arg type='a{sv}' direction='in'/><arg type='u' direction='out'/><arg type='a{sv}' direction='out'/>
  </method>
 </interface>
 <interface name='org.freedesktop.impl.portal.Print'>
  <method name='PreparePrint'>
   <arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
   <arg type='a{sv}' direction='in'/><arg type='a{sv}' direction='in'/><arg type='a{sv}' direction='in'/>
   <arg type='u' direction='out'/><arg type='a{sv}' direction='out'/>
  </method>
  <method name='Print'>
   <arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
   <arg type='h' direction='in'/><arg type='a{sv}' direction='in'/>
   <arg type='u' direction='out'/><arg type='a{sv}' direction='out'/>
  </method>
 </interface>
 <interface name='org.freedesktop.impl.portal.Background'>
  <method name='GetAppState'><arg type='a{sv}' direction='out'/></method>
  <method name='NotifyBackground'>
   <arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
   <arg type='u' direction='out'/><arg type='a{sv}' direction='out'/>
  </method>
  <method name='EnableAutostart'>
   <arg type='s' direction='in'/><arg type='b' direction='in'/><arg type='as' direction='in'/><arg type='u' direction='in'/>
   <arg type='b' direction='out'/>
  </method>
 </interface>
 <interface name='org.freedesktop.impl.portal.Access'>
  <method name='AccessDialog'>
   <arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>
   <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>
   <arg type='u' direction='out'/><arg type='a{sv}' direction='out'/>
  </method>
 </interface>
 <interface name='org.freedesktop.impl.portal.Notification'>
  <method name='AddNotification'>
   <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>
  </method>
  <method name='RemoveNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/></method>
 </interface>
</node>"""


def define(folder, secrets):
    """Says which portals there are, the keyring's among them when wanted; for XDG_DESKTOP_PORTAL_DIR."""
    folder.mkdir()
    kinds = ";".join(i.name for i in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces)
    (folder / "person.portal").write_text(DEFINITION % (NAME, kinds), encoding="utf-8")
    if secrets:
        (folder / "keyring.portal").write_text(
            DEFINITION % ("org.freedesktop.secrets", "org.freedesktop.impl.portal.Secret"), encoding="utf-8")


class Person:
    """Saves and opens where it was told to (self.file), prints into self.paper, allows everything."""

    def __init__(self, folder):
        self.file = None
        self.paper = pathlib.Path(folder) / "paper.pdf"
        self.calls = []
        self.context = GLib.MainContext.new()
        self.loop = GLib.MainLoop.new(self.context, False)
        self.ready = threading.Event()
        threading.Thread(target=self.serve, daemon=True).start()
        assert self.ready.wait(30)

    def serve(self):
        self.context.push_thread_default()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION),
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
            self.bus.register_object(PATH, interface, self.on_call, None, None)
        self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                           GLib.Variant("(su)", (NAME, 4)), None, 0, -1, None)
        self.ready.set()
        self.loop.run()

    def on_call(self, bus, sender, path, interface, method, parameters, invocation):
        arguments = parameters.unpack()
        self.calls.append((method, arguments))
        if method in ("OpenFile", "SaveFile"):
            answer = GLib.Variant("(ua{sv})", (0, {"uris": GLib.Variant("as", [pathlib.Path(self.file).as_uri()])}))
        elif method == "PreparePrint":
            answer = GLib.Variant("(ua{sv})", (0, {"settings": parameters.get_child_value(4),
                                                   "page-setup": parameters.get_child_value(5),
                                                   "token": GLib.Variant("u", 1)}))
        elif method == "Print":
            self.print_from(invocation.get_message().get_unix_fd_list().get(arguments[4]))
            answer = GLib.Variant("(ua{sv})", (0, {}))
        elif method == "GetAppState":
            answer = GLib.Variant("(a{sv})", ({},))
        elif method in ("NotifyBackground", "AccessDialog"):
            answer = GLib.Variant("(ua{sv})", (0, {}))
        elif method == "EnableAutostart":
            answer = GLib.Variant("(b)", (arguments[1],))
        else:
            answer = None
        invocation.return_value(answer)

    def print_from(self, fd):
        """The document comes as an open file: a pipe or one that was written to its end."""
        with os.fdopen(fd, "rb") as document:
            if document.seekable():
                document.seek(0)
            self.paper.write_bytes(document.read())

    def asked(self, method):
        return [arguments for name, arguments in self.calls if name == method]
