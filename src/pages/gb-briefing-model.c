/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-briefing-model.h"

/* How long somebody who types is not waited for, milliseconds. */
#define PAUSE 500
/* When a saving that failed is tried again, milliseconds. */
#define RETRY 5000
/* A timer is never set further off than this, so that a machine that slept is soon right again; seconds. */
#define LONGEST_WAIT (15 * 60)

/**
 * GbBriefingModel:
 *
 * The briefing of a period with what the user writes into it (báo cáo giao ban). The figures are kept true while
 * somebody looks at them, one reading after the other. What is written is saved while it is written: a machine that
 * goes off takes at most the last words. Emits "changed" when figures have come or are on their way, "written" when
 * something was written, "saved" when that is safe or could not be saved.
 */
struct _GbBriefingModel
{
  GObject parent_instance;

  GbStore *store;          /* (owned) */
  char *commune;           /* (owned) (nullable) */
  GbBriefingPeriod period; /* from is GB_DAY_NONE: whichever is the last of its kind */
  GbBriefing *briefing;    /* (owned) (nullable): not read yet */
  GbBriefingRemarks *remarks; /* (owned): as the user sees them */
  guint unsaved;           /* bits of GbBriefingPart that FILE.local does not have yet */
  GError *unsaved_error;   /* (owned) (nullable): why not */
  guint save_source;
  guint n_savings; /* under way */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  gboolean active;
  gboolean stale; /* to be read when somebody looks, or when the reading under way is done */
  guint timer;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_WRITTEN,
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbBriefingModel, gb_briefing_model, G_TYPE_OBJECT)

/* What one reading takes to the store's thread, and what it brings. */
typedef struct
{
  char *commune; /* (owned) (nullable) */
  GbBriefingPeriod period;
  gint64 now;
  GbBriefing *briefing;       /* (owned) (nullable) */
  GbBriefingRemarks *remarks; /* (owned) (nullable) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->commune);
  g_clear_pointer (&self->briefing, gb_briefing_unref);
  g_clear_pointer (&self->remarks, gb_briefing_remarks_free);
  g_free (self);
}

/* --- reading -------------------------------------------------------------------------------------- */

static gpointer
read_briefing (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  const Reading *wanted = data;
  Reading *read = g_new0 (Reading, 1);

  read->commune = g_strdup (wanted->commune);
  read->briefing = gb_briefing_load (connection, wanted->commune, &wanted->period, wanted->now, error);
  if (read->briefing != NULL)
    read->remarks = gb_briefing_remarks_load (connection, wanted->commune, read->briefing->period.from,
                                              read->briefing->period.to, error);
  if (read->remarks != NULL)
    return read;
  reading_free (read);
  return NULL;
}

static gboolean
on_timer_cb (gpointer user_data)
{
  GbBriefingModel *self = user_data;

  self->timer = 0;
  gb_briefing_model_reload (self);
  return G_SOURCE_REMOVE;
}

/* A standing clock says itself when it moves. */
static void
set_timer (GbBriefingModel *self)
{
  GbClock *clock = gb_store_get_clock (self->store);
  gint64 now = gb_clock_now (clock);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!gb_clock_is_fixed (clock))
    self->timer = g_timeout_add_seconds ((guint) CLAMP (gb_day_at (gb_time_day (now) + 1, 0) - now + 1, 1, LONGEST_WAIT),
                                         on_timer_cb, self);
}

/* What is typed meanwhile is newer than what was read: words are taken over where the days are others alone. */
static void
take_reading (GbBriefingModel *self,
              Reading         *read)
{
  const GbBriefing *before = self->briefing;
  gboolean same = before != NULL && before->period.from == read->briefing->period.from &&
                  before->period.to == read->briefing->period.to && g_strcmp0 (before->commune, read->commune) == 0;

  if (!same)
    {
      gb_briefing_model_flush (self);
      gb_briefing_remarks_free (self->remarks);
      self->remarks = g_steal_pointer (&read->remarks);
    }
  g_clear_pointer (&self->briefing, gb_briefing_unref);
  self->briefing = g_steal_pointer (&read->briefing);
}

