/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-places.h"

#include <string.h>

#include "gb-commune-vocabulary.h"
#include "gb-sql-statement.h"

static void
district_free (gpointer data)
{
  GbCommuneDistrict *self = data;

  g_free (self->name);
  g_free (self->plain);
  g_hash_table_unref (self->codes);
  g_free (self);
}

static void
unit_free (gpointer data)
{
  GbCommuneUnit *self = data;

  g_free (self->name);
  g_free (self->plain);
  g_free (self->type);
  g_free (self->district);
  g_free (self->province);
  g_free (self->part);
  g_free (self->code);
  g_free (self);
}

void
gb_commune_places_free (GbCommunePlaces *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->by_code, g_hash_table_unref);
  g_clear_pointer (&self->districts, g_hash_table_unref);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->around, g_ptr_array_unref);
  g_clear_pointer (&self->plain, g_ptr_array_unref);
  g_clear_pointer (&self->communes, g_ptr_array_unref);
  g_free (self);
}

static void
add_to_district (GbCommunePlaces *self,
                 GbCommuneUnit   *unit)
{
  GbCommuneDistrict *district;

  if (unit->district == NULL)
    return;
  district = g_hash_table_lookup (self->districts, unit->district);
  if (district == NULL)
    {
      district = g_new0 (GbCommuneDistrict, 1);
      district->name = g_strdup (gb_commune_vocabulary_skip_type (unit->district, &district->type));
      district->plain = gb_commune_vocabulary_plain (district->name);
      district->codes = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (self->districts, g_strdup (unit->district), district);
    }
  g_hash_table_add (district->codes, unit->code);
  unit->of = district;
}

static gboolean
read_units (GbCommunePlaces  *self,
            GbSqlConnection  *connection,
            GError          **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT name,type,district,part,commune,province FROM predecessor ORDER BY name_key,district,number",
      error);
  gboolean row;

  if (s == NULL || !gb_sql_statement_step (s, &row, error))
    return FALSE;
  while (row)
    {
      g_autofree char *province = gb_sql_statement_dup_text (s, 5);
      GbCommuneUnit *unit = g_new0 (GbCommuneUnit, 1);
      const char *type;

      g_ptr_array_add (self->units, unit);
      unit->name = gb_sql_statement_dup_text (s, 0);
      unit->plain = gb_commune_vocabulary_plain (unit->name);
      unit->type = gb_sql_statement_dup_text (s, 1);
      unit->district = gb_sql_statement_dup_text (s, 2);
      unit->part = gb_sql_statement_dup_text (s, 3);
      unit->code = gb_sql_statement_dup_text (s, 4);
      unit->province = gb_commune_vocabulary_plain (gb_commune_vocabulary_skip_type (province, &type));
      add_to_district (self, unit);
      if (!gb_sql_statement_step (s, &row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_commune_places_find:
 * @code: a commune's
 *
 * Returns: where it stands, %G_MAXUINT for one that has not been fetched
 */
guint
gb_commune_places_find (const GbCommunePlaces *self,
                        const char            *code)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->by_code, code)) - 1;
}

/**
 * gb_commune_places_is_told:
 * @unit: one whose commune is there
 *
 * A commune that was left as it was is its own old unit, and a district without communes (Lý Sơn) its only one.
 *
 * Returns: whether the same is told by the commune or district itself
 */
gboolean
gb_commune_places_is_told (const GbCommunePlaces *self,
                           const GbCommuneUnit   *unit)
{
  const GbCommune *commune = self->communes->pdata[gb_commune_places_find (self, unit->code)];

  if (unit->of != NULL && strcmp (unit->name, unit->of->name) == 0 && g_strcmp0 (unit->type, unit->of->type) == 0)
    return TRUE;
  return unit->part == NULL && strcmp (unit->name, commune->name) == 0 && strcmp (unit->type, commune->type) == 0 &&
         commune->made_of == NULL;
}

/* The names, plain, that tell a commune from another of its name. */
static void
find_around (GbCommunePlaces *self)
{
  for (guint i = 0; i < self->communes->len; i++)
    g_ptr_array_add (self->around, g_ptr_array_new ());
  for (guint i = 0; i < self->units->len; i++)
    {
      const GbCommuneUnit *unit = self->units->pdata[i];
      guint commune = gb_commune_places_find (self, unit->code);
      GPtrArray *around = commune != G_MAXUINT ? self->around->pdata[commune] : NULL;

      if (around != NULL && around->len == 0)
        g_ptr_array_add (around, unit->province);
      if (around != NULL && unit->of != NULL && !g_ptr_array_find (around, unit->of->plain, NULL))
        g_ptr_array_add (around, unit->of->plain);
    }
  for (guint i = 0; i < self->communes->len; i++)
    g_ptr_array_add (self->around->pdata[i], NULL);
}

/* What each commune was made of, in the order of the alphabet. */
static void
tell_made_of (GbCommunePlaces *self)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < self->communes->len; i++)
    g_ptr_array_add (lists, g_ptr_array_new_with_free_func (g_free));
  for (guint i = 0; i < self->units->len; i++)
    {
      const GbCommuneUnit *unit = self->units->pdata[i];
      guint commune = gb_commune_places_find (self, unit->code);

      if (commune != G_MAXUINT)
        g_ptr_array_add (lists->pdata[commune],
                         g_strconcat (unit->part != NULL ? unit->part : "", unit->part != NULL ? " " : "", unit->type,
                                      " ", unit->name, NULL));
    }
  for (guint i = 0; i < self->communes->len; i++)
    {
      GbCommune *commune = self->communes->pdata[i];
      GPtrArray *list = lists->pdata[i];
      g_autofree char *itself = g_strconcat (commune->type, " ", commune->name, NULL);

      if (list->len == 0 || (list->len == 1 && strcmp (list->pdata[0], itself) == 0))
        continue;
      g_ptr_array_add (list, NULL);
      commune->made_of = g_strdupv ((char **) list->pdata);
    }
}

/**
 * gb_commune_places_read:
 *
 * Blocks: on a thread of the store.
 *
 * Returns: (transfer full): all places
 */
GbCommunePlaces *
gb_commune_places_read (GbSqlConnection  *connection,
                        GError          **error)
{
  g_autoptr (GbCommunePlaces) self = g_new0 (GbCommunePlaces, 1);

  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->plain = g_ptr_array_new_with_free_func (g_free);
  self->around = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->units = g_ptr_array_new_with_free_func (unit_free);
  self->districts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, district_free);
  self->communes = gb_commune_repository_list (connection, error);
  if (self->communes == NULL || !read_units (self, connection, error))
    return NULL;
  for (guint i = 0; i < self->communes->len; i++)
    {
      const GbCommune *commune = self->communes->pdata[i];

      g_ptr_array_add (self->plain, gb_commune_vocabulary_plain (commune->name));
      g_hash_table_insert (self->by_code, commune->code, GUINT_TO_POINTER (i + 1));
    }
  tell_made_of (self);
  find_around (self);
  return g_steal_pointer (&self);
}
