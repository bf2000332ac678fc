/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-procedure-limits.h"

#include "gb-store-resource.h"
#include "gb-store-schema.h"

#include <math.h>
#include <string.h>

#define SHIPPED GB_STORE_RESOURCE_PATH "/procedures.json"
/* More would be no limit that a law sets; gb_limit_parse() refuses it too. */
#define MAX_AMOUNT 3650

/**
 * GbProcedureLimits:
 *
 * The time limits of all procedures (thủ tục hành chính), by code and by name: those of the feed, and
 * behind them the list that comes with the program (data/procedures). Not changed after loading; may
 * be used from any thread.
 */
struct _GbProcedureLimits
{
  GObject parent_instance;

  gint64 version; /* of the data it was made from */
  GHashTable *by_code; /* (owned) (element-type utf8 GPtrArray) */
  GHashTable *by_name; /* (owned) (element-type utf8 GPtrArray) */
  GPtrArray *all; /* (owned) (element-type GbProcedureLimit) */
};

G_DEFINE_FINAL_TYPE (GbProcedureLimits, gb_procedure_limits, G_TYPE_OBJECT)

static void
limit_free (gpointer data)
{
  GbProcedureLimit *self = data;

  g_free (self->source);
  g_free (self->code);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static void
gb_procedure_limits_finalize (GObject *object)
{
  GbProcedureLimits *self = GB_PROCEDURE_LIMITS (object);

  g_hash_table_unref (self->by_code);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->all);

  G_OBJECT_CLASS (gb_procedure_limits_parent_class)->finalize (object);
}

static void
gb_procedure_limits_class_init (GbProcedureLimitsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_procedure_limits_finalize;
}

static void
gb_procedure_limits_init (GbProcedureLimits *self)
{
  GDestroyNotify unref = (GDestroyNotify) g_ptr_array_unref;

  self->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref);
  self->all = g_ptr_array_new_with_free_func (limit_free);
}

static void
add_under (GHashTable       *table,
           const char       *key,
           GbProcedureLimit *limit)
{
  GPtrArray *versions = g_hash_table_lookup (table, key);

  if (versions == NULL)
    {
      versions = g_ptr_array_new ();
      g_hash_table_insert (table, g_strdup (key), versions);
    }
  g_ptr_array_add (versions, limit);
}

/**
 * gb_procedure_limits_get:
 * @statement: at a row
 * @column: the first of the columns unit, amount, rule and cut-off, as a record has them
 * @limit: (out caller-allocates): the limit they make
 *
 * Returns: whether it is one that can be counted with
 */
gboolean
gb_procedure_limits_get (GbSqlStatement *statement,
                         int             column,
                         GbLimit        *limit)
{
  const char *unit = gb_sql_statement_get_text (statement, column);
  double amount = gb_sql_statement_get_double (statement, column + 1);
  const char *rule = gb_sql_statement_get_text (statement, column + 2);
  const char *cutoff = gb_sql_statement_get_text (statement, column + 3);
  g_autofree char *text = NULL;

  if (unit == NULL || !(amount >= 0 && amount <= MAX_AMOUNT))
    return FALSE;
  /* A rule may give half a working day. */
  if (amount == floor (amount))
    text = g_strdup_printf ("%d %s", (int) amount, unit);
  else if (strcmp (unit, "working-days") == 0 && amount * 2 == floor (amount * 2))
    text = g_strdup_printf ("%d half-days", (int) (amount * 2));
  else
    return FALSE;
  return gb_limit_parse (text, rule, cutoff, limit, NULL);
}

/* A version whose limit nobody can count with is as good as none. */
static void
add_row (GbProcedureLimits *self,
         GbSqlStatement    *s)
{
  const char *name = gb_sql_statement_get_text (s, 1);
  GbProcedureLimit *limit;
  GbLimit value;

  if (!gb_procedure_limits_get (s, 2, &value))
    return;
  limit = g_new0 (GbProcedureLimit, 1);
  limit->limit = value;
  limit->code = gb_sql_statement_dup_text (s, 0);
  limit->source = gb_sql_statement_dup_text (s, 6);
  limit->from = gb_sql_statement_dup_text (s, 7);
  limit->to = gb_sql_statement_dup_text (s, 8);
  limit->shipped = gb_sql_statement_get_int (s, 9) != 0;
  g_ptr_array_add (self->all, limit);
  if (limit->code != NULL)
    add_under (self->by_code, limit->code, limit);
  if (name != NULL)
    add_under (self->by_name, name, limit);
}

