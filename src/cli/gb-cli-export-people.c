/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-export.h"
#include "gb-contact-entries.h"
#include "gb-contact-repository.h"
#include "gb-map-repository.h"
#include "gb-people.h"
#include "gb-place-file.h"
#include "gb-team-repository.h"

#include <glib/gi18n-lib.h>

/* What is asked for of officers. */
typedef struct
{
  char *kind;
  char *on;
  GbDay day; /* of @on, or %GB_DAY_NONE */
} Wanted;

static const GbTableColumn officer_columns[] = {
  { "kind", N_("Kind"), GB_TABLE_TEXT, 14 },
  { "id", N_("Id"), GB_TABLE_CODE, 0 },
  { "name", N_("Name"), GB_TABLE_TEXT, 26 },
  { "title", N_("Title"), GB_TABLE_TEXT, 24 },
  { "commune_name", N_("Commune"), GB_TABLE_TEXT, 22 },
  { "agency_name", N_("Agency"), GB_TABLE_TEXT, 36 },
  { "home_name", N_("Home unit"), GB_TABLE_TEXT, 30 },
  { "field", N_("Field"), GB_TABLE_TEXT, 20 },
  { "decision", N_("Decision no."), GB_TABLE_CODE, 18 },
  { "from", N_("From"), GB_TABLE_DATE, 0 },
  { "to", N_("To"), GB_TABLE_DATE, 0 },
  { "days_left", N_("Days left"), GB_TABLE_INTEGER, 14 },
  { "mentor_name", N_("Mentor"), GB_TABLE_TEXT, 24 },
  { "phone", N_("Telephone"), GB_TABLE_CODE, 16 },
  { "open", N_("Open dossiers"), GB_TABLE_INTEGER, 12 },
  { "overdue", N_("Overdue"), GB_TABLE_INTEGER, 12 },
};

static const GbTableColumn channel_columns[] = {
  { "agency_name", N_("Agency"), GB_TABLE_TEXT, 36 },
  { "field", N_("Field"), GB_TABLE_TEXT, 24 },
  { "channel", N_("Kind"), GB_TABLE_TEXT, 14 },
  { "name", N_("Name"), GB_TABLE_TEXT, 36 },
  { "value", N_("Address"), GB_TABLE_CODE, 34 },
  { "verified", N_("Verified"), GB_TABLE_DATE, 14 },
};

static const GbTableColumn visit_columns[] = {
  { "id", N_("Id"), GB_TABLE_CODE, 0 },
  { "team", N_("Team"), GB_TABLE_TEXT, 36 },
  { "commune_name", N_("Commune"), GB_TABLE_TEXT, 22 },
  { "state", N_("State"), GB_TABLE_TEXT, 16 },
  { "day", N_("Day"), GB_TABLE_DATE, 0 },
  { "topic", N_("Topic"), GB_TABLE_TEXT, 44 },
  { "result", N_("Result"), GB_TABLE_TEXT, 50 },
  { "proposals", N_("Proposals"), GB_TABLE_TEXT, 50 },
};

/* --- officers ------------------------------------------------------------------------------------- */

static gboolean
parse_people (GbCliExport   *self,
              int           *argc,
              char        ***argv,
              GError       **error)
{
  static const char *const kinds[] = { "post", "seconded", NULL };
  Wanted *wanted = g_new0 (Wanted, 1);
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &wanted->kind, N_("Only these"), "post|seconded" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &wanted->on, N_("Officers as they were on that day"), N_("DAY") },
    { NULL }
  };

  self->wanted = wanted;
  wanted->day = GB_DAY_NONE;
  if (!gb_cli_parse (entries, argc, argv, error) ||
      (wanted->on != NULL && !gb_day_parse (wanted->on, &wanted->day, error)))
    return FALSE;
  if (wanted->kind == NULL || g_strv_contains (kinds, wanted->kind))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--kind cannot be “%s”; it is one of post, seconded"),
               wanted->kind);
  return FALSE;
}

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_free (self->kind);
  g_free (self->on);
  g_free (self);
}

