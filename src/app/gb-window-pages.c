/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-window-pages.h"

#include <string.h>

#include "gb-dossiers-page.h"
#include "gb-indicators-page.h"
#include "gb-issue.h"
#include "gb-issues-page.h"
#include "gb-lookup-page.h"
#include "gb-map-page.h"
#include "gb-people-page.h"
#include "gb-tasks-page.h"

/* The ways from anywhere in the window to a page that shows something certain. None does anything until the data
 * are open. */

static GbDossiersPage *
dossiers_of (GbWindow *window)
{
  GbPage *page = gb_window_get_page (window, "dossiers");

  return page != NULL ? GB_DOSSIERS_PAGE (page) : NULL;
}

/**
 * gb_window_pages_show_dossiers:
 * @filter: a set of dossiers, such as "overdue"
 *
 * Shows exactly the rows of that set.
 */
void
gb_window_pages_show_dossiers (GbWindow   *window,
                               const char *filter)
{
  GbDossiersPage *dossiers = dossiers_of (window);
  GbDossierFilter value;

  if (dossiers == NULL || !gb_dossier_filter_parse (filter, &value))
    return;
  gb_dossiers_question_open (gb_dossiers_page_get_question (dossiers), value, NULL);
  gb_window_show_page (window, "dossiers");
  gb_dossiers_page_focus_rows (dossiers);
}

/**
 * gb_window_pages_show_dossier_set:
 * @text: what a figure of a report counted, as gb_dossier_set_to_text() writes it
 *
 * Shows exactly the rows of the figure.
 */
void
gb_window_pages_show_dossier_set (GbWindow   *window,
                                  const char *text)
{
  GbDossiersPage *dossiers = dossiers_of (window);
  g_autoptr (GbDossierSet) set = gb_dossier_set_parse (text);

  if (dossiers == NULL || set == NULL)
    return;
  gb_dossiers_question_open (gb_dossiers_page_get_question (dossiers), gb_dossier_set_get_filter (set), set);
  gb_window_show_page (window, "dossiers");
  gb_dossiers_page_focus_rows (dossiers);
}

/**
 * gb_window_pages_show_indicators:
 * @view: which of the page's views
 */
void
gb_window_pages_show_indicators (GbWindow   *window,
                                 const char *view)
{
  GbPage *page = gb_window_get_page (window, "indicators");

  if (page == NULL)
    return;
  gb_indicators_page_show_view (GB_INDICATORS_PAGE (page), view);
  gb_window_show_page (window, "indicators");
}

/**
 * gb_window_pages_open_dossier:
 * @code: a dossier's code
 *
 * Shows the dossier with its detail.
 */
void
gb_window_pages_open_dossier (GbWindow   *window,
                              const char *code)
{
  GbDossiersPage *dossiers = dossiers_of (window);
  GbDossiersQuestion *question;

  if (dossiers == NULL)
    return;
  question = gb_dossiers_page_get_question (dossiers);
  gb_dossiers_question_open (question, GB_DOSSIER_FILTER_ALL, NULL);
  gb_dossiers_question_set_search (question, code);
  gb_window_show_page (window, "dossiers");
  gb_dossiers_page_focus_rows (dossiers);
  gb_dossiers_page_open (dossiers, code);
}

/**
 * gb_window_pages_search_dossiers:
 * @text: what to look for; empty ends the search
 *
 * On the page of dossiers it looks among the chosen ones. From any other page it looks among all that
 * are open: which set was looked at last is not seen there. The focus goes to what is found.
 */
void
gb_window_pages_search_dossiers (GbWindow   *window,
                                 const char *text)
{
  GbDossiersPage *dossiers = dossiers_of (window);
  GbDossiersQuestion *question;

  if (dossiers == NULL)
    return;
  question = gb_dossiers_page_get_question (dossiers);
  if (*text != '\0' && gb_window_get_shown_page (window) != GB_PAGE (dossiers))
    gb_dossiers_question_open (question, GB_DOSSIER_FILTER_OPEN, NULL);
  gb_dossiers_question_set_search (question, *text != '\0' ? text : NULL);
  if (*text == '\0')
    return;
  gb_window_show_page (window, "dossiers");
  gb_dossiers_page_focus_rows (dossiers);
}

/**
 * gb_window_pages_find_dossiers:
 *
 * Puts the cursor where the rows of the page of dossiers are searched.
 */
void
gb_window_pages_find_dossiers (GbWindow *window)
{
  GbDossiersPage *dossiers = dossiers_of (window);

  if (dossiers == NULL)
    return;
  gb_window_show_page (window, "dossiers");
  gb_dossiers_page_find (dossiers);
}

/**
 * gb_window_pages_show_dossiers_of:
 * @by: "procedure" or "officer"
 * @name: its name
 *
 * Shows the open dossiers of a procedure or of an officer.
 */
void
gb_window_pages_show_dossiers_of (GbWindow   *window,
                                  const char *by,
                                  const char *name)
{
  GbDossiersPage *dossiers = dossiers_of (window);
  g_autoptr (GbDossierQuery) limits = gb_dossier_query_new (GB_DOSSIER_FILTER_OPEN);
  GbDossiersQuestion *question;

  if (dossiers == NULL)
    return;
  question = gb_dossiers_page_get_question (dossiers);
  if (strcmp (by, "procedure") == 0)
    limits->procedure = g_strdup (name);
  else
    limits->officer = g_strdup (name);
  gb_dossiers_question_open (question, GB_DOSSIER_FILTER_OPEN, NULL);
  gb_dossiers_question_set_limits (question, limits);
  gb_window_show_page (window, "dossiers");
  gb_dossiers_page_focus_rows (dossiers);
}

