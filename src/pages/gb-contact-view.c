/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-contact-view.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"

/* The ways to reach somebody, each with a button that copies it. */

static const char *
kind_words (GbContactKind kind)
{
  switch (kind)
    {
    case GB_CONTACT_HOTLINE:
      return _("Hotline");
    case GB_CONTACT_ZALO:
      return _("Zalo group");
    case GB_CONTACT_VIDEO:
      return _("Video room");
    case GB_CONTACT_EMAIL:
    default:
      return _("Mail");
    }
}

static char *
verified_words (const GbContactPoint *point,
                GbDay                 today)
{
  g_autofree char *day = NULL;

  if (point->verified == GB_DAY_NONE)
    return g_strdup (_("never tried"));
  day = gb_format_full_day (point->verified);
  if (gb_contact_point_is_stale (point, today))
    /* Translators: a date long ago */
    return g_strdup_printf (_("last tried on %s, long ago"), day);
  return g_strdup_printf (_("tried on %s"), day);
}

static void
add_label (GtkWidget  *box,
           const char *text,
           const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_row (GtkWidget            *list,
         const GbContactPoint *point,
         const char           *who,
         GbDay                 today)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, "child", box, NULL);
  g_autofree char *verified = verified_words (point, today);
  g_autofree char *caption = g_strjoin (" · ", kind_words (point->kind), verified, NULL);
  /* Translators: a number or an address */
  g_autofree char *copies = g_strdup_printf (_("Copy %s"), point->value);
  g_autofree char *sentence = g_strjoin (", ", who != NULL ? who : point->name, point->value, caption, NULL);

  if (who != NULL)
    add_label (words, who, "gb-field-name");
  add_label (words, point->value, "gb-code");
  add_label (words, caption, gb_contact_point_is_stale (point, today) ? "gb-warning" : "gb-caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (copy, "flat");
  gtk_widget_set_tooltip_text (copy, copies);
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_PROPERTY_LABEL, copies, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (copy), "s", point->value);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "lookup.copy");
  gtk_box_append (GTK_BOX (box), copy);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

/**
 * gb_contact_view_add_rows:
 * @list: a card of sentences
 * @named: whether the first row says who it is
 * @today: the day, which tells what was not tried for long
 *
 * Adds a row for each way to reach them, whose button is "lookup.copy".
 */
void
gb_contact_view_add_rows (GtkWidget       *list,
                          const GbContact *contact,
                          gboolean         named,
                          GbDay            today)
{
  for (guint i = 0; i < contact->points->len; i++)
    {
      const char *who = contact->agency_name != NULL ? contact->agency_name : contact->name;

      add_row (list, contact->points->pdata[i], named && i == 0 ? who : NULL, today);
    }
}
