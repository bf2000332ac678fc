/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-private.h"

#include "gb-text.h"

static void
choice_free (gpointer data)
{
  GbIssueChoice *self = data;

  g_free (self->key);
  g_free (self->name);
  g_free (self);
}

static GbIssueChoice *
get_choice (GPtrArray  *choices,
            const char *key,
            const char *name)
{
  GbIssueChoice *choice;

  for (guint i = 0; i < choices->len; i++)
    {
      choice = choices->pdata[i];
      if (g_str_equal (choice->key, key))
        return choice;
    }
  choice = g_new0 (GbIssueChoice, 1);
  choice->key = g_strdup (key);
  choice->name = g_strdup (name);
  g_ptr_array_add (choices, choice);
  return choice;
}

static int
compare_choices (gconstpointer a,
                 gconstpointer b)
{
  g_autoptr (GBytes) x = gb_text_sort_key ((*(GbIssueChoice *const *) a)->name);
  g_autoptr (GBytes) y = gb_text_sort_key ((*(GbIssueChoice *const *) b)->name);

  return g_bytes_compare (x, y);
}

/* One kind, state, field and agency of the tally's statement. */
static void
add_row (GbIssueTally       *self,
         const GbIssueQuery *query,
         GbSqlStatement     *s)
{
  const char *field = gb_sql_statement_get_text (s, 3), *department = gb_sql_statement_get_text (s, 4);
  gboolean in_set = gb_sql_statement_get_int (s, 6) != 0;
  gint64 n = gb_sql_statement_get_int (s, 7);
  GbIssueKind kind = GB_ISSUE_DIFFICULTY;
  GbIssueState state = GB_ISSUE_NEW;
  GbIssueChoice *field_choice, *department_choice;
  gboolean kind_fits, state_fits, field_fits, department_fits;

  gb_issue_kind_from_name (gb_sql_statement_get_text (s, 0), &kind);
  gb_issue_state_parse (gb_sql_statement_get_text (s, 1), &state);
  field_choice = get_choice (self->fields, field, field);
  department_choice = get_choice (self->departments, department, gb_sql_statement_get_text (s, 5));
  kind_fits = query->kind == GB_ISSUE_ANY || query->kind == (int) kind;
  state_fits = query->state == GB_ISSUE_ANY || query->state == (int) state;
  field_fits = query->field == NULL || g_str_equal (query->field, field);
  department_fits = query->department == NULL || g_str_equal (query->department, department);
  if (state_fits && field_fits && department_fits)
    {
      self->kinds[kind] += in_set ? n : 0;
      self->stages[gb_sql_statement_get_int (s, 2)] += kind_fits ? n : 0;
    }
  if (!kind_fits)
    return;
  self->states[state] += field_fits && department_fits ? n : 0;
  field_choice->count += state_fits && department_fits ? n : 0;
  department_choice->count += state_fits && field_fits ? n : 0;
}

/**
 * gb_issue_repository_tally:
 * @now: UTC seconds
 *
 * Returns: (transfer full): how many issues each choice has
 */
GbIssueTally *
gb_issue_repository_tally (GbSqlConnection    *connection,
                           const GbIssueQuery *query,
                           gint64              now,
                           GError            **error)
{
  g_autoptr (GbIssueTally) self = g_new0 (GbIssueTally, 1);
  g_autoptr (GbIssueQuery) wide = gb_issue_query_new (GB_ISSUE_SET_ALL);
  g_autofree char *columns
      = g_strconcat ("i.kind,i.state,i.stage,i.field,coalesce(i.department,''),coalesce(g.name,i.department,''),",
                     gb_issue_set_sql (query->set), ",count(*)", NULL);
  g_autoptr (GbSqlStatement) s = NULL;
  gboolean row;

  self->fields = g_ptr_array_new_with_free_func (choice_free);
  self->departments = g_ptr_array_new_with_free_func (choice_free);
  wide->commune = g_strdup (query->commune);
  wide->search = g_strdup (query->search);
  s = gb_issue_prepare (connection, columns, "1", wide, "GROUP BY 1,2,3,4,5,6,7", now, error);
  if (s == NULL)
    return NULL;
  while (gb_sql_statement_step (s, &row, error))
    {
      if (row)
        {
          add_row (self, query, s);
          continue;
        }
      g_ptr_array_sort (self->fields, compare_choices);
      g_ptr_array_sort (self->departments, compare_choices);
      return g_steal_pointer (&self);
    }
  return NULL;
}

void
gb_issue_tally_free (GbIssueTally *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->departments);
  g_free (self);
}
