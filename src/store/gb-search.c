/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-search.h"

#include <string.h>

#include "gb-contact-repository.h"
#include "gb-dossier-search.h"
#include "gb-guidance.h"
#include "gb-issue-repository.h"
#include "gb-procedure-catalogue.h"
#include "gb-text-words.h"

/* One search that is under way. */
typedef struct
{
  GbSqlConnection *connection;
  const GbSearchQuery *query;
  const GbSearchTerms *terms;
  gboolean worded; /* whether there is a letter or a digit in it */
} Search;

/* Finds up to @limit rows of a kind and says how many there are, up to one more than anybody wants to know. */
typedef gboolean (*FindFunc) (const Search *search,
                              GPtrArray    *rows,
                              guint         limit,
                              gint64       *total,
                              GError      **error);

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
add_row (GPtrArray   *rows,
         GbSearchKind kind,
         const char  *id,
         const char  *title,
         char        *detail)
{
  GbSearchRow *row = g_new0 (GbSearchRow, 1);

  row->kind = kind;
  row->id = g_strdup (id);
  row->title = g_strdup (title);
  row->detail = detail;
  g_ptr_array_add (rows, row);
}

/* What there is of two, with a point between. */
static char *
join (const char *a,
      const char *b)
{
  if (a == NULL || *a == '\0')
    return g_strdup (b);
  return b != NULL && *b != '\0' ? g_strdup_printf ("%s · %s", a, b) : g_strdup (a);
}

/* --- dossiers ------------------------------------------------------------------------------------- */

static gboolean
add_dossier (const Search *search,
             GPtrArray    *rows,
             gint64        number,
             GError      **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      search->connection, "SELECT id,coalesce(applicant,summary,id),procedure FROM dossier WHERE number=?1", error);
  gboolean row;

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_int (s, 1, number);
  if (!gb_sql_statement_step (s, &row, error))
    return FALSE;
  if (row)
    add_row (rows, GB_SEARCH_DOSSIERS, gb_sql_statement_get_text (s, 0), gb_sql_statement_get_text (s, 1),
             gb_sql_statement_dup_text (s, 2));
  return TRUE;
}

