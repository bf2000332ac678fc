/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tracking.h"

#include "gb-commune-repository.h"
#include "gb-dossier-then-private.h"
#include "gb-text.h"

/* What a dossier is to the table: each has one origin and one outcome, a bit of its own, and columns
 * are made of these, so that the parts sum to the whole. They stand in SQL, too. */
#define CARRIED 1
#define ONLINE 2
#define DESK 4
#define POST 8
#define DONE_EARLY 16
#define DONE_ONTIME 32
#define DONE_LATE 64
#define DONE_OTHER 128 /* no due date */
#define PROCESSING_ONTIME 256
#define PROCESSING_LATE 512
#define PROCESSING_OTHER 1024
#define PAUSED_ONTIME 2048
#define PAUSED_LATE 4096
#define PAUSED_OTHER 8192

#define SQL_(bit) #bit
#define SQL(bit) SQL_ (bit)

#define PERIOD (ONLINE | DESK | POST)
#define ORIGINS (CARRIED | PERIOD)
#define DONE (DONE_EARLY | DONE_ONTIME | DONE_LATE | DONE_OTHER)
#define PROCESSING (PROCESSING_ONTIME | PROCESSING_LATE | PROCESSING_OTHER)
#define PAUSED (PAUSED_ONTIME | PAUSED_LATE | PAUSED_OTHER)
#define OUTCOMES (DONE | PROCESSING | PAUSED)

/**
 * GbTrackingPredicate:
 * @nick: the name that saved views use
 * @bits: whose origin and whose outcome is among these is counted
 * @doc: what it means, after decision 766/QĐ-TTg
 */
typedef struct
{
  const char *nick;
  int bits;
  const char *doc;
} GbTrackingPredicate;

static const GbTrackingPredicate predicates[GB_N_TRACKING_SETS] = {
  [GB_TRACKING_RECEIVED] = { "received", ORIGINS | OUTCOMES, "All that were in hand in the period" },
  [GB_TRACKING_CARRIED] = { "carried", CARRIED | OUTCOMES,
                            "Accepted before the period and not ended before it" },
  [GB_TRACKING_PERIOD] = { "period", PERIOD | OUTCOMES, "Accepted in the period" },
  [GB_TRACKING_ONLINE] = { "online", ONLINE | OUTCOMES, "Of these, filed online" },
  [GB_TRACKING_DESK] = { "desk", DESK | OUTCOMES, "Of these, filed at the desk" },
  [GB_TRACKING_POST] = { "post", POST | OUTCOMES, "Of these, by public post" },
  [GB_TRACKING_DONE] = { "done", ORIGINS | DONE, "Entered state 9, else 10, or 7, in the period" },
  [GB_TRACKING_DONE_EARLY] = { "done-early", ORIGINS | DONE_EARLY,
                               "Done on an earlier calendar day than due" },
  [GB_TRACKING_DONE_ONTIME] = { "done-ontime", ORIGINS | DONE_ONTIME,
                                "Done on the due day, not after the due moment" },
  [GB_TRACKING_DONE_LATE] = { "done-late", ORIGINS | DONE_LATE, "Done after the due moment" },
  [GB_TRACKING_PROCESSING] = { "processing", ORIGINS | PROCESSING,
                               "In process at the period's end or now" },
  [GB_TRACKING_PROCESSING_ONTIME] = { "processing-ontime", ORIGINS | PROCESSING_ONTIME,
                                      "Not past the due moment then" },
  [GB_TRACKING_PROCESSING_LATE] = { "processing-late", ORIGINS | PROCESSING_LATE,
                                    "Past the due moment then" },
  [GB_TRACKING_PAUSED] = { "paused", ORIGINS | PAUSED,
                           "Waiting for papers or payment, or stopped, at the period's end or now" },
  [GB_TRACKING_PAUSED_ONTIME] = { "paused-ontime", ORIGINS | PAUSED_ONTIME,
                                  "Came to stand not after the due moment" },
  [GB_TRACKING_PAUSED_LATE] = { "paused-late", ORIGINS | PAUSED_LATE,
                                "Came to stand after the due moment" },
  [GB_TRACKING_OPEN] = { "open", ORIGINS | PROCESSING | PAUSED, "In process or paused, at the period's end or now" },
  [GB_TRACKING_DONE_INTIME] = { "done-intime", ORIGINS | DONE_EARLY | DONE_ONTIME, "Done not after the due moment" },
};

/* --- one dossier ---------------------------------------------------------------------------- */

/* Viet Nam's days: instants are UTC seconds, and days there begin seven hours earlier. */
#define DAY_OF(instant) "((" instant "+25200)/86400)"

#define ENDED_BY_STEPS                                                                             \
  "coalesce(" GB_THEN_STRETCH ("7,9,10", "s.state<>9,")                                                    \
  ",iif(d.handed_over<=:set_until,d.handed_over,NULL))"

