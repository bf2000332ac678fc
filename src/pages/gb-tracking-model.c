/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tracking-model.h"

#include "gb-cursor-repository.h"
#include "gb-dossier-repository.h"

/* A timer is never set further off than this, so that a machine that slept is soon right again. */
#define LONGEST_WAIT (15 * 60)

/**
 * GbTrackingModel:
 *
 * The tracking table of a period, kept true while somebody looks at it: it is read again when the
 * cache or what is asked for changes, and when a due moment or midnight passes. One reading after
 * the other: a sync that commits page after page does not cut off each by the next. Emits "changed"
 * when a table has come or is on its way.
 */
struct _GbTrackingModel
{
  GObject parent_instance;

  GbStore *store; /* (owned) */
  GbTrackingBy by;
  gboolean by_chosen;        /* by the user */
  char *commune;             /* (owned) (nullable) */
  GbPeriodKind kind;
  GbPeriod days;             /* for GB_PERIOD_DAYS */
  GbTrackingReport *report;  /* (owned) (nullable): not read yet */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  gboolean active;
  gboolean stale; /* to be read when somebody looks, or when the reading under way is done */
  guint timer;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbTrackingModel, gb_tracking_model, G_TYPE_OBJECT)

static void
report_free (gpointer data)
{
  GbTrackingReport *self = data;

  if (self == NULL)
    return;
  g_free (self->commune);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

/* --- reading, on a thread of the store ------------------------------------------------------- */

/* The cache begins somewhere: before that it knows nothing, which is not zero. */
static gboolean
knows_since (GbSqlConnection *connection,
             GbDay            day,
             gboolean        *known,
             GError         **error)
{
  gint64 first;

  if (!gb_sql_connection_query_int (connection, "SELECT coalesce(min(received),0) FROM dossier "
                                                "WHERE received IS NOT NULL", &first, error))
    return FALSE;
  *known = first != 0 && gb_time_day (first) <= day;
  return TRUE;
}

/* While a period is under way, the one before is seen at the same time of its day. */
static GbTrackingSpan
span_before (const GbTrackingReport *report)
{
  GbTrackingSpan span = { report->before.from, report->before.to, report->now };

  if (gb_time_day (report->now) <= report->period.to)
    span.now = gb_day_at (report->before.to, gb_time_of_day (report->now));
  return span;
}

static gpointer
read_report (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  const GbTrackingReport *wanted = data;
  GbTrackingReport *report = g_memdup2 (wanted, sizeof *wanted);
  const GbTrackingSpan span = { report->period.from, report->period.to, report->now };
  const GbTrackingSpan before = span_before (report);
  g_auto (GbCursor) cursor = { 0 };

  report->commune = g_strdup (wanted->commune);
  if (knows_since (connection, report->before.from, &report->compared, error) &&
      gb_cursor_load (connection, GB_RECORD_GROUP_WORK, &cursor, error) &&
      gb_dossier_repository_next_boundary (connection, report->now, &report->boundary, error))
    report->rows = gb_tracking_table (connection, report->by, &span,
                                      report->compared ? &before : NULL, report->commune, error);
  report->as_of = cursor.as_of;
  if (report->rows != NULL)
    return report;
  report_free (report);
  return NULL;
}

/* --- when -------------------------------------------------------------------------------------- */

static gboolean
on_timer_cb (gpointer user_data)
{
  GbTrackingModel *self = user_data;

  self->timer = 0;
  gb_tracking_model_reload (self);
  return G_SOURCE_REMOVE;
}

/* Wakes when a due moment or the day passes. A standing clock says so itself. */
static void
set_timer (GbTrackingModel *self)
{
  GbClock *clock = gb_store_get_clock (self->store);
  gint64 wait = LONGEST_WAIT;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (gb_clock_is_fixed (clock))
    return;
  if (self->report != NULL)
    wait = CLAMP (self->report->boundary - gb_clock_now (clock), 1, LONGEST_WAIT);
  self->timer = g_timeout_add_seconds ((guint) wait, on_timer_cb, self);
}

static void load (GbTrackingModel *self);

static void
on_report_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbTrackingModel) self = user_data;
  g_autoptr (GError) error = NULL;
  GbTrackingReport *report = gb_store_read_finish (GB_STORE (source), result, &error);

  /* A cancelled one has a successor. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    {
      report_free (report);
      return;
    }
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (report != NULL)
    {
      report_free (self->report);
      self->report = report;
    }
  self->error = g_steal_pointer (&error);
  set_timer (self);
  if (self->stale && self->active)
    load (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
load (GbTrackingModel *self)
{
  GbTrackingReport *wanted = g_new0 (GbTrackingReport, 1);
  GbDay today;

  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  wanted->by = gb_tracking_model_get_by (self);
  wanted->commune = g_strdup (self->commune);
  wanted->now = gb_clock_now (gb_store_get_clock (self->store));
  today = gb_time_day (wanted->now);
  wanted->period = self->kind == GB_PERIOD_DAYS ? self->days : gb_period_of (self->kind, today);
  wanted->before = gb_period_before (&wanted->period, today);
  gb_store_read_async (self->store, read_report, wanted, report_free, report_free,
                       G_PRIORITY_DEFAULT, self->cancellable, on_report_cb, g_object_ref (self));
}

/* Another table is wanted: that on its way is of no use. */
static void
ask_anew (GbTrackingModel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gb_tracking_model_reload (self);
}

/* --- object ------------------------------------------------------------------------------------ */

