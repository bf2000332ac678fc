/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-procedure-catalogue.h"

#include "gb-procedure-match.h"
#include "gb-store-resource.h"
#include "gb-store-schema.h"
#include "gb-text.h"

#include <string.h>

#define SHIPPED GB_STORE_RESOURCE_PATH "/procedures.json"

/* The procedures of the feed, and those of the list ?1 that comes with the program, as rows of one shape. */
#define FEED                                                                                                          \
  "WITH p AS (SELECT number,id,nullif(code,'') AS code,name,field,limit_unit,limit_amount,limit_rule,limit_cutoff,"   \
  "limit_source,fee,fee_note,online,paper_result,post,authority,source,valid_from,valid_to,0 AS shipped,papers,steps," \
  "NULL AS checked FROM procedure) "
#define OWN                                                                                                           \
  "WITH p AS (SELECT key AS number,value->>'$.id' AS id,nullif(value->>'$.code','') AS code,value->>'$.name' AS name,"  \
  "value->>'$.field' AS field,value->>'$.limit.unit' AS limit_unit,value->>'$.limit.amount' AS limit_amount,"         \
  "value->>'$.limit.rule' AS limit_rule,value->>'$.limit.cutoff' AS limit_cutoff,"                                    \
  "value->>'$.limit.source' AS limit_source,value->>'$.fee' AS fee,value->>'$.fee_note' AS fee_note,"                 \
  "value->>'$.online' AS online,value->>'$.paper_result' AS paper_result,value->>'$.post' AS post,"                   \
  "value->>'$.authority' AS authority,value->>'$.source' AS source,value->>'$.valid_from' AS valid_from,"             \
  "value->>'$.valid_to' AS valid_to,1 AS shipped,value->'$.papers' AS papers,value->'$.steps' AS steps,"              \
  "value->'$.checked' AS checked FROM json_each(?1)) "
#define COLUMNS                                                                                                       \
  "number,id,code,name,field,limit_unit,limit_amount,limit_rule,limit_cutoff,limit_source,fee,fee_note,online,"       \
  "paper_result,post,authority,source,valid_from,valid_to,shipped"

/**
 * GbProcedureCatalogue:
 *
 * How things are done: the procedures (thủ tục hành chính) that can be looked up, in the order of the alphabet. Those of
 * the feed; only where it has none, the list that comes with the program (data/procedures). Of several versions the one
 * of today, and one that comes; one that has ended stands there as long as there is no other. Not changed after loading;
 * may be used from any thread.
 */
struct _GbProcedureCatalogue
{
  GObject parent_instance;

  gint64 version;   /* of the data it was made from */
  GbDay today;      /* that it was made for */
  GPtrArray *all;   /* (owned) (element-type GbProcedure) */
  GHashTable *rows; /* (owned) (nullable): by number, while they are read */
};

G_DEFINE_FINAL_TYPE (GbProcedureCatalogue, gb_procedure_catalogue, G_TYPE_OBJECT)

static void
gb_procedure_catalogue_finalize (GObject *object)
{
  GbProcedureCatalogue *self = GB_PROCEDURE_CATALOGUE (object);

  g_ptr_array_unref (self->all);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (gb_procedure_catalogue_parent_class)->finalize (object);
}

static void
gb_procedure_catalogue_class_init (GbProcedureCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_procedure_catalogue_finalize;
}

static void
gb_procedure_catalogue_init (GbProcedureCatalogue *self)
{
  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_procedure_unref);
}

/* --- reading -------------------------------------------------------------------------------------- */

/* @row takes what a row says of the procedure whose number it begins with, %NULL for a new one. */
typedef void (*RowFunc) (GbProcedureCatalogue *self,
                         GbProcedure          *procedure,
                         GbSqlStatement       *s);

