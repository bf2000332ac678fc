/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-calendars.h"

#include "gb-calendars-private.h"
#include "gb-sql-statement.h"

/**
 * GbCalendars:
 *
 * The working calendars of a province's communes, from the records of types calendar-day and
 * commune-hours. Communes that work the same hours share one calendar. Not changed after loading;
 * may be used from any thread.
 *
 * A year without any calendar-day has the computed holidays (DOMAIN.md, calendar precedence). Where the province tells no
 * hours, those of the user's choice hold.
 */
struct _GbCalendars
{
  GObject parent_instance;

  GbCalendarsVariant variant;
  gint64 version; /* of the data it was made from */
  GbCalendarChoice *choice; /* (owned) (nullable) */
  GPtrArray *days; /* (owned) (element-type Day) while loading */
  GPtrArray *spans; /* (owned) (element-type Span) the province's hours, while loading */
  GHashTable *by_hours; /* (owned) (element-type utf8 GbWorkCalendar) by their description */
  GHashTable *by_commune; /* (owned) (element-type utf8 GbWorkCalendar) those with own hours */
  GbWorkCalendar *standard; /* (owned) */
};

typedef struct
{
  GbDay day;
  GbDay replaces;
  GbDayKind kind;
  gboolean has_sessions;
  GbSessions sessions;
} Day;

/* A span of hours. */
typedef struct
{
  GbDay from;
  GbDay to;
  char *text; /* (owned) */
} Span;

G_DEFINE_FINAL_TYPE (GbCalendars, gb_calendars, G_TYPE_OBJECT)

/* Of a connection: its choice, and the calendars that were made of it. */
#define CHOICE_KEY "gb-calendar-choice"
static const char *const kept_keys[GB_N_CALENDARS_VARIANTS]
    = { "gb-calendars", "gb-calendars-without-holidays", "gb-calendars-without-make-up" };

static void
span_free (gpointer data)
{
  Span *self = data;

  g_free (self->text);
  g_free (self);
}

static void
gb_calendars_finalize (GObject *object)
{
  GbCalendars *self = GB_CALENDARS (object);

  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_clear_pointer (&self->spans, g_ptr_array_unref);
  g_hash_table_unref (self->by_hours);
  g_hash_table_unref (self->by_commune);
  g_clear_object (&self->standard);
  g_clear_pointer (&self->choice, gb_calendar_choice_unref);

  G_OBJECT_CLASS (gb_calendars_parent_class)->finalize (object);
}

static void
gb_calendars_class_init (GbCalendarsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_calendars_finalize;
}

