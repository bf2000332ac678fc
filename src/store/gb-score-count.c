/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-score-count-private.h"

#include "gb-dossier-then-private.h"

/* Of each indicator a row has three bits: counted, for the better, told. */
#define BITS 3
#define COUNTED 1
#define FOR_BETTER 2
#define IS_TOLD 4

/* The columns of a row. */
enum
{
  COMMUNE,
  CODE,
  PROCEDURE,
  RECEIVED,
  DONE,
  IN_PERIOD,
  ONLINE,
  FEE_TOLD,
  COMPLAINT,
  INDICATORS, /* and what follows: the bits, a few indicators to a column */
};

#define PER_COLUMN 8

static void
procedure_free (gpointer data)
{
  GbScoreProcedure *self = data;

  g_free (self->id);
  g_free (self->code);
  g_free (self->name);
  g_free (self);
}

/**
 * gb_score_tally_free:
 */
void
gb_score_tally_free (GbScoreTally *self)
{
  if (self == NULL)
    return;
  g_free (self->procedures);
  g_free (self);
}

/* --- procedures -------------------------------------------------------------------------------- */

static void
add_key (GbScoreCount *self,
         const char   *kind,
         const char   *key,
         guint         index)
{
  g_autofree char *whole = key != NULL ? g_strconcat (kind, key, NULL) : NULL;

  if (whole != NULL && !g_hash_table_contains (self->by_key, whole))
    g_hash_table_insert (self->by_key, g_steal_pointer (&whole), GUINT_TO_POINTER (index + 1));
}

static void
add_procedure (GbScoreCount   *self,
               GbSqlStatement *s)
{
  GbScoreProcedure *procedure = g_new0 (GbScoreProcedure, 1);

  procedure->id = gb_sql_statement_dup_text (s, 0);
  procedure->code = gb_sql_statement_dup_text (s, 1);
  procedure->name = gb_sql_statement_dup_text (s, 2);
  procedure->online_known = !gb_sql_statement_is_null (s, 3);
  procedure->online = procedure->online_known && gb_sql_statement_get_int (s, 3) != 0;
  procedure->costs = gb_sql_statement_get_int (s, 4) != 0;
  add_key (self, "c", procedure->code, self->procedures->len);
  add_key (self, "n", procedure->name, self->procedures->len);
  g_ptr_array_add (self->procedures, procedure);
}

/* Those that are valid when the period ends or now. */
static gboolean
load_procedures (GbScoreCount *self,
                 GError      **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      self->connection,
      "SELECT id,code,name,CASE WHEN online IS NULL OR online='' THEN NULL ELSE online<>'none' END,fee>0 "
      "FROM procedure WHERE coalesce(valid_from,?1)<=?1 AND coalesce(valid_to,?1)>=?1 ORDER BY name_key,id",
      error);
  g_autofree char *day = gb_day_format (MIN (self->span->to, gb_time_day (self->span->now)));
  gboolean row = TRUE;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, day);
  while (gb_sql_statement_step (s, &row, error) && row)
    add_procedure (self, s);
  return !row;
}

static GbScoreProcedureCount *
find_procedure (GbScoreCount   *self,
                GbScoreTally   *tally,
                GbSqlStatement *s)
{
  const char *code = gb_sql_statement_get_text (s, CODE);
  g_autofree char *key = code != NULL ? g_strconcat ("c", code, NULL)
                                      : g_strconcat ("n", gb_sql_statement_get_text (s, PROCEDURE), NULL);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_key, key));

  return found > 0 ? &tally->procedures[found - 1] : NULL;
}

/* --- dossiers ---------------------------------------------------------------------------------- */

static GbScoreTally *
get_tally (GbScoreCount *self,
           const char   *commune)
{
  GbScoreTally *tally = g_hash_table_lookup (self->communes, commune);

  if (tally != NULL)
    return tally;
  tally = g_new0 (GbScoreTally, 1);
  tally->procedures = g_new0 (GbScoreProcedureCount, MAX (self->procedures->len, 1));
  g_hash_table_insert (self->communes, g_strdup (commune), tally);
  return tally;
}