static void
add_procedure (GbProcedureCatalogue *self,
               GbProcedure          *procedure,
               GbSqlStatement       *s)
{
  procedure = gb_procedure_new_from_row (s);
  g_ptr_array_add (self->all, procedure);
  g_hash_table_insert (self->rows, &procedure->number, procedure);
}

static void
add_paper (GbProcedureCatalogue *self,
           GbProcedure          *procedure,
           GbSqlStatement       *s)
{
  if (procedure != NULL && !gb_sql_statement_is_null (s, 1))
    g_ptr_array_add (procedure->papers, gb_sql_statement_dup_text (s, 1));
}

static void
add_step (GbProcedureCatalogue *self,
          GbProcedure          *procedure,
          GbSqlStatement       *s)
{
  GbProcedureStep *step;

  if (procedure == NULL || gb_sql_statement_is_null (s, 1))
    return;
  step = g_new0 (GbProcedureStep, 1);
  step->name = gb_sql_statement_dup_text (s, 1);
  step->unit = gb_sql_statement_dup_text (s, 2);
  step->note = gb_sql_statement_dup_text (s, 3);
  g_ptr_array_add (procedure->steps, step);
}

static void
add_check (GbProcedureCatalogue *self,
           GbProcedure          *procedure,
           GbSqlStatement       *s)
{
  static const char *const names[] = { "code", "limit", "fee", "papers" };

  for (guint i = 0; procedure != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (gb_sql_statement_get_text (s, 1), names[i]) == 0)
      procedure->checked |= 1u << i;
}

static const struct
{
  const char *select;
  RowFunc row;
} questions[] = {
  { "SELECT " COLUMNS " FROM p WHERE id IS NOT NULL AND name IS NOT NULL AND field IS NOT NULL", add_procedure },
  { "SELECT p.number,j.value FROM p JOIN json_each(p.papers) j WHERE j.type='text' ORDER BY p.number,j.key", add_paper },
  { "SELECT p.number,j.value->>'$.name',j.value->>'$.unit',j.value->>'$.note' FROM p JOIN json_each(p.steps) j "
    "WHERE j.type='object' ORDER BY p.number,j.key", add_step },
  { "SELECT p.number,j.value FROM p JOIN json_each(p.checked) j", add_check },
};

static gboolean
ask (GbProcedureCatalogue *self,
     GbSqlConnection      *connection,
     const char           *from,
     GBytes               *list,
     guint                 question,
     GError              **error)
{
  g_autofree char *sql = g_strconcat (from, questions[question].select, NULL);
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (connection, sql, error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  if (list != NULL)
    {
      gsize length;
      const char *json = g_bytes_get_data (list, &length);

      gb_sql_statement_bind_static (s, 1, json, (gssize) length);
    }
  while (gb_sql_statement_step (s, &row, error))
    {
      gint64 number;

      if (!row)
        return TRUE;
      number = gb_sql_statement_get_int (s, 0);
      questions[question].row (self, g_hash_table_lookup (self->rows, &number), s);
    }
  return FALSE;
}

/* (element-type GbProcedure): all versions of one source */
static gboolean
read_all (GbProcedureCatalogue *self,
          GbSqlConnection      *connection,
          const char           *from,
          GBytes               *list,
          GError              **error)
{
  self->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    if (!ask (self, connection, from, list, i, error))
      return FALSE;
  g_clear_pointer (&self->rows, g_hash_table_unref);
  return TRUE;
}

/* --- versions ------------------------------------------------------------------------------------- */

static gboolean
has_ended (const GbProcedure *procedure,
           GbDay              today)
{
  return procedure->valid_to != GB_DAY_NONE && procedure->valid_to < today;
}

/* One that has ended, of which there is a newer version or, of several that ended, a later one. */
static gboolean
is_replaced (GPtrArray         *all,
             const GbProcedure *procedure,
             GbDay              today)
{
  if (!has_ended (procedure, today))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const GbProcedure *other = all->pdata[i];

      if (other != procedure && gb_procedure_is_same (other, procedure) &&
          (!has_ended (other, today) || other->valid_to > procedure->valid_to))
        return TRUE;
    }
  return FALSE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const GbProcedure *x = *(GbProcedure *const *) a, *y = *(GbProcedure *const *) b;
  int order = g_bytes_compare (x->name_key, y->name_key);

  if (order == 0 && x->valid_from != y->valid_from)
    order = x->valid_from < y->valid_from ? -1 : 1;
  return order != 0 ? order : strcmp (x->id, y->id);
}

