/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export-officers.h"

#include <glib/gi18n-lib.h>

#include "gb-calendar-file.h"
#include "gb-commune-words.h"
#include "gb-contact-entries.h"
#include "gb-officer-group.h"
#include "gb-people-words.h"

/* Whose officers a table has. */
typedef struct
{
  GbPeople *people; /* (owned) */
  gboolean seconded;
} Whose;

static const GbTableColumn officer_columns[] = {
  { "name", N_ ("Officer"), GB_TABLE_TEXT, 26 },
  { "title", N_ ("Position"), GB_TABLE_TEXT, 24 },
  { "commune", N_ ("Commune"), GB_TABLE_TEXT, 24 },
  { "agency", N_ ("Agency"), GB_TABLE_TEXT, 34 },
  { "home", N_ ("Seconded from"), GB_TABLE_TEXT, 34 },
  { "fields", N_ ("Field"), GB_TABLE_TEXT, 30 },
  { "decision", N_ ("Decision"), GB_TABLE_CODE, 0 },
  { "from", N_ ("First day"), GB_TABLE_DATE, 0 },
  { "to", N_ ("Last day"), GB_TABLE_DATE, 0 },
  { "left", N_ ("Term left"), GB_TABLE_TEXT, 20 },
  { "open", N_ ("Open dossiers"), GB_TABLE_INTEGER, 0 },
  { "overdue", N_ ("Overdue"), GB_TABLE_INTEGER, 0 },
  { "phone", N_ ("Telephone"), GB_TABLE_CODE, 0 },
};

static const GbTableColumn coverage_columns[] = {
  { "field", N_ ("Field"), GB_TABLE_TEXT, 34 },
  { "duties", N_ ("Who does it"), GB_TABLE_TEXT, 60 },
  { "verdict", N_ ("Coverage"), GB_TABLE_TEXT, 34 },
};

static const GbTableColumn load_columns[] = {
  { "field", N_ ("Field"), GB_TABLE_TEXT, 34 },
  { "people", N_ ("Who do it"), GB_TABLE_INTEGER, 0 },
  { "stand_ins", N_ ("Who stand in"), GB_TABLE_INTEGER, 0 },
  { "open", N_ ("Open dossiers"), GB_TABLE_INTEGER, 0 },
  { "overdue", N_ ("Overdue"), GB_TABLE_INTEGER, 0 },
};

static const GbTableColumn group_columns[] = {
  { "name", N_ ("Unit"), GB_TABLE_TEXT, 44 },
  { "officers", N_ ("Officers"), GB_TABLE_INTEGER, 0 },
  { "at_desk", N_ ("At the one-stop desk"), GB_TABLE_INTEGER, 0 },
};

static const GbTableColumn transfer_columns[] = {
  { "field", N_ ("Field"), GB_TABLE_TEXT, 30 },
  { "from", N_ ("From"), GB_TABLE_TEXT, 26 },
  { "to", N_ ("To"), GB_TABLE_TEXT, 26 },
  { "officer", N_ ("Officer"), GB_TABLE_TEXT, 26 },
  { "reckoning", N_ ("Reckoned from"), GB_TABLE_TEXT, 80 },
};

static void
whose_free (gpointer data)
{
  Whose *self = data;

  gb_people_unref (self->people);
  g_free (self);
}

/* --- officers ------------------------------------------------------------------------------------- */

static void
fill_officer (GbTableRow *row,
              gpointer    item,
              gpointer    data)
{
  const GbOfficer *officer = item;
  const Whose *whose = data;

  gb_table_row_text (row, officer->name);
  gb_table_row_text (row, officer->title);
  if (whose->people->commune == NULL)
    gb_export_add_words (row, gb_commune_words_capital (officer->commune_name));
  gb_table_row_text (row, officer->agency_name);
  if (whose->seconded)
    gb_table_row_text (row, officer->home_name);
  gb_export_add_words (row, gb_people_words_fields (officer));
  gb_table_row_text (row, officer->decision);
  gb_table_row_day (row, officer->from);
  gb_table_row_day (row, officer->to);
  if (officer->to != GB_DAY_NONE || officer->from != GB_DAY_NONE)
    gb_export_add_words (row, gb_people_words_left (officer, whose->people->today));
  else
    gb_table_row_null (row);
  gb_table_row_integer (row, officer->open);
  gb_table_row_integer (row, officer->classes[GB_DEADLINE_CLASS_OVERDUE]);
  gb_table_row_text (row, officer->phone);
}

static gboolean
has_column (const GbTableColumn *column,
            const GbPeople      *people,
            gboolean             seconded)
{
  if (g_str_equal (column->key, "commune"))
    return people->commune == NULL;
  return seconded || !g_str_equal (column->key, "home");
}

/**
 * gb_export_officers_table:
 * @name: what it is
 * @people: whom they are among
 * @officers: (element-type GbOfficer): in the order of the screen
 * @seconded: whether they come from elsewhere
 *
 * Returns: (transfer full): a sheet of officers, with their whole names
 */
GbTable *
gb_export_officers_table (const char *name,
                          GbPeople   *people,
                          GPtrArray  *officers,
                          gboolean    seconded)
{
  GbTable *table = gb_table_new (name, name);
  Whose *whose = g_new0 (Whose, 1);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_officer_unref);

  *whose = (Whose) { gb_people_ref (people), seconded };
  for (guint i = 0; i < officers->len; i++)
    g_ptr_array_add (items, gb_officer_ref (officers->pdata[i]));
  for (guint i = 0; i < G_N_ELEMENTS (officer_columns); i++)
    if (has_column (&officer_columns[i], people, seconded))
      gb_table_add_columns (table, &officer_columns[i], 1);
  gb_table_set_items (table, items, fill_officer, whose, whose_free);
  return table;
}

