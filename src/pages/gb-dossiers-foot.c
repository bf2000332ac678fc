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
  GtkWidget *sign;
  GtkLabel *freshness;
  GtkWidget *selection;
  GtkLabel *selected;
  GtkButton *select_all;
  GtkButton *urge;

  char *words[2]; /* (owned): what is shown, and as of when */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (GbDossiersFoot, gb_dossiers_foot, ADW_TYPE_BIN)

/* Where there is no room beside the words, the figures' time stands under them. */
static void
update_words (GbDossiersFoot *self)
{
  g_autofree char *both = g_strdup_printf ("%s\n%s", self->words[0], self->words[1]);
  gboolean under = self->narrow && *self->words[1] != '\0';

  gtk_label_set_label (self->summary, under ? both : self->words[0]);
  gtk_label_set_label (self->freshness, self->words[1]);
  gtk_widget_set_visible (GTK_WIDGET (self->freshness), !self->narrow);
}

static void
gb_dossiers_foot_finalize (GObject *object)
{
  GbDossiersFoot *self = GB_DOSSIERS_FOOT (object);

  for (gsize i = 0; i < G_N_ELEMENTS (self->words); i++)
    g_free (self->words[i]);

  G_OBJECT_CLASS (gb_dossiers_foot_parent_class)->finalize (object);
}

static void
gb_dossiers_foot_class_init (GbDossiersFootClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gb_dossiers_foot_finalize;
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-dossiers-foot.ui");
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFoot, states);
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFoot, summary);
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFoot, columns);
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFoot, sign);
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
  self->words[0] = g_strdup ("");
  self->words[1] = g_strdup ("");
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
 * gb_dossiers_foot_set_filter:
 * @filter: what is shown: where letters are to be signed all of them can be signed at once
 */
void
gb_dossiers_foot_set_filter (GbDossiersFoot *self,
                             GbDossierFilter filter)
{
  g_return_if_fail (GB_IS_DOSSIERS_FOOT (self));

  gtk_widget_set_visible (self->sign,
                          filter == GB_DOSSIER_FILTER_SIGN_TODAY || filter == GB_DOSSIER_FILTER_SIGN_MISSED);
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
  self->narrow = narrow;
  update_words (self);
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

  g_free (self->words[0]);
  g_free (self->words[1]);
  self->words[0] = g_strdup (summary);
  self->words[1] = g_strdup (freshness);
  update_words (self);
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
  /* What the list of letters is opened for; without any it is one thing among others. */
  const char *classes[] = { n_rows > 0 ? "suggested-action" : "gb-link", n_rows > 0 ? NULL : "flat", NULL };
  g_autofree char *selected_number = gb_format_number (n_selected);
  g_autofree char *all_number = gb_format_number (n_rows);
  g_autofree char *selected = gb_dossiers_words_selected (n_selected);
  g_autofree char *all = NULL;
  g_autofree char *urge = NULL;

  g_return_if_fail (GB_IS_DOSSIERS_FOOT (self));

  gtk_widget_set_css_classes (self->sign, classes);
  /* Translators: %s is the number of rows in the table */
  all = g_strdup_printf (_("Select all %s"), all_number);
  /* Translators: %s is the number of selected dossiers */
  urge = g_strdup_printf (ngettext ("Urge %s dossier", "Urge %s dossiers", n_selected),
                          selected_number);
  gtk_label_set_label (self->selected, selected);
  gtk_button_set_label (self->select_all, all);
  gtk_button_set_label (self->urge, n_selected > 0 ? urge : _("Urge"));
}
