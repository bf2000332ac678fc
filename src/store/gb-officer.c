/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-officer.h"

#include <string.h>

#include "gb-calendars.h"
#include "gb-dossier-set.h"
#include "gb-duty-private.h"
#include "gb-horizon.h"
#include "gb-predicate.h"

G_DEFINE_BOXED_TYPE (GbOfficer, gb_officer, gb_officer_ref, gb_officer_unref)

/* The columns of the statement, in this order. */
enum
{
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_TITLE,
  COLUMN_SECONDED,
  COLUMN_COMMUNE,
  COLUMN_COMMUNE_NAME,
  COLUMN_AGENCY,
  COLUMN_AGENCY_NAME,
  COLUMN_DESK,
  COLUMN_HOME,
  COLUMN_HOME_NAME,
  COLUMN_FIELD,
  COLUMN_DECISION,
  COLUMN_FROM,
  COLUMN_TO,
  COLUMN_MENTOR,
  COLUMN_MENTOR_NAME,
  COLUMN_PHONE,
  COLUMN_PRESENT,
  COLUMN_DUTY_FIELD,
  COLUMN_DUTY_MAIN,
};

/* One row for each duty, one for an officer without any; people stand by given name, those of the same name by id. */
#define OFFICERS_SQL                                                                               \
  "SELECT o.id,o.name,o.title,o.kind='seconded',o.commune,"                                        \
  "coalesce(c.type||' '||c.name,o.commune),"                                                       \
  "o.agency,coalesce(a.name,o.agency),coalesce(a.kind='centre',0),"                                \
  "o.home,coalesce(h.name,o.home),o.field,o.decision,o.from_day,o.to_day,"                         \
  "o.mentor,coalesce(m.name,o.mentor),o.phone," GB_DUTY_PRESENT ","                                \
  "f.value->>'field',f.value->>'role'='main' "                                                     \
  "FROM officer o LEFT JOIN commune c ON c.id=o.commune LEFT JOIN agency a ON a.id=o.agency "      \
  "LEFT JOIN agency h ON h.id=o.home LEFT JOIN officer m ON m.id=o.mentor "                        \
  "LEFT JOIN json_each(coalesce(o.fields,'[]')) f "                                                \
  "WHERE (:commune IS NULL OR o.commune=:commune) ORDER BY o.name_key,o.id,f.key"

static void
duty_free (gpointer data)
{
  GbDuty *self = data;

  g_free (self->field);
  g_free (self);
}

GbOfficer *
gb_officer_ref (GbOfficer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  GbOfficer *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->given);
  g_free (self->title);
  g_free (self->commune);
  g_free (self->commune_name);
  g_free (self->agency);
  g_free (self->agency_name);
  g_free (self->home);
  g_free (self->home_name);
  g_free (self->field);
  g_free (self->decision);
  g_free (self->mentor);
  g_free (self->mentor_name);
  g_free (self->phone);
  g_ptr_array_unref (self->duties);
}

void
gb_officer_unref (GbOfficer *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static GbDay
get_day (GbSqlStatement *statement,
         int             column)
{
  GbDay day;

  if (gb_sql_statement_is_null (statement, column) ||
      !gb_day_parse (gb_sql_statement_get_text (statement, column), &day, NULL))
    return GB_DAY_NONE;
  return day;
}

static GbOfficer *
read_officer (GbSqlStatement *s)
{
  GbOfficer *self = g_atomic_rc_box_new0 (GbOfficer);
  const char *last_word;

  self->id = gb_sql_statement_dup_text (s, COLUMN_ID);
  self->name = gb_sql_statement_dup_text (s, COLUMN_NAME);
  last_word = strrchr (self->name, ' ');
  self->given = g_strdup (last_word != NULL ? last_word + 1 : self->name);
  self->title = gb_sql_statement_dup_text (s, COLUMN_TITLE);
  self->seconded = gb_sql_statement_get_int (s, COLUMN_SECONDED) != 0;
  self->commune = gb_sql_statement_dup_text (s, COLUMN_COMMUNE);
  self->commune_name = gb_sql_statement_dup_text (s, COLUMN_COMMUNE_NAME);
  self->agency = gb_sql_statement_dup_text (s, COLUMN_AGENCY);
  self->agency_name = gb_sql_statement_dup_text (s, COLUMN_AGENCY_NAME);
  self->desk = gb_sql_statement_get_int (s, COLUMN_DESK) != 0;
  self->home = gb_sql_statement_dup_text (s, COLUMN_HOME);
  self->home_name = gb_sql_statement_dup_text (s, COLUMN_HOME_NAME);
  self->field = gb_sql_statement_dup_text (s, COLUMN_FIELD);
  self->duties = g_ptr_array_new_with_free_func (duty_free);
  self->decision = gb_sql_statement_dup_text (s, COLUMN_DECISION);
  self->from = get_day (s, COLUMN_FROM);
  self->to = get_day (s, COLUMN_TO);
  self->mentor = gb_sql_statement_dup_text (s, COLUMN_MENTOR);
  self->mentor_name = gb_sql_statement_dup_text (s, COLUMN_MENTOR_NAME);
  self->phone = gb_sql_statement_dup_text (s, COLUMN_PHONE);
  self->present = gb_sql_statement_get_int (s, COLUMN_PRESENT) != 0;
  return self;
}

static void
add_duty (GbOfficer      *self,
          GbSqlStatement *s)
{
  GbDuty *duty;

  if (gb_sql_statement_is_null (s, COLUMN_DUTY_FIELD))
    return;
  duty = g_new0 (GbDuty, 1);
  duty->field = gb_sql_statement_dup_text (s, COLUMN_DUTY_FIELD);
  duty->main = gb_sql_statement_get_int (s, COLUMN_DUTY_MAIN) != 0;
  g_ptr_array_add (self->duties, duty);
}

static GPtrArray *
load_officers (GbSqlConnection  *connection,
               const char       *commune,
               GbDay             day,
               GError          **error)
{
  g_autoptr (GPtrArray) officers = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_officer_unref);
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (connection, OFFICERS_SQL, error);
  g_autofree char *today = gb_day_format (day);
  GbOfficer *last = NULL;
  gboolean row;

  if (statement == NULL)
    return NULL;
  gb_sql_statement_set_text (statement, ":commune", commune);
  gb_sql_statement_set_text (statement, ":today", today);
  while (gb_sql_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&officers);
      if (last == NULL || g_strcmp0 (last->id, gb_sql_statement_get_text (statement, COLUMN_ID)) != 0)
        {
          last = read_officer (statement);
          g_ptr_array_add (officers, last);
        }
      add_duty (last, statement);
    }
  return NULL;
}

