/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-pane-parts.h"

/* What the content of a pane is made of, where it is different for each thing shown. */

/**
 * gb_pane_parts_add_heading:
 *
 * Returns: (transfer none): the heading of a section
 */
GtkWidget *
gb_pane_parts_add_heading (GtkBox     *box,
                           const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "margin-top", 18, "margin-bottom", 6,
                                   "wrap", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_widget_add_css_class (label, "gb-section");
  gtk_box_append (box, label);
  return label;
}

/**
 * gb_pane_parts_add_markup:
 * @markup: Pango markup
 * @style: (nullable): a CSS class
 *
 * Returns: (transfer none): a paragraph that can be selected
 */
GtkWidget *
gb_pane_parts_add_markup (GtkBox     *box,
                          const char *markup,
                          const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", markup, "use-markup", TRUE, "xalign", 0.0, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, "selectable", TRUE, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
  return label;
}

/**
 * gb_pane_parts_add_text:
 * @style: (nullable): a CSS class
 *
 * Returns: (transfer none): a paragraph that can be selected
 */
GtkWidget *
gb_pane_parts_add_text (GtkBox     *box,
                        const char *text,
                        const char *style)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return gb_pane_parts_add_markup (box, escaped, style);
}

/**
 * gb_pane_parts_add_list:
 * @heading: what it is called
 *
 * Returns: (transfer none): a card of sentences
 */
GtkWidget *
gb_pane_parts_add_list (GtkBox    *box,
                        GtkWidget *heading)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "gb-ledger");
  gtk_widget_add_css_class (list, "gb-sentences");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY, heading, NULL, -1);
  gtk_box_append (box, list);
  return list;
}

static GtkWidget *
new_words (const char *markup,
           const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/**
 * gb_pane_parts_add_numbered:
 * @list: of gb_pane_parts_add_list()
 * @number: before the sentence
 * @markup: the sentence, as Pango markup
 * @note: (nullable): beneath it, plain
 *
 * Adds a row that only tells; it is read aloud as one sentence.
 */
void
gb_pane_parts_add_numbered (GtkWidget  *list,
                            guint       number,
                            const char *markup,
                            const char *note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, "child", box, NULL);
  g_autofree char *mark = g_strdup_printf ("%u", number);
  GtkWidget *mark_label = gtk_label_new (mark);
  GtkWidget *text = new_words (markup, NULL);
  g_autofree char *sentence = NULL;

  gtk_label_set_width_chars (GTK_LABEL (mark_label), 2);
  gtk_label_set_xalign (GTK_LABEL (mark_label), 0);
  gtk_widget_set_valign (mark_label, GTK_ALIGN_START);
  gtk_widget_add_css_class (mark_label, "step-number");
  gtk_box_append (GTK_BOX (box), mark_label);
  gtk_box_append (GTK_BOX (words), text);
  if (note != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (note, -1);

      gtk_box_append (GTK_BOX (words), new_words (escaped, "gb-caption"));
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  sentence = g_strjoin (", ", mark, gtk_label_get_text (GTK_LABEL (text)), note, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}
