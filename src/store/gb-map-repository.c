/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-repository.h"

#include <math.h>
#include <string.h>

#include "gb-sql-statement.h"

void
gb_map_commune_free (GbMapCommune *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->type);
  g_free (self->resolution);
  g_clear_pointer (&self->old_units, g_ptr_array_unref);
  g_free (self);
}

void
gb_indicator_free (GbIndicator *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->unit);
  g_free (self);
}

void
gb_indicator_value_free (GbIndicatorValue *self)
{
  if (self == NULL)
    return;
  g_free (self->commune);
  g_free (self);
}

/**
 * gb_indicator_value_amount:
 *
 * Returns: what is shown and compared: a share in percent where it is one; NaN for a share of nothing
 */
double
gb_indicator_value_amount (const GbIndicatorValue *self)
{
  if (isnan (self->denominator))
    return self->numerator;
  return self->denominator > 0 ? 100 * self->numerator / self->denominator : NAN;
}

static gpointer
new_commune (GbSqlStatement *s)
{
  GbMapCommune *self = g_new0 (GbMapCommune, 1);

  self->code = gb_sql_statement_dup_text (s, 0);
  self->name = gb_sql_statement_dup_text (s, 1);
  self->type = gb_sql_statement_dup_text (s, 2);
  self->resolution = gb_sql_statement_dup_text (s, 3);
  self->lon = gb_sql_statement_get_double (s, 4);
  self->lat = gb_sql_statement_get_double (s, 5);
  self->km2 = gb_sql_statement_get_double (s, 6);
  self->population = gb_sql_statement_get_int (s, 7);
  self->old_units = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static gpointer
new_indicator (GbSqlStatement *s)
{
  GbIndicator *self = g_new0 (GbIndicator, 1);

  self->id = gb_sql_statement_dup_text (s, 0);
  self->name = gb_sql_statement_dup_text (s, 1);
  self->unit = gb_sql_statement_dup_text (s, 2);
  self->programme = gb_sql_statement_get_int (s, 3) != 0;
  return self;
}

static gpointer
new_value (GbSqlStatement *s)
{
  GbIndicatorValue *self = g_new0 (GbIndicatorValue, 1);

  self->commune = gb_sql_statement_dup_text (s, 0);
  self->numerator = gb_sql_statement_get_double (s, 1);
  self->denominator = gb_sql_statement_is_null (s, 2) ? NAN : gb_sql_statement_get_double (s, 2);
  self->as_of = gb_sql_statement_get_int (s, 3);
  return self;
}

static GPtrArray *
collect (GbSqlStatement *statement,
         gpointer      (*make) (GbSqlStatement *statement),
         GDestroyNotify  free_row,
         GError        **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  gboolean row;

  while (gb_sql_statement_step (statement, &row, error))
    {
      if (!row)
        return g_steal_pointer (&rows);
      g_ptr_array_add (rows, make (statement));
    }
  return NULL;
}

/* In the order of the communes' codes, as they are. */
static gboolean
add_old_units (GbSqlConnection *connection,
               GPtrArray       *communes,
               GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT commune,type||' '||name||coalesce(', '||district,'')||coalesce(' ('||part||')','') "
      "FROM predecessor ORDER BY commune,name_key",
      error);
  guint at = 0;
  gboolean row;

  if (s == NULL)
    return FALSE;
  while (gb_sql_statement_step (s, &row, error))
    {
      const char *code;

      if (!row)
        return TRUE;
      code = gb_sql_statement_get_text (s, 0);
      while (at < communes->len && g_strcmp0 (((GbMapCommune *) communes->pdata[at])->code, code) < 0)
        at++;
      if (at < communes->len && g_strcmp0 (((GbMapCommune *) communes->pdata[at])->code, code) == 0)
        g_ptr_array_add (((GbMapCommune *) communes->pdata[at])->old_units, gb_sql_statement_dup_text (s, 1));
    }
  return FALSE;
}

/**
 * gb_map_repository_communes:
 *
 * Returns: (transfer full) (element-type GbMapCommune): all communes, in the order of their codes
 */
GPtrArray *
gb_map_repository_communes (GbSqlConnection *connection,
                            GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT id,name,type,resolution,lon,lat,area_km2,population FROM commune ORDER BY id", error);
  g_autoptr (GPtrArray) communes =
      s != NULL ? collect (s, new_commune, (GDestroyNotify) gb_map_commune_free, error) : NULL;

  if (communes == NULL || !add_old_units (connection, communes, error))
    return NULL;
  return g_steal_pointer (&communes);
}

/**
 * gb_map_repository_indicators:
 *
 * Returns: (transfer full) (element-type GbIndicator): those with values, the computed ones first, in the province's
 *   order
 */
GPtrArray *
gb_map_repository_indicators (GbSqlConnection *connection,
                              GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      /* What is shown of a part of something is its share, whatever it is counted in. */
      "SELECT id,name,iif(EXISTS (SELECT 1 FROM indicator_value v WHERE v.indicator=i.id AND v.denominator IS NOT NULL),"
      "'%',unit),kind='programme' FROM indicator i "
      "WHERE kind<>'scorecard' AND EXISTS (SELECT 1 FROM indicator_value v JOIN commune c ON c.id=v.commune "
      "WHERE v.indicator=i.id) ORDER BY kind,position,id",
      error);

  return s != NULL ? collect (s, new_indicator, (GDestroyNotify) gb_indicator_free, error) : NULL;
}

/**
 * gb_map_repository_values:
 * @indicator: its id
 *
 * Returns: (transfer full) (element-type GbIndicatorValue): of each commune the value of the latest period
 */
GPtrArray *
gb_map_repository_values (GbSqlConnection *connection,
                          const char      *indicator,
                          GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT commune,numerator,denominator,as_of FROM indicator_value v WHERE indicator=?1 AND period="
      "(SELECT max(period) FROM indicator_value w WHERE w.indicator=?1 AND w.commune=v.commune) ORDER BY commune",
      error);

  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, indicator);
  return collect (s, new_value, (GDestroyNotify) gb_indicator_value_free, error);
}

/**
 * gb_map_repository_reach:
 * @reach: (out caller-allocates): of whom the cache has the rows
 */
gboolean
gb_map_repository_reach (GbSqlConnection *connection,
                         GbMapReach      *reach,
                         GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection,
      "SELECT max(value) FILTER (WHERE key='scope'),max(value) FILTER (WHERE key='previous_scope') FROM meta", error);
  const char *scope;
  gboolean row;

  *reach = (GbMapReach) { 0 };
  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  scope = gb_sql_statement_get_text (s, 0);
  if (scope == NULL || !gb_sql_statement_is_null (s, 1))
    return TRUE;
  reach->province = g_str_has_prefix (scope, "province:");
  if (g_str_has_prefix (scope, "commune:"))
    reach->commune = g_strdup (scope + strlen ("commune:"));
  return TRUE;
}

void
gb_map_reach_clear (GbMapReach *self)
{
  g_clear_pointer (&self->commune, g_free);
}

/**
 * gb_map_reach_has:
 * @commune: a commune's code
 *
 * Returns: whether the cache has all the rows of that commune
 */
gboolean
gb_map_reach_has (const GbMapReach *self,
                  const char       *commune)
{
  return self->province || g_strcmp0 (self->commune, commune) == 0;
}
