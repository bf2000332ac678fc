/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-found-row.h"

#include <glib/gi18n-lib.h>

#include "gb-commune-words.h"

/**
 * GbFoundRow:
 *
 * One thing that a search found: what it is, with a remark such as "(cũ)", and beneath it what is known of it.
 */
struct _GbFoundRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *box; /* the template's */
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *remark;
  GtkLabel *answer;

  char *sentence; /* (owned): what is read aloud */
};

G_DEFINE_FINAL_TYPE (GbFoundRow, gb_found_row, GTK_TYPE_LIST_BOX_ROW)

static void
gb_found_row_finalize (GObject *object)
{
  g_free (GB_FOUND_ROW (object)->sentence);
  G_OBJECT_CLASS (gb_found_row_parent_class)->finalize (object);
}

static void
gb_found_row_class_init (GbFoundRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gb_found_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-found-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GbFoundRow, box);
  gtk_widget_class_bind_template_child (widget_class, GbFoundRow, icon);
  gtk_widget_class_bind_template_child (widget_class, GbFoundRow, title);
  gtk_widget_class_bind_template_child (widget_class, GbFoundRow, remark);
  gtk_widget_class_bind_template_child (widget_class, GbFoundRow, answer);
}

/* What does not fit can be read all the same. */
static gboolean
on_query_tooltip_cb (GbFoundRow *self,
                     int         x,
                     int         y,
                     gboolean    keyboard,
                     GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (self->answer)) &&
      !pango_layout_is_ellipsized (gtk_label_get_layout (self->title)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, self->sentence);
  return TRUE;
}

static void
gb_found_row_init (GbFoundRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
}

/**
 * gb_found_row_new:
 * @icon_name: what kind of thing it is
 * @title: what it is called
 * @remark: (nullable): what is to be known of the name
 * @answer: (nullable): what is known of it, as Pango markup
 */
GtkWidget *
gb_found_row_new (const char *icon_name,
                  const char *title,
                  const char *remark,
                  const char *answer)
{
  GbFoundRow *self = g_object_new (GB_TYPE_FOUND_ROW, NULL);
  g_autofree char *plain = NULL;
  g_autofree char *sentence = NULL;

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
  gtk_label_set_markup (self->answer, answer != NULL ? answer : "");
  gtk_widget_set_visible (GTK_WIDGET (self->answer), answer != NULL);
  plain = g_strdup (gtk_label_get_text (self->answer));
  sentence = g_strjoin (", ", title, answer != NULL ? plain : NULL, NULL);
  gb_found_row_set_sentence (self, sentence);
  return GTK_WIDGET (self);
}

/* One of the communes that a district became. */
static GtkWidget *
new_of_district (const GbCommune *commune)
{
  g_autofree char *plain = g_strconcat (commune->type, " ", commune->name, NULL);
  g_autofree char *name = gb_commune_words_capital (plain);
  /* Translators: a district of before */
  g_autofree char *answer = g_markup_printf_escaped (_("of the former %s"), commune->old_unit);

  return gb_found_row_new ("gb-ward-symbolic", name, NULL, answer);
}

/**
 * gb_found_row_new_for_commune:
 * @commune: a place that was found
 *
 * Returns: (transfer floating): its row, with the answer written in it
 */
GtkWidget *
gb_found_row_new_for_commune (const GbCommune *commune)
{
  g_autofree char *name = gb_commune_words_name (commune);
  g_autofree char *answer = gb_commune_words_answer (commune);
  g_autofree char *sentence = NULL;
  GtkWidget *row;

  if (commune->matched_district)
    return new_of_district (commune);
  /* Translators: of an old unit's name */
  row = gb_found_row_new ("gb-map-symbolic", name, commune->matched_old ? _("(former)") : NULL, answer);
  sentence = gb_commune_words_sentence (commune);
  gb_found_row_set_sentence (GB_FOUND_ROW (row), sentence);
  return row;
}

/**
 * gb_found_row_set_indented:
 * @indented: whether it belongs to the row above
 */
void
gb_found_row_set_indented (GbFoundRow *self,
                           gboolean    indented)
{
  g_return_if_fail (GB_IS_FOUND_ROW (self));
  gtk_widget_set_margin_start (self->box, indented ? 28 : 0);
}

/**
 * gb_found_row_set_suffix:
 * @suffix: what stands at its end
 */
void
gb_found_row_set_suffix (GbFoundRow *self,
                         GtkWidget  *suffix)
{
  g_return_if_fail (GB_IS_FOUND_ROW (self));
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->box), suffix);
}

/**
 * gb_found_row_set_sentence:
 * @sentence: all of it, as it is read aloud
 */
void
gb_found_row_set_sentence (GbFoundRow *self,
                           const char *sentence)
{
  g_return_if_fail (GB_IS_FOUND_ROW (self));
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

const char *
gb_found_row_get_sentence (GbFoundRow *self)
{
  g_return_val_if_fail (GB_IS_FOUND_ROW (self), NULL);
  return self->sentence;
}
