/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (GbIssue, gb_issue, gb_issue_ref, gb_issue_unref)

static const char *const states[GB_N_ISSUE_STATES] = {
  [GB_ISSUE_NEW] = "new",             [GB_ISSUE_COLLECTED] = "collected", [GB_ISSUE_ASSIGNED] = "assigned",
  [GB_ISSUE_ESCALATED] = "escalated", [GB_ISSUE_ANSWERED] = "answered",   [GB_ISSUE_CONFIRMED] = "confirmed",
  [GB_ISSUE_REJECTED] = "rejected",   [GB_ISSUE_CLOSED] = "closed",
};

static const char *const levels[GB_N_ISSUE_LEVELS] = {
  [GB_ISSUE_LEVEL_COMMUNE] = "commune",
  [GB_ISSUE_LEVEL_DEPARTMENT] = "department",
  [GB_ISSUE_LEVEL_PROVINCE] = "province",
  [GB_ISSUE_LEVEL_MINISTRY] = "ministry",
};

static const char *const sets[GB_N_ISSUE_SETS] = {
  [GB_ISSUE_SET_OVERDUE] = "overdue",
  [GB_ISSUE_SET_ANSWERED] = "answered",
  [GB_ISSUE_SET_WAITING] = "waiting",
  [GB_ISSUE_SET_UNSENT] = "unsent",
  [GB_ISSUE_SET_SETTLED] = "settled",
  [GB_ISSUE_SET_ALL] = "all",
  [GB_ISSUE_SET_OPEN] = "open",
  [GB_ISSUE_SET_PENDING] = "pending",
  [GB_ISSUE_SET_OVERDUE_ABOVE] = "overdue-above",
  [GB_ISSUE_SET_OVERDUE_OWN] = "overdue-own",
  [GB_ISSUE_SET_ASKED] = "asked",
};

/* The place of @nick in @names, or -1. */
static int
find (const char *const *names,
      int                n_names,
      const char        *nick)
{
  for (int i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], nick) == 0)
      return i;
  return -1;
}

#define DEFINE_PARSE(name, Type, names)                                                            \
  gboolean gb_issue_##name##_parse (const char *nick, Type *self)                                  \
  {                                                                                                \
    int index = find (names, G_N_ELEMENTS (names), nick);                                          \
                                                                                                   \
    if (index >= 0)                                                                                \
      *self = (Type) index;                                                                        \
    return index >= 0;                                                                             \
  }

DEFINE_PARSE (state, GbIssueState, states)
DEFINE_PARSE (level, GbIssueLevel, levels)
DEFINE_PARSE (set, GbIssueSet, sets)

const char *
gb_issue_state_nick (GbIssueState self)
{
  return states[self];
}

const char *
gb_issue_level_nick (GbIssueLevel self)
{
  return levels[self];
}

const char *
gb_issue_set_nick (GbIssueSet self)
{
  return sets[self];
}

/**
 * gb_issue_state_label:
 *
 * Returns: what the state means, in the user's language
 */
const char *
gb_issue_state_label (GbIssueState self)
{
  static const char *const labels[GB_N_ISSUE_STATES] = {
    [GB_ISSUE_NEW] = N_ ("New"),
    [GB_ISSUE_COLLECTED] = N_ ("Collected by the province"),
    [GB_ISSUE_ASSIGNED] = N_ ("Assigned"),
    [GB_ISSUE_ESCALATED] = N_ ("Passed on to a higher level"),
    [GB_ISSUE_ANSWERED] = N_ ("Answered, not confirmed yet"),
    [GB_ISSUE_CONFIRMED] = N_ ("Answer confirmed"),
    [GB_ISSUE_REJECTED] = N_ ("Turned down"),
    [GB_ISSUE_CLOSED] = N_ ("Closed"),
  };

  return _(labels[self]);
}

/**
 * gb_issue_new:
 *
 * Returns: (transfer full): an empty one, to be filled by whoever reads it
 */
GbIssue *
gb_issue_new (void)
{
  GbIssue *self = g_atomic_rc_box_new0 (GbIssue);

  self->cycle = GB_DAY_NONE;
  return self;
}

GbIssue *
gb_issue_ref (GbIssue *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
issue_clear (gpointer data)
{
  GbIssue *self = data;

  g_free (self->id);
  g_free (self->field);
  g_free (self->title);
  g_free (self->text);
  g_free (self->commune);
  g_free (self->commune_name);
  g_free (self->department);
  g_free (self->department_name);
  g_free (self->raised_by);
  g_free (self->answer);
}

void
gb_issue_unref (GbIssue *self)
{
  g_atomic_rc_box_release_full (self, issue_clear);
}
