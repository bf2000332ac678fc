/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-order.h"

#include "gb-dossier-index.h"
#include "gb-dossier-source.h"
#include "gb-predicate.h"

/* Up to so many rows are looked up and sorted in less than a tenth of a second. Of more than that, the
 * first ones are found sooner by going through the finished half in its order: there every fiftieth row
 * at least is one of them. */
#define LONG_ROWS 20000
/* What is given of a long list at first: some screens. */
#define FIRST_ROWS 256
/* An order may have them all at its end, as that by procedure may have a field's: so far is looked
 * before they are sorted nevertheless. */
#define PROBED_ROWS 30000

/* What a list is sorted by: a column's value, or the sort key of the name that stands in it. */
static const struct
{
  const char *value;
  int kind; /* of sort_key, 0 = by the value */
  const char *index; /* (nullable): of the finished half, in that order */
} orders[GB_N_DOSSIER_SORTS] = {
  [GB_DOSSIER_SORT_DUE] = { "d.due", 0, "dossier_finished_due" },
  [GB_DOSSIER_SORT_CODE] = { "d.code_key", 0, "dossier_finished_code" },
  [GB_DOSSIER_SORT_PROCEDURE] = { "d.procedure", 1, "dossier_finished_procedure" },
  [GB_DOSSIER_SORT_APPLICANT] = { "d.applicant_key", 0, "dossier_finished_applicant" },
  [GB_DOSSIER_SORT_FIELD] = { "d.field", 1, "dossier_finished_field" },
  [GB_DOSSIER_SORT_OFFICER] = { "d.officer", 2, "dossier_finished_officer" },
  [GB_DOSSIER_SORT_RECEIVED] = { "coalesce(d.received,d.submitted)", 0,
                                 "dossier_finished_received" },
  [GB_DOSSIER_SORT_STATE] = { "d.state", 0, "dossier_finished_state" },
  [GB_DOSSIER_SORT_FINISHED] = { "d.finished", 0, "dossier_finished" },
  [GB_DOSSIER_SORT_REMAINING] = { "CASE WHEN d.state IN (2,4) THEN d.due END", 0,
                                  "dossier_finished_remaining" },
  [GB_DOSSIER_SORT_COMMUNE] = { "(SELECT c.name_key FROM commune c WHERE c.id=d.commune)", 0, NULL },
  [GB_DOSSIER_SORT_RECEIVED_BY] = { "(SELECT c.name_key FROM commune c WHERE c.id=d.received_by)", 0, NULL },
  [GB_DOSSIER_SORT_CHANNEL] = { "d.channel", 0, "dossier_finished_channel" },
  [GB_DOSSIER_SORT_SUBMITTED] = { "d.submitted", 0, "dossier_finished_submitted" },
};

static gboolean
has_index (const GbDossierQuery *query)
{
  return orders[query->sort].index != NULL;
}

/* Begins a part of the statement: what rows are sorted by, then their numbers. */
static void
append_part (GString    *sql,
             const char *first,
             const char *second)
{
  g_string_append (sql, sql->len > 0 ? " UNION ALL SELECT " : " SELECT ");
  g_string_append (sql, first);
  if (second != NULL)
    g_string_append_printf (sql, ",%s", second);
  g_string_append (sql, ",d.number FROM ");
}

/* Rows to be sorted once they are found. The sign keeps SQLite from choosing an index for the order in
 * place of the one for the condition. */
static void
append_found (const GbDossierSelect *select,
              const GbDossierSource *source,
              GString               *sql)
{
  const GbDossierSort sort = select->query->sort;
  g_autofree char *value = g_strdup_printf ("+%s", orders[sort].value);

  if (orders[sort].kind == 0)
    append_part (sql, value, NULL);
  else
    append_part (sql, "k.key", "k.text");
  g_string_append (sql, source->from);
  if (orders[sort].kind != 0)
    g_string_append_printf (sql, " LEFT JOIN sort_key k ON k.kind=%d AND k.text=%s",
                            orders[sort].kind, orders[sort].value);
  g_string_append_printf (sql, " WHERE %s AND ", source->condition);
  gb_dossier_select_append_where (select, select->query->filter, sql);
}

