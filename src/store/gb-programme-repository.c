/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-programme-repository.h"

#include <math.h>
#include <stdio.h>

#include "gb-sql-statement.h"
#include "gb-time.h"

/* From how many days before it is due on a target is pressing. */
#define SOON_DAYS 30

/* The values that count: those of communes, ?1 alone where it is one; what is told of a province as a whole only where
 * no commune has any. One condition for list and trend. */
#define COUNTED                                                                                     \
  "(?1 IS NULL OR v.commune=?1) AND (v.commune IN (SELECT id FROM commune) OR NOT EXISTS "           \
  "(SELECT 1 FROM indicator_value w JOIN commune c ON c.id=w.commune WHERE w.indicator=v.indicator))"

void
gb_programme_free (GbProgramme *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->unit);
  g_free (self->period);
  g_free (self);
}

static void
rank_free (gpointer data)
{
  GbProgrammeRank *self = data;

  g_free (self->commune);
  g_free (self->name);
  g_free (self);
}

static double
get_amount (GbSqlStatement *s,
            int             column)
{
  return gb_sql_statement_is_null (s, column) ? NAN : gb_sql_statement_get_double (s, column);
}

/**
 * gb_programme_amount:
 * @numerator: the amount
 * @denominator: of how many, or NaN
 * @target: how many there are to be, or NaN
 *
 * Returns: what communes are compared by: the share of the whole or else of the target in percent, or else the
 *   amount itself; NaN for a share of nothing
 */
double
gb_programme_amount (double numerator,
                     double denominator,
                     double target)
{
  double whole = isnan (denominator) ? target : denominator;

  if (isnan (whole))
    return numerator;
  return whole > 0 ? 100 * numerator / whole : NAN;
}

static GbProgrammeState
find_state (const GbProgramme *programme,
            gint64             now)
{
  if (isnan (programme->target))
    return GB_PROGRAMME_NO_TARGET;
  if (programme->numerator >= programme->target)
    return GB_PROGRAMME_REACHED;
  if (programme->due == 0 || programme->due > now + SOON_DAYS * (gint64) GB_DAY_SECONDS)
    return GB_PROGRAMME_UNDER_WAY;
  return programme->due >= now ? GB_PROGRAMME_DUE_SOON : GB_PROGRAMME_MISSED;
}

/**
 * gb_programme_repository_list:
 * @commune: (nullable): a commune's code; %NULL for the sum over the scope
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type GbProgramme): the indicators that have values, with those of the latest
 *   month: the programmes' in the province's order, then those that are computed
 */
GPtrArray *
gb_programme_repository_list (GbSqlConnection *connection,
                              const char      *commune,
                              gint64           now,
                              GError         **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_programme_free);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT i.id,i.name,i.unit,i.kind='computed',v.period,sum(v.numerator),sum(v.denominator),sum(v.target),"
      "coalesce(min(v.due),0),max(v.as_of),count(*) FROM indicator i JOIN indicator_value v ON v.indicator=i.id "
      "WHERE i.kind<>'scorecard' AND " COUNTED " AND v.period=(SELECT max(x.period) FROM indicator_value x "
      "WHERE x.indicator=i.id AND (?1 IS NULL OR x.commune=?1)) GROUP BY i.id ORDER BY i.kind='computed',position,i.id",
      error);
  gboolean row;

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, commune);
  while (gb_sql_statement_step (s, &row, error))
    {
      GbProgramme *programme;

      if (!row)
        return g_steal_pointer (&list);
      programme = g_new0 (GbProgramme, 1);
      programme->id = gb_sql_statement_dup_text (s, 0);
      programme->name = gb_sql_statement_dup_text (s, 1);
      programme->unit = gb_sql_statement_dup_text (s, 2);
      programme->computed = gb_sql_statement_get_int (s, 3) != 0;
      programme->period = gb_sql_statement_dup_text (s, 4);
      programme->numerator = gb_sql_statement_get_double (s, 5);
      programme->denominator = get_amount (s, 6);
      programme->target = get_amount (s, 7);
      programme->due = gb_sql_statement_get_int (s, 8);
      programme->as_of = gb_sql_statement_get_int (s, 9);
      programme->n_communes = (guint) gb_sql_statement_get_int (s, 10);
      programme->state = find_state (programme, now);
      g_ptr_array_add (list, programme);
    }
  return NULL;
}

