/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export-teams.h"

#include <glib/gi18n-lib.h>

#include "gb-commune-words.h"
#include "gb-pair-repository.h"
#include "gb-team-words.h"

static const GbTableColumn team_columns[] = {
  { "name", N_ ("Team"), GB_TABLE_TEXT, 34 },
  { "organisation", N_ ("Whose it is"), GB_TABLE_TEXT, 34 },
  { "members", N_ ("Members"), GB_TABLE_INTEGER, 0 },
  { "phone", N_ ("Telephone"), GB_TABLE_CODE, 0 },
  { "done", N_ ("Sessions held"), GB_TABLE_INTEGER, 0 },
  { "planned", N_ ("Planned"), GB_TABLE_INTEGER, 0 },
  { "asked", N_ ("Asked for"), GB_TABLE_INTEGER, 0 },
  { "next", N_ ("Next visit"), GB_TABLE_DATE, 0 },
};

static const GbTableColumn visit_columns[] = {
  { "team", N_ ("Team"), GB_TABLE_TEXT, 34 },
  { "commune", N_ ("Commune"), GB_TABLE_TEXT, 24 },
  { "day", N_ ("Day"), GB_TABLE_DATE, 0 },
  { "state", N_ ("State"), GB_TABLE_TEXT, 24 },
  { "topic", N_ ("Topic"), GB_TABLE_TEXT, 44 },
  { "asked_by", N_ ("Asked by"), GB_TABLE_TEXT, 24 },
  { "result", N_ ("What came of it"), GB_TABLE_TEXT, 50 },
  { "proposals", N_ ("Proposals"), GB_TABLE_TEXT, 50 },
};

static const GbTableColumn pair_columns[] = {
  { "commune", N_ ("Commune"), GB_TABLE_TEXT, 24 },
  { "learner", N_ ("Who is guided"), GB_TABLE_TEXT, 26 },
  { "learner_title", N_ ("Position"), GB_TABLE_TEXT, 22 },
  { "learner_agency", N_ ("Agency"), GB_TABLE_TEXT, 30 },
  { "learner_open", N_ ("Open dossiers"), GB_TABLE_INTEGER, 0 },
  { "learner_late", N_ ("Overdue"), GB_TABLE_INTEGER, 0 },
  { "mentor", N_ ("Who guides"), GB_TABLE_TEXT, 26 },
  { "mentor_title", N_ ("Position of who guides"), GB_TABLE_TEXT, 22 },
  { "mentor_phone", N_ ("Telephone of who guides"), GB_TABLE_CODE, 0 },
  { "mentor_until", N_ ("Guides until"), GB_TABLE_DATE, 0 },
  { "shared", N_ ("Fields in common"), GB_TABLE_TEXT, 34 },
};

/* --- teams ---------------------------------------------------------------------------------------- */

static void
fill_team (GbTableRow *row,
           gpointer    item,
           gpointer    data)
{
  const GbTeam *team = item;

  gb_table_row_text (row, team->name);
  gb_table_row_text (row, team->organisation);
  gb_table_row_integer (row, team->members);
  gb_table_row_text (row, team->phone);
  gb_table_row_integer (row, team->done);
  gb_table_row_integer (row, team->planned);
  gb_table_row_integer (row, team->asked);
  gb_table_row_day (row, team->next);
}

/**
 * gb_export_teams_table:
 * @teams: (element-type GbTeam): in the order of the screen; nobody changes them
 *
 * Returns: (transfer full): a sheet of the mobile teams
 */
GbTable *
gb_export_teams_table (GPtrArray *teams)
{
  return gb_export_table_new (_("Mobile teams"), team_columns, G_N_ELEMENTS (team_columns), teams, fill_team, NULL, NULL);
}

/* --- visits --------------------------------------------------------------------------------------- */

/* What the rows of visits need beside themselves. */
typedef struct
{
  GPtrArray *owner; /* (owned): keeps them */
  gboolean with_commune;
  GbDay today;
} Visits;

static void
visits_free (gpointer data)
{
  Visits *self = data;

  g_ptr_array_unref (self->owner);
  g_free (self);
}

static void
fill_visit (GbTableRow *row,
            gpointer    item,
            gpointer    data)
{
  const GbVisit *visit = item;
  const Visits *visits = data;

  gb_table_row_text (row, visit->team_name);
  if (visits->with_commune)
    gb_export_add_words (row, visit->commune_name != NULL ? gb_commune_words_capital (visit->commune_name) : NULL);
  gb_table_row_day (row, visit->day);
  gb_export_add_words (row, gb_team_words_state (visit, visits->today));
  gb_table_row_text (row, visit->topic);
  gb_table_row_text (row, visit->asked_by);
  gb_table_row_text (row, visit->result);
  gb_table_row_text (row, visit->proposals);
}

/**
 * gb_export_visits_table:
 * @visits: (element-type GbVisit): in the order of the screen
 * @owner: (element-type GbVisit): keeps them; nobody changes it
 * @with_commune: whether rows say where
 * @today: the day it is
 *
 * Returns: (transfer full): a sheet of visits
 */
GbTable *
gb_export_visits_table (GPtrArray *visits,
                        GPtrArray *owner,
                        gboolean   with_commune,
                        GbDay      today)
{
  const char *name = _("Visits");
  GbTable *table = gb_table_new (name, name);
  Visits *data = g_new0 (Visits, 1);

  *data = (Visits) { g_ptr_array_ref (owner), with_commune, today };
  for (guint i = 0; i < G_N_ELEMENTS (visit_columns); i++)
    if (with_commune || !g_str_equal (visit_columns[i].key, "commune"))
      gb_table_add_columns (table, &visit_columns[i], 1);
  gb_table_set_items (table, visits, fill_visit, data, visits_free);
  return table;
}

/* --- pairs ---------------------------------------------------------------------------------------- */

static void
fill_pair (GbTableRow *row,
           gpointer    item,
           gpointer    data)
{
  const GbPair *pair = item;

  if (GPOINTER_TO_INT (data))
    gb_export_add_words (row, pair->commune_name != NULL ? gb_commune_words_capital (pair->commune_name) : NULL);
  gb_table_row_text (row, pair->learner.name);
  gb_table_row_text (row, pair->learner.title);
  gb_table_row_text (row, pair->learner.agency);
  gb_table_row_integer (row, pair->learner.open);
  gb_table_row_integer (row, pair->learner.late);
  gb_table_row_text (row, pair->mentor.name);
  gb_table_row_text (row, pair->mentor.title);
  gb_table_row_text (row, pair->mentor.phone);
  gb_table_row_day (row, pair->mentor.until);
  gb_table_row_text (row, pair->shared);
}

/**
 * gb_export_pairs_table:
 * @pairs: (element-type GbPair): in the order of the screen; nobody changes them
 * @with_commune: whether rows say where
 *
 * Returns: (transfer full): a sheet of who guides whom
 */
GbTable *
gb_export_pairs_table (GPtrArray *pairs,
                       gboolean   with_commune)
{
  const char *name = _("Pairs");
  GbTable *table = gb_table_new (name, name);

  for (guint i = 0; i < G_N_ELEMENTS (pair_columns); i++)
    if (with_commune || !g_str_equal (pair_columns[i].key, "commune"))
      gb_table_add_columns (table, &pair_columns[i], 1);
  gb_table_set_items (table, pairs, fill_pair, GINT_TO_POINTER (with_commune), NULL);
  return table;
}
