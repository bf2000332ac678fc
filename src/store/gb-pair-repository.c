/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pair-repository.h"

#include "gb-dossier-repository.h"
#include "gb-sql-statement.h"

#define FIELDS_OF(officer) "(SELECT group_concat(f.value->>'field',', ') FROM json_each(" officer ".fields) f)"
/* The first column of each person, and how many there are. */
#define LEARNER 0
#define MENTOR 7
#define PERSON(officer, agency, id)                                                                \
  id "," officer ".name," officer ".title," agency ".name," FIELDS_OF (officer) "," officer        \
  ".phone," officer ".to_day"

/* Who has left is nobody's pupil any more; a mentor who has left, or whom these data do not have, is told. */
static const char sql[] =
    "SELECT " PERSON ("o", "a", "o.id") "," PERSON ("m", "b", "o.mentor") ",o.commune,c.type||' '||c.name,"
    "(SELECT group_concat(f.value->>'field',', ') FROM json_each(o.fields) f WHERE f.value->>'field' IN "
    "(SELECT g.value->>'field' FROM json_each(m.fields) g)) "
    "FROM officer o LEFT JOIN officer m ON m.id=o.mentor LEFT JOIN agency a ON a.id=o.agency "
    "LEFT JOIN agency b ON b.id=m.agency LEFT JOIN commune c ON c.id=o.commune "
    "WHERE o.mentor IS NOT NULL AND (:commune IS NULL OR o.commune=:commune) "
    "AND coalesce(o.to_day,:today)>=:today ORDER BY c.name_key,o.commune,m.name_key,o.mentor,o.name_key,o.id";

static void
read_person (GbSqlStatement *s,
             int             column,
             GbPairPerson   *person)
{
  person->id = gb_sql_statement_dup_text (s, column);
  person->name = gb_sql_statement_dup_text (s, column + 1);
  person->title = gb_sql_statement_dup_text (s, column + 2);
  person->agency = gb_sql_statement_dup_text (s, column + 3);
  person->fields = gb_sql_statement_dup_text (s, column + 4);
  person->phone = gb_sql_statement_dup_text (s, column + 5);
  if (gb_sql_statement_is_null (s, column + 6) ||
      !gb_day_parse (gb_sql_statement_get_text (s, column + 6), &person->until, NULL))
    person->until = GB_DAY_NONE;
}

static GbPair *
read_pair (GbSqlStatement *s)
{
  GbPair *self = g_new0 (GbPair, 1);

  read_person (s, LEARNER, &self->learner);
  read_person (s, MENTOR, &self->mentor);
  self->commune = gb_sql_statement_dup_text (s, 2 * MENTOR);
  self->commune_name = gb_sql_statement_dup_text (s, 2 * MENTOR + 1);
  self->shared = gb_sql_statement_dup_text (s, 2 * MENTOR + 2);
  return self;
}

static GPtrArray *
read_pairs (GbSqlConnection *connection,
            const char      *commune,
            GbDay            today,
            GError         **error)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_pair_free);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  g_autofree char *day = gb_day_format (today);
  gboolean row;

  if (s == NULL)
    return NULL;
  gb_sql_statement_set_text (s, ":commune", commune);
  gb_sql_statement_set_text (s, ":today", day);
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return g_steal_pointer (&pairs);
      g_ptr_array_add (pairs, read_pair (s));
    }
  return NULL;
}

/* A dossier tells its officer's name alone: that is one person within a commune, not within a province. */
static char *
load_key (const char *commune,
          const char *name)
{
  return g_strconcat (commune, "/", name, NULL);
}

static void
take_load (GbPairPerson *person,
           const char   *commune,
           GHashTable   *loads)
{
  g_autofree char *key = person->name != NULL ? load_key (commune, person->name) : NULL;
  const GbOfficerLoad *load = key != NULL ? g_hash_table_lookup (loads, key) : NULL;

  if (load == NULL)
    return;
  person->open = load->open;
  person->late = load->classes[GB_DEADLINE_CLASS_OVERDUE];
}

/**
 * gb_pair_repository_list:
 * @commune: (nullable): only pairs of this commune; %NULL for the whole scope
 * @now: UTC seconds
 *
 * Returns: (transfer full) (element-type GbPair): the pairs, by the mentors' given names, those of a mentor together
 */
GPtrArray *
gb_pair_repository_list (GbSqlConnection *connection,
                         const char      *commune,
                         gint64           now,
                         GError         **error)
{
  const GbDossierQuery query = { .commune = (char *) commune };
  g_autoptr (GPtrArray) pairs = read_pairs (connection, commune, gb_time_day (now), error);
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) loads = NULL;

  if (pairs == NULL)
    return NULL;
  loads = gb_dossier_repository_load (connection, &query, now, error);
  if (loads == NULL)
    return NULL;
  for (guint i = 0; i < loads->len; i++)
    {
      const GbOfficerLoad *load = loads->pdata[i];

      g_hash_table_insert (by_name, load_key (load->commune, load->officer), loads->pdata[i]);
    }
  for (guint i = 0; i < pairs->len; i++)
    {
      GbPair *pair = pairs->pdata[i];

      take_load (&pair->learner, pair->commune, by_name);
      take_load (&pair->mentor, pair->commune, by_name);
    }
  return g_steal_pointer (&pairs);
}

static void
person_clear (GbPairPerson *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->title);
  g_free (self->agency);
  g_free (self->fields);
  g_free (self->phone);
}

void
gb_pair_free (GbPair *self)
{
  if (self == NULL)
    return;
  person_clear (&self->learner);
  person_clear (&self->mentor);
  g_free (self->commune);
  g_free (self->commune_name);
  g_free (self->shared);
  g_free (self);
}
