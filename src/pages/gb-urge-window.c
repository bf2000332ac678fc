/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-urge-window.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-letter-words.h"

/**
 * GbUrgeWindow:
 *
 * Writes urging slips (phiếu đôn đốc), one for each dossier, to the officer who has it.
 */
struct _GbUrgeWindow
{
  AdwWindow parent_instance;

  GtkWidget *save; /* the template's */
  GtkLabel *about;
  GtkLabel *history;
  GtkTextView *text;
  GtkLabel *problem;

  GbStore *store;          /* (owned) */
  AdwToastOverlay *toasts; /* (owned) (nullable) */
  GStrv codes;             /* (owned) */
};

G_DEFINE_FINAL_TYPE (GbUrgeWindow, gb_urge_window, ADW_TYPE_WINDOW)

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbUrgeWindow) self = user_data;
  g_autoptr (GbActionSaved) saved = gb_action_saver_save_finish (GB_STORE (source), result);
  g_autofree char *text = NULL;

  if (saved->ids->len > 0)
    {
      text = gb_letter_words_saved (GB_ACTION_URGE, saved->ids->len, saved->n_refused);
      if (self->toasts != NULL)
        gb_action_saver_toast (self->toasts, self->store, text, saved->ids);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_label (self->problem, saved->problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_set_sensitive (self->save, TRUE);
}

static void
save_cb (GbUrgeWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  g_strstrip (text);
  for (guint i = 0; self->codes[i] != NULL; i++)
    g_ptr_array_add (actions, gb_action_new_urge (self->codes[i], NULL, *text != '\0' ? text : NULL));
  gtk_widget_set_sensitive (self->save, FALSE);
  gb_action_saver_save_async (self->store, actions, on_saved_cb, g_object_ref (self));
}

static void
gb_urge_window_dispose (GObject *object)
{
  GbUrgeWindow *self = GB_URGE_WINDOW (object);

  g_clear_object (&self->store);
  g_clear_object (&self->toasts);
  g_clear_pointer (&self->codes, g_strfreev);

  G_OBJECT_CLASS (gb_urge_window_parent_class)->dispose (object);
}

static void
gb_urge_window_class_init (GbUrgeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_urge_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-urge-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GbUrgeWindow, save);
  gtk_widget_class_bind_template_child (widget_class, GbUrgeWindow, about);
  gtk_widget_class_bind_template_child (widget_class, GbUrgeWindow, history);
  gtk_widget_class_bind_template_child (widget_class, GbUrgeWindow, text);
  gtk_widget_class_bind_template_child (widget_class, GbUrgeWindow, problem);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
gb_urge_window_init (GbUrgeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
present (GtkWidget         *parent,
         GbStore           *store,
         const char *const *codes,
         const char        *about,
         const char        *history,
         const char        *text)
{
  GbUrgeWindow *self = g_object_new (GB_TYPE_URGE_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);

  self->store = g_object_ref (store);
  self->toasts = toasts != NULL ? ADW_TOAST_OVERLAY (g_object_ref (toasts)) : NULL;
  self->codes = g_strdupv ((char **) codes);
  gtk_label_set_label (self->about, about);
  gtk_label_set_label (self->history, history != NULL ? history : "");
  gtk_widget_set_visible (GTK_WIDGET (self->history), history != NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->text));
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * gb_urge_window_present:
 * @parent: a widget of the page
 * @detail: the dossier to be urged
 *
 * Writes a slip about one dossier.
 */
void
gb_urge_window_present (GtkWidget             *parent,
                        GbStore               *store,
                        const GbDossierDetail *detail)
{
  const char *codes[] = { gb_dossier_get_code (detail->dossier), NULL };
  const char *officer = detail->papers->officer != NULL ? detail->papers->officer : "";
  g_autofree char *about = g_strdup_printf ("%s · %s", codes[0], gb_dossier_get_procedure (detail->dossier));
  g_autofree char *history = gb_letter_words_history (officer, &detail->papers->history);
  g_autofree char *text = gb_letter_words_urge (detail->dossier, detail->day_seconds);

  if (detail->papers->urge_warnings & GB_ACTION_WARNING_URGED)
    {
      g_autofree char *warned
          = g_strconcat (history, "\n", gb_action_warning_text (GB_ACTION_WARNING_URGED), NULL);

      present (parent, store, codes, about, warned, text);
      return;
    }
  present (parent, store, codes, about, history, text);
}

/**
 * gb_urge_window_present_codes:
 * @parent: a widget of the page
 * @codes: (array zero-terminated=1): dossiers
 *
 * Writes a slip about each of several dossiers; those that need none are left out when the slips are
 * stored, and the user is told how many.
 */
void
gb_urge_window_present_codes (GtkWidget         *parent,
                              GbStore           *store,
                              const char *const *codes)
{
  guint n = g_strv_length ((char **) codes);
  g_autofree char *about = g_strdup_printf (
      ngettext ("%u dossier, to the officer who has it", "%u dossiers, each to the officer who has it", n), n);
  g_autofree char *text = gb_letter_words_urge (NULL, 0);

  present (parent, store, codes, about, NULL, text);
}