static void
gb_calendars_init (GbCalendars *self)
{
  self->days = g_ptr_array_new_with_free_func (g_free);
  self->spans = g_ptr_array_new_with_free_func (span_free);
  self->by_hours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->by_commune = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static GbDay
get_day (GbSqlStatement *s,
         int             column)
{
  const char *text = gb_sql_statement_get_text (s, column);
  GbDay day;

  return text != NULL && gb_day_parse (text, &day, NULL) ? day : GB_DAY_NONE;
}

static gboolean
has_day (GbCalendars *self,
         GbDayKind    kind)
{
  return self->variant == GB_CALENDARS_ANNOUNCED
         || (self->variant == GB_CALENDARS_WITHOUT_MAKE_UP && kind == GB_DAY_OFF);
}

static gboolean
load_days (GbCalendars     *self,
           GbSqlConnection *connection,
           GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT id,kind='work',replaces,hours FROM calendar_day ORDER BY id", error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  while (row)
    {
      Day *day = g_new0 (Day, 1);
      const char *hours = gb_sql_statement_get_text (s, 3);

      day->day = get_day (s, 0);
      day->kind = gb_sql_statement_get_int (s, 1) != 0 ? GB_DAY_WORK : GB_DAY_OFF;
      day->replaces = get_day (s, 2);
      day->has_sessions = hours != NULL && gb_sessions_parse (hours, &day->sessions, NULL);
      if (day->day != GB_DAY_NONE && has_day (self, day->kind))
        g_ptr_array_add (self->days, day);
      else
        g_free (day);
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_spans (GbWorkCalendar *calendar,
           GPtrArray      *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = spans->pdata[i];
      g_autoptr (GbWorkHours) hours = gb_work_hours_parse (span->text, NULL);

      if (hours != NULL)
        gb_work_calendar_add_hours (calendar, span->from, span->to, hours);
    }
}

static GbWorkCalendar *
make_calendar (GbCalendars *self,
               GPtrArray   *own)
{
  GbWorkCalendar *calendar = gb_work_calendar_new ();
  const char *chosen = gb_calendar_choice_get_hours (self->choice);
  g_autoptr (GbWorkHours) hours = chosen != NULL ? gb_work_hours_parse (chosen, NULL) : NULL;

  gb_work_calendar_set_near_days (calendar, gb_calendar_choice_get_near_days (self->choice));
  /* first: what the province says of a day counts more */
  if (hours != NULL)
    gb_work_calendar_add_hours (calendar, GB_DAY_NONE, GB_DAY_NONE, hours);
  gb_work_calendar_set_compute_holidays (calendar, self->variant != GB_CALENDARS_WITHOUT_HOLIDAYS);
  add_spans (calendar, self->spans);
  if (own != NULL)
    add_spans (calendar, own);
  for (guint i = 0; i < self->days->len; i++)
    {
      const Day *day = self->days->pdata[i];

      gb_work_calendar_add_day (calendar, day->day, day->kind, day->replaces,
                                day->has_sessions ? &day->sessions : NULL);
    }
  return calendar;
}

/* Gives a commune the calendar of its own hours, shared with those that have the same. */
static void
settle_commune (GbCalendars *self,
                const char  *commune,
                GPtrArray   *own)
{
  g_autoptr (GString) key = g_string_new (NULL);
  GbWorkCalendar *calendar;

  for (guint i = 0; i < own->len; i++)
    {
      const Span *span = own->pdata[i];

      g_string_append_printf (key, "%d %d %s\n", span->from, span->to, span->text);
    }
  calendar = g_hash_table_lookup (self->by_hours, key->str);
  if (calendar == NULL)
    {
      calendar = make_calendar (self, own);
      g_hash_table_insert (self->by_hours, g_strdup (key->str), calendar);
    }
  g_hash_table_insert (self->by_commune, g_strdup (commune), g_object_ref (calendar));
}

static Span *
get_span (GbSqlStatement *s)
{
  Span *span = g_new0 (Span, 1);

  span->from = get_day (s, 1);
  span->to = get_day (s, 2);
  span->text = gb_sql_statement_dup_text (s, 3);
  return span;
}

/* The province's hours come first (NULL sorts lowest), then commune by commune. */
static gboolean
load_hours (GbCalendars     *self,
            GbSqlConnection *connection,
            GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT commune,from_day,to_day,hours FROM commune_hours "
      "ORDER BY commune,from_day,id",
      error);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (span_free);
  g_autofree char *commune = NULL;
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  while (row)
    {
      const char *next = gb_sql_statement_get_text (s, 0);

      if (commune != NULL && g_strcmp0 (commune, next) != 0)
        {
          settle_commune (self, commune, own);
          g_ptr_array_set_size (own, 0);
        }
      g_ptr_array_add (next == NULL ? self->spans : own, get_span (s));
      g_free (commune);
      commune = g_strdup (next);
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
    }
  if (commune != NULL)
    settle_commune (self, commune, own);
  return TRUE;
}

/**
 * gb_calendars_load:
 * @connection: to the cache
 *
 * Kept with the connection until the data change.
 *
 * Returns: (transfer full): the calendars
 */
GbCalendars *
gb_calendars_load (GbSqlConnection *connection,
                   GError         **error)
{
  return gb_calendars_load_variant (connection, GB_CALENDARS_ANNOUNCED, error);
}

/**
 * gb_calendars_load_variant:
 * @connection: to the cache
 * @variant: what shall be left out
 *
 * For comparing: as somebody counts who forgets some days. Kept with the connection until the data
 * change.
 *
 * Returns: (transfer full): the calendars
 */
GbCalendars *
gb_calendars_load_variant (GbSqlConnection   *connection,
                           GbCalendarsVariant variant,
                           GError           **error)
{
  const char *key = kept_keys[variant];
  gint64 version = gb_sql_connection_data_version (connection);
  GbCalendars *kept = g_object_get_data (G_OBJECT (connection), key);
  GbCalendarChoice *choice = g_object_get_data (G_OBJECT (connection), CHOICE_KEY);
  g_autoptr (GbCalendars) self = NULL;

  if (kept != NULL && version != -1 && kept->version == version)
    return g_object_ref (kept);

  self = g_object_new (GB_TYPE_CALENDARS, NULL);
  self->variant = variant;
  self->version = version;
  self->choice = choice != NULL ? gb_calendar_choice_ref (choice) : NULL;
  if (!load_days (self, connection, error) || !load_hours (self, connection, error))
    return NULL;
  self->standard = make_calendar (self, NULL);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_clear_pointer (&self->spans, g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (connection), key, g_object_ref (self), g_object_unref);
  return g_steal_pointer (&self);
}

/**
 * gb_calendars_of_commune:
 * @commune: (nullable): a commune's code
 *
 * Returns: (transfer none): its calendar; the province's for one without hours of its own
 */
GbWorkCalendar *
gb_calendars_of_commune (GbCalendars *self,
                         const char  *commune)
{
  GbWorkCalendar *own;

  g_return_val_if_fail (GB_IS_CALENDARS (self), NULL);

  own = commune != NULL ? g_hash_table_lookup (self->by_commune, commune) : NULL;
  return own != NULL ? own : self->standard;
}

/**
 * gb_calendars_get_default:
 *
 * Returns: (transfer none): the province's calendar
 */
GbWorkCalendar *
gb_calendars_get_default (GbCalendars *self)
{
  g_return_val_if_fail (GB_IS_CALENDARS (self), NULL);

  return self->standard;
}

/* (element-type utf8 GbWorkCalendar): communes that have hours of their own. */
GHashTable *
gb_calendars_get_exceptions (GbCalendars *self)
{
  return self->by_commune;
}

/* What is loaded through @connection from now on follows @choice (nullable). For whoever has the connection to itself. */
void
gb_calendars_set_choice (GbSqlConnection  *connection,
                         GbCalendarChoice *choice)
{
  if (g_object_get_data (G_OBJECT (connection), CHOICE_KEY) == choice)
    return;
  for (int i = 0; i < GB_N_CALENDARS_VARIANTS; i++)
    g_object_set_data (G_OBJECT (connection), kept_keys[i], NULL);
  g_object_set_data_full (G_OBJECT (connection), CHOICE_KEY, choice != NULL ? gb_calendar_choice_ref (choice) : NULL,
                          (GDestroyNotify) gb_calendar_choice_unref);
}
