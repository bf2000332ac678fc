/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-query.h"

#include <glib/gi18n-lib.h>

#include "gb-cli.h"

/**
 * gb_cli_query_clear:
 * @self: a wish
 */
void
gb_cli_query_clear (GbCliQuery *self)
{
  g_clear_pointer (&self->query, gb_dossier_query_free);
}

static gboolean
take_class (GbCliQuery  *self,
            const char  *nick,
            GError     **error)
{
  GbDossierFilter filter = GB_DOSSIER_FILTER_ALL;

  if (nick != NULL && !gb_dossier_filter_parse (nick, &filter))
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
                   _("“%s” is no class; it can be overdue, due-today, due-soon, on-track, paused, no-due, awaiting, "
                     "finished, late-reception, cross-boundary, sign-today, sign-missed, open or all"),
                   nick);
      return FALSE;
    }
  self->query = gb_dossier_query_new (filter);
  return TRUE;
}

static gboolean
take_sort (GbCliQuery  *self,
           const char  *sort,
           GError     **error)
{
  if (sort == NULL)
    return TRUE;
  self->query->descending = *sort == '-';
  if (gb_dossier_sort_parse (self->query->descending ? sort + 1 : sort, &self->query->sort))
    return TRUE;
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
               _("“%s” is no column to sort by; it can be due, code, procedure, applicant, field, officer, commune, "
                 "received-by, channel, submitted, received, state, finished or remaining, with a - in front to turn "
                 "it round"),
               sort);
  return FALSE;
}

static gboolean
take_numbers (GbCliQuery  *self,
              int          state,
              GError     **error)
{
  if (state < 0 || state > 10 || self->offset < 0 || self->limit < 0)
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
                   _("A state is a number from 1 to 10; limit and offset cannot be negative"));
      return FALSE;
    }
  self->query->state = state;
  return TRUE;
}

static gboolean
take_channel (GbCliQuery  *self,
              const char  *nick,
              GError     **error)
{
  GbChannel channel;

  if (nick != NULL && !gb_channel_parse (nick, &channel))
    {
      g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE,
                   _("“%s” is no channel; it can be desk, online or post"), nick);
      return FALSE;
    }
  self->query->channel = g_strdup (nick);
  return TRUE;
}

static gboolean
take_day (const char *text,
          GbDay      *day,
          GError    **error)
{
  if (text == NULL || gb_day_parse (text, day, NULL))
    return TRUE;
  g_set_error (error, GB_CLI_ERROR, GB_CLI_ERROR_USAGE, _("“%s” is no day; write it as 2026-08-26"),
               text);
  return FALSE;
}

static gboolean
take_days (GbCliQuery  *self,
           char       **days,
           GError     **error)
{
  return take_day (days[0], &self->query->received_from, error)
         && take_day (days[1], &self->query->received_to, error)
         && take_day (days[2], &self->query->due_from, error)
         && take_day (days[3], &self->query->due_to, error);
}

/**
 * gb_cli_query_parse:
 * @argc: (inout): of the command
 * @argv: (inout): of the command
 *
 * Takes the options that say which dossiers are wanted out of a command's arguments.
 *
 * Returns: whether they could be understood
 */
gboolean
gb_cli_query_parse (GbCliQuery   *self,
                    int          *argc,
                    char       ***argv,
                    GError      **error)
{
  g_autofree char *klass = NULL, *field = NULL, *officer = NULL, *search = NULL, *sort = NULL;
  g_autofree char *procedure = NULL, *channel = NULL;
  g_autofree char *received_from = NULL, *received_to = NULL, *due_from = NULL, *due_to = NULL;
  int state = 0;
  const GOptionEntry entries[] = {
    { "class", 0, 0, G_OPTION_ARG_STRING, &klass, N_("Only this class or mark"), N_("CLASS") },
    { "field", 0, 0, G_OPTION_ARG_STRING, &field, N_("Only this field"), N_("NAME") },
    { "officer", 0, 0, G_OPTION_ARG_STRING, &officer, N_("Only this officer's"), N_("NAME") },
    { "procedure", 0, 0, G_OPTION_ARG_STRING, &procedure, N_("Only this procedure"), N_("NAME") },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &channel, N_("Only what came this way"), "desk|online|post" },
    { "received-from", 0, 0, G_OPTION_ARG_STRING, &received_from, N_("Accepted on this day or later"), N_("DAY") },
    { "received-to", 0, 0, G_OPTION_ARG_STRING, &received_to, N_("Accepted on this day or earlier"), N_("DAY") },
    { "due-from", 0, 0, G_OPTION_ARG_STRING, &due_from, N_("Due on this day or later"), N_("DAY") },
    { "due-to", 0, 0, G_OPTION_ARG_STRING, &due_to, N_("Due on this day or earlier"), N_("DAY") },
    { "state", 0, 0, G_OPTION_ARG_INT, &state, N_("Only this state"), "1-10" },
    { "search", 0, 0, G_OPTION_ARG_STRING, &search, N_("Only what holds these words"), N_("TEXT") },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, N_("Sort by this column"), N_("[-]COLUMN") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &self->limit, N_("At most so many rows"), "N" },
    { "offset", 0, 0, G_OPTION_ARG_INT, &self->offset, N_("Leave out so many rows first"), "N" },
    { NULL }
  };

  if (!gb_cli_parse (entries, argc, argv, error) || !take_class (self, klass, error) || !take_sort (self, sort, error) ||
      !take_numbers (self, state, error) || !take_channel (self, channel, error) ||
      !take_days (self, (char *[]){ received_from, received_to, due_from, due_to }, error))
    return FALSE;
  self->query->field = g_steal_pointer (&field);
  self->query->procedure = g_steal_pointer (&procedure);
  self->query->officer = g_steal_pointer (&officer);
  self->query->search = g_steal_pointer (&search);
  return TRUE;
}
