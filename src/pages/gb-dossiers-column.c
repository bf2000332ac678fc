/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-column.h"

#include <glib/gi18n-lib.h>

/* Which columns stand where there is little room. Names have a fixed width, so that the table keeps
 * still while it scrolls; code, moments and remaining time are as wide as they must be; the
 * procedure takes what is left. */

/* no room is enough for it to come by itself */
#define BY_CHOICE GB_N_DOSSIERS_ROOMS, GB_DOSSIERS_ROOM_WIDEST

static const struct
{
  const char *id;
  const char *title;
  int order; /* GbDossiersOrder, -1: the header is no button */
  guint least; /* GbDossiersRoom */
  guint most;
  int chars[GB_N_DOSSIERS_ROOMS]; /* fixed width in characters by room, 0: as the cells need */
} specs[GB_N_DOSSIERS_COLUMNS] = {
  [GB_DOSSIERS_COLUMN_MARK] = { "mark", NULL, -1, BY_CHOICE, { 0 } },
  [GB_DOSSIERS_COLUMN_BRIEF]
  = { "brief", N_ ("Dossier"), -1, GB_DOSSIERS_ROOM_NARROW, GB_DOSSIERS_ROOM_NARROW, { 0 } },
  [GB_DOSSIERS_COLUMN_CLOCK]
  = { "clock", N_ ("Remaining"), -1, GB_DOSSIERS_ROOM_NARROW, GB_DOSSIERS_ROOM_NARROW, { 0 } },
  [GB_DOSSIERS_COLUMN_CODE]
  = { "code", N_ ("Code"), GB_DOSSIERS_ORDER_CODE, GB_DOSSIERS_ROOM_TIGHT, GB_DOSSIERS_ROOM_WIDEST, { 0 } },
  [GB_DOSSIERS_COLUMN_PROCEDURE]
  = { "procedure", N_ ("Procedure"), GB_DOSSIERS_ORDER_PROCEDURE, GB_DOSSIERS_ROOM_TIGHT, GB_DOSSIERS_ROOM_WIDEST,
      { 0 } },
  [GB_DOSSIERS_COLUMN_APPLICANT]
  = { "applicant", N_ ("Applicant"), GB_DOSSIERS_ORDER_APPLICANT, GB_DOSSIERS_ROOM_MEDIUM, GB_DOSSIERS_ROOM_WIDEST,
      { 0, 15, 15, 16, 20, 26 } },
  [GB_DOSSIERS_COLUMN_FIELD]
  = { "field", N_ ("Field"), GB_DOSSIERS_ORDER_FIELD, GB_DOSSIERS_ROOM_FULL, GB_DOSSIERS_ROOM_WIDEST,
      { 0, 13, 13, 13, 14, 20 } },
  [GB_DOSSIERS_COLUMN_OFFICER]
  = { "officer", N_ ("Officer"), GB_DOSSIERS_ORDER_OFFICER, GB_DOSSIERS_ROOM_TIGHT, GB_DOSSIERS_ROOM_WIDEST,
      { 0, 15, 15, 15, 16, 26 } },
  /* by itself only where there are several */
  [GB_DOSSIERS_COLUMN_COMMUNE]
  = { "commune", N_ ("Commune"), GB_DOSSIERS_ORDER_COMMUNE, GB_DOSSIERS_ROOM_TIGHT, GB_DOSSIERS_ROOM_WIDEST, { 0, 12, 12, 13, 15, 18 } },
  [GB_DOSSIERS_COLUMN_RECEIVED_BY] = { "received_by", N_ ("Received by"), GB_DOSSIERS_ORDER_RECEIVED_BY, BY_CHOICE, { 0, 12, 12, 13, 15, 18 } },
  [GB_DOSSIERS_COLUMN_CHANNEL] = { "channel", N_ ("Channel"), GB_DOSSIERS_ORDER_CHANNEL, BY_CHOICE, { 0, 11, 11, 11, 12, 12 } },
  [GB_DOSSIERS_COLUMN_SUBMITTED] = { "submitted", N_ ("Submitted"), GB_DOSSIERS_ORDER_SUBMITTED, BY_CHOICE, { 0 } },
  [GB_DOSSIERS_COLUMN_RECEIVED]
  = { "received", N_ ("Received"), GB_DOSSIERS_ORDER_RECEIVED, GB_DOSSIERS_ROOM_WIDEST, GB_DOSSIERS_ROOM_WIDEST,
      { 0 } },
  [GB_DOSSIERS_COLUMN_DUE]
  = { "due", N_ ("Due"), GB_DOSSIERS_ORDER_DUE, GB_DOSSIERS_ROOM_TIGHT, GB_DOSSIERS_ROOM_WIDEST, { 0 } },
  [GB_DOSSIERS_COLUMN_REMAINING]
  = { "remaining", N_ ("Remaining"), GB_DOSSIERS_ORDER_REMAINING, GB_DOSSIERS_ROOM_TIGHT, GB_DOSSIERS_ROOM_WIDEST,
      { 0 } },
  [GB_DOSSIERS_COLUMN_STATE]
  = { "state", N_ ("State"), GB_DOSSIERS_ORDER_STATE, GB_DOSSIERS_ROOM_WIDE, GB_DOSSIERS_ROOM_WIDEST,
      { 0, 17, 17, 17, 20, 24 } },
  [GB_DOSSIERS_COLUMN_FINISHED] = { "finished", N_ ("Ended"), GB_DOSSIERS_ORDER_ENDED, BY_CHOICE, { 0 } },
};

