/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-foot.h"

#include <glib/gi18n-lib.h>

#include "gb-dossiers-words.h"
#include "gb-format.h"
#include "gb-wrap-layout.h"

/**
 * GbDossiersFoot:
 *
 * The line under the table: how many rows there are and in what order; while many can be selected,
 * how many are and what can be done to all of them. Its buttons act through the "dossiers" actions
 * of the page around it.
 */
struct _GbDossiersFoot
{
  AdwBin parent_instance;

  GtkStack *states; /* the template's */
  GtkLabel *summary;
  GtkMenuButton *columns;
  GtkLabel *freshness;
  GtkWidget *selection;
  GtkLabel *selected;
  GtkButton *select_all;
  GtkButton *urge;
};

G_DEFINE_FINAL_TYPE (GbDossiersFoot, gb_dossiers_foot, ADW_TYPE_BIN)

static void
gb_dossiers_foot_class_init (GbDossiersFootClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-dossiers-foot.ui");
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFoot, states);
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFoot, summary);
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFoot, columns);
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFoot, freshness);
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFoot, selection);
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFoot, selected);
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFoot, select_all);
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFoot, urge);
}

static void
gb_dossiers_foot_init (GbDossiersFoot *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
gb_dossiers_foot_set_columns_menu (GbDossiersFoot *self,
                                   GMenuModel     *menu)
{
  g_return_if_fail (GB_IS_DOSSIERS_FOOT (self));

  gtk_menu_button_set_menu_model (self->columns, menu);
}

/**
 * gb_dossiers_foot_set_columns_visible:
 * @visible: whether there are columns to choose
 */
void
gb_dossiers_foot_set_columns_visible (GbDossiersFoot *self,
                                      gboolean        visible)
{
  g_return_if_fail (GB_IS_DOSSIERS_FOOT (self));

  gtk_widget_set_visible (GTK_WIDGET (self->columns), visible);
}

/**
 * gb_dossiers_foot_set_narrow:
 * @narrow: whether what can be done stands under what is selected
 */
void
gb_dossiers_foot_set_narrow (GbDossiersFoot *self,
                             gboolean        narrow)
{
  g_return_if_fail (GB_IS_DOSSIERS_FOOT (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->selection),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (GTK_WIDGET (self->freshness), !narrow);
}

/**
 * gb_dossiers_foot_set_many:
 * @many: whether many rows can be selected
 */
void
gb_dossiers_foot_set_many (GbDossiersFoot *self,
                           gboolean        many)
{
  g_return_if_fail (GB_IS_DOSSIERS_FOOT (self));

  gtk_stack_set_visible_child_name (self->states, many ? "many" : "rest");
}

void
gb_dossiers_foot_set_words (GbDossiersFoot *self,
                            const char     *summary,
                            const char     *freshness)
{
  g_return_if_fail (GB_IS_DOSSIERS_FOOT (self));

  gtk_label_set_label (self->summary, summary);
  gtk_label_set_label (self->freshness, freshness);
}

/**
 * gb_dossiers_foot_set_counts:
 * @n_rows: of the table
 */
void
gb_dossiers_foot_set_counts (GbDossiersFoot *self,
                             guint           n_selected,
                             guint           n_rows)
{
  g_autofree char *selected_number = gb_format_number (n_selected);
  g_autofree char *all_number = gb_format_number (n_rows);
  g_autofree char *selected = gb_dossiers_words_selected (n_selected);
  g_autofree char *all = NULL;
  g_autofree char *urge = NULL;

  g_return_if_fail (GB_IS_DOSSIERS_FOOT (self));

  /* Translators: %s is the number of rows in the table */
  all = g_strdup_printf (_("Select all %s"), all_number);
  /* Translators: %s is the number of selected dossiers */
  urge = g_strdup_printf (ngettext ("Urge %s dossier", "Urge %s dossiers", n_selected),
                          selected_number);
  gtk_label_set_label (self->selected, selected);
  gtk_button_set_label (self->select_all, all);
  gtk_button_set_label (self->urge, n_selected > 0 ? urge : _("Urge"));
}
