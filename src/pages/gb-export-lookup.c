/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export-lookup.h"

#include <glib/gi18n-lib.h>

#include "gb-commune-repository.h"
#include "gb-commune-words.h"
#include "gb-contact-entries.h"
#include "gb-export-contacts.h"
#include "gb-lookup-words.h"
#include "gb-procedure-words.h"

static const GbTableColumn procedure_columns[] = {
  { "name", N_ ("Procedure"), GB_TABLE_TEXT, 70 },
  { "code", N_ ("National code"), GB_TABLE_CODE, 14 },
  { "field", N_ ("Field"), GB_TABLE_TEXT, 26 },
  { "limit", N_ ("Limit"), GB_TABLE_TEXT, 22 },
  { "fee", N_ ("Fee"), GB_TABLE_TEXT, 30 },
  { "papers", N_ ("Papers"), GB_TABLE_TEXT, 60 },
  { "authority", N_ ("Who decides"), GB_TABLE_TEXT, 30 },
  { "online", N_ ("Online"), GB_TABLE_TEXT, 22 },
};

static const GbTableColumn place_columns[] = {
  { "old_unit", N_ ("Former unit"), GB_TABLE_TEXT, 30 },
  { "old_district", N_ ("Former district"), GB_TABLE_TEXT, 26 },
  { "part", N_ ("Part"), GB_TABLE_TEXT, 18 },
  { "name", N_ ("Commune now"), GB_TABLE_TEXT, 30 },
  { "code", N_ ("Code"), GB_TABLE_CODE, 10 },
  { "made_of", N_ ("Made of"), GB_TABLE_TEXT, 60 },
  { "population", N_ ("Population"), GB_TABLE_INTEGER, 0 },
  { "area_km2", N_ ("Area, km²"), GB_TABLE_NUMBER, 0 },
};

static const GbTableColumn guidance_columns[] = {
  { "title", N_ ("Question"), GB_TABLE_TEXT, 60 },
  { "field", N_ ("Field"), GB_TABLE_TEXT, 24 },
  { "department", N_ ("Department"), GB_TABLE_TEXT, 34 },
  { "answered", N_ ("Answered on"), GB_TABLE_DATE, 0 },
  { "answer", N_ ("Answer"), GB_TABLE_TEXT, 80 },
};

/* (transfer full): one paper on each line of the cell */
static char *
join_papers (const GbProcedure *procedure)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < procedure->papers->len; i++)
    g_string_append_printf (text, "%s%u. %s", i > 0 ? "\n" : "", i + 1, (const char *) procedure->papers->pdata[i]);
  return g_string_free (text, FALSE);
}

static void
fill_procedure (GbTableRow *row,
                gpointer    item,
                gpointer    data)
{
  const GbProcedure *procedure = item;

  gb_table_row_text (row, procedure->name);
  gb_table_row_text (row, procedure->code);
  gb_table_row_text (row, procedure->field);
  gb_export_add_words (row, gb_procedure_words_limit (procedure));
  gb_export_add_words (row, gb_procedure_words_fee (procedure));
  gb_export_add_words (row, join_papers (procedure));
  gb_table_row_text (row, procedure->authority);
  gb_table_row_text (row, gb_procedure_words_online (procedure));
}

static void
fill_place (GbTableRow *row,
            gpointer    item,
            gpointer    data)
{
  const GbCommune *commune = item;
  g_autofree char *name = g_strconcat (commune->type, " ", commune->name, NULL);

  gb_table_row_text (row, commune->old_unit);
  gb_table_row_text (row, commune->old_district);
  gb_table_row_text (row, commune->part);
  gb_export_add_words (row, gb_commune_words_capital (name));
  gb_table_row_text (row, commune->code);
  gb_export_add_words (row, commune->made_of != NULL ? g_strjoinv (", ", commune->made_of) : NULL);
  gb_table_row_integer (row, commune->population);
  gb_table_row_number (row, commune->area_km2);
}

static void
fill_guidance (GbTableRow *row,
               gpointer    item,
               gpointer    data)
{
  const GbGuidance *guidance = item;

  gb_table_row_text (row, guidance->title);
  gb_table_row_text (row, guidance->field);
  gb_table_row_text (row, guidance->department_name);
  gb_table_row_day (row, guidance->answered != 0 ? gb_time_day (guidance->answered) : GB_DAY_NONE);
  gb_table_row_text (row, guidance->answer);
}

static GbTable *
make_table (GbLookupAnswer *answer,
            GbLookupKind    kind)
{
  const char *name = gb_lookup_words_kind (kind);
  gpointer data = gb_lookup_answer_ref (answer);
  GDestroyNotify destroy = (GDestroyNotify) gb_lookup_answer_unref;

  switch (kind)
    {
    case GB_LOOKUP_PLACES:
      return gb_export_table_new (name, place_columns, G_N_ELEMENTS (place_columns), answer->places, fill_place, data,
                                  destroy);
    case GB_LOOKUP_GUIDANCE:
      return gb_export_table_new (name, guidance_columns, G_N_ELEMENTS (guidance_columns), answer->guidance,
                                  fill_guidance, data, destroy);
    case GB_LOOKUP_CONTACTS:
      destroy (data);
      return gb_export_contacts_table (answer->contacts);
    case GB_LOOKUP_PROCEDURES:
    default:
      return gb_export_table_new (name, procedure_columns, G_N_ELEMENTS (procedure_columns), answer->procedures,
                                  fill_procedure, data, destroy);
    }
}

/**
 * gb_export_lookup_new:
 * @answer: what was found
 * @kind: which of it is seen
 * @form: a table's, or cards for contacts
 *
 * Returns: (transfer full): what was found, in its order
 */
GbExport *
gb_export_lookup_new (GbLookupAnswer *answer,
                      GbLookupKind    kind,
                      GbExportForm    form)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (form != GB_EXPORT_CONTACTS)
    return gb_export_new_for_table (gb_lookup_words_kind (kind), make_table (answer, kind),
                                    gb_lookup_answer_count (answer, kind));
  entries = gb_contact_entries_new ();
  for (guint i = 0; i < answer->contacts->len; i++)
    g_ptr_array_add (entries, gb_contact_entry_for_contact (answer->contacts->pdata[i]));
  return gb_export_new_for_cards (gb_lookup_words_kind (kind), entries);
}