/* Months between the last point and @year-@month had no value; that is shown, too. */
static void
add_gap (GArray *points,
         int     year,
         int     month)
{
  while (points->len > 0)
    {
      const GbProgrammePoint *last = &g_array_index (points, GbProgrammePoint, points->len - 1);
      GbProgrammePoint next = { last->year + last->month / 12, last->month % 12 + 1, NAN, NAN, NAN };

      if (next.year * 12 + next.month >= year * 12 + month)
        return;
      g_array_append_val (points, next);
    }
}

/**
 * gb_programme_repository_trend:
 * @indicator: its id
 * @commune: (nullable): as for gb_programme_repository_list()
 *
 * Returns: (transfer full) (element-type GbProgrammePoint): month by month, without a gap
 */
GArray *
gb_programme_repository_trend (GbSqlConnection *connection,
                               const char      *indicator,
                               const char      *commune,
                               GError         **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GbProgrammePoint));
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT period,sum(numerator),sum(denominator),sum(target) FROM indicator_value v WHERE v.indicator=?2 AND " COUNTED
      " GROUP BY period ORDER BY period",
      error);
  gboolean row;

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, commune);
  gb_sql_statement_bind_text (s, 2, indicator);
  while (gb_sql_statement_step (s, &row, error))
    {
      GbProgrammePoint point = { 0 };

      if (!row)
        return g_steal_pointer (&points);
      /* A province may tell of a year or a quarter, too: that is no month. */
      if (sscanf (gb_sql_statement_get_text (s, 0), "%4d-%2d", &point.year, &point.month) != 2 || point.month < 1
          || point.month > 12 || point.year < GB_FIRST_YEAR || point.year > GB_LAST_YEAR)
        continue;
      point.numerator = get_amount (s, 1);
      point.denominator = get_amount (s, 2);
      point.target = get_amount (s, 3);
      add_gap (points, point.year, point.month);
      g_array_append_val (points, point);
    }
  return NULL;
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const GbProgrammeRank *one = *(const GbProgrammeRank *const *) a;
  const GbProgrammeRank *other = *(const GbProgrammeRank *const *) b;

  if (one->amount != other->amount)
    return one->amount > other->amount ? -1 : 1;
  return 0;
}

/**
 * gb_programme_repository_ranking:
 * @indicator: its id
 *
 * Returns: (transfer full) (element-type GbProgrammeRank): the communes that have a value of the latest month, the
 *   greatest first, those with the same by name
 */
GPtrArray *
gb_programme_repository_ranking (GbSqlConnection *connection,
                                 const char      *indicator,
                                 GError         **error)
{
  g_autoptr (GPtrArray) ranking = g_ptr_array_new_with_free_func (rank_free);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT c.id,c.type||' '||c.name,v.numerator,v.denominator,v.target FROM indicator_value v "
      "JOIN commune c ON c.id=v.commune WHERE v.indicator=?1 AND v.period=(SELECT max(x.period) FROM indicator_value x "
      "JOIN commune d ON d.id=x.commune WHERE x.indicator=?1) ORDER BY c.name_key,c.id",
      error);
  gboolean row = TRUE;

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, indicator);
  while (gb_sql_statement_step (s, &row, error) && row)
    {
      GbProgrammeRank *rank;
      double amount = gb_programme_amount (get_amount (s, 2), get_amount (s, 3), get_amount (s, 4));

      if (isnan (amount))
        continue;
      rank = g_new0 (GbProgrammeRank, 1);
      rank->commune = gb_sql_statement_dup_text (s, 0);
      rank->name = gb_sql_statement_dup_text (s, 1);
      rank->amount = amount;
      g_ptr_array_add (ranking, rank);
    }
  if (row)
    return NULL;
  /* GLib's sort keeps the order of those that are equal. */
  g_ptr_array_sort (ranking, compare_ranks);
  for (guint i = 0; i < ranking->len; i++)
    {
      GbProgrammeRank *rank = ranking->pdata[i];
      const GbProgrammeRank *before = i > 0 ? ranking->pdata[i - 1] : NULL;

      rank->rank = before != NULL && before->amount == rank->amount ? before->rank : i + 1;
    }
  return g_steal_pointer (&ranking);
}