/**
 * gb_export_officers_calendar:
 * @officers: (element-type GbOfficer): those seconded
 *
 * Returns: (transfer full): the last days of their secondments
 */
GbExport *
gb_export_officers_calendar (const char *name,
                             GbPeople   *people,
                             GPtrArray  *officers)
{
  GHashTable *uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < officers->len; i++)
    g_hash_table_add (uids, gb_calendar_entry_make_uid ("secondment", ((GbOfficer *) officers->pdata[i])->id));
  return gb_export_new_for_calendar (name, people->commune, uids);
}

/**
 * gb_export_officers_cards:
 * @officers: (nullable) (element-type GbOfficer): whom one can call
 * @contacts: (nullable) (element-type GbContact): which agencies
 *
 * Returns: (transfer full): their cards; of officers only those with a number
 */
GbExport *
gb_export_officers_cards (const char *name,
                          GPtrArray  *officers,
                          GPtrArray  *contacts)
{
  g_autoptr (GPtrArray) entries = gb_contact_entries_new ();

  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    g_ptr_array_add (entries, gb_contact_entry_for_contact (contacts->pdata[i]));
  for (guint i = 0; officers != NULL && i < officers->len; i++)
    {
      const GbOfficer *officer = officers->pdata[i];

      if (officer->phone != NULL && *officer->phone != '\0')
        g_ptr_array_add (entries, gb_contact_entry_for_officer (officer));
    }
  return gb_export_new_for_cards (name, entries);
}

/* --- what they do --------------------------------------------------------------------------------- */

static void
fill_coverage (GbTableRow *row,
               gpointer    item,
               gpointer    data)
{
  const GbCoverage *coverage = item;

  gb_table_row_text (row, coverage->field);
  gb_export_add_words (row, gb_people_words_duties (coverage, FALSE));
  gb_export_add_words (row, gb_people_words_verdict (coverage, ((GbPeople *) data)->today));
}

/**
 * gb_export_coverage_table:
 * @rows: (element-type GbCoverage): of @people, as many as are seen
 *
 * Returns: (transfer full): a sheet of fields and who does them
 */
GbTable *
gb_export_coverage_table (GbPeople  *people,
                          GPtrArray *rows)
{
  return gb_export_table_new (_("Fields and who does them"), coverage_columns, G_N_ELEMENTS (coverage_columns), rows,
                              fill_coverage, gb_people_ref (people), (GDestroyNotify) gb_people_unref);
}

static void
fill_load (GbTableRow *row,
           gpointer    item,
           gpointer    data)
{
  const GbFieldLoad *load = item;

  gb_table_row_text (row, load->field);
  gb_table_row_integer (row, load->people);
  gb_table_row_integer (row, load->stand_ins);
  gb_table_row_integer (row, load->open);
  gb_table_row_integer (row, load->overdue);
}

/**
 * gb_export_loads_table:
 * @loads: (element-type GbFieldLoad): of @people, or sums of them
 *
 * Returns: (transfer full): a sheet of how much work each field has
 */
GbTable *
gb_export_loads_table (GbPeople  *people,
                       GPtrArray *loads)
{
  return gb_export_table_new (_("Work and people by field"), load_columns, G_N_ELEMENTS (load_columns), loads, fill_load,
                              gb_people_ref (people), (GDestroyNotify) gb_people_unref);
}

static void
fill_group (GbTableRow *row,
            gpointer    item,
            gpointer    data)
{
  const GbOfficerGroup *group = item;

  gb_export_add_words (row, *group->name != '\0' ? gb_commune_words_capital (group->name) : g_strdup (_("not told")));
  gb_table_row_integer (row, group->officers->len);
  gb_table_row_integer (row, group->at_desk);
}

/**
 * gb_export_groups_table:
 * @name: what they are
 * @groups: (element-type GbOfficerGroup): agencies, communes or departments; nobody changes them
 *
 * Returns: (transfer full): a sheet of how many officers each has
 */
GbTable *
gb_export_groups_table (const char *name,
                        GPtrArray  *groups)
{
  return gb_export_table_new (name, group_columns, G_N_ELEMENTS (group_columns), groups, fill_group, NULL, NULL);
}

static void
fill_transfer (GbTableRow *row,
               gpointer    item,
               gpointer    data)
{
  const GbTransfer *transfer = item;

  gb_table_row_text (row, transfer->field);
  gb_export_add_words (row, gb_commune_words_capital (transfer->from.name));
  gb_export_add_words (row, gb_commune_words_capital (transfer->to.name));
  gb_table_row_text (row, transfer->officer != NULL ? transfer->officer->name : NULL);
  gb_export_add_words (row, gb_people_words_reckoning (transfer));
}

/**
 * gb_export_transfers_table:
 *
 * Returns: (transfer full): a sheet of who could be moved
 */
GbTable *
gb_export_transfers_table (GbPeople *people)
{
  return gb_export_table_new (_("Who could be moved"), transfer_columns, G_N_ELEMENTS (transfer_columns),
                              people->transfers, fill_transfer, gb_people_ref (people),
                              (GDestroyNotify) gb_people_unref);
}