/* Without a step that tells, not before the last one. */
#define PAUSED_AT                                                                                  \
  "coalesce(" GB_THEN_STRETCH ("5,6,8", "")                                                                \
  ",(SELECT max(s.at) FROM dossier_step s WHERE s.dossier=d.id AND s.at<=:set_until AND " GB_THEN_HAS_STATE \
  "),d.received)"

/* What was over before the period does not count; nor what was accepted before it and is over, but
 * nobody knows since when. */
#define DONE_OUTCOME(ended)                                                                        \
  "CASE WHEN coalesce(" ended ",d.received)<:set_from THEN NULL"                                   \
  " WHEN " ended ">d.due THEN " SQL (DONE_LATE)                                                    \
  " WHEN " DAY_OF (ended) "<" DAY_OF ("d.due") " THEN " SQL (DONE_EARLY)                           \
  " WHEN " ended "<=d.due THEN " SQL (DONE_ONTIME) " ELSE " SQL (DONE_OTHER) " END"

#define PROCESSING_OUTCOME                                                                         \
  "CASE WHEN :set_until<=d.due THEN " SQL (PROCESSING_ONTIME)                                      \
  " WHEN :set_until>d.due THEN " SQL (PROCESSING_LATE) " ELSE " SQL (PROCESSING_OTHER) " END"

#define PAUSED_OUTCOME                                                                             \
  "CASE WHEN d.due IS NULL THEN " SQL (PAUSED_OTHER)                                               \
  " WHEN " PAUSED_AT "<=d.due THEN " SQL (PAUSED_ONTIME) " ELSE " SQL (PAUSED_LATE) " END"

/* That it was over by :set_until is known of most dossiers from their own record; of the few others
 * the steps are asked. A letter for each of the ten states: done, processing, waiting; 1 and 3 never
 * count. */
#define OUTCOME                                                                                    \
  "CASE WHEN d.finished<=:set_until AND d.state IN (7,9,10) THEN " DONE_OUTCOME ("d.finished")     \
  " WHEN d.finished<=:set_until AND d.state=3 THEN NULL"                                           \
  " ELSE CASE substr('-p-pwwdwdd'," GB_THEN_STATE ",1) WHEN 'd' THEN " DONE_OUTCOME (ENDED_BY_STEPS)       \
  " WHEN 'p' THEN " PROCESSING_OUTCOME " WHEN 'w' THEN " PAUSED_OUTCOME " END END"

#define ORIGIN                                                                                     \
  "CASE WHEN d.received<=:set_until THEN CASE WHEN d.received<:set_from THEN " SQL (CARRIED)       \
  " WHEN d.channel='online' THEN " SQL (ONLINE)                                                    \
  " WHEN d.channel='desk' THEN " SQL (DESK) " ELSE " SQL (POST) " END END"

/**
 * gb_tracking_column_nick:
 * @column: a #GbTrackingColumn, or one of the sums beside them
 *
 * Returns: the name that saved views use: "done-late"
 */
const char *
gb_tracking_column_nick (int column)
{
  g_return_val_if_fail (column >= 0 && column < GB_N_TRACKING_SETS, NULL);

  return predicates[column].nick;
}

/**
 * gb_tracking_append_sql:
 * @set: of kind %GB_DOSSIER_SET_TRACKING
 * @open: whether only open dossiers are looked at
 * @now: UTC seconds
 *
 * Appends the condition of a column on a row `d`, for a statement that is given to
 * gb_dossier_set_bind().
 */
void
gb_tracking_append_sql (const GbDossierSet *set,
                        gboolean            open,
                        gint64              now,
                        GString            *sql)
{
  int bits = predicates[set->part].bits;

  if (!open && !gb_then_is_long (set->from, now))
    g_string_append (sql, GB_THEN_IN_HAND " AND ");
  g_string_append_printf (sql, "(" ORIGIN ")&%d AND (" OUTCOME ")&%d", bits, bits);
}

/* --- the table ------------------------------------------------------------------------------ */

/* What rows are told apart by, in the order of #GbTrackingBy. */
#define KEYS "d.commune,d.field,coalesce(d.officer,'')"

static GbTrackingRow *
get_row (GHashTable *rows,
         const char *key)
{
  GbTrackingRow *row = g_hash_table_lookup (rows, key);

  if (row != NULL)
    return row;
  row = g_new0 (GbTrackingRow, 1);
  row->key = g_strdup (key);
  g_hash_table_insert (rows, row->key, row);
  return row;
}

