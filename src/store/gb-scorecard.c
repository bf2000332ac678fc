/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-scorecard-private.h"

#include <math.h>

#include "gb-score-issues-private.h"

/* In the feed an indicator of the scorecard has the decision's number before its own. */
#define FEED_PREFIX "766-"

#define HOUR 3600.0

typedef struct
{
  double numerator;
  double denominator;
} Value;

/* What does not come from counting dossiers. */
typedef struct
{
  double max[GB_N_SCORE_INDICATORS]; /* NAN: the province does not say */
  GHashTable *values; /* (owned) (element-type utf8 Value): by "1.4/21028" */
  GPtrArray *issues; /* (owned) (element-type GbScoreIssue) */
  GHashTable *names; /* (owned) (element-type utf8 utf8): of communes */
} Feed;

static void
feed_clear (Feed *self)
{
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Feed, feed_clear)

/* --- what the feed tells ----------------------------------------------------------------------- */

static gboolean
load_points (Feed            *self,
             GbSqlConnection *connection,
             GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT substr(id,5),points FROM indicator WHERE kind='scorecard' AND id GLOB '" FEED_PREFIX "*'", error);
  gboolean row = TRUE;

  for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
    self->max[i] = NAN;
  while (s != NULL && gb_sql_statement_step (s, &row, error) && row)
    {
      GbScoreIndicator indicator;

      if (gb_score_indicator_parse (gb_sql_statement_get_text (s, 0), &indicator) &&
          gb_score_rule (indicator)->scored && !gb_sql_statement_is_null (s, 1))
        self->max[indicator] = gb_sql_statement_get_double (s, 1);
    }
  return s != NULL && !row;
}

/* Months that lie in the period, as the national system closes them. */
static gboolean
load_values (Feed                 *self,
             GbSqlConnection      *connection,
             const GbTrackingSpan *span,
             GError              **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT substr(indicator,5)||'/'||commune,sum(numerator),sum(denominator) FROM indicator_value "
      "WHERE indicator IN (SELECT id FROM indicator WHERE kind='scorecard') AND denominator IS NOT NULL "
      "AND length(period)=7 AND period BETWEEN substr(?1,1,7) AND substr(?2,1,7) GROUP BY indicator,commune",
      error);
  g_autofree char *from = gb_day_format (span->from);
  g_autofree char *to = gb_day_format (span->to);
  gboolean row = TRUE;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, from);
  gb_sql_statement_bind_text (s, 2, to);
  while (gb_sql_statement_step (s, &row, error) && row)
    {
      Value *value = g_new (Value, 1);

      *value = (Value) { gb_sql_statement_get_double (s, 1), gb_sql_statement_get_double (s, 2) };
      g_hash_table_insert (self->values, gb_sql_statement_dup_text (s, 0), value);
    }
  return !row;
}

static gboolean
load_names (Feed            *self,
            GbSqlConnection *connection,
            GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, "SELECT id,name FROM commune", error);
  gboolean row = TRUE;

  while (s != NULL && gb_sql_statement_step (s, &row, error) && row)
    g_hash_table_insert (self->names, gb_sql_statement_dup_text (s, 0), gb_sql_statement_dup_text (s, 1));
  return s != NULL && !row;
}

static gboolean
feed_load (Feed                 *self,
           GbSqlConnection      *connection,
           const GbTrackingSpan *span,
           GError              **error)
{
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return load_points (self, connection, error) && load_values (self, connection, span, error) &&
         load_names (self, connection, error);
}

/* --- lines ------------------------------------------------------------------------------------- */

static void
set_line (GbScoreLine *line,
          gboolean     known,
          double       numerator,
          double       denominator)
{
  line->numerator = numerator;
  line->denominator = denominator;
  line->lost = (gint64) MAX (0, denominator - numerator);
  line->known = known && denominator > 0;
  line->ratio = line->known ? 100 * MAX (numerator, 0) / denominator : NAN;
}

