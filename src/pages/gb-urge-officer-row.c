/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-urge-officer-row.h"

#include <glib/gi18n-lib.h>

#include "gb-letter-words.h"

/**
 * GbUrgeOfficerRow:
 *
 * Who is to be urged: how many dossiers and how earlier slips were answered; opened, the dossiers
 * and the earlier slips one by one.
 */
struct _GbUrgeOfficerRow
{
  AdwExpanderRow parent_instance;

  const GbUrgePlan *plan; /* (not owned): outlives the row */
  const GbUrgeOfficer *officer;
  gboolean filled;
};

G_DEFINE_FINAL_TYPE (GbUrgeOfficerRow, gb_urge_officer_row, ADW_TYPE_EXPANDER_ROW)

/* rows of each kind that are shown one by one */
#define MAX_ROWS 50

static void
add_row (GbUrgeOfficerRow *self,
         const char       *title,
         const char       *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", subtitle, NULL);

  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
add_rest (GbUrgeOfficerRow *self,
          guint             n)
{
  g_autofree char *words = NULL;

  if (n <= MAX_ROWS)
    return;
  n -= MAX_ROWS;
  words = g_strdup_printf (ngettext ("and %u more", "and %u more", n), n);
  add_row (self, words, NULL);
}

/* Rows are made when somebody wants to see them: there can be hundreds. */
static void
on_expanded_cb (GbUrgeOfficerRow *self)
{
  const GbUrgeOfficer *officer = self->officer;

  if (self->filled || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  self->filled = TRUE;
  for (guint i = 0; i < MIN (officer->items->len, MAX_ROWS); i++)
    {
      const GbUrgeItem *item = officer->items->pdata[i];
      g_autofree char *words = gb_letter_words_urge_item (item, self->plan->day_seconds, self->plan->now);
      g_autofree char *title = g_strdup_printf ("%s · %s", gb_dossier_get_code (item->dossier),
                                                gb_dossier_get_procedure (item->dossier));

      add_row (self, title, words);
    }
  add_rest (self, officer->items->len);
  for (guint i = 0; i < MIN (officer->slips->len, MAX_ROWS); i++)
    {
      const GbUrge *slip = officer->slips->pdata[i];
      g_autofree char *title = gb_letter_words_earlier_slip (slip, self->plan->now);
      g_autofree char *answer = gb_letter_words_answer (slip, self->plan->now);

      add_row (self, title, answer);
    }
  add_rest (self, officer->slips->len);
}

static void
gb_urge_officer_row_class_init (GbUrgeOfficerRowClass *klass)
{
}

static void
gb_urge_officer_row_init (GbUrgeOfficerRow *self)
{
  g_signal_connect (self, "notify::expanded", G_CALLBACK (on_expanded_cb), NULL);
}

/**
 * gb_urge_officer_row_new:
 * @plan: outlives the row
 * @officer: one of the plan's
 */
GtkWidget *
gb_urge_officer_row_new (const GbUrgePlan    *plan,
                         const GbUrgeOfficer *officer)
{
  g_autofree char *words = gb_letter_words_urge_officer (officer);
  g_autofree char *spoken = NULL;
  GbUrgeOfficerRow *self = g_object_new (GB_TYPE_URGE_OFFICER_ROW, "use-markup", FALSE, "title",
                                         officer->name, "subtitle", words, NULL);

  self->plan = plan;
  self->officer = officer;
  spoken = g_strdup_printf ("%s, %s", officer->name, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return GTK_WIDGET (self);
}
