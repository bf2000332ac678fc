/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-boundary-repository.h"

#include "gb-sql-statement.h"

void
gb_boundary_free (GbBoundary *self)
{
  if (self == NULL)
    return;
  g_free (self->origin);
  g_free (self->source);
  g_free (self->sha256);
  g_strfreev (self->missing);
  g_clear_pointer (&self->coverage, g_bytes_unref);
  g_free (self);
}

/* --- writing -------------------------------------------------------------------------------------- */

static gboolean
delete_areas (GbSqlConnection *connection,
              const char      *origin,
              GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "DELETE FROM boundary_bounds WHERE area IN (SELECT area FROM boundary_bounds b "
                  "JOIN boundary ON number=b.boundary WHERE origin=?1)", error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, origin);
  return gb_sql_statement_run (s, error);
}

/* The number behind all others: what came last counts. */
static gboolean
next_number (GbSqlConnection *connection,
             gint64          *number,
             GError         **error)
{
  return gb_sql_connection_query_int (connection, "SELECT coalesce(max(number),0)+1 FROM boundary", number, error);
}

static gboolean
insert_boundary (GbSqlConnection  *connection,
                 const GbBoundary *boundary,
                 gint64            number,
                 GError          **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "INSERT OR REPLACE INTO boundary VALUES(?1,?2,?3,?4,?5,?6,?7)", error);
  g_autofree char *missing = boundary->missing != NULL ? g_strjoinv ("\n", boundary->missing) : g_strdup ("");
  gconstpointer bytes;
  gsize size;

  if (s == NULL)
    return FALSE;
  bytes = g_bytes_get_data (boundary->coverage, &size);
  gb_sql_statement_bind_int (s, 1, number);
  gb_sql_statement_bind_text (s, 2, boundary->origin);
  gb_sql_statement_bind_text (s, 3, boundary->source);
  gb_sql_statement_bind_text (s, 4, boundary->sha256);
  gb_sql_statement_bind_int (s, 5, boundary->made);
  gb_sql_statement_bind_text (s, 6, missing);
  gb_sql_statement_bind_bytes (s, 7, bytes, size);
  return gb_sql_statement_run (s, error);
}

static gboolean
insert_areas (GbSqlConnection      *connection,
              gint64                number,
              const GbBoundaryArea *areas,
              guint                 n_areas,
              GError              **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "INSERT INTO boundary_bounds VALUES(NULL,?1,?2,?3,?4,?5,?6)", error);

  for (guint i = 0; s != NULL && i < n_areas; i++)
    {
      gb_sql_statement_bind_double (s, 1, areas[i].west);
      gb_sql_statement_bind_double (s, 2, areas[i].east);
      gb_sql_statement_bind_double (s, 3, areas[i].south);
      gb_sql_statement_bind_double (s, 4, areas[i].north);
      gb_sql_statement_bind_int (s, 5, number);
      gb_sql_statement_bind_text (s, 6, areas[i].commune);
      if (!gb_sql_statement_run (s, error))
        return FALSE;
    }
  return s != NULL;
}

/**
 * gb_boundary_repository_save:
 * @boundary: with its coverage
 * @areas: (array length=n_areas): where the areas are
 *
 * Takes the place of what was there of that origin, and from now on counts. Within the caller's transaction.
 */
gboolean
gb_boundary_repository_save (GbSqlConnection      *connection,
                             const GbBoundary     *boundary,
                             const GbBoundaryArea *areas,
                             guint                 n_areas,
                             GError              **error)
{
  gint64 number;

  g_return_val_if_fail (boundary->coverage != NULL, FALSE);
  return next_number (connection, &number, error) && delete_areas (connection, boundary->origin, error) &&
         insert_boundary (connection, boundary, number, error) &&
         insert_areas (connection, number, areas, n_areas, error);
}

/**
 * gb_boundary_repository_remove:
 * @origin: %GB_BOUNDARY_FEED or %GB_BOUNDARY_FILE
 * @removed: (out): whether there was anything
 */
gboolean
gb_boundary_repository_remove (GbSqlConnection *connection,
                               const char      *origin,
                               gboolean        *removed,
                               GError         **error)
{
  g_autoptr (GbSqlStatement) s = NULL;

  *removed = FALSE;
  if (!delete_areas (connection, origin, error))
    return FALSE;
  s = gb_sql_connection_prepare (connection, "DELETE FROM boundary WHERE origin=?1 RETURNING number", error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, origin);
  return gb_sql_statement_step (s, removed, error);
}

/* --- reading -------------------------------------------------------------------------------------- */

static GbBoundary *
new_boundary (GbSqlStatement *s)
{
  GbBoundary *self = g_new0 (GbBoundary, 1);
  const char *missing;

  self->origin = gb_sql_statement_dup_text (s, 0);
  self->source = gb_sql_statement_dup_text (s, 1);
  self->sha256 = gb_sql_statement_dup_text (s, 2);
  self->made = gb_sql_statement_get_int (s, 3);
  missing = gb_sql_statement_get_text (s, 4);
  self->missing = g_strsplit (missing, "\n", -1);
  self->coverage = gb_sql_statement_dup_bytes (s, 5);
  return self;
}