/* 5.4 takes the late and the complaints off, each by itself; a dossier that is both costs twice. */
static void
line_of_dossiers (GbScoreLine        *line,
                  const GbScoreTally *tally,
                  GbScoreIndicator    indicator)
{
  gint64 all = tally->all[indicator];

  set_line (line, tally->told[indicator] > 0, tally->yes[indicator], all);
  if (indicator != GB_SCORE_SATISFIED)
    return;
  set_line (line, tally->told[indicator] > 0, tally->yes[GB_SCORE_ON_TIME] - tally->complaints, all);
  line->lost = all - tally->yes[indicator];
}

/* Whether a procedure counts for an indicator, and for the better. */
static gboolean
procedure_counts (const GbScoreProcedure      *procedure,
                  const GbScoreProcedureCount *count,
                  GbScoreIndicator             indicator,
                  gboolean                    *yes)
{
  switch ((int) indicator)
    {
    case GB_SCORE_DURATION:
      *yes = TRUE;
      return count->done > 0;
    case GB_SCORE_OFFERED:
      *yes = procedure->online;
      return procedure->online_known;
    case GB_SCORE_USED:
      *yes = count->online > 0;
      return procedure->online;
    case GB_SCORE_PAYABLE:
      *yes = count->fee_told > 0;
      return procedure->costs;
    case GB_SCORE_POPULATION_PROCEDURES:
      *yes = count->population > 0;
      return count->received > 0;
    default:
      return FALSE;
    }
}

static void
line_of_procedures (GbScoreLine        *line,
                    const GbScoreTally *tally,
                    GPtrArray          *procedures,
                    GbScoreIndicator    indicator)
{
  int all = 0, good = 0;

  for (guint i = 0; i < procedures->len; i++)
    {
      gboolean yes;

      if (!procedure_counts (procedures->pdata[i], &tally->procedures[i], indicator, &yes))
        continue;
      all++;
      good += yes;
    }
  set_line (line, indicator != GB_SCORE_POPULATION_PROCEDURES || tally->told[GB_SCORE_POPULATION] > 0, good, all);
}

/* Hours of working time for each result. */
static void
line_of_duration (GbScoreLine        *line,
                  const GbScoreTally *tally,
                  guint               n_procedures)
{
  gint64 seconds = 0, done = 0;

  for (guint i = 0; i < n_procedures; i++)
    {
      seconds += tally->procedures[i].seconds;
      done += tally->procedures[i].done;
    }
  set_line (line, TRUE, seconds / HOUR, done);
  line->lost = 0;
  line->ratio = done > 0 ? seconds / HOUR / done : NAN;
}

/* All communes together have the sum of their figures. */
static void
line_of_province (GbScoreLine      *line,
                  const Feed       *feed,
                  const char       *commune,
                  GbScoreIndicator  indicator)
{
  g_autofree char *prefix = g_strdup_printf ("%s/%s", gb_score_rule (indicator)->id, commune != NULL ? commune : "");
  Value sum = { 0, 0 };
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, feed->values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (commune != NULL ? g_str_equal (key, prefix) : g_str_has_prefix (key, prefix))
      {
        sum.numerator += ((Value *) value)->numerator;
        sum.denominator += ((Value *) value)->denominator;
      }
  set_line (line, TRUE, sum.numerator, sum.denominator);
}

/* How many there are is shown without being divided by anything. */
static void
line_of_issues (GbScoreLine      *line,
                const Feed       *feed,
                const char       *commune,
                GbScoreIndicator  indicator)
{
  gint64 good, all;
  gboolean known = gb_score_issues_count (feed->issues, commune, indicator, &good, &all);

  if (indicator == GB_SCORE_REPORTS)
    set_line (line, FALSE, all, 0);
  else
    set_line (line, known, good, all);
}

/* --- points ------------------------------------------------------------------------------------ */

static void
give_points (GbScorecard *card,
             const Feed  *feed)
{
  card->total = (GbScoreTotal) { NAN, 0, 0 };
  for (int g = 0; g < GB_N_SCORE_GROUPS; g++)
    {
      card->groups[g] = (GbScoreTotal) { NAN, 0, gb_score_group_max (g + 1) };
      card->total.max += card->groups[g].max;
    }
  for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
    {
      GbScoreLine *line = &card->lines[i];
      GbScoreTotal *group = &card->groups[gb_score_rule (i)->group - 1];

      line->max = feed->max[i];
      line->points = gb_score_points (i, line->ratio, line->max);
      if (isnan (line->points))
        continue;
      group->points = (isnan (group->points) ? 0 : group->points) + line->points;
      group->of += line->max;
      card->total.points = (isnan (card->total.points) ? 0 : card->total.points) + line->points;
      card->total.of += line->max;
    }
}