/**
 * gb_window_pages_open_officer:
 * @id: an officer's; empty shows who does which field
 *
 * Shows the officer on the page of people.
 */
void
gb_window_pages_open_officer (GbWindow   *window,
                              const char *id)
{
  GbPage *page = gb_window_get_page (window, "people");

  if (page == NULL)
    return;
  gb_window_show_page (window, "people");
  if (*id != '\0')
    gb_people_page_open_officer (GB_PEOPLE_PAGE (page), id);
  else
    gb_people_page_show_view (GB_PEOPLE_PAGE (page), "staffing");
}

/**
 * gb_window_pages_open_place:
 * @commune: a commune's code
 * @old_unit: the old unit, with its type, by which it was found; empty where it was its own name
 *
 * Shows the commune on the map.
 */
void
gb_window_pages_open_place (GbWindow   *window,
                            const char *commune,
                            const char *old_unit)
{
  GbPage *page = gb_window_get_page (window, "map");

  if (page == NULL)
    return;
  gb_window_show_page (window, "map");
  gb_map_page_show_place (GB_MAP_PAGE (page), commune, *old_unit != '\0' ? old_unit : NULL);
}

/**
 * gb_window_pages_show_pins:
 * @kind: "difficulty", "guidance" or "report"
 *
 * Shows the open issues of a kind on the map.
 */
void
gb_window_pages_show_pins (GbWindow   *window,
                           const char *kind)
{
  static const GbPlaceKind places[GB_N_ISSUE_KINDS] = {
    [GB_ISSUE_DIFFICULTY] = GB_PLACE_DIFFICULTY,
    [GB_ISSUE_GUIDANCE] = GB_PLACE_GUIDANCE,
    [GB_ISSUE_REPORT] = GB_PLACE_REPORT,
  };
  GbPage *page = gb_window_get_page (window, "map");
  GbIssueKind wanted;

  if (page == NULL || !gb_issue_kind_from_name (kind, &wanted))
    return;
  gb_window_show_page (window, "map");
  gb_map_page_show_pins (GB_MAP_PAGE (page), places[wanted]);
}

/**
 * gb_window_pages_show_issues:
 * @kind: "difficulty", "guidance" or "report"
 * @set: such as "overdue-above", as gb_issue_set_nick() has it
 * @department: (nullable): only what this agency has to answer, by id
 *
 * Shows exactly the rows of that set.
 */
void
gb_window_pages_show_issues (GbWindow   *window,
                             const char *kind,
                             const char *set,
                             const char *department)
{
  GbPage *page = gb_window_get_page (window, "issues");

  if (page == NULL)
    return;
  gb_window_show_page (window, "issues");
  gb_issues_page_show (GB_ISSUES_PAGE (page), kind, set, department);
}

/**
 * gb_window_pages_open_issue:
 * @id: an issue's
 *
 * Shows the issue with its detail.
 */
void
gb_window_pages_open_issue (GbWindow   *window,
                            const char *id)
{
  GbPage *page = gb_window_get_page (window, "issues");

  if (page == NULL)
    return;
  gb_window_show_page (window, "issues");
  gb_issues_page_open (GB_ISSUES_PAGE (page), id);
}

/**
 * gb_window_pages_open_procedure:
 * @key: a procedure's id or national code; may be empty where that is not known
 * @name: what it is called
 *
 * Shows how it is done.
 */
void
gb_window_pages_open_procedure (GbWindow   *window,
                                const char *key,
                                const char *name)
{
  GbPage *page = gb_window_get_page (window, "lookup");

  if (page == NULL)
    return;
  gb_window_show_page (window, "lookup");
  gb_lookup_page_open (GB_LOOKUP_PAGE (page), GB_LOOKUP_PROCEDURES, key, *name != '\0' ? name : NULL);
}

/**
 * gb_window_pages_look_up:
 * @kind: "procedure", "guidance" or "contact"
 * @id: the record's: of guidance the issue's, of a contact that of one of its channels
 *
 * Shows what is known of it.
 */
void
gb_window_pages_look_up (GbWindow   *window,
                         const char *kind,
                         const char *id)
{
  GbPage *page = gb_window_get_page (window, "lookup");

  if (page == NULL)
    return;
  gb_window_show_page (window, "lookup");
  gb_lookup_page_open (GB_LOOKUP_PAGE (page),
                       g_str_equal (kind, "guidance")  ? GB_LOOKUP_GUIDANCE
                       : g_str_equal (kind, "contact") ? GB_LOOKUP_CONTACTS
                                                       : GB_LOOKUP_PROCEDURES,
                       id, NULL);
}

/**
 * gb_window_pages_open_task:
 * @id: a task's
 *
 * Shows the task with its detail.
 */
void
gb_window_pages_open_task (GbWindow   *window,
                           const char *id)
{
  GbPage *page = gb_window_get_page (window, "tasks");

  if (page == NULL)
    return;
  gb_window_show_page (window, "tasks");
  gb_tasks_page_open_task (GB_TASKS_PAGE (page), id);
}

/**
 * gb_window_pages_open_notice:
 * @id: a notice's, a class's or a conference's
 *
 * Shows it with its detail.
 */
void
gb_window_pages_open_notice (GbWindow   *window,
                             const char *id)
{
  GbPage *page = gb_window_get_page (window, "tasks");

  if (page == NULL)
    return;
  gb_window_show_page (window, "tasks");
  gb_tasks_page_open_notice (GB_TASKS_PAGE (page), id);
}
