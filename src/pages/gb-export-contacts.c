/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export-contacts.h"

#include <glib/gi18n-lib.h>

#include "gb-contact-words.h"

static const GbTableColumn columns[] = {
  { "name", N_ ("Who answers"), GB_TABLE_TEXT, 34 },
  { "agency", N_ ("Agency"), GB_TABLE_TEXT, 34 },
  { "field", N_ ("Field"), GB_TABLE_TEXT, 24 },
  { "hotline", N_ ("Hotline"), GB_TABLE_CODE, 0 },
  { "zalo", N_ ("Zalo"), GB_TABLE_CODE, 30 },
  { "video", N_ ("Video room"), GB_TABLE_CODE, 30 },
  { "email", N_ ("Mail address"), GB_TABLE_CODE, 30 },
  { "verified", N_ ("Last tried"), GB_TABLE_DATE, 0 },
};

static void
fill (GbTableRow *row,
      gpointer    item,
      gpointer    data)
{
  const GbContact *contact = item;

  gb_export_add_words (row, gb_contact_words_title (contact));
  gb_table_row_text (row, contact->agency_name);
  gb_table_row_text (row, contact->field);
  for (int kind = 0; kind < GB_N_CONTACT_KINDS; kind++)
    {
      const GbContactPoint *point = gb_contact_find (contact, (GbContactKind) kind);

      gb_table_row_text (row, point != NULL ? point->value : NULL);
    }
  gb_table_row_day (row, gb_contact_get_lead (contact)->verified);
}

/**
 * gb_export_contacts_table:
 * @contacts: (element-type GbContact): in the order of the screen; nobody changes them
 *
 * Returns: (transfer full): a sheet of whom to call
 */
GbTable *
gb_export_contacts_table (GPtrArray *contacts)
{
  return gb_export_table_new (_("Contacts"), columns, G_N_ELEMENTS (columns), contacts, fill, NULL, NULL);
}