/* Each dossier by its two bits, %NULL where it does not count, and some columns. */
static GbSqlStatement *
prepare (GbSqlConnection      *connection,
         const char           *columns,
         const GbTrackingSpan *span,
         const char           *commune,
         GError              **error)
{
  const GbDossierSet set = { .from = span->from, .to = span->to, .unit = (char *) commune };
  g_autofree char *sql = NULL;
  GbSqlStatement *s;

  sql = g_strdup_printf ("SELECT (%s)|(%s),%s FROM dossier d %s AND d.received<=:set_until%s",
                         ORIGIN, OUTCOME, columns,
                         gb_then_is_long (span->from, span->now) ? "NOT INDEXED WHERE 1" : "WHERE " GB_THEN_IN_HAND,
                         commune != NULL ? " AND d.commune=:set_unit" : "");
  s = gb_sql_connection_prepare (connection, sql, error);
  if (s != NULL)
    gb_dossier_set_bind (&set, s, span->now);
  return s;
}

static void
add_bits (GHashTable *rows,
          const char *key,
          int         bits,
          gboolean    previous)
{
  GbTrackingRow *row = get_row (rows, key);
  gint64 *counts = previous ? row->previous : row->counts;

  for (int i = 0; i < GB_N_TRACKING_COLUMNS; i++)
    counts[i] += (predicates[i].bits & bits) == bits;
}

/* Adds the counts of a period to the rows by key, of each table that is wanted. Sorting hundreds of thousands by their
 * names, as GROUP BY does, would take longer than all the rest. */
static gboolean
count (GHashTable *const    *rows,
       GbSqlConnection      *connection,
       const GbTrackingSpan *span,
       gboolean              previous,
       const char           *commune,
       GError              **error)
{
  g_autoptr (GbSqlStatement) s = prepare (connection, KEYS, span, commune, error);
  gboolean more;

  if (s == NULL || !gb_sql_statement_step (s, &more, error))
    return FALSE;
  while (more)
    {
      int bits = (int) gb_sql_statement_get_int (s, 0);

      for (int by = 0; by < GB_N_TRACKING_BYS && bits != 0; by++)
        if (rows[by] != NULL)
          add_bits (rows[by], gb_sql_statement_get_text (s, by + 1), bits, previous);
      if (!gb_sql_statement_step (s, &more, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
name_rows (GHashTable      *rows,
           GbSqlConnection *connection,
           GbTrackingBy     by,
           GError         **error)
{
  g_autoptr (GPtrArray) communes = gb_commune_repository_list (connection, error);
  GHashTableIter iter;
  GbTrackingRow *row;

  for (guint i = 0; communes != NULL && by == GB_TRACKING_BY_UNIT && i < communes->len; i++)
    {
      const GbCommune *commune = communes->pdata[i];

      row = g_hash_table_lookup (rows, commune->code);
      if (row != NULL && row->name == NULL)
        row->name = g_strdup (commune->name);
    }
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &row))
    {
      if (row->name == NULL)
        row->name = g_strdup (row->key);
      row->order = by == GB_TRACKING_BY_OFFICER ? gb_text_person_sort_key (row->name)
                                                : gb_text_sort_key (row->name);
    }
  return communes != NULL;
}

/* By name; what nobody has comes last. */
static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const GbTrackingRow *one = *(GbTrackingRow *const *) a;
  const GbTrackingRow *other = *(GbTrackingRow *const *) b;
  int order;

  if ((*one->key == '\0') != (*other->key == '\0'))
    return *one->key == '\0' ? 1 : -1;
  order = g_bytes_compare (one->order, other->order);
  return order != 0 ? order : g_strcmp0 (one->key, other->key);
}

static GPtrArray *
sort_and_sum (GHashTable *by_key)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_tracking_row_free);
  GbTrackingRow *total = g_new0 (GbTrackingRow, 1);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, by_key);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      g_hash_table_iter_steal (&iter);
      g_ptr_array_add (rows, row);
      for (int i = 0; i < GB_N_TRACKING_COLUMNS; i++)
        {
          total->counts[i] += ((GbTrackingRow *) row)->counts[i];
          total->previous[i] += ((GbTrackingRow *) row)->previous[i];
        }
    }
  g_ptr_array_sort (rows, compare_rows);
  g_ptr_array_add (rows, total);
  return rows;
}

/**
 * gb_tracking_table:
 * @by: what a row stands for
 * @span: the period
 * @previous: (nullable): the period it is compared with
 * @commune: (nullable): the code of the commune that owns the clocks; %NULL = all
 *
 * The table of decision 766/QĐ-TTg: whatever was in hand in a period, by what became of it until
 * the period's end or now. The total of received is done + processing + paused. A cell's dossiers
 * are those of a #GbDossierSet.
 *
 * Blocks; to be run on a thread of the store.
 *
 * Returns: (transfer full) (element-type GbTrackingRow): the rows with something to count in one of
 *   the periods, by name, officers by given name; the last one is their total
 */