/* The feed's before the program's own, and among those the newest first. */
static gboolean
load (GbProcedureLimits *self,
      GbSqlConnection   *connection,
      GError           **error)
{
  g_autoptr (GBytes) shipped = g_resource_lookup_data (gb_store_resource (), SHIPPED, 0, error);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;
  gsize length;
  const char *json;

  if (shipped == NULL)
    return FALSE;
  json = g_bytes_get_data (shipped, &length);
  s = gb_sql_connection_prepare (
    connection,
    "SELECT nullif(code,''),name,limit_unit,limit_amount,limit_rule,limit_cutoff,limit_source,valid_from,valid_to,"
    "0 AS shipped FROM procedure UNION ALL "
    "SELECT nullif(value->>'$.code',''),value->>'$.name',value->>'$.limit.unit',value->>'$.limit.amount',"
    "value->>'$.limit.rule',value->>'$.limit.cutoff',value->>'$.limit.source',value->>'$.valid_from',"
    "value->>'$.valid_to',1 FROM json_each(?1) ORDER BY shipped,valid_from DESC",
    error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_static (s, 1, json, (gssize) length);
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return TRUE;
      add_row (self, s);
    }
  return FALSE;
}

/**
 * gb_procedure_limits_load:
 * @connection: to the cache
 *
 * Kept with the connection until the data change.
 *
 * Returns: (transfer full): the limits
 */
GbProcedureLimits *
gb_procedure_limits_load (GbSqlConnection *connection,
                          GError         **error)
{
  static const char key[] = "gb-procedure-limits";
  gint64 version = gb_sql_connection_data_version (connection);
  GbProcedureLimits *kept = g_object_get_data (G_OBJECT (connection), key);
  g_autoptr (GbProcedureLimits) self = NULL;

  if (kept != NULL && version != -1 && kept->version == version)
    return g_object_ref (kept);

  self = g_object_new (GB_TYPE_PROCEDURE_LIMITS, NULL);
  self->version = version;
  if (!load (self, connection, error))
    return NULL;
  g_object_set_data_full (G_OBJECT (connection), key, g_object_ref (self), g_object_unref);
  return g_steal_pointer (&self);
}

static gboolean
is_valid (const GbProcedureLimit *limit,
          const char             *day)
{
  return (limit->from == NULL || strcmp (limit->from, day) <= 0) && (limit->to == NULL || strcmp (day, limit->to) <= 0);
}

/* Two procedures of one name with different codes are two procedures. */
static gboolean
is_same (const GbProcedureLimit *limit,
         const char             *code)
{
  return limit->code == NULL || code == NULL || strcmp (limit->code, code) == 0;
}

static GPtrArray *
versions_of (GHashTable *table,
             const char *key)
{
  return key != NULL && *key != '\0' ? g_hash_table_lookup (table, key) : NULL;
}

static const GbProcedureLimit *
find_in (GPtrArray  *versions,
         const char *code,
         const char *day,
         gboolean    shipped)
{
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    {
      const GbProcedureLimit *limit = versions->pdata[i];

      if (limit->shipped == shipped && is_same (limit, code) && is_valid (limit, day))
        return limit;
    }
  return NULL;
}

/**
 * gb_procedure_limits_find:
 * @code: (nullable): the procedure's national code
 * @name: (nullable): its name, for one without code
 * @day: the day of acceptance
 *
 * The version valid on the day of acceptance counts, and the feed's wins over the program's own list. A
 * code names a procedure better than its name does, and not every procedure has one.
 *
 * Returns: (transfer none) (nullable): the limit; %NULL when nobody knows one
 */
const GbProcedureLimit *
gb_procedure_limits_find (GbProcedureLimits *self,
                          const char        *code,
                          const char        *name,
                          GbDay              day)
{
  const char *given = code != NULL && *code != '\0' ? code : NULL;
  GPtrArray *by_code = versions_of (self->by_code, given);
  GPtrArray *by_name = versions_of (self->by_name, name);
  g_autofree char *date = gb_day_format (day);

  g_return_val_if_fail (GB_IS_PROCEDURE_LIMITS (self), NULL);

  for (int shipped = 0; shipped < 2; shipped++)
    {
      const GbProcedureLimit *limit = find_in (by_code, given, date, shipped);

      if (limit == NULL)
        limit = find_in (by_name, given, date, shipped);
      if (limit != NULL)
        return limit;
    }
  return NULL;
}

/**
 * gb_procedure_limits_others:
 * @code: (nullable): the procedure's national code
 * @name: (nullable): its name
 * @day: the day of acceptance
 *
 * Returns: (transfer full) (element-type GbLimit): what the feed's versions of the procedure give that
 *   were not valid on @day
 */
GArray *
gb_procedure_limits_others (GbProcedureLimits *self,
                            const char        *code,
                            const char        *name,
                            GbDay              day)
{
  const char *given = code != NULL && *code != '\0' ? code : NULL;
  GPtrArray *tables[] = { versions_of (self->by_code, given), versions_of (self->by_name, name) };
  GArray *limits = g_array_new (FALSE, FALSE, sizeof (GbLimit));
  g_autofree char *date = gb_day_format (day);

  g_return_val_if_fail (GB_IS_PROCEDURE_LIMITS (self), limits);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (guint j = 0; tables[i] != NULL && j < tables[i]->len; j++)
      {
        const GbProcedureLimit *limit = tables[i]->pdata[j];

        if (!limit->shipped && is_same (limit, given) && !is_valid (limit, date))
          g_array_append_val (limits, limit->limit);
      }
  return limits;
}
