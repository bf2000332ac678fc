/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-score-model.h"

#include "gb-calendars.h"
#include "gb-cursor-repository.h"
#include "gb-dossier-repository.h"

/* A timer is never set further off than this, so that a machine that slept is soon right again. */
#define LONGEST_WAIT (15 * 60)
#define WEEK_DAYS 7

/**
 * GbScoreModel:
 *
 * The scorecard of a period and what finishing this week's dossiers is worth, kept true while somebody looks at it:
 * read again when the cache or what is asked for changes, and when a due moment or midnight passes. Emits "changed"
 * when a reading has come or is on its way.
 */
struct _GbScoreModel
{
  GObject parent_instance;

  GbStore *store; /* (owned) */
  char *commune;  /* (owned) (nullable) */
  GbPeriodKind kind;
  GbPeriod days;             /* for GB_PERIOD_DAYS */
  GHashTable *left_out;      /* (owned) (element-type utf8) */
  GbScoreReading *reading;   /* (owned) (nullable): not read yet */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  gboolean active;
  gboolean stale; /* to be read when somebody looks, or when the reading under way is done */
  guint timer;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbScoreModel, gb_score_model, G_TYPE_OBJECT)

static void
reading_free (gpointer data)
{
  GbScoreReading *self = data;

  if (self == NULL)
    return;
  g_free (self->commune);
  g_clear_pointer (&self->left_out, g_hash_table_unref);
  g_clear_pointer (&self->report, gb_score_report_free);
  g_clear_pointer (&self->dossiers, g_ptr_array_unref);
  g_clear_pointer (&self->forecast, gb_score_forecast_free);
  g_free (self);
}

static GHashTable *
copy_codes (GHashTable *codes)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer code;

  g_hash_table_iter_init (&iter, codes);
  while (g_hash_table_iter_next (&iter, &code, NULL))
    g_hash_table_add (copy, g_strdup (code));
  return copy;
}

/* --- reading, on a thread of the store ------------------------------------------------------- */

/* The end of this week's last working day, or of the next one's when that is over. */
static gint64
end_of_week (GbWorkCalendar *calendar,
             gint64          now)
{
  GbDay monday = gb_time_day (now) - gb_day_weekday (gb_time_day (now)) + 1;

  for (int week = 0; week < 2; week++)
    for (int day = WEEK_DAYS - 1; day >= 0; day--)
      {
        GbDay last = monday + week * WEEK_DAYS + day;

        if (gb_work_calendar_is_working (calendar, last) && gb_work_calendar_day_end (calendar, last) > now)
          return gb_work_calendar_day_end (calendar, last);
      }
  return 0;
}

static GPtrArray *
read_dossiers (GbSqlConnection      *connection,
               const GbScoreReading *reading,
               GError              **error)
{
  g_autoptr (GbDossierQuery) query = gb_dossier_query_new (GB_DOSSIER_FILTER_OPEN);
  g_autoptr (GArray) numbers = NULL;

  query->set = gb_score_reading_set (reading);
  query->sort = GB_DOSSIER_SORT_DUE;
  numbers = gb_dossier_repository_numbers (connection, query, reading->now, error);
  if (numbers == NULL)
    return NULL;
  return gb_dossier_repository_by_numbers (connection, (gint64 *) (gpointer) numbers->data, numbers->len,
                                           reading->now, error);
}

static gboolean
read_forecast (GbSqlConnection *connection,
               GbScoreReading  *reading,
               GError         **error)
{
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  const char *commune = reading->report->total->commune;

  if (calendars == NULL)
    return FALSE;
  reading->by = end_of_week (commune != NULL ? gb_calendars_of_commune (calendars, commune)
                                             : gb_calendars_get_default (calendars),
                             reading->now);
  if (reading->by == 0 || gb_time_day (reading->by) > reading->period.to)
    {
      reading->by = 0;
      return TRUE;
    }
  reading->dossiers = read_dossiers (connection, reading, error);
  if (reading->dossiers == NULL)
    return FALSE;
  for (guint i = 0; i < reading->dossiers->len; i++)
    if (!g_hash_table_contains (reading->left_out, gb_dossier_get_code (reading->dossiers->pdata[i])))
      g_ptr_array_add (codes, (char *) gb_dossier_get_code (reading->dossiers->pdata[i]));
  g_ptr_array_add (codes, NULL);
  reading->forecast = gb_score_forecast_load (connection, &reading->report->span, commune,
                                              (const char *const *) codes->pdata, reading->by, error);
  return reading->forecast != NULL;
}

