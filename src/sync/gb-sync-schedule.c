/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sync-schedule.h"

#include "gb-sync-background.h"
#include "gb-sync-error.h"

/* Seconds. How often a cache that is up to date is looked after, and the first time after the start. */
#define USUAL_PAUSE (5 * 60)
#define FIRST_PAUSE 1
/* After something was done here: as long as it can be taken back at once, and a little. */
#define OUTBOX_PAUSE 15
/* A network that has just come still looks for its names; it is told of several times, too. */
#define SETTLE_PAUSE 3
/* Another program fills the cache: it will not be long. */
#define HELD_PAUSE 5
/* A network that comes and goes is no reason to ask again and again for what has just been fetched. */
#define LEAST_GAP 60
/* A promise that is further away was made by a clock that was wrong. */
#define LONGEST_PAUSE (24 * 60 * 60)
/* Timers stand still while the machine sleeps, the clock does not: it is looked at so often. */
#define LOOK_PAUSE 20
/* The clock ran so much more than the timers: the machine was asleep. */
#define SLEPT 60

/**
 * GbSyncSchedule:
 *
 * Runs the sync: at the start, every few minutes, when the time of the next attempt that a failure left
 * or that was promised to an action has come, when the network comes back or is another one, when the
 * machine wakes up, when something was done here, when the endpoint has news, and when somebody asks. Where every byte counts it
 * leaves everything but dossiers and issues for another network.
 *
 * An endpoint that asked to come later is not asked before, whatever happens; whoever asks for a run
 * gets it all the same.
 */
struct _GbSyncSchedule
{
  GObject parent_instance;

  GbSync *sync; /* (owned) */
  GbClock *clock; /* (owned) */
  GbConnectivity *connectivity; /* (owned) */
  GbSyncBackground *background; /* (owned): what a good link is used for between runs */
  GCancellable *cancellable; /* (owned) (nullable): of the run under way */
  guint timer;
  gboolean started;
  gboolean has_run;
  gboolean woke; /* and no run was tried since */
  gboolean held_back; /* the last run left something for another network */

  gboolean has_plan;
  GbSyncReason reason; /* of the plan, else of the run under way */
  gint64 due; /* by the clock, UTC seconds */
  gint64 due_monotonic; /* microseconds, as the others */
  gint64 looked; /* when the clock was last looked at: UTC seconds */
  gint64 looked_monotonic;
  gint64 ended_monotonic; /* the last run, 0 = none */
};

enum
{
  PROP_SYNC = 1,
  PROP_CLOCK,
  PROP_CONNECTIVITY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbSyncSchedule, gb_sync_schedule, G_TYPE_OBJECT)

static void look (GbSyncSchedule *self);
static void wake_up (GbSyncSchedule *self);

/* --- when ----------------------------------------------------------------------------------- */

static void
note_time (GbSyncSchedule *self)
{
  self->looked = gb_clock_now (self->clock);
  self->looked_monotonic = g_get_monotonic_time ();
}

