/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-score-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gb-score-words.h"
#include "gb-wrap-layout.h"

/**
 * GbScoreRow:
 *
 * An indicator of the scorecard. It unfolds to its formula, where its inputs come from and what it counted; a figure
 * of dossiers opens exactly these, and what is no dossier stands in a list: the procedures or reports that cost points.
 */
struct _GbScoreRow
{
  AdwBin parent_instance;

  GbScoreIndicator indicator;

  GtkExpander *expander; /* the template's */
  GtkLabel *number;
  GtkLabel *title;
  GtkLabel *caption;
  GtkLabel *points;
  GtkProgressBar *bar;
  GtkLabel *formula;
  GtkLabel *source;
  GtkBox *buttons;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (GbScoreRow, gb_score_row, ADW_TYPE_BIN)

/* --- what it counted --------------------------------------------------------------------------- */

static void
add_button (GbScoreRow          *self,
            const GbScoreReport *report,
            const GbScorecard   *card,
            GbScorePart          part,
            const char          *words)
{
  g_autoptr (GbDossierSet) set = gb_score_report_set (report, card, self->indicator, part);
  g_autofree char *text = gb_dossier_set_to_text (set);
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", text);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-dossier-set");
  gtk_widget_add_css_class (button, "gb-row-button");
  gtk_box_append (self->buttons, button);
}

/* 5.4 has no numerator of rows: what is late and what drew a complaint may be the same dossier. */
static void
show_buttons (GbScoreRow          *self,
              const GbScoreReport *report,
              const GbScorecard   *card)
{
  const GbScoreLine *line = &card->lines[self->indicator];
  GtkWidget *child;
  gboolean of_dossiers = gb_score_rule (self->indicator)->source == GB_SCORE_OF_DOSSIERS;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    gtk_box_remove (self->buttons, child);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons), of_dossiers && line->denominator > 0);
  if (!of_dossiers || line->denominator <= 0)
    return;
  for (int part = GB_SCORE_LOST; part >= GB_SCORE_ALL; part--)
    {
      g_autofree char *words = gb_score_words_part (line, part);

      if (words != NULL && (part != GB_SCORE_YES || self->indicator != GB_SCORE_SATISFIED))
        add_button (self, report, card, part, words);
    }
}

static void
add_list_row (GbScoreRow *self,
              const char *title,
              const char *subtitle,
              const char *action,
              GVariant   *target)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (row), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_list_box_append (self->list, row);
}

/* Those that cost points; of the processing time, which is shown only, all with their figures. */
static void
show_procedures (GbScoreRow          *self,
                 const GbScoreReport *report,
                 const GbScorecard   *card)
{
  for (guint i = 0; i < report->procedures->len; i++)
    {
      const GbScoreProcedure *procedure = report->procedures->pdata[i];
      g_autofree char *words = NULL;
      gboolean yes;

      if (!gb_score_report_counts (report, card, self->indicator, i, &yes) ||
          (yes && self->indicator != GB_SCORE_DURATION))
        continue;
      words = gb_score_words_procedure (self->indicator, procedure, &card->procedures[i]);
      add_list_row (self, procedure->name, words, "win.open-procedure",
                    g_variant_new ("(ss)", procedure->code != NULL ? procedure->code : "", procedure->name));
    }
}

static void
show_issues (GbScoreRow          *self,
             const GbScoreReport *report,
             const GbScorecard   *card)
{
  for (guint i = 0; i < report->issues->len; i++)
    {
      const GbScoreIssue *issue = report->issues->pdata[i];
      g_autofree char *words = gb_score_words_issue (issue, self->indicator);
      gboolean yes;

      if ((card->commune != NULL && !g_str_equal (card->commune, issue->commune)) ||
          !gb_score_issue_counts (issue, self->indicator, &yes) || (yes && self->indicator != GB_SCORE_REPORTS))
        continue;
      add_list_row (self, issue->title, words, "win.open-issue", g_variant_new_string (issue->id));
    }
}

static void
show_list (GbScoreRow          *self,
           const GbScoreReport *report,
           const GbScorecard   *card)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  switch (gb_score_rule (self->indicator)->source)
    {
    case GB_SCORE_OF_PROCEDURES:
      show_procedures (self, report, card);
      break;
    case GB_SCORE_OF_REPORTS:
      show_issues (self, report, card);
      break;
    case GB_SCORE_OF_PROVINCE:
    case GB_SCORE_OF_DOSSIERS:
    default:
      break;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), gtk_widget_get_first_child (GTK_WIDGET (self->list)) != NULL);
}

/* --- object ------------------------------------------------------------------------------------ */

static void
gb_score_row_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_score_row_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbScoreRow, name)

static void
gb_score_row_class_init (GbScoreRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_score_row_dispose;

  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-score-row.ui");
  BIND (expander);
  BIND (number);
  BIND (title);
  BIND (caption);
  BIND (points);
  BIND (bar);
  BIND (formula);
  BIND (source);
  BIND (buttons);
  BIND (list);
}

static void
gb_score_row_init (GbScoreRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_score_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
gb_score_row_new (GbScoreIndicator indicator)
{
  GbScoreRow *self = g_object_new (GB_TYPE_SCORE_ROW, NULL);
  g_autofree char *source = g_strdup_printf ("%s. %s", gb_score_words_source (indicator), _("Decision 766/QĐ-TTg"));

  self->indicator = indicator;
  gtk_label_set_label (self->number, gb_score_rule (indicator)->id);
  gtk_label_set_label (self->title, gb_score_words_indicator (indicator));
  gtk_label_set_label (self->formula, gb_score_words_formula (indicator));
  gtk_label_set_label (self->source, source);
  return GTK_WIDGET (self);
}

/**
 * gb_score_row_set:
 * @card: of @report, the total or a commune's
 */
void
gb_score_row_set (GbScoreRow          *self,
                  const GbScoreReport *report,
                  const GbScorecard   *card)
{
  const GbScoreLine *line = &card->lines[self->indicator];
  g_autofree char *caption = gb_score_words_caption (self->indicator, line);
  g_autofree char *points = gb_score_words_line_points (self->indicator, line);
  g_autofree char *spoken = g_strdup_printf ("%s %s, %s, %s", gb_score_rule (self->indicator)->id,
                                             gb_score_words_indicator (self->indicator), caption, points);
  gboolean has_points = !isnan (line->points);

  gtk_label_set_label (self->caption, caption);
  gtk_label_set_label (self->points, points);
  if (has_points)
    gtk_widget_remove_css_class (GTK_WIDGET (self->points), "unknown");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->points), "unknown");
  gtk_widget_set_visible (GTK_WIDGET (self->bar), has_points);
  gtk_progress_bar_set_fraction (self->bar, has_points && line->max > 0 ? CLAMP (line->points / line->max, 0, 1) : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  show_buttons (self, report, card);
  show_list (self, report, card);
}
