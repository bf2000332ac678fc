/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-connectivity.h"

#define LOGIN_NAME "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"
#define LOGIN_MANAGER "org.freedesktop.login1.Manager"

/**
 * GbConnectivity:
 *
 * What the system tells of the network, and when the machine goes to sleep and wakes up: GLib's network
 * monitor (NetworkManager, or the portal in a sandbox) and logind. Where one of them is missing the
 * network counts as good and the machine as awake.
 */
struct _GbConnectivity
{
  GObject parent_instance;

  GNetworkMonitor *monitor; /* (owned) */
  GDBusConnection *bus; /* (owned) (nullable) */
  guint subscription;
};

enum
{
  PROP_MONITOR = 1,
  PROP_BUS,
  PROP_STATE,
  PROP_METERED,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SLEEPING,
  SIGNAL_RESUMED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (GbConnectivityState, gb_connectivity_state,
                    G_DEFINE_ENUM_VALUE (GB_CONNECTIVITY_STATE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (GB_CONNECTIVITY_STATE_PORTAL, "portal"),
                    G_DEFINE_ENUM_VALUE (GB_CONNECTIVITY_STATE_LIMITED, "limited"),
                    G_DEFINE_ENUM_VALUE (GB_CONNECTIVITY_STATE_FULL, "full"))
G_DEFINE_FINAL_TYPE (GbConnectivity, gb_connectivity, G_TYPE_OBJECT)

static void
on_monitor_changed_cb (GbConnectivity *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_METERED]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_prepare_for_sleep_cb (GDBusConnection *bus,
                         const char      *sender,
                         const char      *path,
                         const char      *interface,
                         const char      *signal,
                         GVariant        *parameters,
                         gpointer         user_data)
{
  GbConnectivity *self = user_data;
  gboolean begins;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &begins);
  g_signal_emit (self, signals[begins ? SIGNAL_SLEEPING : SIGNAL_RESUMED], 0);
}

static void
watch (GbConnectivity *self)
{
  if (self->bus != NULL)
    self->subscription = g_dbus_connection_signal_subscribe (
        self->bus, LOGIN_NAME, LOGIN_MANAGER, "PrepareForSleep", LOGIN_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
        on_prepare_for_sleep_cb, self, NULL);
}

static void
on_bus_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GbConnectivity) self = user_data;
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    {
      /* in a sandbox or a container there is none: the schedule sees by its clock that the machine slept */
      g_debug ("no system bus: %s", error->message);
      return;
    }
  /* the bus may be started anew while we are open */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->bus = bus;
  watch (self);
}