static gboolean
find_dossiers (const Search *search,
               GPtrArray    *rows,
               guint         limit,
               gint64       *total,
               GError      **error)
{
  g_autoptr (GArray) numbers = NULL;
  guint count;

  if (!gb_dossier_search_count (search->connection, search->terms, GB_SEARCH_EXACT_TOTAL + 1, &count, error))
    return FALSE;
  *total = count;
  numbers = gb_dossier_search_newest (search->connection, search->terms, limit, error);
  if (numbers == NULL)
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    if (!add_dossier (search, rows, g_array_index (numbers, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* --- what is small enough to be looked through ---------------------------------------------------- */

static gboolean
find_procedures (const Search *search,
                 GPtrArray    *rows,
                 guint         limit,
                 gint64       *total,
                 GError      **error)
{
  g_autoptr (GbProcedureCatalogue) catalogue
      = gb_procedure_catalogue_load (search->connection, gb_time_day (search->query->now), error);
  g_autoptr (GPtrArray) found = NULL;
  GbProcedureRank best;

  if (catalogue == NULL)
    return FALSE;
  found = gb_procedure_catalogue_find (catalogue, search->query->text, NULL, &best);
  /* What has some of the words alone would hide that nothing has all of them. */
  *total = search->worded && best < GB_PROCEDURE_RANK_NEAR ? found->len : 0;
  for (guint i = 0; i < MIN (limit, *total); i++)
    {
      const GbProcedure *procedure = found->pdata[i];

      add_row (rows, GB_SEARCH_PROCEDURES, procedure->id, procedure->name, join (procedure->code, procedure->field));
    }
  return TRUE;
}

static gboolean
is_answer_to (gconstpointer guidance,
              gconstpointer issue)
{
  return g_str_equal (((const GbGuidance *) guidance)->issue, issue);
}

static gboolean
find_issues (const Search *search,
             GPtrArray    *rows,
             guint         limit,
             gint64       *total,
             GError      **error)
{
  g_autoptr (GbIssueQuery) query = gb_issue_query_new (GB_ISSUE_SET_ALL);
  g_autoptr (GPtrArray) guidance = gb_guidance_find (search->connection, NULL, error);
  g_autoptr (GPtrArray) issues = NULL;

  if (guidance == NULL)
    return FALSE;
  query->search = g_strdup (search->query->text);
  issues = gb_issue_repository_list (search->connection, query, search->query->now, -1, error);
  if (issues == NULL)
    return FALSE;
  for (guint i = 0; i < issues->len; i++)
    {
      const GbIssue *issue = issues->pdata[i];

      /* It is told as guidance. */
      if (g_ptr_array_find_with_equal_func (guidance, issue->id, is_answer_to, NULL))
        continue;
      if (*total < limit)
        add_row (rows, GB_SEARCH_ISSUES, issue->id, issue->title, join (issue->field, issue->department_name));
      *total += 1;
    }
  return TRUE;
}

static gboolean
find_guidance (const Search *search,
               GPtrArray    *rows,
               guint         limit,
               gint64       *total,
               GError      **error)
{
  g_autoptr (GPtrArray) found = gb_guidance_find (search->connection, search->query->text, error);

  if (found == NULL)
    return FALSE;
  *total = search->worded ? found->len : 0;
  for (guint i = 0; i < MIN (limit, *total); i++)
    {
      const GbGuidance *guidance = found->pdata[i];

      add_row (rows, GB_SEARCH_GUIDANCE, guidance->issue, guidance->title,
               join (guidance->field, guidance->department_name));
    }
  return TRUE;
}

static gboolean
find_channels (const Search *search,
               GPtrArray    *rows,
               guint         limit,
               gint64       *total,
               GError      **error)
{
  g_autoptr (GPtrArray) found
      = gb_contact_repository_search (search->connection, search->query->text, limit, total, error);

  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const GbContact *contact = found->pdata[i];
      const GbContactPoint *lead = gb_contact_get_lead (contact);

      add_row (rows, GB_SEARCH_CHANNELS, lead->id, contact->agency_name != NULL ? contact->agency_name : contact->name,
               join (contact->field, lead->value));
    }
  return TRUE;
}

/* --- people, communes, tasks: words begin the words of a name --------------------------------------- */

typedef struct
{
  const char *from;
  const char *folded; /* where every word has to begin a word: ' ' stands before each of them */
  const char *columns;
  const char *order;
} Table;

static const Table tables[GB_N_SEARCH_KINDS] = {
  [GB_SEARCH_OFFICERS] = { "officer o", "' '||o.folded",
                           "o.id,o.name,o.title||coalesce(' · '||(SELECT a.name FROM agency a WHERE a.id=o.agency),'')",
                           "instr(o.folded,:part0)<>1,o.name_key,o.id" },
  [GB_SEARCH_COMMUNES] = { "commune c", "' '||c.folded||' '||c.id", "c.id,c.type||' '||c.name,c.id",
                           "instr(c.folded,:part0),c.name_key,c.id" },
  [GB_SEARCH_TASKS] = { "task t", "' '||gb_fold(t.title,t.document,t.issuer)", "t.id,t.title,t.document||' · '||t.issuer",
                        "t.state<>'open',t.due,t.id" },
};

static GbSqlStatement *
prepare (const Search *search,
         const Table  *table,
         const char   *columns,
         const char   *after,
         GError      **error)
{
  const char *const *words = gb_search_terms_get_words (search->terms);
  g_autoptr (GString) sql = g_string_new (NULL);
  GbSqlStatement *s;

  g_string_printf (sql, "SELECT %s FROM %s WHERE 1", columns, table->from);
  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (sql, " AND instr(%s,' '||:part%u)>0", table->folded, i);
  g_string_append (sql, after);
  s = gb_sql_connection_prepare (search->connection, sql->str, error);
  for (guint i = 0; s != NULL && words[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf (":part%u", i);

      gb_sql_statement_set_text (s, name, words[i]);
    }
  return s;
}

static gboolean
find_in_table (const Search *search,
               GbSearchKind  kind,
               GPtrArray    *rows,
               guint         limit,
               gint64       *total,
               GError      **error)
{
  const Table *table = &tables[kind];
  g_autofree char *after = g_strdup_printf (" ORDER BY %s LIMIT :limit", table->order);
  g_autoptr (GbSqlStatement) count = prepare (search, table, "count(*)", "", error);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  if (count == NULL || !gb_sql_statement_step (count, &row, error))
    return FALSE;
  *total = gb_sql_statement_get_int (count, 0);
  if (*total == 0 || limit == 0)
    return TRUE;
  s = prepare (search, table, table->columns, after, error);
  if (s == NULL)
    return FALSE;
  gb_sql_statement_set_int (s, ":limit", limit);
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        return TRUE;
      add_row (rows, kind, gb_sql_statement_get_text (s, 0), gb_sql_statement_get_text (s, 1),
               gb_sql_statement_dup_text (s, 2));
    }
  return FALSE;
}

/* --- all of them ---------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  FindFunc find; /* NULL: in its table */
} kinds[GB_N_SEARCH_KINDS] = {
  [GB_SEARCH_DOSSIERS] = { "dossier", find_dossiers },   [GB_SEARCH_PROCEDURES] = { "procedure", find_procedures },
  [GB_SEARCH_OFFICERS] = { "officer", NULL },            [GB_SEARCH_COMMUNES] = { "commune", NULL },
  [GB_SEARCH_ISSUES] = { "issue", find_issues },         [GB_SEARCH_TASKS] = { "task", NULL },
  [GB_SEARCH_GUIDANCE] = { "guidance", find_guidance },  [GB_SEARCH_CHANNELS] = { "channel", find_channels },
};

static gboolean
is_wanted (const GbSearchQuery *query,
           GbSearchKind         kind)
{
  return query->kinds == 0 || (query->kinds & (1u << kind)) != 0;
}

/* How many rows each kind gets: a name that hundreds of applicants bear must not hide the officer who bears it. Half of
 * them are kept for the other kinds, which take turns. */
static void
share_out (GPtrArray *const *found,
           guint             limit,
           guint            *shares)
{
  guint others = 0, turn = 0;

  for (guint i = 0; i < GB_N_SEARCH_KINDS; i++)
    {
      shares[i] = 0;
      others += i != GB_SEARCH_DOSSIERS && found[i] != NULL ? found[i]->len : 0;
    }
  if (found[GB_SEARCH_DOSSIERS] != NULL)
    {
      others = MIN (others, MAX (limit / 2, limit - MIN (limit, found[GB_SEARCH_DOSSIERS]->len)));
      shares[GB_SEARCH_DOSSIERS] = MIN (limit - others, found[GB_SEARCH_DOSSIERS]->len);
    }
  else
    others = MIN (others, limit);
  for (; others > 0; turn++)
    {
      guint i = turn % GB_N_SEARCH_KINDS;

      if (i == GB_SEARCH_DOSSIERS || found[i] == NULL || shares[i] == found[i]->len)
        continue;
      shares[i]++;
      others--;
    }
}

/**
 * gb_search:
 * @connection: that sees FILE.local
 * @query: what is looked for
 *
 * One search for all: dossiers by any part of the code, applicant, procedure and summary, newest first; procedures and
 * guidance by all that is said of them, the best answer first; officers, communes, issues, tasks and contacts.
 *
 * Returns: (transfer full): what was found
 */
GbSearchResult *
gb_search (GbSqlConnection      *connection,
           const GbSearchQuery  *query,
           GError              **error)
{
  g_autoptr (GbSearchResult) result = g_new0 (GbSearchResult, 1);
  g_autoptr (GbSearchTerms) terms = gb_search_terms_new (query->text);
  g_auto (GStrv) words = gb_text_words (query->text);
  const Search search = { connection, query, terms, *words != NULL };
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *found[GB_N_SEARCH_KINDS] = { NULL };
  guint shares[GB_N_SEARCH_KINDS];

  result->rows = g_ptr_array_new_with_free_func (search_row_free);
  for (guint i = 0; terms != NULL && i < GB_N_SEARCH_KINDS; i++)
    {
      gint64 total = 0;

      if (!is_wanted (query, i))
        continue;
      found[i] = g_ptr_array_new_with_free_func (search_row_free);
      g_ptr_array_add (lists, found[i]);
      if (!(kinds[i].find != NULL ? kinds[i].find (&search, found[i], query->limit, &total, error)
                                  : find_in_table (&search, i, found[i], query->limit, &total, error)))
        return NULL;
      result->total += total;
    }
  share_out (found, query->limit, shares);
  for (guint i = 0; i < GB_N_SEARCH_KINDS; i++)
    for (; found[i] != NULL && shares[i] > 0; shares[i]--)
      g_ptr_array_add (result->rows, g_ptr_array_steal_index (found[i], 0));
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

/**
 * gb_search_kind_name:
 *
 * Returns: the kind as scripts name it: "dossier"
 */
const char *
gb_search_kind_name (GbSearchKind kind)
{
  g_return_val_if_fail (kind < GB_N_SEARCH_KINDS, NULL);
  return kinds[kind].name;
}

/**
 * gb_search_kind_parse:
 * @name: as of gb_search_kind_name()
 * @kind: (out): the kind
 *
 * Returns: whether there is such a kind
 */
gboolean
gb_search_kind_parse (const char   *name,
                      GbSearchKind *kind)
{
  for (guint i = 0; i < GB_N_SEARCH_KINDS; i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}
