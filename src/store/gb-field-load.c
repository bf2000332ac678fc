/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-field-load.h"

#include "gb-calendars.h"
#include "gb-dossier-set.h"
#include "gb-dossier-query.h"
#include "gb-horizon.h"
#include "gb-predicate.h"
#include "gb-text.h"

static void
field_load_free (gpointer data)
{
  GbFieldLoad *self = data;

  g_free (self->commune);
  g_free (self->field);
  g_free (self);
}

static GbFieldLoad *
get_load (GPtrArray  *loads,
          GHashTable *index,
          const char *commune,
          const char *field)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", commune, field);
  GbFieldLoad *load = g_hash_table_lookup (index, key);

  if (load != NULL)
    return load;
  load = g_new0 (GbFieldLoad, 1);
  load->commune = g_strdup (commune);
  load->field = g_strdup (field);
  g_ptr_array_add (loads, load);
  g_hash_table_insert (index, g_steal_pointer (&key), load);
  return load;
}

static gboolean
add_dossiers (GbSqlConnection  *connection,
              const char       *commune,
              gint64            now,
              GPtrArray        *loads,
              GHashTable       *index,
              GError          **error)
{
  g_autofree char *open = gb_predicate_condition (GB_DOSSIER_FILTER_OPEN);
  g_autofree char *sql = g_strdup_printf ("%s SELECT d.commune,d.field,count(*),sum((%s)=%d) FROM dossier d WHERE %s "
                                          "AND (:commune IS NULL OR d.commune=:commune) GROUP BY 1,2",
                                          gb_predicate_with_sql (), gb_predicate_class_sql (),
                                          GB_DEADLINE_CLASS_OVERDUE, open);
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (connection, sql, error);
  g_autoptr (GbCalendars) calendars = statement != NULL ? gb_calendars_load (connection, error) : NULL;
  g_auto (GbHorizon) horizon = { 0 };
  gboolean row;

  if (calendars == NULL)
    return FALSE;
  gb_horizon_init (&horizon, calendars, now);
  gb_predicate_bind (statement, &horizon);
  gb_sql_statement_set_text (statement, ":commune", commune);
  while (gb_sql_statement_step (statement, &row, error))
    {
      GbFieldLoad *load;

      if (!row)
        return TRUE;
      load = get_load (loads, index, gb_sql_statement_get_text (statement, 0), gb_sql_statement_get_text (statement, 1));
      load->open = gb_sql_statement_get_int (statement, 2);
      load->overdue = gb_sql_statement_get_int (statement, 3);
    }
  return FALSE;
}

static int
compare_loads (gconstpointer a,
               gconstpointer b)
{
  const GbFieldLoad *first = *(const GbFieldLoad *const *) a;
  const GbFieldLoad *second = *(const GbFieldLoad *const *) b;

  if (first->open != second->open)
    return first->open < second->open ? 1 : -1;
  return gb_text_compare (first->field, second->field);
}

/**
 * gb_field_load_all:
 * @commune: (nullable): one commune; %NULL for each of the scope
 * @officers: (element-type GbOfficer): the officers of the same
 * @today: the day that people are counted on
 * @now: UTC seconds: the moment that dossiers are counted at
 *
 * Returns: (transfer full) (element-type GbFieldLoad): fields that have dossiers or people, most open dossiers first
 */
GPtrArray *
gb_field_load_all (GbSqlConnection  *connection,
                   const char       *commune,
                   GPtrArray        *officers,
                   GbDay             today,
                   gint64            now,
                   GError          **error)
{
  g_autoptr (GPtrArray) loads = g_ptr_array_new_with_free_func (field_load_free);
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!add_dossiers (connection, commune, now, loads, index, error))
    return NULL;
  for (guint i = 0; i < officers->len; i++)
    {
      const GbOfficer *officer = officers->pdata[i];

      if (!gb_officer_is_present (officer, today))
        continue;
      for (guint j = 0; j < officer->duties->len; j++)
        {
          const GbDuty *duty = officer->duties->pdata[j];
          GbFieldLoad *load = get_load (loads, index, officer->commune, duty->field);

          if (duty->main)
            load->people++;
          else
            load->stand_ins++;
        }
    }
  g_ptr_array_sort (loads, compare_loads);
  return g_steal_pointer (&loads);
}

/**
 * gb_field_load_by_field:
 * @loads: (element-type GbFieldLoad): those of several communes
 *
 * Returns: (transfer full) (element-type GbFieldLoad): the sums, one for each field, most open dossiers first
 */
GPtrArray *
gb_field_load_by_field (GPtrArray *loads)
{
  GPtrArray *sums = g_ptr_array_new_with_free_func (field_load_free);
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < loads->len; i++)
    {
      const GbFieldLoad *load = loads->pdata[i];
      GbFieldLoad *sum = g_hash_table_lookup (index, load->field);

      if (sum == NULL)
        {
          sum = g_new0 (GbFieldLoad, 1);
          sum->field = g_strdup (load->field);
          g_ptr_array_add (sums, sum);
          g_hash_table_insert (index, sum->field, sum);
        }
      sum->people += load->people;
      sum->stand_ins += load->stand_ins;
      sum->open += load->open;
      sum->overdue += load->overdue;
    }
  g_ptr_array_sort (sums, compare_loads);
  return sums;
}

/**
 * gb_field_load_dossiers:
 * @commune_name: (nullable): what the commune is called
 * @overdue: whether only the overdue ones are wanted
 *
 * Returns: (transfer full): the set that #GbFieldLoad.open or #GbFieldLoad.overdue counts, as gb_dossier_set_parse()
 *   reads it
 */
char *
gb_field_load_dossiers (const GbFieldLoad *self,
                        const char        *commune_name,
                        gboolean           overdue)
{
  const GbDossierFilter filter = overdue ? GB_DOSSIER_FILTER_OVERDUE : GB_DOSSIER_FILTER_OPEN;
  g_autoptr (GbDossierSet) set = gb_dossier_set_new (GB_DOSSIER_SET_OWNED, (int) filter, 0, 0);

  set->unit = g_strdup (self->commune);
  set->unit_name = g_strdup (commune_name);
  set->field = g_strdup (self->field);
  return gb_dossier_set_to_text (set);
}
