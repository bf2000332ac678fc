/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hand-over-words.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-mask.h"
#include "gb-people-words.h"

/* Where the filling of the table is. */
typedef struct
{
  GbOfficer *officer; /* (owned) */
  guint place;
} Filling;

static const GbTableColumn columns[] = {
  { "place", N_ ("No."), GB_TABLE_INTEGER, 6 },
  { "code", N_ ("Code"), GB_TABLE_CODE, 22 },
  { "procedure", N_ ("Procedure"), GB_TABLE_TEXT, 48 },
  { "applicant", N_ ("Applicant"), GB_TABLE_TEXT, 26 },
  { "field", N_ ("Field"), GB_TABLE_TEXT, 20 },
  { "state", N_ ("State"), GB_TABLE_TEXT, 22 },
  { "due", N_ ("Due"), GB_TABLE_DATETIME, 0 },
  { "officer", N_ ("Hands over"), GB_TABLE_TEXT, 24 },
  { "receiver", N_ ("Takes over (proposal)"), GB_TABLE_TEXT, 24 },
};

/**
 * gb_hand_over_words_title:
 *
 * Returns: (transfer full): such as "Bàn giao hồ sơ của Đỗ Thị E"
 */
char *
gb_hand_over_words_title (const GbHandOver *self,
                          gboolean          masked)
{
  g_autofree char *name = gb_people_words_name (self->officer, masked);

  /* Translators: an officer's name */
  return g_strdup_printf (_("Dossiers that %s hands over"), name);
}

static guint
count_without (const GbHandOver *self)
{
  guint count = 0;

  for (guint i = 0; i < self->items->len; i++)
    count += ((const GbHandOverItem *) self->items->pdata[i])->receiver == NULL;
  return count;
}

/**
 * gb_hand_over_words_summary:
 *
 * Returns: (transfer full): how many dossiers, until when, and for how many nobody stands in
 */
char *
gb_hand_over_words_summary (const GbHandOver *self)
{
  guint without = count_without (self);
  g_autofree char *number = gb_format_number (self->items->len);
  g_autofree char *count
      = g_strdup_printf (ngettext ("%s open dossier", "%s open dossiers", self->items->len), number);
  g_autofree char *until = gb_people_words_until (self->officer);
  g_autofree char *term = until != NULL ? g_strdup_printf (_("the secondment lasts %s"), until) : NULL;
  g_autofree char *nobody
      = without > 0 ? g_strdup_printf (ngettext ("nobody stands in for %u of them", "nobody stands in for %u of them", without),
                                       without)
                    : NULL;
  GString *words = g_string_new (count);

  if (term != NULL && self->officer->seconded)
    g_string_append_printf (words, " · %s", term);
  if (nobody != NULL)
    g_string_append_printf (words, " · %s", nobody);
  return g_string_free (words, FALSE);
}

static char *
due_words (GbDossier *dossier)
{
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  gint64 due = gb_dossier_get_due (dossier);

  if (due == 0)
    return g_strdup (_("without a due date"));
  day = gb_format_full_day (gb_time_day (due));
  time = gb_format_time (due);
  return g_strdup_printf ("%s %s", day, time);
}

/**
 * gb_hand_over_words_item:
 *
 * Returns: (transfer full): whose dossier it is, when it is due, and who could take it over
 */
char *
gb_hand_over_words_item (const GbHandOver     *self,
                         const GbHandOverItem *item,
                         gboolean              masked)
{
  const char *applicant = gb_dossier_get_applicant (item->dossier);
  g_autofree char *shown = masked ? gb_mask_name (applicant) : g_strdup (applicant);
  g_autofree char *due = due_words (item->dossier);
  g_autofree char *receiver = item->receiver != NULL ? gb_people_words_name (item->receiver, masked) : NULL;
  g_autofree char *to = receiver != NULL ? g_strdup_printf (_("to %s"), receiver) : g_strdup (_("nobody stands in"));
  g_autoptr (GString) words = g_string_new (NULL);

  if (shown != NULL)
    g_string_append_printf (words, "%s · ", shown);
  /* Translators: a moment */
  g_string_append_printf (words, _("due %s"), due);
  g_string_append_printf (words, " · %s", to);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
filling_free (gpointer data)
{
  Filling *self = data;

  gb_officer_unref (self->officer);
  g_free (self);
}

static void
fill (GbTableRow *row,
      gpointer    item,
      gpointer    data)
{
  const GbHandOverItem *line = item;
  Filling *self = data;

  gb_table_row_integer (row, ++self->place);
  gb_table_row_text (row, gb_dossier_get_code (line->dossier));
  gb_table_row_text (row, gb_dossier_get_procedure (line->dossier));
  gb_table_row_text (row, gb_dossier_get_applicant (line->dossier));
  gb_table_row_text (row, gb_dossier_get_field (line->dossier));
  gb_table_row_text (row, gb_dossier_state_label (gb_dossier_get_state (line->dossier)));
  gb_table_row_time (row, gb_dossier_get_due (line->dossier));
  gb_table_row_text (row, self->officer->name);
  gb_table_row_text (row, line->receiver != NULL ? line->receiver->name : NULL);
}

/**
 * gb_hand_over_words_table:
 *
 * It leaves the screen on purpose: names are whole. May be written on another thread, also when @self is gone.
 *
 * Returns: (transfer full): the list as a table
 */
GbTable *
gb_hand_over_words_table (const GbHandOver *self)
{
  g_autofree char *title = gb_hand_over_words_title (self, FALSE);
  GbTable *table = gb_table_new (_("Hand-over"), title);
  Filling *filling = g_new0 (Filling, 1);

  filling->officer = gb_officer_ref (self->officer);
  gb_table_set_as_of (table, self->now);
  gb_table_add_columns (table, columns, G_N_ELEMENTS (columns));
  gb_table_set_items (table, self->items, fill, filling, filling_free);
  return table;
}
