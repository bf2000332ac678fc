/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sync-schedule.h"

/* How often a cache that is up to date is looked after, and the first time after the start. */
#define USUAL_PAUSE (5 * 60)
#define FIRST_PAUSE 1
/* After something was done here: as long as it can be taken back at once, and a little. */
#define OUTBOX_PAUSE 15

/**
 * GbSyncSchedule:
 *
 * Runs the sync: every few minutes, when the time of the next attempt that a failure left or that was
 * promised to an action has come, when the network comes back, when something was done here, and when
 * somebody asks.
 */
struct _GbSyncSchedule
{
  GObject parent_instance;

  GbSync *sync;              /* (owned) */
  GbClock *clock;            /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): of the run under way */
  guint timer;
  gboolean started;
  gboolean has_run;
};

G_DEFINE_FINAL_TYPE (GbSyncSchedule, gb_sync_schedule, G_TYPE_OBJECT)

static gboolean
on_timer_cb (gpointer user_data)
{
  GbSyncSchedule *self = user_data;

  self->timer = 0;
  gb_sync_schedule_run (self);
  return G_SOURCE_REMOVE;
}

static void
set_timer (GbSyncSchedule *self,
           gint64          pause)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->started && gb_sync_schedule_can_run (self))
    self->timer = g_timeout_add_seconds ((guint) CLAMP (pause, 1, 24 * 60 * 60), on_timer_cb, self);
}

/* After an error that needs somebody's hand there is no next attempt. */
static void
plan_next (GbSyncSchedule *self)
{
  gint64 next = gb_sync_get_next_attempt (self->sync);
  gint64 pause = next > 0 ? next - gb_clock_now (self->clock) : USUAL_PAUSE;

  if (gb_sync_get_last_error (self->sync) == NULL)
    set_timer (self, MIN (pause, USUAL_PAUSE));
  else if (next > 0)
    set_timer (self, pause);
}

static void
on_run_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GbSyncSchedule) self = user_data;

  /* What went wrong is a property of the sync, which the window shows. */
  gb_sync_run_finish (GB_SYNC (source), result, NULL);
  g_clear_object (&self->cancellable);
  self->has_run = TRUE;
  plan_next (self);
}

/**
 * gb_sync_schedule_can_run:
 *
 * Returns: whether there is somewhere to fetch from
 */
gboolean
gb_sync_schedule_can_run (GbSyncSchedule *self)
{
  g_return_val_if_fail (GB_IS_SYNC_SCHEDULE (self), FALSE);

  return self->sync != NULL && gb_sync_get_client (self->sync) != NULL;
}

/**
 * gb_sync_schedule_is_idle:
 *
 * Returns: whether nothing is under way or about to be: the first run has ended, or there is
 *   nowhere to fetch from
 */
gboolean
gb_sync_schedule_is_idle (GbSyncSchedule *self)
{
  g_return_val_if_fail (GB_IS_SYNC_SCHEDULE (self), TRUE);

  return !gb_sync_schedule_can_run (self) || (self->has_run && self->cancellable == NULL);
}

/**
 * gb_sync_schedule_run:
 *
 * Runs the sync now, unless it runs already.
 */
void
gb_sync_schedule_run (GbSyncSchedule *self)
{
  g_return_if_fail (GB_IS_SYNC_SCHEDULE (self));

  if (!gb_sync_schedule_can_run (self) || self->cancellable != NULL ||
      gb_sync_get_state (self->sync) == GB_SYNC_STATE_RUNNING)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->cancellable = g_cancellable_new ();
  gb_sync_run_async (self->sync, GB_SYNC_GROUP_ALL, self->cancellable, on_run_cb,
                     g_object_ref (self));
}

/**
 * gb_sync_schedule_cancel:
 *
 * Ends the run under way; what it received stays.
 */
void
gb_sync_schedule_cancel (GbSyncSchedule *self)
{
  g_return_if_fail (GB_IS_SYNC_SCHEDULE (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/**
 * gb_sync_schedule_start:
 *
 * From now on it runs by itself, for the first time at once.
 */
void
gb_sync_schedule_start (GbSyncSchedule *self)
{
  g_return_if_fail (GB_IS_SYNC_SCHEDULE (self));

  self->started = TRUE;
  set_timer (self, FIRST_PAUSE);
}

static void
on_network_changed_cb (GbSyncSchedule *self,
                       gboolean        available)
{
  if (available && self->started && gb_sync_get_last_error (self->sync) != NULL)
    gb_sync_schedule_run (self);
}

/* What a run itself notes is none of it; after a failure the time of the next attempt stands. */
static void
on_store_changed_cb (GbSyncSchedule *self,
                     guint64         changed)
{
  if ((changed & GB_STORE_CHANGED_ACTIONS) && self->has_run && self->cancellable == NULL &&
      gb_sync_get_last_error (self->sync) == NULL)
    set_timer (self, OUTBOX_PAUSE);
}

static void
gb_sync_schedule_dispose (GObject *object)
{
  GbSyncSchedule *self = GB_SYNC_SCHEDULE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  gb_sync_schedule_cancel (self);
  self->started = FALSE;

  G_OBJECT_CLASS (gb_sync_schedule_parent_class)->dispose (object);
}

static void
gb_sync_schedule_finalize (GObject *object)
{
  GbSyncSchedule *self = GB_SYNC_SCHEDULE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->sync);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gb_sync_schedule_parent_class)->finalize (object);
}

static void
gb_sync_schedule_class_init (GbSyncScheduleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_sync_schedule_dispose;
  object_class->finalize = gb_sync_schedule_finalize;
}

static void
gb_sync_schedule_init (GbSyncSchedule *self)
{
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_network_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * gb_sync_schedule_new:
 * @sync: what it runs
 * @clock: what time it is
 *
 * Returns: (transfer full): a schedule that was not started yet
 */
GbSyncSchedule *
gb_sync_schedule_new (GbSync  *sync,
                      GbClock *clock)
{
  GbSyncSchedule *self = g_object_new (GB_TYPE_SYNC_SCHEDULE, NULL);
  g_autoptr (GbStore) store = NULL;

  self->sync = g_object_ref (sync);
  self->clock = g_object_ref (clock);
  g_object_get (sync, "store", &store, NULL);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
