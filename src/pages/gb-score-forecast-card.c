/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-score-forecast-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-dossier.h"
#include "gb-format.h"
#include "gb-score-words.h"

/* As many can be chosen one by one; the others count as finished, and Hồ sơ lists them all. */
#define MOST_ROWS 6

/**
 * GbScoreForecastCard:
 *
 * What finishing the dossiers that fall due this week is worth: "nếu xong 6 hồ sơ này đến hết thứ Sáu: +0,4 điểm". Each
 * can be left out.
 */
struct _GbScoreForecastCard
{
  AdwBin parent_instance;

  gboolean showing; /* what changes was not changed by the user */

  GtkLabel *title; /* the template's */
  GtkLabel *gain;
  GtkLabel *note;
  GtkListBox *rows;
  GtkButton *open;
};

static guint toggled_signal;

G_DEFINE_FINAL_TYPE (GbScoreForecastCard, gb_score_forecast_card, ADW_TYPE_BIN)

static void
on_check_toggled_cb (GbScoreForecastCard *self,
                     GtkCheckButton      *check)
{
  if (!self->showing)
    g_signal_emit (self, toggled_signal, 0, gtk_widget_get_name (GTK_WIDGET (check)),
                   !gtk_check_button_get_active (check));
}

static GtkWidget *
row_new (GbScoreForecastCard *self,
         GbDossier           *dossier,
         gint64               now)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *due = gb_format_moment (gb_dossier_get_due (dossier), now);
  g_autofree char *subtitle = g_strdup_printf (_ ("%s · due %s"), gb_dossier_get_code (dossier), due);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gb_dossier_get_procedure (dossier));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_tooltip_text (row, gb_dossier_get_procedure (dossier));
  gtk_widget_set_name (check, gb_dossier_get_code (dossier));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_RELATION_LABELLED_BY, row, NULL, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_object_set_data (G_OBJECT (row), "check", check);
  return row;
}

/* The rows stay where they show the same dossiers, so that the focus does. */
static gboolean
shows (GbScoreForecastCard *self,
       GPtrArray           *dossiers,
       guint                n_rows)
{
  for (guint i = 0; i <= n_rows; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, (int) i);

      if ((row == NULL) != (i == n_rows))
        return FALSE;
      if (row != NULL && g_strcmp0 (gtk_widget_get_name (g_object_get_data (G_OBJECT (row), "check")),
                                    gb_dossier_get_code (dossiers->pdata[i])) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
show_rows (GbScoreForecastCard  *self,
           const GbScoreReading *reading)
{
  guint n_rows = MIN (reading->dossiers->len, MOST_ROWS);

  self->showing = TRUE;
  if (!shows (self, reading->dossiers, n_rows))
    {
      GtkWidget *child;

      while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
        gtk_list_box_remove (self->rows, child);
      for (guint i = 0; i < n_rows; i++)
        gtk_list_box_append (self->rows, row_new (self, reading->dossiers->pdata[i], reading->now));
    }
  for (guint i = 0; i < n_rows; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rows, (int) i);

      gtk_check_button_set_active (
          g_object_get_data (G_OBJECT (row), "check"),
          !g_hash_table_contains (reading->left_out, gb_dossier_get_code (reading->dossiers->pdata[i])));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows), n_rows > 0);
  self->showing = FALSE;
}

static void
show_open (GbScoreForecastCard  *self,
           const GbScoreReading *reading)
{
  g_autoptr (GbDossierSet) set = gb_score_reading_set (reading);
  g_autofree char *text = gb_dossier_set_to_text (set);
  g_autofree char *number = gb_format_number (reading->dossiers->len);
  g_autofree char *label = g_strdup_printf (
      ngettext ("Open the %s dossier", "Open the %s dossiers", reading->dossiers->len), number);

  gtk_button_set_label (self->open, label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", text);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open), "win.show-dossier-set");
  gtk_widget_set_visible (GTK_WIDGET (self->open), reading->dossiers->len > 0);
}

static char *
title_words (const GbScoreReading *reading)
{
  guint n = gb_score_reading_n_chosen (reading);
  g_autofree char *number = gb_format_number (n);
  GbDay day = gb_time_day (reading->by);
  g_autofree char *date = gb_format_day (day, gb_time_day (reading->now));

  if (reading->dossiers->len == 0)
    /* Translators: a day of the week and a date */
    return g_strdup_printf (_ ("No dossier falls due by %s, %s"), gb_format_weekday (day), date);
  return g_strdup_printf (ngettext ("If this %s dossier is done by %s, %s", "If these %s dossiers are done by %s, %s", n),
                          number, gb_format_weekday (day), date);
}

static void
gb_score_forecast_card_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_score_forecast_card_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbScoreForecastCard, name)

static void
gb_score_forecast_card_class_init (GbScoreForecastCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_score_forecast_card_dispose;

  /* A dossier, by code, is left out of the forecast or taken in again. */
  toggled_signal = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-score-forecast-card.ui");
  BIND (title);
  BIND (gain);
  BIND (note);
  BIND (rows);
  BIND (open);
}

static void
gb_score_forecast_card_init (GbScoreForecastCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_score_forecast_card_set:
 * @reading: with a forecast; without one the card hides
 */
void
gb_score_forecast_card_set (GbScoreForecastCard  *self,
                            const GbScoreReading *reading)
{
  g_autofree char *title = NULL;
  g_autofree char *number = NULL;
  g_autofree char *gain = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), reading->forecast != NULL);
  if (reading->forecast == NULL)
    return;
  title = title_words (reading);
  number = isnan (reading->forecast->gain) ? NULL : gb_score_words_number (reading->forecast->gain, 2);
  gain = number != NULL ? g_strdup_printf (_ ("%s%s points"), reading->forecast->gain > 0 ? "+" : "", number)
                        : g_strdup (_ ("no data yet"));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->gain, gain);
  gtk_widget_set_visible (GTK_WIDGET (self->gain), reading->dossiers->len > 0);
  gtk_label_set_label (self->note, _ ("Compared with not finishing them by then; with an electronic result, in time "
                                      "where that is still possible. Everything else stays as it is."));
  gtk_widget_set_visible (GTK_WIDGET (self->note), reading->dossiers->len > 0);
  show_rows (self, reading);
  show_open (self, reading);
}