static void
gb_tracking_model_dispose (GObject *object)
{
  GbTrackingModel *self = GB_TRACKING_MODEL (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_tracking_model_parent_class)->dispose (object);
}

static void
gb_tracking_model_finalize (GObject *object)
{
  GbTrackingModel *self = GB_TRACKING_MODEL (object);

  g_free (self->commune);
  report_free (self->report);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gb_tracking_model_parent_class)->finalize (object);
}

static void
gb_tracking_model_class_init (GbTrackingModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_tracking_model_dispose;
  object_class->finalize = gb_tracking_model_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_tracking_model_init (GbTrackingModel *self)
{
  self->kind = GB_PERIOD_THIS_MONTH;
  self->stale = TRUE;
}

/**
 * gb_tracking_model_new:
 * @store: an open store
 *
 * Returns: (transfer full): a model of this month's table, which reads nothing until it is active
 */
GbTrackingModel *
gb_tracking_model_new (GbStore *store)
{
  GbTrackingModel *self = g_object_new (GB_TYPE_TRACKING_MODEL, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (gb_tracking_model_reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gb_store_get_clock (store), "changed",
                           G_CALLBACK (gb_tracking_model_reload), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * gb_tracking_model_reload:
 *
 * Reads the table again, now or when somebody looks; what is shown stays until it is there.
 */
void
gb_tracking_model_reload (GbTrackingModel *self)
{
  g_return_if_fail (GB_IS_TRACKING_MODEL (self));

  self->stale = TRUE;
  if (!self->active || self->cancellable != NULL)
    return;
  load (self);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * gb_tracking_model_get_report:
 *
 * Returns: (transfer none) (nullable): the table that was read last; %NULL before
 */
const GbTrackingReport *
gb_tracking_model_get_report (GbTrackingModel *self)
{
  g_return_val_if_fail (GB_IS_TRACKING_MODEL (self), NULL);

  return self->report;
}

/**
 * gb_tracking_model_get_error:
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
gb_tracking_model_get_error (GbTrackingModel *self)
{
  g_return_val_if_fail (GB_IS_TRACKING_MODEL (self), NULL);

  return self->error;
}

gboolean
gb_tracking_model_get_loading (GbTrackingModel *self)
{
  g_return_val_if_fail (GB_IS_TRACKING_MODEL (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * gb_tracking_model_get_by:
 *
 * Returns: what the rows are wanted to stand for: until the user chose, units where there are
 *   several, else fields
 */
GbTrackingBy
gb_tracking_model_get_by (GbTrackingModel *self)
{
  g_return_val_if_fail (GB_IS_TRACKING_MODEL (self), GB_TRACKING_BY_UNIT);

  if (self->by_chosen)
    return self->by;
  return self->commune == NULL ? GB_TRACKING_BY_UNIT : GB_TRACKING_BY_FIELD;
}

void
gb_tracking_model_set_by (GbTrackingModel *self,
                          GbTrackingBy     by)
{
  g_return_if_fail (GB_IS_TRACKING_MODEL (self));

  if (gb_tracking_model_get_by (self) == by)
    return;
  self->by = by;
  self->by_chosen = TRUE;
  ask_anew (self);
}

/**
 * gb_tracking_model_set_commune:
 * @commune: (nullable): whose dossiers alone, by code; %NULL for the whole scope
 */
void
gb_tracking_model_set_commune (GbTrackingModel *self,
                               const char      *commune)
{
  g_return_if_fail (GB_IS_TRACKING_MODEL (self));

  if (g_strcmp0 (self->commune, commune) == 0)
    return;
  g_free (self->commune);
  self->commune = g_strdup (commune);
  ask_anew (self);
}

/**
 * gb_tracking_model_set_period:
 * @period: its days count for %GB_PERIOD_DAYS alone: a month goes on to the next one
 */
void
gb_tracking_model_set_period (GbTrackingModel *self,
                              const GbPeriod  *period)
{
  g_return_if_fail (GB_IS_TRACKING_MODEL (self));

  self->kind = period->kind;
  self->days = *period;
  ask_anew (self);
}

/**
 * gb_tracking_model_set_active:
 * @active: whether somebody looks at the table
 */
void
gb_tracking_model_set_active (GbTrackingModel *self,
                              gboolean         active)
{
  g_return_if_fail (GB_IS_TRACKING_MODEL (self));

  self->active = active;
  if (active && self->stale)
    gb_tracking_model_reload (self);
}

/**
 * gb_tracking_report_set:
 * @row: its index in the rows
 * @column: a #GbTrackingColumn
 *
 * Returns: (transfer full): the dossiers that the cell counted
 */
GbDossierSet *
gb_tracking_report_set (const GbTrackingReport *self,
                        guint                   row,
                        int                     column)
{
  const GbTrackingRow *of = g_ptr_array_index (self->rows, row);
  GbDossierSet *set
      = gb_dossier_set_new (GB_DOSSIER_SET_TRACKING, column, self->period.from, self->period.to);

  set->unit = g_strdup (self->commune);
  if (of->key == NULL)
    return set;
  switch (self->by)
    {
    case GB_TRACKING_BY_FIELD:
      set->field = g_strdup (of->key);
      break;
    case GB_TRACKING_BY_OFFICER:
      set->officer = g_strdup (of->key);
      break;
    case GB_TRACKING_BY_UNIT:
    default:
      g_free (set->unit);
      set->unit = g_strdup (of->key);
      set->unit_name = g_strdup (of->name);
    }
  return set;
}