static void
fill_officer (GbTableRow *row,
              gpointer    item,
              gpointer    data)
{
  const GbOfficer *officer = item;

  gb_table_row_choice (row, officer->seconded ? "seconded" : "post", officer->seconded ? _("seconded") : _("post"));
  gb_table_row_text (row, officer->id);
  gb_table_row_text (row, officer->name);
  gb_table_row_text (row, officer->title);
  gb_table_row_text (row, officer->commune_name);
  gb_table_row_text (row, officer->agency_name);
  gb_table_row_text (row, officer->home_name);
  gb_table_row_text (row, officer->field);
  gb_table_row_text (row, officer->decision);
  gb_table_row_day (row, officer->from);
  gb_table_row_day (row, officer->to);
  if (officer->to != GB_DAY_NONE)
    gb_table_row_integer (row, (gint64) officer->to - GPOINTER_TO_INT (data));
  else
    gb_table_row_null (row);
  gb_table_row_text (row, officer->mentor_name);
  gb_table_row_text (row, officer->phone);
  gb_table_row_integer (row, officer->open);
  gb_table_row_integer (row, officer->classes[GB_DEADLINE_CLASS_OVERDUE]);
}

/* As giaobanctl people lists them: who is seconded first. */
static GPtrArray *
choose_officers (const GbPeople *people,
                 const Wanted   *wanted,
                 GbDay           day)
{
  g_autoptr (GPtrArray) posts = gb_people_get_set_on (people, GB_PEOPLE_POSTS, day);
  GPtrArray *seconded = gb_people_get_set_on (people, GB_PEOPLE_SECONDED, day);

  if (g_strcmp0 (wanted->kind, "post") == 0)
    {
      g_ptr_array_unref (seconded);
      return g_steal_pointer (&posts);
    }
  if (wanted->kind == NULL)
    g_ptr_array_extend_and_steal (seconded, g_steal_pointer (&posts));
  return seconded;
}

static gboolean
save_people (GbCliExport      *self,
             GbSqlConnection  *connection,
             GCancellable     *cancellable,
             GError          **error)
{
  const Wanted *wanted = self->wanted;
  GbDay today = gb_time_day (self->now), day = wanted->day != GB_DAY_NONE ? wanted->day : today;
  g_autoptr (GbPeople) people = gb_people_load (connection, self->commune, self->now, error);
  g_autoptr (GPtrArray) officers = people != NULL ? choose_officers (people, wanted, day) : NULL;
  g_autoptr (GPtrArray) cards = gb_contact_entries_new ();
  g_autoptr (GbTable) table = NULL;

  if (officers == NULL)
    return FALSE;
  if (gb_cli_export_is (self, ".vcf"))
    {
      for (guint i = 0; i < officers->len; i++)
        g_ptr_array_add (cards, gb_contact_entry_for_officer (officers->pdata[i]));
      self->n_rows = cards->len;
      return gb_contact_file_save (cards, self->file, cancellable, error);
    }
  table = gb_table_new (_("Staff"), _("Staff"));
  gb_table_add_columns (table, officer_columns, G_N_ELEMENTS (officer_columns));
  gb_table_set_items (table, officers, fill_officer, GINT_TO_POINTER (day), NULL);
  return gb_cli_export_table (self, connection, table, cancellable, error);
}

/* --- channels ------------------------------------------------------------------------------------- */

typedef struct
{
  const GbContact *contact;
  const GbContactPoint *point;
} Channel;

static void
fill_channel (GbTableRow *row,
              gpointer    item,
              gpointer    data)
{
  const Channel *channel = item;

  gb_table_row_text (row, channel->contact->agency_name);
  gb_table_row_text (row, channel->contact->field);
  gb_table_row_text (row, gb_contact_kind_name (channel->point->kind));
  gb_table_row_text (row, channel->point->name);
  gb_table_row_text (row, channel->point->value);
  gb_table_row_day (row, channel->point->verified);
}