static gpointer
read_score (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  const GbScoreReading *wanted = data;
  GbScoreReading *reading = g_memdup2 (wanted, sizeof *wanted);
  const GbTrackingSpan span = { reading->period.from, reading->period.to, reading->now };
  g_auto (GbCursor) cursor = { 0 };

  reading->commune = g_strdup (wanted->commune);
  reading->left_out = g_hash_table_ref (wanted->left_out);
  if (gb_cursor_load (connection, GB_RECORD_GROUP_WORK, &cursor, error) &&
      gb_dossier_repository_next_boundary (connection, reading->now, &reading->boundary, error))
    reading->report = gb_score_report_load (connection, &span, reading->commune, error);
  reading->as_of = cursor.as_of;
  if (reading->report != NULL && read_forecast (connection, reading, error))
    return reading;
  reading_free (reading);
  return NULL;
}

/* --- when -------------------------------------------------------------------------------------- */

static gboolean
on_timer_cb (gpointer user_data)
{
  GbScoreModel *self = user_data;

  self->timer = 0;
  gb_score_model_reload (self);
  return G_SOURCE_REMOVE;
}

/* Wakes when a due moment or the day passes. A standing clock says so itself. */
static void
set_timer (GbScoreModel *self)
{
  GbClock *clock = gb_store_get_clock (self->store);
  gint64 wait = LONGEST_WAIT;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (gb_clock_is_fixed (clock))
    return;
  if (self->reading != NULL)
    wait = CLAMP (self->reading->boundary - gb_clock_now (clock), 1, LONGEST_WAIT);
  self->timer = g_timeout_add_seconds ((guint) wait, on_timer_cb, self);
}

static void load (GbScoreModel *self);

static void
on_reading_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbScoreModel) self = user_data;
  g_autoptr (GError) error = NULL;
  GbScoreReading *reading = gb_store_read_finish (GB_STORE (source), result, &error);

  /* A cancelled one has a successor. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->store == NULL)
    {
      reading_free (reading);
      return;
    }
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (reading != NULL)
    {
      reading_free (self->reading);
      self->reading = reading;
    }
  self->error = g_steal_pointer (&error);
  set_timer (self);
  if (self->stale && self->active)
    load (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
load (GbScoreModel *self)
{
  GbScoreReading *wanted = g_new0 (GbScoreReading, 1);
  GbDay today;

  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  wanted->commune = g_strdup (self->commune);
  wanted->left_out = copy_codes (self->left_out);
  wanted->now = gb_clock_now (gb_store_get_clock (self->store));
  today = gb_time_day (wanted->now);
  wanted->period = self->kind == GB_PERIOD_DAYS ? self->days : gb_period_of (self->kind, today);
  gb_store_read_async (self->store, read_score, wanted, reading_free, reading_free, G_PRIORITY_DEFAULT,
                       self->cancellable, on_reading_cb, g_object_ref (self));
}

/* Another card is wanted: that on its way is of no use. */
static void
ask_anew (GbScoreModel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gb_score_model_reload (self);
}

/* --- object ------------------------------------------------------------------------------------ */

static void
gb_score_model_dispose (GObject *object)
{
  GbScoreModel *self = GB_SCORE_MODEL (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_score_model_parent_class)->dispose (object);
}

static void
gb_score_model_finalize (GObject *object)
{
  GbScoreModel *self = GB_SCORE_MODEL (object);

  g_free (self->commune);
  g_hash_table_unref (self->left_out);
  reading_free (self->reading);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gb_score_model_parent_class)->finalize (object);
}

