/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-found.h"

#include <glib/gi18n-lib.h>

#include "gb-dossiers-words.h"
#include "gb-entry-words.h"
#include "gb-wrap-layout.h"

/**
 * GbDossiersFound:
 *
 * The line over the table where its rows are searched, told how many were found among the dossiers
 * shown, and offered to look among all of them, the finished ones too, when there are more. It acts
 * through the "dossiers" actions of the page around it.
 */
struct _GbDossiersFound
{
  AdwBin parent_instance;

  GtkRevealer *revealer; /* the template's */
  GtkEditable *entry;
  GtkLabel *words;
  GtkWidget *everywhere;
  GtkWidget *clear;

  GbDossiersQuestion *question; /* (nullable): the page's, which outlives this */
  gboolean asked;               /* whether there is something to be typed */
  gboolean showing;             /* whether the entry is being given its words */
};

G_DEFINE_FINAL_TYPE (GbDossiersFound, gb_dossiers_found, ADW_TYPE_BIN)

/* Shows what is searched for, wherever that was asked. */
static void
on_question_cb (GbDossiersFound *self)
{
  /* Between the old words and the new ones the entry tells that it is empty. */
  self->showing = TRUE;
  gb_entry_words_show (self->entry, gb_dossiers_question_get_search (self->question));
  self->showing = FALSE;
}

/* The entry tells a moment later; what it was only given to show is no search of the user's. */
static void
on_search_changed_cb (GbDossiersFound *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  const char *search = gb_dossiers_question_get_search (self->question);

  if (!self->showing && g_strcmp0 (text, search != NULL ? search : "") != 0)
    gb_dossiers_question_set_search (self->question, *text != '\0' ? text : NULL);
}

/* Enter goes on to what was found. */
static void
on_activate_cb (GbDossiersFound *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  if (*text == '\0')
    return;
  gb_dossiers_question_set_search (self->question, text);
  gtk_widget_activate_action (GTK_WIDGET (self), "dossiers.go-to-rows", NULL);
}

/* Escape ends the search and leaves the entry. */
static void
on_stop_search_cb (GbDossiersFound *self)
{
  self->asked = FALSE;
  gtk_editable_set_text (self->entry, "");
  gb_dossiers_question_set_search (self->question, NULL);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self), "dossiers.go-to-page", NULL);
}

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
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFound, entry);
  gtk_widget_class_bind_template_child (widget_class, GbDossiersFound, clear);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
}

static void
gb_dossiers_found_init (GbDossiersFound *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_dossiers_found_set_question:
 * @question: what the table answers
 */
void
gb_dossiers_found_set_question (GbDossiersFound    *self,
                                GbDossiersQuestion *question)
{
  g_return_if_fail (GB_IS_DOSSIERS_FOUND (self));

  self->question = question;
  g_signal_connect_object (question, "notify::search", G_CALLBACK (on_question_cb), self, G_CONNECT_SWAPPED);
  on_question_cb (self);
}

/**
 * gb_dossiers_found_ask:
 *
 * Puts the cursor where the rows are searched.
 */
void
gb_dossiers_found_ask (GbDossiersFound *self)
{
  g_return_if_fail (GB_IS_DOSSIERS_FOUND (self));

  self->asked = TRUE;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * gb_dossiers_found_set:
 * @search: (nullable): the words searched for; without them the line is hidden, unless they are about to be typed
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

  gtk_revealer_set_reveal_child (self->revealer, search != NULL || self->asked);
  gtk_widget_set_visible (GTK_WIDGET (self->words), search != NULL);
  gtk_widget_set_visible (self->clear, search != NULL);
  gtk_widget_set_visible (self->everywhere, FALSE);
  if (search == NULL)
    return;
  words = n_rows >= 0 ? gb_dossiers_words_found (n_rows, search) : g_strdup (_("Searching"));
  everywhere = gb_dossiers_words_everywhere (n_everywhere);
  gtk_label_set_label (self->words, words);
  gtk_button_set_label (GTK_BUTTON (self->everywhere), everywhere);
  gtk_widget_set_visible (self->everywhere, n_rows >= 0 && n_everywhere > n_rows);
}
