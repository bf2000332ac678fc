/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-private.h"

/* The waits of one agency while they are read. */
typedef struct
{
  GbIssueWait *wait;
  GArray *days; /* (element-type int) */
} Group;

static void
wait_free (gpointer data)
{
  GbIssueWait *self = data;

  g_free (self->department);
  g_free (self->name);
  g_free (self->worst_id);
  g_free (self);
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* The last agency is complete. */
static void
close_group (Group *group)
{
  guint n;

  if (group->wait == NULL)
    return;
  g_array_sort (group->days, compare_days);
  n = group->days->len;
  group->wait->median = (g_array_index (group->days, int, (n - 1) / 2) + g_array_index (group->days, int, n / 2)) / 2.0;
  g_array_set_size (group->days, 0);
}

/* Of several that wait equally long, the one that was raised first. */
static void
add_row (Group          *group,
         GbSqlStatement *s,
         GbCalendars    *calendars,
         gint64          now)
{
  int days = gb_issue_count_waited (calendars, gb_sql_statement_get_text (s, 3), gb_sql_statement_get_int (s, 4), now);

  group->wait->open++;
  group->wait->overdue += gb_sql_statement_get_int (s, 5) != 0;
  if (group->wait->worst_id == NULL || days > group->wait->worst)
    {
      group->wait->worst = days;
      g_free (group->wait->worst_id);
      group->wait->worst_id = gb_sql_statement_dup_text (s, 2);
    }
  g_array_append_val (group->days, days);
}

/* The one with the longest wait first. */
static int
compare_waits (gconstpointer a,
               gconstpointer b)
{
  const GbIssueWait *x = *(GbIssueWait *const *) a, *y = *(GbIssueWait *const *) b;

  if (x->overdue != y->overdue)
    return x->overdue > y->overdue ? -1 : 1;
  if (x->worst != y->worst)
    return x->worst > y->worst ? -1 : 1;
  return g_strcmp0 (x->name, y->name);
}

/**
 * gb_issue_repository_waits:
 * @query: of its set %GB_ISSUE_SET_ASKED is taken, whatever set it names
 * @now: UTC seconds
 *
 * "Đang chờ ai bao lâu": who owes answers, and for how long.
 *
 * Returns: (transfer full) (element-type GbIssueWait): one of each agency: those that are late first, then who lets wait
 *   longest
 */
GPtrArray *
gb_issue_repository_waits (GbSqlConnection    *connection,
                           const GbIssueQuery *query,
                           gint64              now,
                           GError            **error)
{
  g_autoptr (GPtrArray) waits = g_ptr_array_new_with_free_func (wait_free);
  g_autoptr (GbIssueQuery) asked = gb_issue_query_copy (query);
  g_autoptr (GbCalendars) calendars = gb_calendars_load (connection, error);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GbSqlStatement) s = NULL;
  Group group = { NULL, days };
  gboolean row;

  if (calendars == NULL)
    return NULL;
  asked->set = GB_ISSUE_SET_ASKED;
  s = gb_issue_prepare (connection, "nullif(i.department,''),coalesce(g.name,i.department),i.id,i.commune,i.raised,"
                        "i.stage=0", "1",
                        asked, "ORDER BY 1,i.raised,i.id", now, error);
  if (s == NULL)
    return NULL;
  while (gb_sql_statement_step (s, &row, error))
    {
      if (!row)
        {
          close_group (&group);
          g_ptr_array_sort (waits, compare_waits);
          return g_steal_pointer (&waits);
        }
      if (group.wait == NULL || g_strcmp0 (group.wait->department, gb_sql_statement_get_text (s, 0)) != 0)
        {
          close_group (&group);
          group.wait = g_new0 (GbIssueWait, 1);
          group.wait->department = gb_sql_statement_dup_text (s, 0);
          group.wait->name = gb_sql_statement_dup_text (s, 1);
          g_ptr_array_add (waits, group.wait);
        }
      add_row (&group, s, calendars, now);
    }
  return NULL;
}