static gboolean
on_timer_cb (gpointer user_data)
{
  GbSyncSchedule *self = user_data;

  self->timer = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
arm (GbSyncSchedule *self)
{
  gint64 rest = (self->due_monotonic - g_get_monotonic_time () + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->has_plan && self->started)
    self->timer = g_timeout_add_seconds ((guint) CLAMP (rest, 1, LOOK_PAUSE), on_timer_cb, self);
}

static void
plan (GbSyncSchedule *self,
      gint64          pause,
      GbSyncReason    reason)
{
  if (!self->started || !gb_sync_schedule_can_run (self))
    return;
  pause = CLAMP (pause, 1, LONGEST_PAUSE);
  note_time (self);
  self->has_plan = TRUE;
  self->reason = reason;
  self->due = self->looked + pause;
  self->due_monotonic = self->looked_monotonic + pause * G_USEC_PER_SEC;
  arm (self);
}

static void
plan_sooner (GbSyncSchedule *self,
             gint64          pause,
             GbSyncReason    reason)
{
  if (!self->has_plan || g_get_monotonic_time () + pause * G_USEC_PER_SEC < self->due_monotonic)
    plan (self, pause, reason);
}

/* --- running -------------------------------------------------------------------------------- */

static gboolean
is_running (GbSyncSchedule *self)
{
  return self->cancellable != NULL || gb_sync_get_state (self->sync) == GB_SYNC_STATE_RUNNING;
}

/* After an error that needs somebody's hand there is no next attempt; what somebody stopped is no error. */
static void
plan_next (GbSyncSchedule *self,
           const GError   *outcome)
{
  const GError *error = gb_sync_get_last_error (self->sync);
  gint64 next = gb_sync_get_next_attempt (self->sync);
  gint64 pause = next - gb_clock_now (self->clock);

  if (g_error_matches (outcome, GB_SYNC_ERROR, GB_SYNC_ERROR_BUSY))
    plan (self, HELD_PAUSE, self->reason);
  else if (next > 0 && (pause < USUAL_PAUSE || (outcome != NULL && error != NULL)))
    plan (self, pause, GB_SYNC_REASON_RETRY);
  else if (outcome == NULL || g_error_matches (outcome, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    plan (self, USUAL_PAUSE, GB_SYNC_REASON_SCHEDULE);
}

static void
on_run_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GbSyncSchedule) self = user_data;
  g_autoptr (GError) outcome = NULL;

  /* What went wrong is a property of the sync, which the window shows. */
  gb_sync_run_finish (GB_SYNC (source), result, &outcome);
  g_clear_object (&self->cancellable);
  self->has_run = TRUE;
  self->ended_monotonic = g_get_monotonic_time ();
  plan_next (self, outcome);
  /* meanwhile: what this run could not know */
  if (self->woke)
    wake_up (self);
}

static void
run_groups (GbSyncSchedule *self,
            GbSyncReason    reason,
            GbSyncGroups    groups)
{
  if (!gb_sync_schedule_can_run (self) || is_running (self))
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->has_plan = FALSE;
  self->woke = FALSE;
  self->reason = reason;
  self->held_back = groups != GB_SYNC_GROUP_ALL;
  self->cancellable = g_cancellable_new ();
  gb_sync_set_occasion (self->sync, reason, gb_connectivity_is_metered (self->connectivity));
  gb_sync_run_async (self->sync, groups, self->cancellable, on_run_cb, g_object_ref (self));
}

/* Whether the endpoint asked to be left alone until the next attempt. It never asks for longer than a day: what lies
 * further off was promised by a clock that was wrong. */
static gboolean
has_to_wait (GbSyncSchedule *self)
{
  gint64 pause = gb_sync_get_next_attempt (self->sync) - gb_clock_now (self->clock);

  return gb_sync_is_asked_to_wait (self->sync) && pause > 0 && pause <= LONGEST_PAUSE;
}

static void
wake_up (GbSyncSchedule *self)
{
  GbConnectivityState state = gb_connectivity_get_state (self->connectivity);

  note_time (self);
  if (!self->started || has_to_wait (self))
    return;
  self->woke = TRUE;
  /* without a network yet, it will be told of */
  if (state == GB_CONNECTIVITY_STATE_LIMITED || state == GB_CONNECTIVITY_STATE_FULL)
    plan_sooner (self, SETTLE_PAUSE, GB_SYNC_REASON_RESUME);
}

static gboolean
has_slept (GbSyncSchedule *self)
{
  gint64 passed = (g_get_monotonic_time () - self->looked_monotonic) / G_USEC_PER_SEC;

  return !gb_clock_is_fixed (self->clock) && gb_clock_now (self->clock) - self->looked > passed + SLEPT;
}

/* Whichever of the two comes first: the clock may have been put back, the timer may have slept. */
static void
look (GbSyncSchedule *self)
{
  if (!self->has_plan || is_running (self))
    return;
  if (has_slept (self))
    wake_up (self);
  note_time (self);
  if (self->looked_monotonic >= self->due_monotonic || self->looked >= self->due)
    run_groups (self, self->reason, gb_connectivity_get_groups (self->connectivity, self->sync));
  else
    arm (self);
}

/* --- what happens meanwhile ----------------------------------------------------------------- */

/* A network that wants somebody to sign in first answers in the endpoint's place: there is time until
 * that is done. What was promised is tried all the same, for the system may be wrong about it. */
static void
on_network_changed_cb (GbSyncSchedule *self)
{
  GbConnectivityState state = gb_connectivity_get_state (self->connectivity);
  gboolean missed = self->held_back && !gb_connectivity_is_metered (self->connectivity);
  gint64 gap = (g_get_monotonic_time () - self->ended_monotonic) / G_USEC_PER_SEC;

  gb_sync_set_metered (self->sync, gb_connectivity_is_metered (self->connectivity));
  if (!self->started || is_running (self) || has_to_wait (self) || state == GB_CONNECTIVITY_STATE_NONE ||
      state == GB_CONNECTIVITY_STATE_PORTAL)
    return;
  if (self->woke)
    plan_sooner (self, SETTLE_PAUSE, GB_SYNC_REASON_RESUME);
  else if (missed || gb_sync_get_last_error (self->sync) != NULL || gap >= LEAST_GAP)
    plan_sooner (self, SETTLE_PAUSE, GB_SYNC_REASON_NETWORK);
}

/* What a run itself notes is none of it; after a failure the time of the next attempt stands, and no
 * promise is put off. */
static void
on_store_changed_cb (GbSyncSchedule *self,
                     guint64         changed)
{
  if (!(changed & GB_STORE_CHANGED_ACTIONS) || !self->has_run || is_running (self) || has_to_wait (self) ||
      gb_sync_get_last_error (self->sync) != NULL)
    return;
  if (self->has_plan && self->reason == GB_SYNC_REASON_REQUEST)
    plan (self, OUTBOX_PAUSE, GB_SYNC_REASON_REQUEST);
  else
    plan_sooner (self, OUTBOX_PAUSE, GB_SYNC_REASON_REQUEST);
}

/* The endpoint has something that is not here. */
static void
on_news_cb (GbSyncSchedule *self)
{
  if (!is_running (self) && !has_to_wait (self))
    plan_sooner (self, FIRST_PAUSE, GB_SYNC_REASON_SCHEDULE);
}

/* Somebody signed in. */
static void
on_client_cb (GbSyncSchedule *self)
{
  if (!is_running (self))
    plan_sooner (self, FIRST_PAUSE, GB_SYNC_REASON_START);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbSyncSchedule) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gb_sync_load_finish (GB_SYNC (source), result, &error))
    g_debug ("what former runs promised is not known: %s", error->message);
  if (!self->started || self->has_run || is_running (self))
    return;
  if (has_to_wait (self))
    {
      self->has_run = TRUE;
      plan (self, gb_sync_get_next_attempt (self->sync) - gb_clock_now (self->clock), GB_SYNC_REASON_RETRY);
    }
  else
    plan (self, FIRST_PAUSE, GB_SYNC_REASON_START);
}

