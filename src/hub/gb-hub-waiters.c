/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-waiters.h"

#include "gb-hub-private.h"

/* How soon a change that another process made is noticed. */
#define LOOK_MS 500
/* Each is a connection; whoever comes then is answered at once. */
#define MAX_WAITERS 2000

typedef struct
{
  gpointer waiter;
  gint64 until;
} Entry;

/**
 * GbHubWaiters:
 *
 * Those who wait for news without a thread each. SQLite tells cheaply whether anybody committed
 * anything, so one look at that number from time to time serves them all.
 */
struct _GbHubWaiters
{
  GbSqlConnection *connection; /* (owned) */
  GbHubWaiterFunc func;
  gpointer user_data;
  GArray *entries; /* (owned) of Entry */
  gint64 version; /* of the database at the last look */
  guint timer;
};

/**
 * gb_hub_waiters_new:
 * @func: called on this thread
 *
 * Returns: (transfer full) (nullable): nobody who waits, for the thread's main context
 */
GbHubWaiters *
gb_hub_waiters_new (GbHub          *hub,
                    GbHubWaiterFunc func,
                    gpointer        user_data,
                    GError        **error)
{
  g_autoptr (GbSqlConnection) connection = gb_hub_open_reader (hub, error);
  GbHubWaiters *self;

  if (connection == NULL)
    return NULL;
  self = g_new0 (GbHubWaiters, 1);
  self->version = gb_sql_connection_data_version (connection);
  self->connection = g_steal_pointer (&connection);
  self->func = func;
  self->user_data = user_data;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  return self;
}

/**
 * gb_hub_waiters_free:
 * @self: (transfer full): those who wait; they are forgotten
 */
void
gb_hub_waiters_free (GbHubWaiters *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->connection);
  g_array_unref (self->entries);
  g_free (self);
}

/* Lets go of those whose time came, or of all. They may come back at once. */
static void
release (GbHubWaiters *self,
         gint64        now)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->entries);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (guint i = 0; i < before->len; i++)
    if (g_array_index (before, Entry, i).until > now)
      g_array_append_val (self->entries, g_array_index (before, Entry, i));
  for (guint i = 0; i < before->len; i++)
    if (g_array_index (before, Entry, i).until <= now)
      self->func (g_array_index (before, Entry, i).waiter, self->user_data);
}

static gboolean
on_look_cb (gpointer user_data)
{
  GbHubWaiters *self = user_data;
  gint64 version = gb_sql_connection_data_version (self->connection);
  gboolean changed = version != self->version;

  self->version = version;
  release (self, changed ? G_MAXINT64 : g_get_monotonic_time ());
  if (self->entries->len > 0)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  return G_SOURCE_REMOVE;
}

/**
 * gb_hub_waiters_add:
 * @waiter: (not nullable): who waits
 * @until: how long, as of g_get_monotonic_time()
 *
 * Returns: whether @waiter can be kept; otherwise there are too many
 */
gboolean
gb_hub_waiters_add (GbHubWaiters *self,
                    gpointer      waiter,
                    gint64        until)
{
  Entry entry = { waiter, until };

  if (self->entries->len >= MAX_WAITERS)
    return FALSE;
  g_array_append_val (self->entries, entry);
  /* The version is not looked at here: what was committed since the waiter's last answer was made
   * would be missed. */
  if (self->timer == 0)
    self->timer = g_timeout_add (LOOK_MS, on_look_cb, self);
  return TRUE;
}

/**
 * gb_hub_waiters_remove:
 * @waiter: who waits no more, or never did
 */
void
gb_hub_waiters_remove (GbHubWaiters *self,
                       gpointer      waiter)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_array_index (self->entries, Entry, i).waiter == waiter)
      {
        g_array_remove_index_fast (self->entries, i);
        return;
      }
}

/**
 * gb_hub_waiters_wake:
 *
 * To be called after a change that this process made, so that nobody waits for the next look.
 */
void
gb_hub_waiters_wake (GbHubWaiters *self)
{
  release (self, G_MAXINT64);
}