/**
 * gb_dossiers_column_id:
 *
 * Returns: the column's name in the template
 */
const char *
gb_dossiers_column_id (GbDossiersColumn column)
{
  return specs[column].id;
}

/**
 * gb_dossiers_column_order:
 *
 * Returns: the #GbDossiersOrder that a click on the header asks for, -1 for none
 */
int
gb_dossiers_column_order (GbDossiersColumn column)
{
  return specs[column].order;
}

/**
 * gb_dossiers_column_title:
 *
 * Returns: (nullable): what stands over the column
 */
const char *
gb_dossiers_column_title (GbDossiersColumn column)
{
  return specs[column].title != NULL ? _(specs[column].title) : NULL;
}

/**
 * gb_dossiers_column_chars:
 *
 * Returns: how many characters wide the column is, 0: as its cells need
 */
int
gb_dossiers_column_chars (GbDossiersColumn column,
                          GbDossiersRoom   room)
{
  return specs[column].chars[room];
}

/**
 * gb_dossiers_columns_parse:
 * @ids: (nullable): columns as gb_dossiers_column_id() names them; strange ones are left aside
 *
 * Returns: a bit for each #GbDossiersColumn, 0 for those there is room for
 */
guint
gb_dossiers_columns_parse (const char *const *ids)
{
  guint columns = 0;

  for (int i = GB_DOSSIERS_COLUMN_FIRST; i < GB_N_DOSSIERS_COLUMNS && ids != NULL; i++)
    if (g_strv_contains (ids, specs[i].id))
      columns |= 1u << i;
  return columns;
}

/**
 * gb_dossiers_columns_ids:
 * @columns: as of gb_dossiers_columns_parse()
 *
 * Returns: (transfer full) (nullable): what gb_dossiers_columns_parse() reads, %NULL for 0
 */
GStrv
gb_dossiers_columns_ids (guint columns)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (columns == 0)
    return NULL;
  for (int i = GB_DOSSIERS_COLUMN_FIRST; i < GB_N_DOSSIERS_COLUMNS; i++)
    if (columns & (1u << i))
      g_strv_builder_add (ids, specs[i].id);
  return g_strv_builder_end (ids);
}

/**
 * gb_dossiers_columns_of:
 * @chosen: the columns the user chose, 0 for those there is room for
 * @province: whether several communes' dossiers may be in the table
 *
 * Returns: the columns to show: a bit for each #GbDossiersColumn
 */
guint
gb_dossiers_columns_of (GbDossiersRoom room,
                        guint          chosen,
                        gboolean       province)
{
  guint columns = 0;

  /* Without its code a row could not be told from another. */
  if (chosen != 0 && room != GB_DOSSIERS_ROOM_NARROW)
    return chosen | 1u << GB_DOSSIERS_COLUMN_CODE;
  for (int i = 0; i < GB_N_DOSSIERS_COLUMNS; i++)
    if (room >= specs[i].least && room <= specs[i].most &&
        (i != GB_DOSSIERS_COLUMN_COMMUNE || province))
      columns |= 1u << i;
  return columns;
}