static void
gb_connectivity_constructed (GObject *object)
{
  GbConnectivity *self = GB_CONNECTIVITY (object);

  G_OBJECT_CLASS (gb_connectivity_parent_class)->constructed (object);

  if (self->monitor == NULL)
    self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (on_monitor_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "notify::connectivity", G_CALLBACK (on_monitor_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "notify::network-metered", G_CALLBACK (on_monitor_changed_cb), self,
                           G_CONNECT_SWAPPED);
  watch (self);
}

static void
gb_connectivity_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  GbConnectivity *self = GB_CONNECTIVITY (object);

  switch (id)
    {
    case PROP_MONITOR:
      g_value_set_object (value, self->monitor);
      break;
    case PROP_BUS:
      g_value_set_object (value, self->bus);
      break;
    case PROP_STATE:
      g_value_set_enum (value, gb_connectivity_get_state (self));
      break;
    case PROP_METERED:
      g_value_set_boolean (value, gb_connectivity_is_metered (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_connectivity_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  GbConnectivity *self = GB_CONNECTIVITY (object);

  switch (id)
    {
    case PROP_MONITOR:
      self->monitor = g_value_dup_object (value);
      break;
    case PROP_BUS:
      self->bus = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_connectivity_dispose (GObject *object)
{
  GbConnectivity *self = GB_CONNECTIVITY (object);

  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;

  G_OBJECT_CLASS (gb_connectivity_parent_class)->dispose (object);
}

static void
gb_connectivity_finalize (GObject *object)
{
  GbConnectivity *self = GB_CONNECTIVITY (object);

  g_clear_object (&self->bus);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (gb_connectivity_parent_class)->finalize (object);
}

static void
gb_connectivity_class_init (GbConnectivityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->constructed = gb_connectivity_constructed;
  object_class->get_property = gb_connectivity_get_property;
  object_class->set_property = gb_connectivity_set_property;
  object_class->dispose = gb_connectivity_dispose;
  object_class->finalize = gb_connectivity_finalize;

  /* The system's when %NULL. */
  props[PROP_MONITOR] = g_param_spec_object ("monitor", NULL, NULL, G_TYPE_NETWORK_MONITOR, given);
  /* (nullable) the bus that logind is on. */
  props[PROP_BUS] = g_param_spec_object ("bus", NULL, NULL, G_TYPE_DBUS_CONNECTION, given);
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GB_TYPE_CONNECTIVITY_STATE,
                                         GB_CONNECTIVITY_STATE_FULL, shown);
  props[PROP_METERED] = g_param_spec_boolean ("metered", NULL, NULL, FALSE, shown);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * GbConnectivity::changed:
   *
   * The network is another one, or there is more or less of it; perhaps several times in a row.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * GbConnectivity::sleeping:
   *
   * The machine is about to sleep: what is under way will not come to its end.
   */
  signals[SIGNAL_SLEEPING] = g_signal_new ("sleeping", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * GbConnectivity::resumed:
   *
   * The machine woke up; the network may still need a moment.
   */
  signals[SIGNAL_RESUMED] = g_signal_new ("resumed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_connectivity_init (GbConnectivity *self)
{
}

/**
 * gb_connectivity_new:
 * @monitor: (nullable): the network monitor; the system's when %NULL
 * @bus: (nullable): the bus that logind is on; %NULL = nobody tells of sleep
 *
 * Returns: (transfer full): what tells of network and sleep
 */
GbConnectivity *
gb_connectivity_new (GNetworkMonitor *monitor,
                     GDBusConnection *bus)
{
  return g_object_new (GB_TYPE_CONNECTIVITY, "monitor", monitor, "bus", bus, NULL);
}

/**
 * gb_connectivity_new_system:
 *
 * Returns: (transfer full): the same of this machine; the system bus is looked for meanwhile
 */
GbConnectivity *
gb_connectivity_new_system (void)
{
  GbConnectivity *self = gb_connectivity_new (NULL, NULL);

  g_bus_get (G_BUS_TYPE_SYSTEM, NULL, on_bus_cb, g_object_ref (self));
  return self;
}

/**
 * gb_connectivity_get_state:
 *
 * Returns: how far the network reaches, as the system believes
 */
GbConnectivityState
gb_connectivity_get_state (GbConnectivity *self)
{
  g_return_val_if_fail (GB_IS_CONNECTIVITY (self), GB_CONNECTIVITY_STATE_FULL);

  if (!g_network_monitor_get_network_available (self->monitor))
    return GB_CONNECTIVITY_STATE_NONE;
  switch (g_network_monitor_get_connectivity (self->monitor))
    {
    case G_NETWORK_CONNECTIVITY_PORTAL:
      return GB_CONNECTIVITY_STATE_PORTAL;
    case G_NETWORK_CONNECTIVITY_LOCAL:
    case G_NETWORK_CONNECTIVITY_LIMITED:
      return GB_CONNECTIVITY_STATE_LIMITED;
    case G_NETWORK_CONNECTIVITY_FULL:
    default:
      return GB_CONNECTIVITY_STATE_FULL;
    }
}

/**
 * gb_connectivity_is_metered:
 *
 * Returns: whether every byte counts: a phone's hotspot, a mobile network
 */
gboolean
gb_connectivity_is_metered (GbConnectivity *self)
{
  g_return_val_if_fail (GB_IS_CONNECTIVITY (self), FALSE);

  return g_network_monitor_get_network_metered (self->monitor);
}

/**
 * gb_connectivity_get_groups:
 * @sync: whose cache is to be filled; it knows what the cache has
 *
 * Where every byte counts only the group of dossiers and issues is for now: the protocol has no smaller
 * part. The rest is fetched all the same as long as it is not complete, for without calendar and
 * procedures nothing could be said of any dossier.
 *
 * Returns: what to fetch over this network, unless somebody wants more
 */
GbSyncGroups
gb_connectivity_get_groups (GbConnectivity *self,
                            GbSync         *sync)
{
  if (gb_connectivity_is_metered (self) && gb_sync_get_base_as_of (sync) != 0)
    return GB_SYNC_GROUP_WORK;
  return GB_SYNC_GROUP_ALL;
}