static void
choose_versions (GbProcedureCatalogue *self)
{
  g_autoptr (GPtrArray) all = self->all;

  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_procedure_unref);
  for (guint i = 0; i < all->len; i++)
    {
      GbProcedure *procedure = all->pdata[i];

      if (is_replaced (all, procedure, self->today))
        continue;
      gb_procedure_fold (procedure);
      g_ptr_array_add (self->all, gb_procedure_ref (procedure));
    }
  g_ptr_array_sort (self->all, compare_names);
}

/* What was compared is noted in the program's list; it holds of the feed's as far as that says the same. */
static void
take_checks (GbProcedureCatalogue *self,
             GbProcedureCatalogue *own)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      GbProcedure *procedure = self->all->pdata[i];

      for (guint k = 0; k < own->all->len; k++)
        {
          const GbProcedure *noted = own->all->pdata[k];

          if (gb_procedure_is_same (procedure, noted))
            procedure->checked = noted->checked & gb_procedure_match_same (procedure, noted);
        }
    }
}

static gboolean
load (GbProcedureCatalogue *self,
      GbSqlConnection      *connection,
      GError              **error)
{
  g_autoptr (GBytes) list = g_resource_lookup_data (gb_store_resource (), SHIPPED, 0, error);
  g_autoptr (GbProcedureCatalogue) own = g_object_new (GB_TYPE_PROCEDURE_CATALOGUE, NULL);

  if (list == NULL || !read_all (self, connection, FEED, NULL, error) ||
      !read_all (own, connection, OWN, list, error))
    return FALSE;
  if (self->all->len > 0)
    take_checks (self, own);
  else
    g_ptr_array_extend_and_steal (self->all, g_steal_pointer (&own->all));
  if (own->all == NULL)
    own->all = g_ptr_array_new ();
  choose_versions (self);
  return TRUE;
}

/**
 * gb_procedure_catalogue_load:
 * @connection: to the cache
 * @today: whose versions are wanted
 *
 * Kept with the connection until the data change.
 *
 * Returns: (transfer full): what can be looked up
 */
GbProcedureCatalogue *
gb_procedure_catalogue_load (GbSqlConnection *connection,
                             GbDay            today,
                             GError         **error)
{
  static const char key[] = "gb-procedure-catalogue";
  gint64 version = gb_sql_connection_data_version (connection);
  GbProcedureCatalogue *kept = g_object_get_data (G_OBJECT (connection), key);
  g_autoptr (GbProcedureCatalogue) self = NULL;

  if (kept != NULL && version != -1 && kept->version == version && kept->today == today)
    return g_object_ref (kept);

  self = g_object_new (GB_TYPE_PROCEDURE_CATALOGUE, NULL);
  self->version = version;
  self->today = today;
  if (!load (self, connection, error))
    return NULL;
  g_object_set_data_full (G_OBJECT (connection), key, g_object_ref (self), g_object_unref);
  return g_steal_pointer (&self);
}

/* --- questions ------------------------------------------------------------------------------------ */

/**
 * gb_procedure_catalogue_find:
 * @text: (nullable): what was typed, with or without accents; empty for all
 * @field: (nullable): of which field alone
 * @best: (out) (optional): how well the first of them answers, %GB_PROCEDURE_RANK_NONE where there is none
 *
 * Every word has to begin a word of the procedure, of its name, field, papers or steps, or to be part of its code. Where
 * nothing has them all, what has no fewer than half of them in its head is found.
 *
 * Returns: (transfer full) (element-type GbProcedure): what was found, the best answer first, equal ones by name
 */
