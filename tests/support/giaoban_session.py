# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop on the private bus of a test: it shows notices, keeps the user's timers and grants what a sandbox asks for.
Everything that is asked of it is kept."""

import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

APPLICATION = "io.github.giaoban.GiaoBan"

NOTIFICATIONS = """
<node><interface name='org.freedesktop.Notifications'>
  <method name='Notify'>
    <arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>
    <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>
    <arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/>
  </method>
  <method name='CloseNotification'><arg type='u' direction='in'/></method>
  <method name='GetCapabilities'><arg type='as' direction='out'/></method>
  <method name='GetServerInformation'>
    <arg type='s' direction='out'/><arg type='s' direction='out'/><arg type='s' direction='out'/>
    <arg type='s' direction='out'/>
  </method>
  <signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>
  <signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>
</interface></node>"""

SHELL = """
<node><interface name='org.gtk.Notifications'>
  <method name='AddNotification'>
    <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>
  </method>
  <method name='RemoveNotification'><arg type='s' direction='in'/><arg type='s' direction='in'/></method>
</interface></node>"""

SYSTEMD = """
<node><interface name='org.freedesktop.systemd1.Manager'>
  <method name='EnableUnitFiles'>
    <arg type='as' direction='in'/><arg type='b' direction='in'/><arg type='b' direction='in'/>
    <arg type='b' direction='out'/><arg type='a(sss)' direction='out'/>
  </method>
  <method name='LinkUnitFiles'>
    <arg type='as' direction='in'/><arg type='b' direction='in'/><arg type='b' direction='in'/>
    <arg type='a(sss)' direction='out'/>
  </method>
  <method name='DisableUnitFiles'>
    <arg type='as' direction='in'/><arg type='b' direction='in'/><arg type='a(sss)' direction='out'/>
  </method>
  <method name='Reload'/>
  <method name='GetUnitFileState'><arg type='s' direction='in'/><arg type='s' direction='out'/></method>
  <method name='StartUnit'>
    <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='o' direction='out'/>
  </method>
  <method name='StopUnit'>
    <arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='o' direction='out'/>
  </method>
</interface></node>"""

PORTAL = """
<node><interface name='org.freedesktop.portal.Background'>
  <method name='RequestBackground'>
    <arg type='s' direction='in'/><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>
  </method>
</interface></node>"""

PROGRAM = """
<node><interface name='org.freedesktop.Application'>
  <method name='Activate'><arg type='a{sv}' direction='in'/></method>
  <method name='ActivateAction'>
    <arg type='s' direction='in'/><arg type='av' direction='in'/><arg type='a{sv}' direction='in'/>
  </method>
</interface></node>"""


class Session:
    """What is on the bus, served from a thread of its own."""

    def __init__(self, notifications=True, systemd=True, portal=True, program=True, shell=False):
        self.calls = []
        self.notices = []
        self.linked = False  # whether systemd finds the units by name
        self.granted = True
        self.context = GLib.MainContext.new()
        self.loop = GLib.MainLoop.new(self.context, False)
        self.names = []
        self.wanted = [(notifications, "org.freedesktop.Notifications", "/org/freedesktop/Notifications", NOTIFICATIONS),
                       (shell, "org.gtk.Notifications", "/org/gtk/Notifications", SHELL),
                       (systemd, "org.freedesktop.systemd1", "/org/freedesktop/systemd1", SYSTEMD),
                       (portal, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", PORTAL),
                       (program, APPLICATION, "/" + APPLICATION.replace(".", "/"), PROGRAM)]
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()
        assert self.ready.wait(30)

    def serve(self):
        self.context.push_thread_default()
        address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION, None)
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None,
            None)
        for wanted, name, path, xml in self.wanted:
            if not wanted:
                continue
            node = Gio.DBusNodeInfo.new_for_xml(xml)
            self.bus.register_object(path, node.interfaces[0], self.on_call, None, None)
            self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                               GLib.Variant("(su)", (name, 4)), None, 0, -1, None)
        self.ready.set()
        self.loop.run()
        self.bus.close_sync(None)
        self.context.pop_thread_default()

    def on_call(self, bus, sender, path, interface, method, parameters, invocation):
        arguments = parameters.unpack()
        self.calls.append((method, arguments))
        answer = getattr(self, "do_" + method, lambda *_: None)(sender, *arguments)
        if isinstance(answer, Exception):
            invocation.return_dbus_error("org.freedesktop.DBus.Error.FileNotFound", str(answer))
        else:
            invocation.return_value(answer)

    # Notices

    def do_Notify(self, sender, program, replaces, icon, title, body, actions, hints, timeout):
        self.notices.append({"program": program, "title": title, "body": body, "actions": actions, "hints": hints,
                             "number": len(self.notices) + 1})
        return GLib.Variant("(u)", (len(self.notices),))

    def do_GetCapabilities(self, sender):
        return GLib.Variant("(as)", (["body", "actions"],))

    def do_GetServerInformation(self, sender):
        return GLib.Variant("(ssss)", ("test", "test", "1", "1.2"))

    def click(self, number, action="default"):
        self.bus.emit_signal(None, "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "ActionInvoked",
                             GLib.Variant("(us)", (number, action)))
        self.bus.flush_sync(None)

    def activate(self, action, target):
        """What the shell does when a notice is clicked, whether the program still runs or not."""
        name = action.split(".", 1)[1]
        self.bus.call_sync(APPLICATION, "/" + APPLICATION.replace(".", "/"), "org.freedesktop.Application", "ActivateAction",
                           GLib.Variant("(sava{sv})", (name, [GLib.Variant("s", target)], {})), None, 0, -1, None)

    # The user's timers

    def do_EnableUnitFiles(self, sender, units, runtime, force):
        if not self.linked:
            return FileNotFoundError("Unit file %s does not exist." % units[0])
        return GLib.Variant("(ba(sss))", (True, []))

    def do_LinkUnitFiles(self, sender, files, runtime, force):
        self.linked = True
        return GLib.Variant("(a(sss))", ([],))

    def do_DisableUnitFiles(self, sender, units, runtime):
        return GLib.Variant("(a(sss))", ([],))

    def do_StartUnit(self, sender, unit, mode):
        return GLib.Variant("(o)", ("/org/freedesktop/systemd1/job/1",))

    do_StopUnit = do_StartUnit

    def do_GetUnitFileState(self, sender, unit):
        return GLib.Variant("(s)", ("enabled",))

    # The sandbox's door

    def do_RequestBackground(self, sender, parent, options):
        path = "/org/freedesktop/portal/desktop/request/%s/%s" % (sender[1:].replace(".", "_"), options["handle_token"])
        results = {"background": GLib.Variant("b", self.granted),
                   "autostart": GLib.Variant("b", self.granted and options["autostart"])}
        self.bus.emit_signal(sender, path, "org.freedesktop.portal.Request", "Response",
                             GLib.Variant("(ua{sv})", (0 if self.granted else 1, results)))
        return GLib.Variant("(o)", (path,))

    def named(self, method):
        """The arguments of every call of that method."""
        return [arguments for name, arguments in self.calls if name == method]

    def stop(self):
        self.context.invoke_full(GLib.PRIORITY_DEFAULT, lambda *_: self.loop.quit())
        self.thread.join(30)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.stop()