static gboolean
save_cards (GbCliExport   *self,
            GPtrArray     *contacts,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GPtrArray) cards = gb_contact_entries_new ();

  for (guint i = 0; i < contacts->len; i++)
    g_ptr_array_add (cards, gb_contact_entry_for_contact (contacts->pdata[i]));
  self->n_rows = cards->len;
  return gb_contact_file_save (cards, self->file, cancellable, error);
}

static gboolean
save_channels (GbCliExport      *self,
               GbSqlConnection  *connection,
               GCancellable     *cancellable,
               GError          **error)
{
  g_autoptr (GPtrArray) contacts
      = gb_contact_repository_list (connection, GB_CONTACT_FILTER_ALL, gb_time_day (self->now), error);
  g_autoptr (GPtrArray) channels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GbTable) table = NULL;

  if (contacts == NULL)
    return FALSE;
  if (gb_cli_export_is (self, ".vcf"))
    return save_cards (self, contacts, cancellable, error);
  for (guint i = 0; i < contacts->len; i++)
    for (guint j = 0; j < ((const GbContact *) contacts->pdata[i])->points->len; j++)
      {
        const GbContact *contact = contacts->pdata[i];
        const Channel channel = { contact, contact->points->pdata[j] };

        g_ptr_array_add (channels, g_memdup2 (&channel, sizeof channel));
      }
  table = gb_table_new (_("Contacts"), _("Contacts"));
  gb_table_add_columns (table, channel_columns, G_N_ELEMENTS (channel_columns));
  gb_table_set_items (table, channels, fill_channel, NULL, NULL);
  return gb_cli_export_table (self, connection, table, cancellable, error);
}

/* --- visits --------------------------------------------------------------------------------------- */

static void
fill_visit (GbTableRow *row,
            gpointer    item,
            gpointer    data)
{
  static const struct
  {
    const char *nick;
    const char *label;
  } states[] = {
    [GB_VISIT_PLANNED] = { "planned", N_("Planned") },
    [GB_VISIT_ASKED] = { "asked", N_("Asked for") },
    [GB_VISIT_DONE] = { "done", N_("Done") },
  };
  const GbVisit *visit = item;

  gb_table_row_text (row, visit->id);
  gb_table_row_text (row, visit->team_name);
  gb_table_row_text (row, visit->commune_name);
  gb_table_row_choice (row, states[visit->state].nick, _(states[visit->state].label));
  gb_table_row_day (row, visit->day);
  gb_table_row_text (row, visit->topic);
  gb_table_row_text (row, visit->result);
  gb_table_row_text (row, visit->proposals);
}

static gboolean
save_visits (GbCliExport      *self,
             GbSqlConnection  *connection,
             GCancellable     *cancellable,
             GError          **error)
{
  const GbVisitQuery query = { GB_VISIT_FILTER_ALL, self->commune, NULL };
  g_autoptr (GPtrArray) visits = gb_team_repository_visits (connection, &query, gb_time_day (self->now), error);
  g_autoptr (GPtrArray) communes = NULL;
  g_autoptr (GbTable) table = NULL;

  if (visits == NULL)
    return FALSE;
  if (gb_cli_export_is (self, ".geojson"))
    {
      communes = gb_map_repository_communes (connection, error);
      self->n_rows = visits->len;
      return communes != NULL && gb_place_file_save_visits (visits, communes, self->file, cancellable, error);
    }
  table = gb_table_new (_("Visits"), _("Visits of the mobile teams"));
  gb_table_add_columns (table, visit_columns, G_N_ELEMENTS (visit_columns));
  gb_table_set_items (table, visits, fill_visit, NULL, NULL);
  return gb_cli_export_table (self, connection, table, cancellable, error);
}

const GbCliExportKind gb_cli_export_people = { "people", ".xlsx .csv .vcf", parse_people, wanted_free, save_people };
const GbCliExportKind gb_cli_export_channels
    = { "channels", ".xlsx .csv .vcf", gb_cli_export_no_options, NULL, save_channels };
const GbCliExportKind gb_cli_export_visits
    = { "visits", ".xlsx .csv .geojson", gb_cli_export_no_options, NULL, save_visits };