GPtrArray *
gb_tracking_table (GbSqlConnection      *connection,
                   GbTrackingBy          by,
                   const GbTrackingSpan *span,
                   const GbTrackingSpan *previous,
                   const char           *commune,
                   GError              **error)
{
  GPtrArray *tables[GB_N_TRACKING_BYS] = { NULL };

  gb_tracking_tables (connection, 1u << by, span, previous, commune, tables, error);
  return tables[by];
}

/**
 * gb_tracking_tables:
 * @bys: which tables, bits 1 << #GbTrackingBy
 * @span: the period
 * @previous: (nullable): the period it is compared with
 * @commune: (nullable): the code of the commune that owns the clocks; %NULL = all
 * @tables: (out caller-allocates): by #GbTrackingBy, those that were wanted as of gb_tracking_table(), %NULL for the
 *   others
 *
 * Several tables for the time that one takes: all of it goes into looking at the dossiers. Blocks; to be run on a thread
 * of the store.
 */
gboolean
gb_tracking_tables (GbSqlConnection      *connection,
                    guint                 bys,
                    const GbTrackingSpan *span,
                    const GbTrackingSpan *previous,
                    const char           *commune,
                    GPtrArray           **tables,
                    GError              **error)
{
  GHashTable *rows[GB_N_TRACKING_BYS] = { NULL };
  gboolean done;

  for (int by = 0; by < GB_N_TRACKING_BYS; by++)
    if (bys & 1u << by)
      rows[by] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) gb_tracking_row_free);
  done = count (rows, connection, span, FALSE, commune, error) &&
         (previous == NULL || count (rows, connection, previous, TRUE, commune, error));
  for (int by = 0; by < GB_N_TRACKING_BYS; by++)
    if (rows[by] != NULL)
      done = done && name_rows (rows[by], connection, by, error);
  for (int by = 0; by < GB_N_TRACKING_BYS; by++)
    {
      tables[by] = done && rows[by] != NULL ? sort_and_sum (rows[by]) : NULL;
      g_clear_pointer (&rows[by], g_hash_table_unref);
    }
  return done;
}

/* --- the days ------------------------------------------------------------------------------- */

/* When what is done was done; without a time that tells, with its acceptance, as DONE_OUTCOME has it. */
#define DONE_AT                                                                                    \
  "coalesce(CASE WHEN d.finished<=:set_until AND d.state IN (7,9,10) THEN d.finished ELSE " ENDED_BY_STEPS \
  " END,d.received)"

static void
add_to_day (GArray         *days,
            GbSqlStatement *s)
{
  int bits = (int) gb_sql_statement_get_int (s, 0);
  gint64 received = gb_sql_statement_get_int (s, 1) - g_array_index (days, GbTrackingDay, 0).day;
  gint64 done = gb_sql_statement_get_int (s, 2) - g_array_index (days, GbTrackingDay, 0).day;

  if ((bits & PERIOD) != 0 && (bits & OUTCOMES) != 0)
    g_array_index (days, GbTrackingDay, received).received++;
  if ((bits & ORIGINS) != 0 && (bits & DONE) != 0)
    g_array_index (days, GbTrackingDay, done).done++;
}

/**
 * gb_tracking_days:
 * @span: the period
 * @commune: (nullable): the code of the commune that owns the clocks; %NULL = all
 *
 * The figures %GB_TRACKING_PERIOD and %GB_TRACKING_DONE of the table, day by day. Blocks; to be run on a thread of the
 * store.
 *
 * Returns: (transfer full) (element-type GbTrackingDay): all days of the period that have begun, worked or not; they
 *   sum to the table's figures
 */
GArray *
gb_tracking_days (GbSqlConnection      *connection,
                  const GbTrackingSpan *span,
                  const char           *commune,
                  GError              **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, TRUE, sizeof (GbTrackingDay));
  g_autoptr (GbSqlStatement) s = NULL;
  GbDay last = MIN (span->to, gb_time_day (span->now));
  gboolean more;

  for (GbDay day = span->from; day <= last; day++)
    {
      GbTrackingDay entry = { day, 0, 0 };

      g_array_append_val (days, entry);
    }
  if (days->len == 0)
    return g_steal_pointer (&days);
  s = prepare (connection, DAY_OF ("d.received") "," DAY_OF (DONE_AT), span, commune, error);
  if (s == NULL || !gb_sql_statement_step (s, &more, error))
    return NULL;
  while (more)
    {
      if (!gb_sql_statement_is_null (s, 0))
        add_to_day (days, s);
      if (!gb_sql_statement_step (s, &more, error))
        return NULL;
    }
  return g_steal_pointer (&days);
}

/**
 * gb_tracking_row_free:
 */
void
gb_tracking_row_free (GbTrackingRow *self)
{
  g_free (self->key);
  g_free (self->name);
  g_clear_pointer (&self->order, g_bytes_unref);
  g_free (self);
}