static int
row_bits (GbSqlStatement *s,
          int             indicator)
{
  gint64 column = gb_sql_statement_get_int (s, INDICATORS + indicator / PER_COLUMN);

  return (int) (column >> (indicator % PER_COLUMN * BITS)) & (COUNTED | FOR_BETTER | IS_TOLD);
}

/* Adds a row, or takes it off. */
static void
tally_row (GbScoreCount   *self,
           GbSqlStatement *s,
           int             times)
{
  const char *commune = gb_sql_statement_get_text (s, COMMUNE);
  GbScoreTally *tally = get_tally (self, commune);
  GbScoreProcedureCount *procedure = find_procedure (self, tally, s);
  gboolean in_period = gb_sql_statement_get_int (s, IN_PERIOD) != 0;

  for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
    {
      int bits = row_bits (s, i);

      tally->all[i] += times * ((bits & COUNTED) != 0);
      tally->yes[i] += times * ((bits & FOR_BETTER) != 0);
      tally->told[i] += times * ((bits & IS_TOLD) != 0);
    }
  if ((row_bits (s, GB_SCORE_SATISFIED) & COUNTED) != 0)
    tally->complaints += times * (gb_sql_statement_get_int (s, COMPLAINT) != 0);
  if (procedure == NULL)
    return;
  procedure->received += times * in_period;
  procedure->online += times * (in_period && gb_sql_statement_get_int (s, ONLINE) != 0);
  procedure->fee_told += times * (in_period && gb_sql_statement_get_int (s, FEE_TOLD) != 0);
  procedure->population += times * ((row_bits (s, GB_SCORE_POPULATION) & FOR_BETTER) != 0);
  if (gb_sql_statement_is_null (s, DONE) || gb_sql_statement_is_null (s, RECEIVED))
    return;
  procedure->done += times;
  procedure->seconds += times * gb_work_calendar_worked (gb_calendars_of_commune (self->calendars, commune),
                                                         gb_sql_statement_get_int (s, RECEIVED),
                                                         gb_sql_statement_get_int (s, DONE));
}

static void
append_bits (GString *sql)
{
  for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
    {
      const GbScoreRule *rule = gb_score_rule (i);

      g_string_append (sql, i % PER_COLUMN == 0 ? ",0" : "");
      if (rule->all_sql != NULL)
        g_string_append_printf (sql, "|(CASE WHEN %s THEN 1+2*(%s)+4*(%s) ELSE 0 END<<%d)", rule->all_sql,
                                rule->yes_sql, rule->told_sql, i % PER_COLUMN * BITS);
    }
}

/* The columns of a row `d`. */
static GString *
select_sql (void)
{
  GString *sql = g_string_new (
      "SELECT d.commune,d.procedure_code,d.procedure,d.received,"
      "CASE WHEN d.state IN (9,10) AND d.finished BETWEEN :set_from AND :set_until THEN d.finished END,"
      "coalesce(d.received BETWEEN :set_from AND :set_until,0),d.channel='online',d.fee_zero IS NOT NULL,"
      "coalesce(d.complaint,0)");

  append_bits (sql);
  return sql;
}

static gboolean
tally_rows (GbScoreCount        *self,
            const char          *sql,
            const GbScoreFinish *finish,
            int                  times,
            GError             **error)
{
  const GbDossierSet set = { .from = self->span->from, .to = self->span->to, .unit = (char *) self->commune };
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (self->connection, sql, error);
  gboolean row = TRUE;

  if (s == NULL)
    return FALSE;
  gb_dossier_set_bind (&set, s, self->span->now);
  if (finish != NULL)
    {
      gb_sql_statement_set_text (s, ":ids", finish->ids);
      gb_sql_statement_set_int (s, ":begin", finish->begin);
      gb_sql_statement_set_int (s, ":by", finish->by);
    }
  while (gb_sql_statement_step (s, &row, error) && row)
    tally_row (self, s, times);
  return !row;
}

