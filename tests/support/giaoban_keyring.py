# SPDX-License-Identifier: GPL-3.0-or-later
"""The gnome-keyring that with-keyring started: locked, and unlocked without a prompt."""

from gi.repository import Gio, GLib

SERVICE = "org.freedesktop.secrets"
ROOT = "/org/freedesktop/secrets"
COLLECTION = ROOT + "/collection/login"


def _call(interface, method, arguments, path=ROOT):
    if not hasattr(_call, "bus"):
        _call.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    return _call.bus.call_sync(SERVICE, path, interface, method, arguments, None, Gio.DBusCallFlags.NO_AUTO_START, -1)


def lock():
    _call("org.freedesktop.Secret.Service", "Lock", GLib.Variant("(ao)", ([COLLECTION],)))


def unlock():
    """gnome-keyring's own way round the prompt, with the password that with-keyring gave it."""
    _, session = _call("org.freedesktop.Secret.Service", "OpenSession",
                       GLib.Variant("(sv)", ("plain", GLib.Variant("s", "")))).unpack()
    _call("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "UnlockWithMasterPassword",
          GLib.Variant("(o(oayays))", (COLLECTION, (session, b"", b"pw", "text/plain"))))


def items():
    """What is kept: a list of (attributes, secret)."""
    _, session = _call("org.freedesktop.Secret.Service", "OpenSession",
                       GLib.Variant("(sv)", ("plain", GLib.Variant("s", "")))).unpack()
    found = []
    for path in _call("org.freedesktop.DBus.Properties", "Get", GLib.Variant(
            "(ss)", ("org.freedesktop.Secret.Collection", "Items")), COLLECTION).unpack()[0]:
        attributes = _call("org.freedesktop.DBus.Properties", "Get", GLib.Variant(
            "(ss)", ("org.freedesktop.Secret.Item", "Attributes")), path).unpack()[0]
        secret = _call("org.freedesktop.Secret.Item", "GetSecret", GLib.Variant("(o)", (session,)), path).unpack()[0]
        found.append((attributes, bytes(secret[2]).decode()))
    return found