/* --- object --------------------------------------------------------------------------------- */

static void
gb_sync_schedule_constructed (GObject *object)
{
  GbSyncSchedule *self = GB_SYNC_SCHEDULE (object);
  g_autoptr (GbStore) store = NULL;

  G_OBJECT_CLASS (gb_sync_schedule_parent_class)->constructed (object);

  if (self->connectivity == NULL)
    self->connectivity = gb_connectivity_new_system ();
  self->background = gb_sync_background_new (self->sync, self->connectivity);
  g_signal_connect_object (self->background, "news", G_CALLBACK (on_news_cb), self, G_CONNECT_SWAPPED);
  g_object_get (self->sync, "store", &store, NULL);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "notify::client", G_CALLBACK (on_client_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clock, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connectivity, "changed", G_CALLBACK (on_network_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connectivity, "sleeping", G_CALLBACK (gb_sync_schedule_cancel), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connectivity, "resumed", G_CALLBACK (wake_up), self, G_CONNECT_SWAPPED);
}

static void
gb_sync_schedule_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  GbSyncSchedule *self = GB_SYNC_SCHEDULE (object);

  switch (id)
    {
    case PROP_SYNC:
      self->sync = g_value_dup_object (value);
      break;
    case PROP_CLOCK:
      self->clock = g_value_dup_object (value);
      break;
    case PROP_CONNECTIVITY:
      self->connectivity = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_sync_schedule_dispose (GObject *object)
{
  GbSyncSchedule *self = GB_SYNC_SCHEDULE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  gb_sync_schedule_cancel (self);
  self->started = FALSE;
  self->has_plan = FALSE;
  if (self->background != NULL)
    g_object_run_dispose (G_OBJECT (self->background));
  g_clear_object (&self->background);

  G_OBJECT_CLASS (gb_sync_schedule_parent_class)->dispose (object);
}

static void
gb_sync_schedule_finalize (GObject *object)
{
  GbSyncSchedule *self = GB_SYNC_SCHEDULE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->connectivity);
  g_clear_object (&self->sync);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gb_sync_schedule_parent_class)->finalize (object);
}

