/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-visit-row.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-team-words.h"

/**
 * GbVisitRow:
 *
 * A visit of a team: about what, where it stands, what came of it and what was proposed. What was asked for here and
 * never left is taken back by "teams.withdraw".
 */
struct _GbVisitRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *body; /* the template's */
  GtkLabel *title;
  GtkLabel *caption;
  GtkLabel *result;
  GtkLabel *proposals;
  GtkWidget *end;
  GtkWidget *chip;
  GtkImage *chip_icon;
  GtkLabel *chip_label;
  GtkWidget *withdraw;

  char *id;          /* (owned) (nullable) */
  const char *style; /* (nullable): the chip's class */
};

G_DEFINE_FINAL_TYPE (GbVisitRow, gb_visit_row, GTK_TYPE_LIST_BOX_ROW)

/* With little room the state stands under the words. */
static void
on_narrow_cb (GbVisitRow *self)
{
  GtkWidget *bin = gtk_widget_get_ancestor (GTK_WIDGET (self), GB_TYPE_ADAPTIVE_BIN);
  gboolean narrow = bin != NULL && gb_adaptive_bin_get_narrow (GB_ADAPTIVE_BIN (bin));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_halign (self->end, narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_halign (self->chip, narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_halign (self->withdraw, narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
}

static void
gb_visit_row_root (GtkWidget *widget)
{
  GtkWidget *bin;

  GTK_WIDGET_CLASS (gb_visit_row_parent_class)->root (widget);

  bin = gtk_widget_get_ancestor (widget, GB_TYPE_ADAPTIVE_BIN);
  if (bin != NULL)
    g_signal_connect_object (bin, "notify::narrow", G_CALLBACK (on_narrow_cb), widget, G_CONNECT_SWAPPED);
  on_narrow_cb (GB_VISIT_ROW (widget));
}

static void
gb_visit_row_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);

  G_OBJECT_CLASS (gb_visit_row_parent_class)->dispose (object);
}

static void
gb_visit_row_finalize (GObject *object)
{
  g_free (GB_VISIT_ROW (object)->id);

  G_OBJECT_CLASS (gb_visit_row_parent_class)->finalize (object);
}

static void
gb_visit_row_class_init (GbVisitRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_visit_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_visit_row_finalize;
  widget_class->root = gb_visit_row_root;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-visit-row.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GbVisitRow, child)
  BIND (body);
  BIND (title);
  BIND (caption);
  BIND (result);
  BIND (proposals);
  BIND (end);
  BIND (chip);
  BIND (chip_icon);
  BIND (chip_label);
  BIND (withdraw);
#undef BIND
}

static void
gb_visit_row_init (GbVisitRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gb_visit_row_new (void)
{
  return g_object_new (GB_TYPE_VISIT_ROW, NULL);
}

/* (transfer full) @words */
static void
show_part (GtkLabel *label,
           char     *words)
{
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
  gtk_label_set_label (label, words != NULL ? words : "");
  g_free (words);
}

static void
show_state (GbVisitRow    *self,
            const GbVisit *visit,
            GbDay          today)
{
  g_autofree char *state = gb_team_words_state (visit, today);

  if (self->style != NULL)
    gtk_widget_remove_css_class (self->chip, self->style);
  self->style = gb_team_words_style (visit, today);
  gtk_widget_add_css_class (self->chip, self->style);
  gtk_image_set_from_icon_name (self->chip_icon, gb_team_words_icon (visit, today));
  gtk_label_set_label (self->chip_label, state);
}

/**
 * gb_visit_row_set_visit:
 * @with_commune: whether visits of several communes are shown
 * @today: the day it is read on
 */
void
gb_visit_row_set_visit (GbVisitRow    *self,
                        const GbVisit *visit,
                        gboolean       with_commune,
                        GbDay          today)
{
  g_autofree char *where = gb_team_words_where (visit, with_commune);
  g_autofree char *state = gb_team_words_state (visit, today);
  g_autofree char *words = NULL;

  g_return_if_fail (GB_IS_VISIT_ROW (self));

  g_free (self->id);
  self->id = g_strdup (visit->id);
  gtk_label_set_label (self->title, visit->topic);
  gtk_label_set_label (self->caption, where);
  /* Translators: what came of a visit */
  show_part (self->result, visit->result != NULL ? g_strdup_printf (_("Result: %s"), visit->result) : NULL);
  /* Translators: what a team proposed */
  show_part (self->proposals, visit->proposals != NULL ? g_strdup_printf (_("Proposals: %s"), visit->proposals) : NULL);
  show_state (self, visit, today);
  words = g_strjoin (", ", where, state, gtk_label_get_label (self->result), gtk_label_get_label (self->proposals), NULL);
  gtk_widget_set_visible (self->withdraw, visit->withdrawable);
  /* The target first: an action that takes one is in error without it. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->withdraw), "s", visit->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->withdraw), "teams.withdraw");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, visit->topic,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/**
 * gb_visit_row_get_id:
 *
 * Returns: (nullable): the visit's
 */
const char *
gb_visit_row_get_id (GbVisitRow *self)
{
  g_return_val_if_fail (GB_IS_VISIT_ROW (self), NULL);

  return self->id;
}