/**
 * gb_score_count_init:
 * @self: (out caller-allocates): to be cleared by gb_score_count_clear()
 * @commune: (nullable): only this one's dossiers
 */
gboolean
gb_score_count_init (GbScoreCount         *self,
                     GbSqlConnection      *connection,
                     const GbTrackingSpan *span,
                     const char           *commune,
                     GError              **error)
{
  *self = (GbScoreCount) { .connection = connection, .span = span, .commune = commune };
  self->procedures = g_ptr_array_new_with_free_func (procedure_free);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->communes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gb_score_tally_free);
  self->calendars = gb_calendars_load (connection, error);
  return self->calendars != NULL && load_procedures (self, error);
}

void
gb_score_count_clear (GbScoreCount *self)
{
  g_clear_object (&self->calendars);
  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->communes, g_hash_table_unref);
}

/**
 * gb_score_count_dossiers:
 *
 * Counts the dossiers that were in hand in the period.
 */
gboolean
gb_score_count_dossiers (GbScoreCount *self,
                         GError      **error)
{
  g_autoptr (GString) sql = select_sql ();

  g_string_append_printf (sql, " FROM dossier d %s%s",
                          gb_then_is_long (self->span->from, self->span->now) ? "NOT INDEXED WHERE 1"
                                                                              : "WHERE " GB_THEN_IN_HAND,
                          self->commune != NULL ? " AND d.commune=:set_unit" : "");
  return tally_rows (self, sql->str, NULL, 1, error);
}

/**
 * gb_score_count_changed:
 *
 * Counts some dossiers as if they were finished, in place of how they are.
 */
gboolean
gb_score_count_changed (GbScoreCount        *self,
                        const GbScoreFinish *finish,
                        GError             **error)
{
  g_autoptr (GString) before = select_sql ();
  g_autoptr (GString) after = select_sql ();
  const char *chosen = "id IN (SELECT value FROM json_each(:ids)) AND state NOT IN (3,7,9,10)";

  g_string_append_printf (before, " FROM dossier d WHERE d.%s%s", chosen,
                          self->commune != NULL ? " AND d.commune=:set_unit" : "");
  g_string_append_printf (
      after,
      " FROM (SELECT number,id,commune,procedure_code,procedure,channel,received,due,supplements,fee_zero,complaint,"
      "digitised,reused,from_store,identity,population,paid_online,9 AS state,1 AS result_file,NULL AS handed_over,"
      "max(:begin,min(coalesce(due,:by),:by)) AS finished FROM dossier WHERE %s) d WHERE 1%s",
      chosen, self->commune != NULL ? " AND d.commune=:set_unit" : "");
  return tally_rows (self, before->str, finish, -1, error) && tally_rows (self, after->str, finish, 1, error);
}

/**
 * gb_score_count_sum:
 *
 * Returns: (transfer full): all communes together
 */
GbScoreTally *
gb_score_count_sum (const GbScoreCount *self)
{
  GbScoreTally *sum = g_new0 (GbScoreTally, 1);
  GHashTableIter iter;
  gpointer value;

  sum->procedures = g_new0 (GbScoreProcedureCount, MAX (self->procedures->len, 1));
  g_hash_table_iter_init (&iter, self->communes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GbScoreTally *tally = value;

      for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
        {
          sum->all[i] += tally->all[i];
          sum->yes[i] += tally->yes[i];
          sum->told[i] += tally->told[i];
        }
      sum->complaints += tally->complaints;
      for (guint i = 0; i < self->procedures->len; i++)
        {
          sum->procedures[i].received += tally->procedures[i].received;
          sum->procedures[i].online += tally->procedures[i].online;
          sum->procedures[i].fee_told += tally->procedures[i].fee_told;
          sum->procedures[i].population += tally->procedures[i].population;
          sum->procedures[i].done += tally->procedures[i].done;
          sum->procedures[i].seconds += tally->procedures[i].seconds;
        }
    }
  return sum;
}
