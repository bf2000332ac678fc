/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-repository.h"

#include "gb-sql-statement.h"
#include "gb-text.h"

void
gb_commune_free (GbCommune *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->name);
  g_free (self->type);
  g_free (self->old_unit);
  g_free (self->old_district);
  g_free (self->part);
  g_free (self);
}

/* The columns of a row, the last four NULL for a new unit. */
#define NEW_COLUMNS                                                                                \
  "c.id,c.name,c.type,c.population,c.area_km2,NULL AS old_unit,NULL AS old_district,NULL AS part,"  \
  "0 AS matched_old"
#define OLD_COLUMNS                                                                                \
  "c.id,c.name,c.type,c.population,c.area_km2,p.type||' '||p.name,p.district,p.part,1"

static GbCommune *
commune_new (GbSqlStatement *s)
{
  GbCommune *commune = g_new0 (GbCommune, 1);

  commune->code = gb_sql_statement_dup_text (s, 0);
  commune->name = gb_sql_statement_dup_text (s, 1);
  commune->type = gb_sql_statement_dup_text (s, 2);
  commune->population = gb_sql_statement_get_int (s, 3);
  commune->area_km2 = gb_sql_statement_get_double (s, 4);
  commune->old_unit = gb_sql_statement_dup_text (s, 5);
  commune->old_district = gb_sql_statement_dup_text (s, 6);
  commune->part = gb_sql_statement_dup_text (s, 7);
  commune->matched_old = gb_sql_statement_get_int (s, 8) != 0;
  return commune;
}

static GPtrArray *
collect (GbSqlStatement *s,
         GError        **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  gboolean row;

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_commune_free);
  if (!gb_sql_statement_step (s, &row, error))
    return NULL;
  while (row)
    {
      g_ptr_array_add (rows, commune_new (s));
      if (!gb_sql_statement_step (s, &row, error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}

/**
 * gb_commune_repository_list:
 *
 * Returns: (transfer full) (element-type GbCommune): all communes, in the order of the alphabet
 */
GPtrArray *
gb_commune_repository_list (GbSqlConnection *connection,
                            GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      connection, "SELECT " NEW_COLUMNS " FROM commune c ORDER BY c.name_key,c.id", error);

  return s != NULL ? collect (s, error) : NULL;
}

/**
 * gb_commune_repository_find:
 * @text: part of a name, new or old, with or without accents, with or without its type; or a code
 *
 * Names repeat: a row for each unit that bears the name, new ones first, old ones with the commune
 * they went into. Whole names come before parts.
 *
 * Returns: (transfer full) (element-type GbCommune): what was found
 */
GPtrArray *
gb_commune_repository_find (GbSqlConnection *connection,
                            const char      *text,
                            GError         **error)
{
  g_autofree char *folded = gb_text_fold (text);
  g_autoptr (GbSqlStatement) s = NULL;

  g_strstrip (folded);
  if (*folded == '\0')
    return gb_commune_repository_list (connection, error);

  s = gb_sql_connection_prepare (
      connection,
      "SELECT * FROM ("
      "SELECT " NEW_COLUMNS ",c.folded IN (?1) OR gb_fold(c.type,c.name)=?1 AS whole,"
      "c.name_key AS name_key "
      "FROM commune c WHERE instr(gb_fold(c.type,c.name),?1)>0 OR c.id=?1 "
      "UNION ALL "
      "SELECT " OLD_COLUMNS ",p.folded IN (?1) OR gb_fold(p.type,p.name)=?1,p.name_key "
      "FROM predecessor p JOIN commune c ON c.id=p.commune "
      "WHERE instr(gb_fold(p.type,p.name),?1)>0"
      ") ORDER BY whole DESC,matched_old,name_key,old_district,id",
      error);
  if (s == NULL)
    return NULL;
  gb_sql_statement_bind_text (s, 1, folded);
  return collect (s, error);
}