GPtrArray *
gb_procedure_catalogue_find (GbProcedureCatalogue *self,
                             const char           *text,
                             const char           *field,
                             GbProcedureRank      *best)
{
  g_return_val_if_fail (GB_IS_PROCEDURE_CATALOGUE (self), NULL);
  return gb_procedure_match_find (self->all, text, field, best);
}

static int
compare_fields (gconstpointer a,
                gconstpointer b)
{
  const GbProcedureField *x = *(GbProcedureField *const *) a, *y = *(GbProcedureField *const *) b;
  g_autoptr (GBytes) key_x = gb_text_sort_key (x->name);
  g_autoptr (GBytes) key_y = gb_text_sort_key (y->name);

  return g_bytes_compare (key_x, key_y);
}

/**
 * gb_procedure_catalogue_fields:
 * @text: (nullable): as of gb_procedure_catalogue_find()
 *
 * Returns: (transfer full) (element-type GbProcedureField): the fields of what is found, in the order of the alphabet;
 *   each with exactly the rows that gb_procedure_catalogue_find() gives for it
 */
GPtrArray *
gb_procedure_catalogue_fields (GbProcedureCatalogue *self,
                               const char           *text)
{
  g_autoptr (GPtrArray) found = gb_procedure_catalogue_find (self, text, NULL, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *fields = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_procedure_field_free);

  for (guint i = 0; i < found->len; i++)
    {
      const GbProcedure *procedure = found->pdata[i];
      GbProcedureField *field = g_hash_table_lookup (known, procedure->field);

      if (field == NULL)
        {
          field = g_new0 (GbProcedureField, 1);
          field->name = g_strdup (procedure->field);
          g_hash_table_insert (known, field->name, field);
          g_ptr_array_add (fields, field);
        }
      field->count++;
    }
  g_ptr_array_sort (fields, compare_fields);
  return fields;
}

/**
 * gb_procedure_catalogue_get:
 * @id: a record's
 *
 * Returns: (transfer full) (nullable): the procedure
 */
GbProcedure *
gb_procedure_catalogue_get (GbProcedureCatalogue *self,
                            const char           *id)
{
  g_return_val_if_fail (GB_IS_PROCEDURE_CATALOGUE (self), NULL);

  for (guint i = 0; i < self->all->len; i++)
    if (g_str_equal (((GbProcedure *) self->all->pdata[i])->id, id))
      return gb_procedure_ref (self->all->pdata[i]);
  return NULL;
}

/**
 * gb_procedure_catalogue_of:
 * @code: (nullable): a dossier's national code
 * @name: (nullable): what it calls its procedure
 *
 * Returns: (transfer full) (nullable): the procedure of a dossier
 */
GbProcedure *
gb_procedure_catalogue_of (GbProcedureCatalogue *self,
                           const char           *code,
                           const char           *name)
{
  GbProcedure *named = NULL;

  g_return_val_if_fail (GB_IS_PROCEDURE_CATALOGUE (self), NULL);

  for (guint i = 0; i < self->all->len; i++)
    {
      GbProcedure *procedure = self->all->pdata[i];

      if (code != NULL && g_strcmp0 (procedure->code, code) == 0)
        return gb_procedure_ref (procedure);
      if (named == NULL && g_strcmp0 (procedure->name, name) == 0)
        named = procedure;
    }
  return named != NULL ? gb_procedure_ref (named) : NULL;
}

guint
gb_procedure_catalogue_count (GbProcedureCatalogue *self)
{
  g_return_val_if_fail (GB_IS_PROCEDURE_CATALOGUE (self), 0);
  return self->all->len;
}

void
gb_procedure_field_free (GbProcedureField *self)
{
  g_free (self->name);
  g_free (self);
}