static void
gb_sync_schedule_class_init (GbSyncScheduleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags given = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = gb_sync_schedule_constructed;
  object_class->set_property = gb_sync_schedule_set_property;
  object_class->dispose = gb_sync_schedule_dispose;
  object_class->finalize = gb_sync_schedule_finalize;

  props[PROP_SYNC] = g_param_spec_object ("sync", NULL, NULL, GB_TYPE_SYNC, given);
  props[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, GB_TYPE_CLOCK, given);
  /* This machine's when %NULL. */
  props[PROP_CONNECTIVITY] = g_param_spec_object ("connectivity", NULL, NULL, GB_TYPE_CONNECTIVITY, given);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
gb_sync_schedule_init (GbSyncSchedule *self)
{
}

/**
 * gb_sync_schedule_new:
 * @sync: what it runs
 * @clock: what time it is
 * @connectivity: (nullable): what tells of network and sleep; this machine's when %NULL
 *
 * Returns: (transfer full): a schedule that was not started yet
 */
GbSyncSchedule *
gb_sync_schedule_new (GbSync         *sync,
                      GbClock        *clock,
                      GbConnectivity *connectivity)
{
  return g_object_new (GB_TYPE_SYNC_SCHEDULE, "sync", sync, "clock", clock, "connectivity", connectivity, NULL);
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
 * gb_sync_schedule_get_connectivity:
 *
 * Returns: (transfer none): what tells of network and sleep
 */
GbConnectivity *
gb_sync_schedule_get_connectivity (GbSyncSchedule *self)
{
  g_return_val_if_fail (GB_IS_SYNC_SCHEDULE (self), NULL);

  return self->connectivity;
}

/**
 * gb_sync_schedule_get_due:
 * @reason: (out) (optional): why then
 *
 * Returns: when the next run will begin by itself, UTC seconds by the clock, 0 = not planned
 */
gint64
gb_sync_schedule_get_due (GbSyncSchedule *self,
                          GbSyncReason   *reason)
{
  g_return_val_if_fail (GB_IS_SYNC_SCHEDULE (self), 0);

  if (reason != NULL)
    *reason = self->reason;
  return self->has_plan ? self->due : 0;
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
 * gb_sync_schedule_start:
 *
 * From now on it runs by itself, for the first time at once, unless the endpoint asked the last run,
 * of this or another program, to come later.
 */
void
gb_sync_schedule_start (GbSyncSchedule *self)
{
  g_return_if_fail (GB_IS_SYNC_SCHEDULE (self));

  if (self->started)
    return;
  self->started = TRUE;
  gb_sync_background_start (self->background);
  if (gb_sync_schedule_can_run (self))
    gb_sync_load_async (self->sync, NULL, on_loaded_cb, g_object_ref (self));
}

/**
 * gb_sync_schedule_run:
 *
 * Runs the sync now because somebody asks, unless it runs already: as much as the network is meant for.
 */
void
gb_sync_schedule_run (GbSyncSchedule *self)
{
  g_return_if_fail (GB_IS_SYNC_SCHEDULE (self));

  run_groups (self, GB_SYNC_REASON_REQUEST, gb_connectivity_get_groups (self->connectivity, self->sync));
}

/**
 * gb_sync_schedule_run_all:
 *
 * The same, and everything, although every byte may count.
 */
void
gb_sync_schedule_run_all (GbSyncSchedule *self)
{
  g_return_if_fail (GB_IS_SYNC_SCHEDULE (self));

  gb_sync_allow_files (self->sync);
  run_groups (self, GB_SYNC_REASON_REQUEST, GB_SYNC_GROUP_ALL);
}

/**
 * gb_sync_schedule_run_files:
 *
 * The same as gb_sync_schedule_run(), and with the files that actions wait for, although every byte may count.
 */
void
gb_sync_schedule_run_files (GbSyncSchedule *self)
{
  g_return_if_fail (GB_IS_SYNC_SCHEDULE (self));

  gb_sync_allow_files (self->sync);
  gb_sync_schedule_run (self);
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
