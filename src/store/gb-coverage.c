/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-coverage.h"

#include "gb-duty-private.h"
#include "gb-sql-statement.h"
#include "gb-text.h"

/* DOMAIN, People: the fields that communes lack people for, in the order of the matrix. */
static const char *const shortage_fields[]
    = { "Đất đai", "Khoáng sản", "Xây dựng", "Quy hoạch", "Tài chính", "CNTT", "Y tế", "Giáo dục", NULL };

#define VERDICTS_SQL                                                                               \
  "WITH " GB_DUTY_WITH " SELECT DISTINCT d.field,"                                                 \
  "d.field IN (SELECT field FROM gap),d.field IN (SELECT field FROM unmanned) FROM duty d"

static void
coverage_free (gpointer data)
{
  GbCoverage *self = data;

  g_free (self->field);
  g_ptr_array_unref (self->mains);
  g_ptr_array_unref (self->stand_ins);
  g_free (self);
}

/**
 * gb_coverage_shortage_fields:
 *
 * Returns: (array zero-terminated=1): the fields that communes lack people for
 */
const char *const *
gb_coverage_shortage_fields (void)
{
  return shortage_fields;
}

/* By field, what each has on @day; fields that nobody does are not in it. */
static GHashTable *
load_verdicts (GbSqlConnection  *connection,
               const char       *commune,
               GbDay             day,
               GError          **error)
{
  g_autoptr (GHashTable) verdicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (connection, VERDICTS_SQL, error);
  g_autofree char *today = gb_day_format (day);
  gboolean row;

  if (statement == NULL)
    return NULL;
  gb_sql_statement_set_text (statement, ":commune", commune);
  gb_sql_statement_set_text (statement, ":today", today);
  while (gb_sql_statement_step (statement, &row, error))
    {
      GbCoverageVerdict verdict = GB_COVERAGE_ENOUGH;

      if (!row)
        return g_steal_pointer (&verdicts);
      if (gb_sql_statement_get_int (statement, 1) != 0)
        verdict = GB_COVERAGE_NO_STAND_IN;
      else if (gb_sql_statement_get_int (statement, 2) != 0)
        verdict = GB_COVERAGE_NO_MAIN;
      g_hash_table_insert (verdicts, gb_sql_statement_dup_text (statement, 0), GINT_TO_POINTER (verdict));
    }
  return NULL;
}

static GbCoverageVerdict
verdict_of (GHashTable *verdicts,
            const char *field)
{
  gpointer value;

  return g_hash_table_lookup_extended (verdicts, field, NULL, &value) ? (GbCoverageVerdict) GPOINTER_TO_INT (value)
                                                                      : GB_COVERAGE_NOBODY;
}

static int
shortage_place (const char *field)
{
  int i;

  for (i = 0; shortage_fields[i] != NULL; i++)
    if (g_str_equal (shortage_fields[i], field))
      break;
  return i;
}

static GbCoverage *
get_row (GPtrArray  *rows,
         const char *field)
{
  GbCoverage *row;

  for (guint i = 0; i < rows->len; i++)
    {
      row = rows->pdata[i];
      if (g_str_equal (row->field, field))
        return row;
    }
  row = g_new0 (GbCoverage, 1);
  row->field = g_strdup (field);
  row->shortage = shortage_fields[shortage_place (field)] != NULL;
  row->mains = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_officer_unref);
  row->stand_ins = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_officer_unref);
  row->since = GB_DAY_NONE;
  g_ptr_array_add (rows, row);
  return row;
}

/* Those whom fields are told of; without any the matrix is not known. */
static void
add_officers (GPtrArray *rows,
              GPtrArray *officers,
              GbDay      today)
{
  for (guint i = 0; i < officers->len; i++)
    {
      GbOfficer *officer = officers->pdata[i];

      if (!gb_officer_is_present (officer, today))
        continue;
      for (guint j = 0; j < officer->duties->len; j++)
        {
          const GbDuty *duty = officer->duties->pdata[j];
          GbCoverage *row = get_row (rows, duty->field);

          g_ptr_array_add (duty->main ? row->mains : row->stand_ins, gb_officer_ref (officer));
        }
    }
}