/* The finished half goes by in the order; by name, from name to name. */
static void
append_index (GbDossierSort  sort,
              GString       *sql)
{
  if (orders[sort].kind == 0)
    g_string_append_printf (sql, "dossier d INDEXED BY %s WHERE d.state IN (3,7,9,10)",
                            orders[sort].index);
  else
    g_string_append_printf (sql,
                            "sort_key k CROSS JOIN dossier d INDEXED BY %s ON d.state IN (3,7,9,10) "
                            "AND %s=k.text WHERE k.kind=%d",
                            orders[sort].index, orders[sort].value, orders[sort].kind);
}

static void
append_order (const GbDossierQuery *query,
              GString              *sql)
{
  /* NULL is SQLite's lowest: last when descending without a word. */
  g_string_append (sql, query->descending ? " ORDER BY 1 DESC,2 DESC" : " ORDER BY 1 ASC NULLS LAST,2");
  if (orders[query->sort].kind != 0)
    g_string_append (sql, query->descending ? ",3 DESC" : ",3");
}

/* The finished half as it stands in the index of the order. */
static void
append_walk (const GbDossierSelect *select,
             GString               *sql)
{
  const GbDossierSort sort = select->query->sort;
  const char *value = orders[sort].value, *index = orders[sort].index;

  if (orders[sort].kind == 0)
    append_part (sql, value, NULL);
  else
    append_part (sql, "k.key", "k.text");
  append_index (sort, sql);
  g_string_append (sql, " AND ");
  gb_dossier_select_append_where (select, select->query->filter, sql);
  if (sort != GB_DOSSIER_SORT_OFFICER)
    return;
  /* and those that nobody has */
  append_part (sql, value, value);
  g_string_append_printf (sql, "dossier d INDEXED BY %s WHERE d.state IN (3,7,9,10) AND %s IS NULL AND ",
                          index, value);
  gb_dossier_select_append_where (select, select->query->filter, sql);
}

static void
append_half (const GbDossierSelect *select,
             GbDossierHalf          half,
             gboolean               indexed,
             gboolean               walks,
             GString               *sql)
{
  GbDossierSource sources[GB_MAX_DOSSIER_SOURCES];
  guint n_sources;

  if (!gb_dossier_half_has (half, select->query->filter))
    return;
  if (half == GB_DOSSIER_HALF_FINISHED && walks)
    {
      append_walk (select, sql);
      return;
    }
  n_sources = gb_dossier_source_rows (select, half, indexed, sources);
  for (guint i = 0; i < n_sources; i++)
    append_found (select, &sources[i], sql);
}

