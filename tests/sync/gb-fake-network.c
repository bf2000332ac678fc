/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-fake-network.h"

/* A network monitor that says what it is told to; there is a network unless it is a local one only. */
struct _GbFakeNetwork
{
  GObject parent_instance;

  GNetworkConnectivity connectivity;
  gboolean metered;
};

enum
{
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static gboolean
init_network (GInitable    *initable,
              GCancellable *cancellable,
              GError      **error)
{
  return TRUE;
}

static void
initable_iface_init (GInitableIface *iface)
{
  iface->init = init_network;
}

static void
monitor_iface_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_TYPE_WITH_CODE (GbFakeNetwork, gb_fake_network, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_iface_init)
                             G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, monitor_iface_init))

static void
gb_fake_network_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GbFakeNetwork *self = GB_FAKE_NETWORK (object);

  if (id == PROP_CONNECTIVITY)
    g_value_set_enum (value, self->connectivity);
  else
    g_value_set_boolean (value, id == PROP_METERED ? self->metered
                                                   : self->connectivity != G_NETWORK_CONNECTIVITY_LOCAL);
}

static void
gb_fake_network_class_init (GbFakeNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_fake_network_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
gb_fake_network_init (GbFakeNetwork *self)
{
  self->connectivity = G_NETWORK_CONNECTIVITY_FULL;
}

GbFakeNetwork *
gb_fake_network_new (void)
{
  return g_object_new (GB_TYPE_FAKE_NETWORK, NULL);
}

void
gb_fake_network_set (GbFakeNetwork       *self,
                     GNetworkConnectivity connectivity,
                     gboolean             metered)
{
  self->connectivity = connectivity;
  self->metered = metered;
  g_object_notify (G_OBJECT (self), "connectivity");
  g_object_notify (G_OBJECT (self), "network-metered");
  g_signal_emit_by_name (self, "network-changed", connectivity != G_NETWORK_CONNECTIVITY_LOCAL);
}