/* Shortage fields first, each group as it is: the others in the order of those who do them. */
static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const GbCoverage *first = *(const GbCoverage *const *) a;
  const GbCoverage *second = *(const GbCoverage *const *) b;
  int by_place = shortage_place (first->field) - shortage_place (second->field);

  return by_place != 0 ? by_place : gb_text_compare (first->field, second->field);
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  return *(const GbDay *) a - *(const GbDay *) b;
}

/* The days of the next time on which somebody is not there any more. */
static GArray *
days_of_change (GPtrArray *officers,
                GbDay      today)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (GbDay));

  for (guint i = 0; i < officers->len; i++)
    {
      const GbOfficer *officer = officers->pdata[i];
      GbDay day = officer->to + 1;

      if (officer->to != GB_DAY_NONE && officer->to >= today && officer->to <= today + GB_COVERAGE_DAYS)
        g_array_append_val (days, day);
    }
  g_array_sort (days, compare_days);
  return days;
}

/* The first change for the worse is told. */
static gboolean
add_later (GbSqlConnection  *connection,
           const char       *commune,
           GPtrArray        *rows,
           GArray           *days,
           GError          **error)
{
  for (guint i = 0; i < days->len; i++)
    {
      GbDay day = g_array_index (days, GbDay, i);
      g_autoptr (GHashTable) verdicts = NULL;

      if (i > 0 && g_array_index (days, GbDay, i - 1) == day)
        continue;
      verdicts = load_verdicts (connection, commune, day, error);
      if (verdicts == NULL)
        return FALSE;
      for (guint j = 0; j < rows->len; j++)
        {
          GbCoverage *row = rows->pdata[j];
          GbCoverageVerdict verdict = verdict_of (verdicts, row->field);

          if (row->since != GB_DAY_NONE || verdict <= row->verdict)
            continue;
          row->later = verdict;
          row->since = day;
        }
    }
  return TRUE;
}

/**
 * gb_coverage_load:
 * @commune: the commune
 * @officers: (element-type GbOfficer): its officers, by given name
 * @today: the day
 *
 * Returns: (transfer full) (element-type GbCoverage): the matrix: shortage fields first, also those that nobody does,
 *   then all others that somebody does; empty when nobody's fields are known
 */
GPtrArray *
gb_coverage_load (GbSqlConnection  *connection,
                  const char       *commune,
                  GPtrArray        *officers,
                  GbDay             today,
                  GError          **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (coverage_free);
  g_autoptr (GHashTable) verdicts = NULL;
  g_autoptr (GArray) days = NULL;

  g_return_val_if_fail (commune != NULL, NULL);

  add_officers (rows, officers, today);
  if (rows->len == 0)
    return g_steal_pointer (&rows);
  for (int i = 0; shortage_fields[i] != NULL; i++)
    get_row (rows, shortage_fields[i]);
  g_ptr_array_sort (rows, compare_rows);
  verdicts = load_verdicts (connection, commune, today, error);
  if (verdicts == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      GbCoverage *row = rows->pdata[i];

      row->verdict = row->later = verdict_of (verdicts, row->field);
    }
  days = days_of_change (officers, today);
  if (!add_later (connection, commune, rows, days, error))
    return NULL;
  return g_steal_pointer (&rows);
}

/**
 * gb_coverage_count:
 * @rows: (element-type GbCoverage): a matrix
 *
 * Returns: how many fields have @verdict today
 */
guint
gb_coverage_count (GPtrArray         *rows,
                   GbCoverageVerdict  verdict)
{
  guint count = 0;

  for (guint i = 0; i < rows->len; i++)
    count += ((const GbCoverage *) rows->pdata[i])->verdict == verdict;
  return count;
}