/* The load of a name in a commune: a dossier knows its officer by name only. */
static gboolean
add_loads (GbSqlConnection  *connection,
           const char       *commune,
           gint64            now,
           GHashTable       *by_name,
           GError          **error)
{
  g_autofree char *open = gb_predicate_condition (GB_DOSSIER_FILTER_OPEN);
  g_autofree char *sql
      = g_strdup_printf ("%s SELECT d.commune||'/'||d.officer,%s,count(*) FROM dossier d WHERE %s "
                         "AND d.officer IS NOT NULL AND (:commune IS NULL OR d.commune=:commune) GROUP BY 1,2",
                         gb_predicate_with_sql (), gb_predicate_class_sql (), open);
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (connection, sql, error);
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, statement != NULL ? error : NULL);
  g_auto (GbHorizon) horizon = { 0 };
  gboolean row;

  if (statement == NULL || calendars == NULL)
    return FALSE;
  gb_horizon_init (&horizon, calendars, now);
  gb_predicate_bind (statement, &horizon);
  gb_sql_statement_set_text (statement, ":commune", commune);
  while (gb_sql_statement_step (statement, &row, error))
    {
      GPtrArray *named;

      if (!row)
        return TRUE;
      named = g_hash_table_lookup (by_name, gb_sql_statement_get_text (statement, 0));
      for (guint i = 0; named != NULL && i < named->len; i++)
        {
          GbOfficer *officer = named->pdata[i];
          gint64 count = gb_sql_statement_get_int (statement, 2);

          officer->classes[gb_sql_statement_get_int (statement, 1)] += count;
          officer->open += count;
        }
    }
  return FALSE;
}

static GHashTable *
index_by_name (GPtrArray *officers)
{
  GHashTable *by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < officers->len; i++)
    {
      GbOfficer *officer = officers->pdata[i];
      g_autofree char *key = g_strdup_printf ("%s/%s", officer->commune, officer->name);
      GPtrArray *named = g_hash_table_lookup (by_name, key);

      if (named == NULL)
        {
          named = g_ptr_array_new ();
          g_hash_table_insert (by_name, g_steal_pointer (&key), named);
        }
      g_ptr_array_add (named, officer);
    }
  return by_name;
}

/**
 * gb_officer_load_all:
 * @commune: (nullable): the host; %NULL for the whole scope
 * @day: the day that #GbOfficer.present is told for
 * @now: UTC seconds: the moment that dossiers are counted at
 *
 * Returns: (transfer full) (element-type GbOfficer): every officer the cache knows, by given name, those who have gone
 *   or are to come as well
 */
GPtrArray *
gb_officer_load_all (GbSqlConnection  *connection,
                     const char       *commune,
                     GbDay             day,
                     gint64            now,
                     GError          **error)
{
  g_autoptr (GPtrArray) officers = load_officers (connection, commune, day, error);
  g_autoptr (GHashTable) by_name = NULL;

  if (officers == NULL)
    return NULL;
  by_name = index_by_name (officers);
  if (!add_loads (connection, commune, now, by_name, error))
    return NULL;
  return g_steal_pointer (&officers);
}

/**
 * gb_officer_is_present:
 *
 * Returns: whether the officer works there on @day
 */
gboolean
gb_officer_is_present (const GbOfficer *self,
                       GbDay            day)
{
  return (self->from == GB_DAY_NONE || self->from <= day) && (self->to == GB_DAY_NONE || self->to >= day);
}

/**
 * gb_officer_ends:
 *
 * Returns: whether it is a secondment whose last day is @from, @to or between them
 */
gboolean
gb_officer_ends (const GbOfficer *self,
                 GbDay            from,
                 GbDay            to)
{
  return self->seconded && self->to != GB_DAY_NONE && self->to >= from && self->to <= to;
}

/**
 * gb_officer_warnings:
 *
 * Returns: what the law has against the officer's term, bits of #GbTermWarning
 */
guint
gb_officer_warnings (const GbOfficer *self)
{
  const GbTerm term = { self->seconded, self->desk, self->from, self->to, self->decision };

  return gb_term_check (&term);
}

/**
 * gb_officer_dossiers:
 *
 * Returns: (transfer full): the set that #GbOfficer.open counts, as gb_dossier_set_parse() reads it: what the commune
 *   owns, is open and has the officer's name
 */
char *
gb_officer_dossiers (const GbOfficer *self)
{
  g_autoptr (GbDossierSet) set = gb_dossier_set_new (GB_DOSSIER_SET_OWNED, GB_DOSSIER_FILTER_OPEN, 0, 0);

  set->unit = g_strdup (self->commune);
  set->unit_name = g_strdup (self->commune_name);
  set->officer = g_strdup (self->name);
  return gb_dossier_set_to_text (set);
}
