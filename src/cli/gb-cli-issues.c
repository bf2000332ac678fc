/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-issues.h"

#include <glib/gi18n-lib.h>

#include "gb-cli.h"

/* A state of the feed, or one of the sets that the page counts. */
static gboolean
take_state (GbIssueQuery  *query,
            const char    *nick,
            GError       **error)
{
  GbIssueState state;

  if (nick == NULL || gb_issue_set_parse (nick, &query->set))
    return TRUE;
  if (gb_issue_state_parse (nick, &state))
    {
      query->state = (int) state;
      return TRUE;
    }
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
               _("“%s” is no state; it can be new, collected, assigned, escalated, answered, confirmed, rejected, closed, "
                 "or overdue, waiting, unsent, settled, open, pending, asked, overdue-above, overdue-own, all"),
               nick);
  return FALSE;
}

static gboolean
take_kind (GbIssueQuery  *query,
           const char    *name,
           GError       **error)
{
  GbIssueKind kind;

  if (name == NULL)
    return TRUE;
  if (gb_issue_kind_from_name (name, &kind))
    {
      query->kind = (int) kind;
      return TRUE;
    }
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
               _("“%s” is no kind; it can be difficulty, guidance or report"), name);
  return FALSE;
}

/**
 * gb_cli_issues_parse:
 * @query: gets what is asked for
 * @waits: (out): whether whom is waited for is asked for, in place of the issues
 * @argc: (inout): of the command
 * @argv: (inout): of the command
 *
 * Takes the options that say which issues are wanted out of a command's arguments.
 *
 * Returns: whether they could be understood
 */
gboolean
gb_cli_issues_parse (GbIssueQuery   *query,
                     gboolean       *waits,
                     int            *argc,
                     char         ***argv,
                     GError        **error)
{
  g_autofree char *kind = NULL, *state = NULL;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind, N_("Only this kind"), "difficulty|guidance|report" },
    { "state", 0, 0, G_OPTION_ARG_STRING, &state, N_("Only this state or set"), N_("STATE") },
    { "department", 0, 0, G_OPTION_ARG_STRING, &query->department, N_("Only what this agency has to answer"), "ID" },
    { "field", 0, 0, G_OPTION_ARG_STRING, &query->field, N_("Only this field"), N_("NAME") },
    { "search", 0, 0, G_OPTION_ARG_STRING, &query->search, N_("Only what holds these words"), N_("TEXT") },
    { "waits", 0, 0, G_OPTION_ARG_NONE, waits, N_("Whom is waited for, and for how long"), NULL },
    { NULL }
  };

  *waits = FALSE;
  return gb_cli_parse (entries, argc, argv, error) && take_kind (query, kind, error) && take_state (query, state, error);
}
