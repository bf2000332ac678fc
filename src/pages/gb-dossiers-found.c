/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-found.h"

#include <glib/gi18n-lib.h>

#include "gb-dossiers-words.h"
#include "gb-wrap-layout.h"

/**
 * GbDossiersFound:
 *
 * The line over the table that tells what a search found among the dossiers shown, and offers to
 * look among all of them, the finished ones too, when there are more. Its buttons act through the
 * "dossiers" actions of the page around it.
 */
struct _GbDossiersFound
{
  AdwBin parent_instance;

  GtkRevealer *revealer; /* the template's */
  GtkLabel *words;
  GtkWidget *everywhere;
};

G_DEFINE_FINAL_TYPE (GbDossiersFound, gb_dossiers_found, ADW_TYPE_BIN)

static void
gb_dossiers_found_class_init (GbDossiersFoundClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-dossiers-found.ui");
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFound, revealer);
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFound, words);
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFound, everywhere);
}

static void
gb_dossiers_found_init (GbDossiersFound *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_dossiers_found_set:
 * @search: (nullable): the words searched for; without them the line is hidden
 * @n_rows: how many were found among those shown, -1 while that is not known
 * @n_everywhere: how many there are among all
 */
void
gb_dossiers_found_set (GbDossiersFound *self,
                       const char      *search,
                       gint64           n_rows,
                       gint64           n_everywhere)
{
  g_autofree char *words = NULL;
  g_autofree char *everywhere = NULL;

  g_return_if_fail (GB_IS_DOSSIERS_FOUND (self));

  gtk_revealer_set_reveal_child (self->revealer, search != NULL);
  if (search == NULL)
    return;
  words = n_rows >= 0 ? gb_dossiers_words_found (n_rows, search) : g_strdup (_("Searching"));
  everywhere = gb_dossiers_words_everywhere (n_everywhere);
  gtk_label_set_label (self->words, words);
  gtk_button_set_label (GTK_BUTTON (self->everywhere), everywhere);
  gtk_widget_set_visible (self->everywhere, n_rows >= 0 && n_everywhere > n_rows);
}