static void
gb_score_model_class_init (GbScoreModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_score_model_dispose;
  object_class->finalize = gb_score_model_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
gb_score_model_init (GbScoreModel *self)
{
  self->kind = GB_PERIOD_THIS_MONTH;
  self->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stale = TRUE;
}

/**
 * gb_score_model_new:
 * @store: an open store
 *
 * Returns: (transfer full): a model of this month's scorecard, which reads nothing until it is active
 */
GbScoreModel *
gb_score_model_new (GbStore *store)
{
  GbScoreModel *self = g_object_new (GB_TYPE_SCORE_MODEL, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (gb_score_model_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gb_store_get_clock (store), "changed", G_CALLBACK (gb_score_model_reload), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * gb_score_model_reload:
 *
 * Reads again, now or when somebody looks; what is shown stays until it is there.
 */
void
gb_score_model_reload (GbScoreModel *self)
{
  g_return_if_fail (GB_IS_SCORE_MODEL (self));

  self->stale = TRUE;
  if (!self->active || self->cancellable != NULL)
    return;
  load (self);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * gb_score_model_get_reading:
 *
 * Returns: (transfer none) (nullable): what was read last; %NULL before
 */
const GbScoreReading *
gb_score_model_get_reading (GbScoreModel *self)
{
  g_return_val_if_fail (GB_IS_SCORE_MODEL (self), NULL);

  return self->reading;
}

/**
 * gb_score_model_get_error:
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
gb_score_model_get_error (GbScoreModel *self)
{
  g_return_val_if_fail (GB_IS_SCORE_MODEL (self), NULL);

  return self->error;
}

gboolean
gb_score_model_get_loading (GbScoreModel *self)
{
  g_return_val_if_fail (GB_IS_SCORE_MODEL (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * gb_score_model_set_commune:
 * @commune: (nullable): only this one's, by code; %NULL for the whole scope
 */
void
gb_score_model_set_commune (GbScoreModel *self,
                            const char   *commune)
{
  g_return_if_fail (GB_IS_SCORE_MODEL (self));

  if (g_strcmp0 (self->commune, commune) == 0)
    return;
  g_free (self->commune);
  self->commune = g_strdup (commune);
  g_hash_table_remove_all (self->left_out);
  ask_anew (self);
}

/**
 * gb_score_model_set_period:
 * @period: its days count for %GB_PERIOD_DAYS alone: a month goes on to the next one
 */
void
gb_score_model_set_period (GbScoreModel   *self,
                           const GbPeriod *period)
{
  g_return_if_fail (GB_IS_SCORE_MODEL (self));

  self->kind = period->kind;
  self->days = *period;
  ask_anew (self);
}

/**
 * gb_score_model_set_left_out:
 * @code: a dossier of the forecast
 * @left_out: whether it is not finished in it
 */
void
gb_score_model_set_left_out (GbScoreModel *self,
                             const char   *code,
                             gboolean      left_out)
{
  g_return_if_fail (GB_IS_SCORE_MODEL (self));

  if (left_out ? g_hash_table_add (self->left_out, g_strdup (code)) : g_hash_table_remove (self->left_out, code))
    ask_anew (self);
}

/**
 * gb_score_model_set_active:
 * @active: whether somebody looks at it
 */
void
gb_score_model_set_active (GbScoreModel *self,
                           gboolean      active)
{
  g_return_if_fail (GB_IS_SCORE_MODEL (self));

  self->active = active;
  if (active && self->stale)
    gb_score_model_reload (self);
}

/**
 * gb_score_reading_set:
 *
 * Returns: (transfer full): the open dossiers that fall due until the forecast's end
 */
GbDossierSet *
gb_score_reading_set (const GbScoreReading *self)
{
  const GbScorecard *card = self->report->total;
  GbDossierSet *set = gb_dossier_set_new (GB_DOSSIER_SET_SCORE, GB_SCORE_SET_FINISHING, gb_time_day (self->now),
                                          gb_time_day (self->by));

  set->unit = g_strdup (card->commune);
  set->unit_name = g_strdup (card->name);
  return set;
}

/**
 * gb_score_reading_n_chosen:
 *
 * Returns: how many dossiers the forecast finishes
 */
guint
gb_score_reading_n_chosen (const GbScoreReading *self)
{
  guint n = 0;

  for (guint i = 0; self->dossiers != NULL && i < self->dossiers->len; i++)
    n += !g_hash_table_contains (self->left_out, gb_dossier_get_code (self->dossiers->pdata[i]));
  return n;
}
