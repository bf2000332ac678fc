/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-search.h"

#include <string.h>

#include "gb-search-terms.h"

/* One kind of record: a statement that counts up to a limit, and one that gives rows. */
typedef struct
{
  GbRecordType type;
  const char *table; /* with its alias */
  const char *folded; /* where every word has to occur; NULL: dossiers, which have an index */
  gboolean begins; /* whether it has to begin a word there */
  const char *id;
  const char *title;
  const char *detail;
  const char *order;
} Kind;

static const Kind kinds[] = {
  { GB_RECORD_DOSSIER, "dossier d", NULL, FALSE, "d.id",
    "coalesce(d.applicant,d.summary,d.id)", "d.procedure",
    "coalesce(d.received,d.submitted) DESC,d.number DESC" },
  { GB_RECORD_PROCEDURE, "procedure r", "r.folded||' '||lower(coalesce(r.code,''))", FALSE, "r.id",
    "r.name", "coalesce(r.code||' · ','')||r.field", "instr(r.folded,:first),r.name_key" },
  { GB_RECORD_OFFICER, "officer o", "' '||o.folded", TRUE, "o.id", "o.name",
    "o.title||coalesce(' · '||(SELECT a.name FROM agency a WHERE a.id=o.agency),'')",
    "instr(o.folded,:first)=0,o.name_key" },
  { GB_RECORD_COMMUNE, "commune c", "' '||c.folded||' '||c.id", TRUE, "c.id", "c.type||' '||c.name", "c.id",
    "instr(c.folded,:first),c.name_key" },
};

static void
search_row_free (gpointer data)
{
  GbSearchRow *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

static void
append_condition (const Kind          *kind,
                  const GbSearchTerms *terms,
                  GString             *sql)
{
  const char *const *words = gb_search_terms_get_words (terms);

  if (kind->folded == NULL)
    {
      gb_search_terms_append_sql (terms, sql);
      return;
    }
  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (sql, "%sinstr(%s,%s:part%u)>0", i > 0 ? " AND " : "", kind->folded,
                            kind->begins ? "' '||" : "", i);
}

static GbSqlStatement *
prepare (GbSqlConnection     *connection,
         const GbSearchTerms *terms,
         const char          *sql,
         GError             **error)
{
  const char *const *words = gb_search_terms_get_words (terms);
  GbSqlStatement *s = gb_sql_connection_prepare (connection, sql, error);

  if (s == NULL)
    return NULL;
  gb_search_terms_bind (terms, s);
  gb_sql_statement_set_text (s, ":first", words[0]);
  for (guint i = 0; words[i] != NULL; i++)
    {
      char name[16];

      g_snprintf (name, sizeof name, ":part%u", i);
      gb_sql_statement_set_text (s, name, words[i]);
    }
  return s;
}

static gboolean
count (GbSqlConnection     *connection,
       const Kind          *kind,
       const GbSearchTerms *terms,
       gint64              *found,
       GError             **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  g_string_printf (sql, "SELECT count(*) FROM (SELECT 1 FROM %s WHERE ", kind->table);
  append_condition (kind, terms, sql);
  g_string_append (sql, " LIMIT :limit)");
  s = prepare (connection, terms, sql->str, error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_set_int (s, ":limit", GB_SEARCH_EXACT_TOTAL + 1);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  *found = gb_sql_statement_get_int (s, 0);
  return TRUE;
}

static gboolean
add_rows (GbSqlConnection     *connection,
          const Kind          *kind,
          const GbSearchTerms *terms,
          guint                limit,
          GPtrArray           *rows,
          GError             **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean more;

  if (rows->len >= limit)
    return TRUE;
  g_string_printf (sql, "SELECT %s,%s,%s FROM %s WHERE ", kind->id, kind->title, kind->detail,
                   kind->table);
  append_condition (kind, terms, sql);
  g_string_append_printf (sql, " ORDER BY %s LIMIT :limit", kind->order);
  s = prepare (connection, terms, sql->str, error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_set_int (s, ":limit", limit - rows->len);
  if (!gb_sql_statement_step (s, &more, error))
    return FALSE;
  while (more)
    {
      GbSearchRow *row = g_new0 (GbSearchRow, 1);

      row->type = kind->type;
      row->id = gb_sql_statement_dup_text (s, 0);
      row->title = gb_sql_statement_dup_text (s, 1);
      row->detail = gb_sql_statement_dup_text (s, 2);
      g_ptr_array_add (rows, row);
      if (!gb_sql_statement_step (s, &more, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_search:
 * @text: what was typed, with or without accents
 * @limit: how many rows at most
 *
 * One search for all: dossiers (by any part of the code, applicant, procedure and summary; newest
 * first), then procedures, officers and communes, for which up to half of the rows are kept.
 *
 * Returns: (transfer full): what was found
 */
GbSearchResult *
gb_search (GbSqlConnection *connection,
           const char      *text,
           guint            limit,
           GError         **error)
{
  g_autoptr (GbSearchResult) result = g_new0 (GbSearchResult, 1);
  g_autoptr (GbSearchTerms) terms = gb_search_terms_new (text);
  gint64 found[G_N_ELEMENTS (kinds)];
  guint others;

  result->rows = g_ptr_array_new_with_free_func (search_row_free);
  if (terms == NULL)
    return g_steal_pointer (&result);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!count (connection, &kinds[i], terms, &found[i], error))
        return NULL;
      result->total += found[i];
    }
  /* A name that hundreds of applicants bear must not hide the officer who bears it. */
  others = (guint) MIN (result->total - found[0], limit / 2);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!add_rows (connection, &kinds[i], terms, i == 0 ? limit - others : limit, result->rows,
                   error))
      return NULL;
  if (result->total > GB_SEARCH_EXACT_TOTAL)
    {
      result->total = GB_SEARCH_EXACT_TOTAL;
      result->more = TRUE;
    }
  return g_steal_pointer (&result);
}

/**
 * gb_search_one:
 * @type: dossier, procedure, officer or commune
 * @text: what was typed, with or without accents
 * @limit: how many rows at most
 *
 * The same for one kind of record.
 *
 * Returns: (transfer full): what was found
 */
GbSearchResult *
gb_search_one (GbSqlConnection *connection,
               GbRecordType     type,
               const char      *text,
               guint            limit,
               GError         **error)
{
  g_autoptr (GbSearchResult) result = g_new0 (GbSearchResult, 1);
  g_autoptr (GbSearchTerms) terms = gb_search_terms_new (text);

  result->rows = g_ptr_array_new_with_free_func (search_row_free);
  if (terms == NULL)
    return g_steal_pointer (&result);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].type == type && (!count (connection, &kinds[i], terms, &result->total, error) ||
                                  !add_rows (connection, &kinds[i], terms, limit, result->rows, error)))
      return NULL;
  result->more = result->total > GB_SEARCH_EXACT_TOTAL;
  result->total = MIN (result->total, GB_SEARCH_EXACT_TOTAL);
  return g_steal_pointer (&result);
}

void
gb_search_result_free (GbSearchResult *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}