static void load (GbBriefingModel *self);

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbBriefingModel) self = user_data;
  g_autoptr (GError) error = NULL;
  Reading *read = gb_store_read_finish (GB_STORE (source), result, &error);

  /* A cancelled one has a successor. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    {
      g_clear_pointer (&read, reading_free);
      return;
    }
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (read != NULL)
    take_reading (self, read);
  g_clear_pointer (&read, reading_free);
  self->error = g_steal_pointer (&error);
  set_timer (self);
  if (self->stale)
    gb_briefing_model_reload (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
load (GbBriefingModel *self)
{
  Reading *wanted = g_new0 (Reading, 1);

  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  wanted->commune = g_strdup (self->commune);
  wanted->period = self->period;
  wanted->now = gb_clock_now (gb_store_get_clock (self->store));
  gb_store_read_async (self->store, read_briefing, wanted, reading_free, reading_free, G_PRIORITY_DEFAULT,
                       self->cancellable, on_read_cb, g_object_ref (self));
}

/* Another briefing is wanted: that on its way is of no use. */
static void
ask_anew (GbBriefingModel *self)
{
  gb_briefing_model_flush (self);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gb_briefing_model_reload (self);
}

/* --- saving --------------------------------------------------------------------------------------- */

static gboolean
on_save_cb (gpointer user_data)
{
  GbBriefingModel *self = user_data;

  self->save_source = 0;
  gb_briefing_model_flush (self);
  return G_SOURCE_REMOVE;
}

static void
save_in (GbBriefingModel *self,
         guint            milliseconds)
{
  if (self->save_source == 0)
    self->save_source = g_timeout_add (milliseconds, on_save_cb, self);
}

/* Which words a saving took, of which briefing. */
typedef struct
{
  GbBriefingModel *model; /* (owned) */
  GbBriefing *briefing;   /* (owned) */
  guint parts;
} Saving;

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Saving *saving = user_data;
  GbBriefingModel *self = saving->model;
  g_autoptr (GError) error = NULL;
  gboolean saved = gb_briefing_remarks_save_finish (GB_STORE (source), result, &error);
  gboolean here = self->store != NULL && self->briefing != NULL && self->briefing->period.from == saving->briefing->period.from &&
                  self->briefing->period.to == saving->briefing->period.to;

  self->n_savings--;
  g_clear_error (&self->unsaved_error);
  if (here && saved)
    self->remarks->saved = gb_clock_now (gb_store_get_clock (self->store));
  else if (here)
    {
      self->unsaved |= saving->parts;
      save_in (self, RETRY);
    }
  self->unsaved_error = g_steal_pointer (&error);
  gb_briefing_unref (saving->briefing);
  g_free (saving);
  if (self->store != NULL)
    g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  if (self->store != NULL && self->stale && self->active && self->cancellable == NULL && self->n_savings == 0)
    {
      load (self);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  g_object_unref (self);
}

/**
 * gb_briefing_model_flush:
 *
 * Saves now what is not saved yet: nobody writes any more.
 */
void
gb_briefing_model_flush (GbBriefingModel *self)
{
  Saving *saving;

  g_return_if_fail (GB_IS_BRIEFING_MODEL (self));

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->unsaved == 0 || self->briefing == NULL || !gb_store_is_open (self->store))
    return;
  saving = g_new0 (Saving, 1);
  *saving = (Saving) { g_object_ref (self), gb_briefing_ref (self->briefing), self->unsaved };
  self->unsaved = 0;
  self->n_savings++;
  gb_briefing_remarks_save_async (self->store, self->briefing->commune, self->briefing->period.from,
                                  self->briefing->period.to, self->remarks, saving->parts, on_saved_cb, saving);
}

/**
 * gb_briefing_model_write:
 * @text: (nullable): what the user wrote; %NULL where he wants the briefing's own words again
 *
 * Takes what is written, and saves it in a moment.
 */
