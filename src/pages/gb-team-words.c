/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-team-words.h"

#include <glib/gi18n-lib.h>

#include "gb-commune-words.h"
#include "gb-format.h"

/**
 * gb_team_words_filter:
 *
 * Returns: what a set of visits is called on its chip
 */
const char *
gb_team_words_filter (GbVisitFilter filter)
{
  static const char *const names[GB_N_VISIT_FILTERS] = {
    [GB_VISIT_FILTER_ALL] = N_("All visits"),
    [GB_VISIT_FILTER_ASKED] = N_("Requested"),
    [GB_VISIT_FILTER_PLANNED] = N_("Planned"),
    [GB_VISIT_FILTER_UNREPORTED] = N_("Over, without a result"),
    [GB_VISIT_FILTER_DONE] = N_("Took place"),
    [GB_VISIT_FILTER_PROPOSALS] = N_("With proposals"),
  };

  return _(names[filter]);
}

const char *
gb_team_words_icon (const GbVisit *visit,
                    GbDay          today)
{
  if (gb_visit_is_unreported (visit, today))
    return "gb-late-symbolic";
  switch (visit->state)
    {
    case GB_VISIT_PLANNED:
      return "gb-due-soon-symbolic";
    case GB_VISIT_ASKED:
      return "gb-awaiting-symbolic";
    case GB_VISIT_DONE:
    default:
      return "emblem-ok-symbolic";
    }
}

/**
 * gb_team_words_style:
 *
 * Returns: the class of style.css for the visit's state
 */
const char *
gb_team_words_style (const GbVisit *visit,
                     GbDay          today)
{
  if (gb_visit_is_unreported (visit, today))
    return "due-today";
  switch (visit->state)
    {
    case GB_VISIT_PLANNED:
      return "due-soon";
    case GB_VISIT_ASKED:
      return "paused";
    case GB_VISIT_DONE:
    default:
      return "on-track";
    }
}

static char *
asked_words (const GbVisit *visit,
             GbDay          today)
{
  int days = visit->asked != 0 ? today - gb_time_day (visit->asked) : 0;

  if (visit->pending)
    return g_strdup (_("requested, not sent yet"));
  if (days <= 0)
    return g_strdup (visit->asked != 0 ? _("requested today") : _("requested"));
  /* Translators: how long ago a team was asked to come */
  return g_strdup_printf (ngettext ("requested %d day ago", "requested %d days ago", days), days);
}

/**
 * gb_team_words_state:
 * @today: the day it is read on
 *
 * Returns: (transfer full): where the visit stands, with its day
 */
char *
gb_team_words_state (const GbVisit *visit,
                     GbDay          today)
{
  g_autofree char *day = visit->day != GB_DAY_NONE ? gb_format_day (visit->day, today) : NULL;

  if (visit->state == GB_VISIT_ASKED)
    return asked_words (visit, today);
  if (gb_visit_is_unreported (visit, today))
    /* Translators: a day that is over */
    return g_strdup_printf (_("%s is over, no result yet"), day);
  if (visit->state == GB_VISIT_PLANNED)
    /* Translators: a day */
    return day != NULL ? g_strdup_printf (_("planned for %s"), day) : g_strdup (_("planned"));
  /* Translators: a day */
  return day != NULL ? g_strdup_printf (_("took place on %s"), day) : g_strdup (_("took place"));
}

/**
 * gb_team_words_where:
 * @with_commune: whether visits of several communes are shown
 *
 * Returns: (transfer full): the team, where it goes, who asked and for when
 */
char *
gb_team_words_where (const GbVisit *visit,
                     gboolean       with_commune)
{
  GString *words = g_string_new (visit->team_name);
  const char *commune = visit->commune_name != NULL ? visit->commune_name : visit->commune;

  if (with_commune && commune != NULL)
    {
      g_autofree char *capital = gb_commune_words_capital (commune);

      g_string_append_printf (words, " · %s", capital);
    }
  if (visit->asked_by != NULL && *visit->asked_by != '\0')
    {
      /* Translators: a name or a title */
      g_autofree char *by = g_strdup_printf (_("requested by %s"), visit->asked_by);

      g_string_append_printf (words, " · %s", by);
    }
  if (visit->state == GB_VISIT_ASKED && visit->day != GB_DAY_NONE)
    {
      g_autofree char *day = gb_format_full_day (visit->day);
      /* Translators: a day */
      g_autofree char *wish = g_strdup_printf (_("wished for %s"), day);

      g_string_append_printf (words, " · %s", wish);
    }
  return g_string_free (words, FALSE);
}

/**
 * gb_team_words_members:
 *
 * Returns: (transfer full): whose the team is, and how many they are
 */
char *
gb_team_words_members (const GbTeam *team)
{
  g_autofree char *number = gb_format_number (team->members);
  g_autofree char *members = g_strdup_printf (ngettext ("%s member", "%s members", (gulong) team->members), number);

  if (team->members <= 0)
    return g_strdup (team->organisation);
  return g_strdup_printf ("%s · %s", team->organisation, members);
}

/**
 * gb_team_words_sessions:
 * @of_commune: whether one commune's sessions are counted; else the whole scope's
 *
 * Returns: (transfer full): how many sessions were held, of how many
 */
char *
gb_team_words_sessions (const GbTeam *team,
                        gboolean      of_commune)
{
  g_autofree char *done = gb_format_number (team->done);
  g_autofree char *sessions = gb_format_number (team->sessions);
  g_autofree char *reached = gb_format_number (team->reached);

  if (!of_commune)
    /* Translators: sessions of a team, in how many communes */
    return g_strdup_printf (_("Sessions held: %s, in communes: %s"), done, reached);
  if (team->sessions > 0)
    /* Translators: sessions held, of how many a commune is to get */
    return g_strdup_printf (ngettext ("%s of %s session held", "%s of %s sessions held", (gulong) team->sessions),
                            done, sessions);
  return g_strdup_printf (ngettext ("%s session held", "%s sessions held", (gulong) team->done), done);
}

/**
 * gb_team_words_coming:
 *
 * Returns: (transfer full) (nullable): when the team comes next, or that it was asked to
 */
char *
gb_team_words_coming (const GbTeam *team,
                      GbDay         today)
{
  if (team->next != GB_DAY_NONE)
    {
      g_autofree char *day = gb_format_day (team->next, today);

      /* Translators: a weekday and a day */
      return g_strdup_printf (_("comes next on %s, %s"), gb_format_weekday (team->next), day);
    }
  if (team->asked > 0)
    return g_strdup (_("a visit is requested"));
  return NULL;
}
