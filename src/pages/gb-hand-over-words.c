/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hand-over-words.h"

#include <glib/gi18n-lib.h>

#include "gb-csv.h"
#include "gb-format.h"
#include "gb-mask.h"
#include "gb-people-words.h"

/* So that a spreadsheet takes the letters for what they are. */
#define BYTE_ORDER_MARK "\357\273\277"

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
append_cell (GString    *text,
             const char *cell,
             char        separator,
             gboolean    last)
{
  g_autofree char *quoted = separator == ',' ? gb_csv_quote (cell != NULL ? cell : "") : g_strdup (cell);

  g_string_append (text, quoted != NULL ? quoted : "");
  if (last)
    g_string_append (text, separator == ',' ? "\r\n" : "\n");
  else
    g_string_append_c (text, separator);
}

static void
append_item (GString              *text,
             const GbHandOver     *self,
             const GbHandOverItem *item,
             guint                 place,
             char                  separator)
{
  g_autofree char *number = g_strdup_printf ("%u", place);
  g_autofree char *due = due_words (item->dossier);

  append_cell (text, number, separator, FALSE);
  append_cell (text, gb_dossier_get_code (item->dossier), separator, FALSE);
  append_cell (text, gb_dossier_get_procedure (item->dossier), separator, FALSE);
  append_cell (text, gb_dossier_get_applicant (item->dossier), separator, FALSE);
  append_cell (text, gb_dossier_get_field (item->dossier), separator, FALSE);
  append_cell (text, gb_dossier_state_label (gb_dossier_get_state (item->dossier)), separator, FALSE);
  append_cell (text, due, separator, FALSE);
  append_cell (text, self->officer->name, separator, FALSE);
  append_cell (text, item->receiver != NULL ? item->receiver->name : "", separator, TRUE);
}

/**
 * gb_hand_over_words_table:
 * @separator: ',' for a file (RFC 4180, with a byte order mark), a tab for the clipboard
 *
 * It leaves the screen on purpose: names are whole.
 *
 * Returns: (transfer full): the list as a table with a header
 */
char *
gb_hand_over_words_table (const GbHandOver *self,
                          char              separator)
{
  const char *const headers[] = { N_ ("No."),   N_ ("Code"),     N_ ("Procedure"), N_ ("Applicant"),      N_ ("Field"),
                                  N_ ("State"), N_ ("Due"), N_ ("Hands over"), N_ ("Takes over (proposal)") };
  GString *text = g_string_new (separator == ',' ? BYTE_ORDER_MARK : NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    append_cell (text, _(headers[i]), separator, i + 1 == G_N_ELEMENTS (headers));
  for (guint i = 0; i < self->items->len; i++)
    append_item (text, self, self->items->pdata[i], i + 1, separator);
  return g_string_free (text, FALSE);
}