void
gb_briefing_model_write (GbBriefingModel *self,
                         GbBriefingPart   part,
                         const char      *text)
{
  g_return_if_fail (GB_IS_BRIEFING_MODEL (self));

  if (self->briefing == NULL || g_strcmp0 (self->remarks->texts[part], text) == 0)
    return;
  gb_briefing_remarks_set (self->remarks, part, text);
  self->unsaved |= 1u << part;
  save_in (self, PAUSE);
  g_signal_emit (self, signals[SIGNAL_WRITTEN], 0);
}

/* --- words of other days -------------------------------------------------------------------------- */

static gpointer
read_remarks (GbSqlConnection *connection,
              gpointer         data,
              GCancellable    *cancellable,
              GError         **error)
{
  const Reading *wanted = data;

  return gb_briefing_remarks_load (connection, wanted->commune, wanted->period.from, wanted->period.to, error);
}

static void
on_other_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbBriefingModel) self = user_data;
  g_autoptr (GbBriefingRemarks) other = gb_store_read_finish (GB_STORE (source), result, NULL);

  if (other == NULL || self->store == NULL)
    return;
  for (int part = 0; part < GB_N_BRIEFING_SECTIONS; part++)
    if (other->texts[part] != NULL && self->remarks->texts[part] == NULL)
      gb_briefing_model_write (self, part, other->texts[part]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gb_briefing_model_take_other:
 *
 * Writes what was written for other days last into the sections in which nothing is written.
 */
void
gb_briefing_model_take_other (GbBriefingModel *self)
{
  Reading *wanted;

  g_return_if_fail (GB_IS_BRIEFING_MODEL (self));

  if (self->remarks->other.from == GB_DAY_NONE)
    return;
  wanted = g_new0 (Reading, 1);
  wanted->commune = g_strdup (self->commune);
  wanted->period = (GbBriefingPeriod) { GB_BRIEFING_RANGE, self->remarks->other.from, self->remarks->other.to };
  gb_store_read_async (self->store, read_remarks, wanted, reading_free, (GDestroyNotify) gb_briefing_remarks_free,
                       G_PRIORITY_HIGH, NULL, on_other_cb, g_object_ref (self));
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_briefing_model_dispose (GObject *object)
{
  GbBriefingModel *self = GB_BRIEFING_MODEL (object);

  if (self->store != NULL)
    gb_briefing_model_flush (self);
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_briefing_model_parent_class)->dispose (object);
}

static void
gb_briefing_model_finalize (GObject *object)
{
  GbBriefingModel *self = GB_BRIEFING_MODEL (object);

  g_free (self->commune);
  g_clear_pointer (&self->briefing, gb_briefing_unref);
  gb_briefing_remarks_free (self->remarks);
  g_clear_error (&self->error);
  g_clear_error (&self->unsaved_error);

  G_OBJECT_CLASS (gb_briefing_model_parent_class)->finalize (object);
}

static void
gb_briefing_model_class_init (GbBriefingModelClass *klass)
{
  static const char *const names[N_SIGNALS] = { "changed", "written", "saved" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_briefing_model_dispose;
  object_class->finalize = gb_briefing_model_finalize;
  for (int i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
gb_briefing_model_init (GbBriefingModel *self)
{
  self->period = (GbBriefingPeriod) { GB_BRIEFING_WEEK, GB_DAY_NONE, GB_DAY_NONE };
  self->remarks = gb_briefing_remarks_new ();
  self->stale = TRUE;
}

/**
 * gb_briefing_model_new:
 * @store: an open store
 *
 * Returns: (transfer full): a model of the last week's briefing, which reads nothing until it is active
 */
GbBriefingModel *
gb_briefing_model_new (GbStore *store)
{
  GbBriefingModel *self = g_object_new (GB_TYPE_BRIEFING_MODEL, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (gb_briefing_model_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gb_store_get_clock (store), "changed", G_CALLBACK (gb_briefing_model_reload), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * gb_briefing_model_get_briefing:
 *
 * Returns: (transfer none) (nullable): the figures that were read last; %NULL before
 */
GbBriefing *
gb_briefing_model_get_briefing (GbBriefingModel *self)
{
  g_return_val_if_fail (GB_IS_BRIEFING_MODEL (self), NULL);

  return self->briefing;
}

/**
 * gb_briefing_model_get_remarks:
 *
 * Returns: (transfer none): what is written into it
 */
const GbBriefingRemarks *
gb_briefing_model_get_remarks (GbBriefingModel *self)
{
  g_return_val_if_fail (GB_IS_BRIEFING_MODEL (self), NULL);

  return self->remarks;
}

/**
 * gb_briefing_model_get_error:
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
gb_briefing_model_get_error (GbBriefingModel *self)
{
  g_return_val_if_fail (GB_IS_BRIEFING_MODEL (self), NULL);

  return self->error;
}

/**
 * gb_briefing_model_get_unsaved:
 *
 * Returns: (transfer none) (nullable): why what was written last is not saved
 */
const GError *
gb_briefing_model_get_unsaved (GbBriefingModel *self)
{
  g_return_val_if_fail (GB_IS_BRIEFING_MODEL (self), NULL);

  return self->unsaved_error;
}

gboolean
gb_briefing_model_get_loading (GbBriefingModel *self)
{
  g_return_val_if_fail (GB_IS_BRIEFING_MODEL (self), FALSE);

  return self->cancellable != NULL || (self->stale && self->active);
}

/**
 * gb_briefing_model_get_kind:
 *
 * Returns: what is asked for, which may be on its way
 */
GbBriefingKind
gb_briefing_model_get_kind (GbBriefingModel *self)
{
  g_return_val_if_fail (GB_IS_BRIEFING_MODEL (self), GB_BRIEFING_WEEK);

  return self->period.kind;
}

GbStore *
gb_briefing_model_get_store (GbBriefingModel *self)
{
  g_return_val_if_fail (GB_IS_BRIEFING_MODEL (self), NULL);

  return self->store;
}

/**
 * gb_briefing_model_reload:
 *
 * Reads the figures again, now or when somebody looks; what is shown stays until they are there.
 */
void
gb_briefing_model_reload (GbBriefingModel *self)
{
  g_return_if_fail (GB_IS_BRIEFING_MODEL (self));

  self->stale = TRUE;
  if (!self->active || self->cancellable != NULL)
    return;
  /* What was written last is to be found by who reads. */
  gb_briefing_model_flush (self);
  if (self->n_savings == 0)
    load (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gb_briefing_model_set_commune:
 * @commune: (nullable): whose briefing, by code; %NULL for the whole scope
 */
void
gb_briefing_model_set_commune (GbBriefingModel *self,
                               const char      *commune)
{
  g_return_if_fail (GB_IS_BRIEFING_MODEL (self));

  if (g_strcmp0 (self->commune, commune) == 0)
    return;
  g_free (self->commune);
  self->commune = g_strdup (commune);
  ask_anew (self);
}

/**
 * gb_briefing_model_set_kind:
 *
 * Shows the last briefing of a kind; when a day has passed, the one that is the last then.
 */
void
gb_briefing_model_set_kind (GbBriefingModel *self,
                            GbBriefingKind   kind)
{
  const GbBriefingPeriod period = { kind, GB_DAY_NONE, GB_DAY_NONE };

  gb_briefing_model_set_period (self, &period);
}

/**
 * gb_briefing_model_set_period:
 * @period: what is to be shown
 */
void
gb_briefing_model_set_period (GbBriefingModel        *self,
                              const GbBriefingPeriod *period)
{
  g_return_if_fail (GB_IS_BRIEFING_MODEL (self));

  self->period = *period;
  ask_anew (self);
}

/**
 * gb_briefing_model_set_active:
 * @active: whether somebody looks at it
 */
void
gb_briefing_model_set_active (GbBriefingModel *self,
                              gboolean         active)
{
  g_return_if_fail (GB_IS_BRIEFING_MODEL (self));

  self->active = active;
  if (!active)
    gb_briefing_model_flush (self);
  else if (self->stale)
    gb_briefing_model_reload (self);
}