/**
 * gb_boundary_repository_load:
 * @origin: (nullable): %GB_BOUNDARY_FEED or %GB_BOUNDARY_FILE; %NULL for the one that counts, which came last
 * @with_coverage: whether the areas are asked for, too
 * @boundary: (out) (transfer full) (nullable): the borders; %NULL where there are none
 */
gboolean
gb_boundary_repository_load (GbSqlConnection *connection,
                             const char      *origin,
                             gboolean         with_coverage,
                             GbBoundary     **boundary,
                             GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      with_coverage ? "SELECT origin,source,sha256,made,missing,coverage FROM boundary WHERE coalesce(origin=?1,1) "
                      "ORDER BY number DESC LIMIT 1"
                    : "SELECT origin,source,sha256,made,missing,NULL FROM boundary WHERE coalesce(origin=?1,1) "
                      "ORDER BY number DESC LIMIT 1",
      error);
  gboolean row;

  *boundary = NULL;
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, origin);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row)
    *boundary = new_boundary (s);
  return TRUE;
}

/**
 * gb_boundary_repository_find:
 * @origin: %GB_BOUNDARY_FEED or %GB_BOUNDARY_FILE
 * @lon: degrees east, WGS 84
 * @lat: degrees north
 * @communes: (out) (transfer full) (element-type utf8): codes of those in whose rectangle the point lies, each of which
 *   has to be looked at more closely
 */
gboolean
gb_boundary_repository_find (GbSqlConnection *connection,
                             const char      *origin,
                             double           lon,
                             double           lat,
                             GPtrArray      **communes,
                             GError         **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT b.commune FROM boundary_bounds b JOIN boundary ON number=b.boundary "
                  "WHERE west<=?1 AND east>=?1 AND south<=?2 AND north>=?2 AND origin=?3 ORDER BY area", error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_double (s, 1, lon);
  gb_sql_statement_bind_double (s, 2, lat);
  gb_sql_statement_bind_text (s, 3, origin);
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        {
          *communes = g_steal_pointer (&found);
          return TRUE;
        }
      g_ptr_array_add (found, gb_sql_statement_dup_text (s, 0));
    }
  return FALSE;
}

/* --- from a damaged cache ------------------------------------------------------------------------- */

/* (nullable): the areas of the hand-made one; %NULL where they cannot be read */
static GArray *
read_areas (GbSqlConnection *connection,
            GPtrArray       *communes)
{
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (GbBoundaryArea));
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT west,east,south,north,b.commune FROM boundary_bounds b JOIN boundary ON number=b.boundary "
                  "WHERE origin='" GB_BOUNDARY_FILE "'", NULL);
  gboolean row;

  while (s != NULL && gb_sql_statement_step (s, &row, NULL))
    {
      GbBoundaryArea area;

      if (!row)
        return g_steal_pointer (&areas);
      g_ptr_array_add (communes, gb_sql_statement_dup_text (s, 4));
      area = (GbBoundaryArea) { communes->pdata[communes->len - 1], gb_sql_statement_get_double (s, 0),
                                gb_sql_statement_get_double (s, 1), gb_sql_statement_get_double (s, 2),
                                gb_sql_statement_get_double (s, 3) };
      g_array_append_val (areas, area);
    }
  return NULL;
}

/**
 * gb_boundary_repository_copy:
 * @source: a cache that may be damaged
 * @target: a new one, in no transaction
 * @complete: (out): whether what the user had taken in by hand is there, if there was anything
 *
 * Copies what cannot be fetched again.
 *
 * Returns: whether @target could be written
 */
gboolean
gb_boundary_repository_copy (GbSqlConnection *source,
                             GbSqlConnection *target,
                             gboolean        *complete,
                             GError         **error)
{
  g_autoptr (GbBoundary) boundary = NULL;
  g_autoptr (GArray) areas = NULL;
  g_autoptr (GPtrArray) communes = g_ptr_array_new_with_free_func (g_free);
  gboolean saved;
  gint64 n = 0;

  *complete = TRUE;
  /* A cache of before there were any */
  if (gb_sql_connection_query_int (source, "SELECT count(*) FROM sqlite_schema WHERE name='boundary'", &n, NULL) && n == 0 &&
      gb_sql_connection_query_int (source, "SELECT count(*) FROM sqlite_schema", &n, NULL) && n > 0)
    return TRUE;
  if (!gb_boundary_repository_load (source, GB_BOUNDARY_FILE, TRUE, &boundary, NULL))
    *complete = FALSE;
  if (boundary == NULL)
    return TRUE;
  areas = read_areas (source, communes);
  *complete = areas != NULL;
  if (!*complete)
    return TRUE;
  if (!gb_sql_connection_begin_immediate (target, error))
    return FALSE;
  saved = gb_boundary_repository_save (target, boundary, (const GbBoundaryArea *) areas->data, areas->len, error);
  return gb_sql_connection_end (target, saved, error);
}