/* Adds how many rows there are in a source, at most one more than a short list has. */
static gboolean
add_rows (const GbDossierSelect *select,
          GbSqlConnection       *connection,
          const GbDossierSource *source,
          gint64                *n,
          GError               **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  if (source->kinds)
    g_string_printf (sql, " SELECT %s FROM %s WHERE %s AND ", source->count, source->from,
                     source->condition);
  else
    g_string_printf (sql, " SELECT count(*) FROM (SELECT 1 FROM %s WHERE %s AND ", source->from,
                     source->condition);
  gb_dossier_select_append_where (select, select->query->filter, sql);
  if (!source->kinds)
    g_string_append_printf (sql, " LIMIT %d)", LONG_ROWS + 1);
  s = gb_dossier_select_prepare (select, connection, sql->str, error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  *n += gb_sql_statement_get_int (s, 0);
  return TRUE;
}

/* What a report's figure counted takes long to look for, and is no long list. */
static gboolean
add_half (const GbDossierSelect *select,
          GbSqlConnection       *connection,
          GbDossierHalf          half,
          gboolean               indexed,
          gint64                *n,
          GError               **error)
{
  GbDossierSource sources[GB_MAX_DOSSIER_SOURCES];
  guint n_sources;

  if (!gb_dossier_half_has (half, select->query->filter) || select->query->set != NULL)
    return TRUE;
  n_sources = gb_dossier_source_counts (select, half, indexed, sources);
  for (guint i = 0; i < n_sources; i++)
    if (*n <= LONG_ROWS && !add_rows (select, connection, &sources[i], n, error))
      return FALSE;
  return TRUE;
}

/* Whether enough of the finished rows stand at the beginning of the order. */
static gboolean
is_dense (const GbDossierSelect *select,
          GbSqlConnection       *connection,
          gboolean              *dense,
          GError               **error)
{
  const GbDossierQuery *query = select->query;
  g_autoptr (GString) sql = g_string_new (" SELECT count(*) FROM (SELECT 1 FROM (");
  g_autoptr (GString) walk = g_string_new (NULL);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  if (orders[query->sort].kind == 0)
    append_part (walk, orders[query->sort].value, NULL);
  else
    append_part (walk, "k.key", "k.text");
  append_index (query->sort, walk);
  append_order (query, walk);
  g_string_append_printf (sql, "%s LIMIT %d) w CROSS JOIN dossier d ON d.number=w.number WHERE ",
                          walk->str, PROBED_ROWS);
  gb_dossier_select_append_where (select, query->filter, sql);
  g_string_append_printf (sql, " LIMIT %d)", FIRST_ROWS);
  s = gb_dossier_select_prepare (select, connection, sql->str, error);
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  *dense = gb_sql_statement_get_int (s, 0) == FIRST_ROWS;
  return TRUE;
}

/* An array grows by doubling: of a long one half may be empty. */
static GArray *
cut_to_size (GArray *numbers)
{
  GArray *exact = g_array_sized_new (FALSE, FALSE, sizeof (gint64), numbers->len);

  g_array_append_vals (exact, numbers->data, numbers->len);
  return exact;
}

static GArray *
read_rows (const GbDossierSelect *select,
           GbSqlConnection       *connection,
           gboolean               indexed,
           gboolean               walks,
           gint64                 limit,
           GError               **error)
{
  const GbDossierQuery *query = select->query;
  const gboolean by_name = orders[query->sort].kind != 0;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  for (int half = 0; half < GB_N_DOSSIER_HALVES; half++)
    append_half (select, half, indexed, walks, sql);
  append_order (query, sql);
  g_string_append (sql, " LIMIT :limit");
  s = gb_dossier_select_prepare (select, connection, sql->str, error);
  if (s == NULL)
    return NULL;
  gb_sql_statement_set_int (s, ":limit", limit);
  if (!gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      gint64 number = gb_sql_statement_get_int (s, by_name ? 2 : 1);

      g_array_append_val (numbers, number);
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return cut_to_size (numbers);
}

/**
 * gb_dossier_order_read:
 *
 * The numbers of the query's rows in its order. What is missing comes last either way; among equals
 * the one that came first does, or last where the order is turned round, so that it is the same each
 * time.
 *
 * Open dossiers are few and sorted as they are found. The finished ones stand in an index for each
 * order, which tells all when nothing but their set is asked for; SQLite merges the two.
 *
 * Returns: (transfer full) (element-type gint64): the numbers, 8 bytes each
 */
GArray *
gb_dossier_order_read (const GbDossierSelect *select,
                       GbSqlConnection       *connection,
                       GError               **error)
{
  gboolean indexed;

  if (!gb_dossier_index_has_finished (connection, &indexed, error))
    return NULL;
  return read_rows (select, connection, indexed,
                    indexed && has_index (select->query) && gb_dossier_source_plain (select->query), -1,
                    error);
}

/**
 * gb_dossier_order_read_first:
 * @whole: (out): whether these are all
 *
 * As gb_dossier_order_read(), but a long list does not have to be gone through to its end. Of a list
 * that is read in no time all rows are given.
 */
GArray *
gb_dossier_order_read_first (const GbDossierSelect *select,
                             GbSqlConnection       *connection,
                             gboolean              *whole,
                             GError               **error)
{
  gint64 n[GB_N_DOSSIER_HALVES] = { 0 };
  gboolean indexed, ordered, walks;

  if (!gb_dossier_index_has_finished (connection, &indexed, error))
    return NULL;
  for (int half = 0; half < GB_N_DOSSIER_HALVES; half++)
    if (!add_half (select, connection, half, indexed, &n[half], error))
      return NULL;
  *whole = n[GB_DOSSIER_HALF_OPEN] + n[GB_DOSSIER_HALF_FINISHED] <= LONG_ROWS;
  ordered = indexed && has_index (select->query);
  walks = ordered && gb_dossier_source_plain (select->query);
  if (ordered && !walks && n[GB_DOSSIER_HALF_FINISHED] > LONG_ROWS &&
      !is_dense (select, connection, &walks, error))
    return NULL;
  return read_rows (select, connection, indexed, walks, *whole ? -1 : FIRST_ROWS, error);
}