static GbScorecard *
make_card (const GbScoreCount *count,
           const Feed         *feed,
           const char         *commune,
           const GbScoreTally *tally)
{
  GbScorecard *card = g_new0 (GbScorecard, 1);

  card->commune = g_strdup (commune);
  card->name = commune != NULL ? g_strdup (g_hash_table_lookup (feed->names, commune)) : NULL;
  card->procedures = g_memdup2 (tally->procedures, MAX (count->procedures->len, 1) * sizeof *tally->procedures);
  for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
    {
      GbScoreLine *line = &card->lines[i];

      switch (gb_score_rule (i)->source)
        {
        case GB_SCORE_OF_DOSSIERS:
          line_of_dossiers (line, tally, i);
          break;
        case GB_SCORE_OF_PROCEDURES:
          if (i == GB_SCORE_DURATION)
            line_of_duration (line, tally, count->procedures->len);
          else
            line_of_procedures (line, tally, count->procedures, i);
          break;
        case GB_SCORE_OF_PROVINCE:
          line_of_province (line, feed, commune, i);
          break;
        case GB_SCORE_OF_REPORTS:
        default:
          line_of_issues (line, feed, commune, i);
          break;
        }
    }
  give_points (card, feed);
  return card;
}

static void
card_free (gpointer data)
{
  GbScorecard *self = data;

  if (self == NULL)
    return;
  g_free (self->commune);
  g_free (self->name);
  g_free (self->procedures);
  g_free (self);
}

/* The best first, by the part of its points that it has: not all of them may be known of every one. */
static int
compare_cards (gconstpointer a,
               gconstpointer b)
{
  const GbScorecard *one = *(GbScorecard *const *) a;
  const GbScorecard *other = *(GbScorecard *const *) b;
  double left = gb_score_total_share (&one->total), right = gb_score_total_share (&other->total);

  if (isnan (left) != isnan (right))
    return isnan (left) ? 1 : -1;
  if (!isnan (left) && left != right)
    return left > right ? -1 : 1;
  return g_strcmp0 (one->commune, other->commune);
}

static GbScoreReport *
make_report (GbScoreCount *count,
             const Feed   *feed)
{
  GbScoreReport *self = g_new0 (GbScoreReport, 1);
  GbScoreTally *sum = gb_score_count_sum (count);
  GHashTableIter iter;
  gpointer commune, tally;

  self->span = *count->span;
  self->procedures = g_ptr_array_ref (count->procedures);
  self->issues = g_ptr_array_ref (feed->issues);
  self->total = make_card (count, feed, count->commune, sum);
  self->communes = g_ptr_array_new_with_free_func (card_free);
  g_hash_table_iter_init (&iter, count->communes);
  while (count->commune == NULL && g_hash_table_iter_next (&iter, &commune, &tally))
    g_ptr_array_add (self->communes, make_card (count, feed, commune, tally));
  g_ptr_array_sort (self->communes, compare_cards);
  gb_score_tally_free (sum);
  return self;
}

/* A workstation of one commune has dossiers of others, too, that were handed in there. */
static gboolean
find_commune (GbSqlConnection *connection,
              const char      *asked,
              char           **commune,
              GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT substr(value,9) FROM meta WHERE key='scope' AND value GLOB 'commune:*'", error);
  gboolean row;

  *commune = g_strdup (asked);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row && asked == NULL)
    *commune = gb_sql_statement_dup_text (s, 0);
  return TRUE;
}

/**
 * gb_score_report_load_finished:
 * @finish: (nullable): dossiers that are looked at as if they were finished
 *
 * As gb_score_report_load().
 */
