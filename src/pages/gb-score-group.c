/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-score-group.h"

#include <math.h>

#include "gb-score-row.h"
#include "gb-score-words.h"

/**
 * GbScoreGroup:
 *
 * One of the scorecard's five groups, which unfolds to its indicators.
 */
struct _GbScoreGroup
{
  AdwBin parent_instance;

  int group; /* from 1 */

  GtkExpander *expander; /* the template's */
  GtkLabel *title;
  GtkLabel *caption;
  GtkLabel *points;
  GtkProgressBar *bar;
  GtkBox *rows;
};

G_DEFINE_FINAL_TYPE (GbScoreGroup, gb_score_group, ADW_TYPE_BIN)

static void
gb_score_group_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_score_group_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbScoreGroup, name)

static void
gb_score_group_class_init (GbScoreGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_score_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-score-group.ui");
  BIND (expander);
  BIND (title);
  BIND (caption);
  BIND (points);
  BIND (bar);
  BIND (rows);
}

static void
gb_score_group_init (GbScoreGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_score_group_new:
 * @group: from 1 to 5
 *
 * Returns: (transfer floating): a group that shows nothing yet
 */
GtkWidget *
gb_score_group_new (int group)
{
  GbScoreGroup *self = g_object_new (GB_TYPE_SCORE_GROUP, NULL);
  g_autofree char *title = g_strdup_printf ("%d. %s", group, gb_score_words_group (group));

  self->group = group;
  gtk_label_set_label (self->title, title);
  for (int i = 0; i < GB_N_SCORE_INDICATORS; i++)
    if (gb_score_rule (i)->group == group)
      gtk_box_append (self->rows, gb_score_row_new (i));
  return GTK_WIDGET (self);
}

/**
 * gb_score_group_set:
 * @card: of @report, the total or a commune's
 */
void
gb_score_group_set (GbScoreGroup        *self,
                    const GbScoreReport *report,
                    const GbScorecard   *card)
{
  const GbScoreTotal *total = &card->groups[self->group - 1];
  g_autofree char *points = gb_score_words_points (total->points, total->max);
  g_autofree char *caption = gb_score_words_group_caption (total);
  g_autofree char *spoken
      = g_strjoin (", ", gtk_label_get_label (self->title), points, *caption != '\0' ? caption : NULL, NULL);

  gtk_label_set_label (self->points, points);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), *caption != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->bar), !isnan (total->points));
  gtk_progress_bar_set_fraction (self->bar, isnan (total->points) ? 0 : CLAMP (total->points / total->max, 0, 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    gb_score_row_set (GB_SCORE_ROW (row), report, card);
}

/**
 * gb_score_group_unfold:
 *
 * Shows its indicators.
 */
void
gb_score_group_unfold (GbScoreGroup *self)
{
  g_return_if_fail (GB_IS_SCORE_GROUP (self));

  gtk_expander_set_expanded (self->expander, TRUE);
}