GbScoreReport *
gb_score_report_load_finished (GbSqlConnection      *connection,
                               const GbTrackingSpan *span,
                               const char           *commune,
                               const GbScoreFinish  *finish,
                               GError              **error)
{
  g_auto (GbScoreCount) count = { NULL };
  g_auto (Feed) feed = { { 0 } };
  g_autofree char *whose = NULL;

  if (!find_commune (connection, commune, &whose, error) || !feed_load (&feed, connection, span, error) ||
      !gb_score_count_init (&count, connection, span, whose, error) || !gb_score_count_dossiers (&count, error))
    return NULL;
  feed.issues = gb_score_issues_load (connection, count.calendars, span, whose, error);
  if (feed.issues == NULL || (finish != NULL && !gb_score_count_changed (&count, finish, error)))
    return NULL;
  return make_report (&count, &feed);
}

/**
 * gb_score_report_load:
 * @connection: of a cache
 * @span: the period
 * @commune: (nullable): only this one; %NULL for the cache's scope
 *
 * The scorecard of decision 766/QĐ-TTg as the national system describes its computation. How a group's points are
 * split among its indicators is the province's to say; what it does not say, and what the cache cannot know, stays
 * open, and the total tells over how many points it stands.
 *
 * Blocks; to be run on a thread of the store.
 *
 * Returns: (transfer full) (nullable): the figures, %NULL with an error
 */
GbScoreReport *
gb_score_report_load (GbSqlConnection      *connection,
                      const GbTrackingSpan *span,
                      const char           *commune,
                      GError              **error)
{
  return gb_score_report_load_finished (connection, span, commune, NULL, error);
}

/**
 * gb_score_report_free:
 */
void
gb_score_report_free (GbScoreReport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->procedures, g_ptr_array_unref);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  g_clear_pointer (&self->communes, g_ptr_array_unref);
  card_free (self->total);
  g_free (self);
}

/**
 * gb_score_report_counts:
 * @card: the total or a commune's
 * @procedure: its index in the report's
 * @yes: (out): whether it counts for the better
 *
 * Returns: whether an indicator that is counted by procedures has this one
 */
gboolean
gb_score_report_counts (const GbScoreReport *self,
                        const GbScorecard   *card,
                        GbScoreIndicator     indicator,
                        guint                procedure,
                        gboolean            *yes)
{
  return procedure_counts (self->procedures->pdata[procedure], &card->procedures[procedure], indicator, yes);
}

/**
 * gb_score_issue_counts:
 * @yes: (out): whether it counts for the better
 *
 * Returns: whether an indicator that is counted by citizens' reports has this one
 */
gboolean
gb_score_issue_counts (const GbScoreIssue *self,
                       GbScoreIndicator    indicator,
                       gboolean           *yes)
{
  *yes = indicator == GB_SCORE_REPORTS_SATISFIED ? self->satisfied : self->on_time;
  return gb_score_rule (indicator)->source == GB_SCORE_OF_REPORTS;
}

/**
 * gb_score_report_set:
 * @card: the total or a commune's
 * @indicator: one that is counted by dossiers
 *
 * Returns: (transfer full): the dossiers that a figure counted
 */
GbDossierSet *
gb_score_report_set (const GbScoreReport *self,
                     const GbScorecard   *card,
                     GbScoreIndicator     indicator,
                     GbScorePart          part)
{
  GbDossierSet *set = gb_dossier_set_new (GB_DOSSIER_SET_SCORE, gb_score_set_part (indicator, part), self->span.from,
                                          self->span.to);

  set->unit = g_strdup (card->commune);
  set->unit_name = g_strdup (card->name);
  return set;
}

/**
 * gb_score_points:
 * @ratio: in %; NAN when not known
 * @max: how many points the province gives the indicator; NAN when it does not say
 *
 * Returns: the points: proportional, or all from the ratio on at which the decision gives all; NAN when not known
 */
double
gb_score_points (GbScoreIndicator indicator,
                 double           ratio,
                 double           max)
{
  if (isnan (ratio) || isnan (max))
    return NAN;
  return MIN (1, ratio / gb_score_rule (indicator)->full_at) * max;
}

/**
 * gb_score_total_share:
 *
 * Returns: the points as a part of those it stands over, 0 to 1; NAN when nothing can be told
 */
double
gb_score_total_share (const GbScoreTotal *self)
{
  return self->of > 0 ? self->points / self->of : NAN;
}
