/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letter-window.h"

#include <glib/gi18n-lib.h>

#include "gb-compat.h"
#include "gb-letter-job.h"
#include "gb-page.h"
#include "gb-paper-print.h"
#include "gb-paper-view.h"
#include "gb-toast.h"

/* How often it is told how far a long one is, milliseconds. */
#define TICK 100

/**
 * GbLetterWindow:
 *
 * Letters and slips as they will be on paper, one after the other, to be printed or saved: one or a thousand. What must be
 * known before somebody signs stands beside the paper, never on it. Where names are masked on the screen the paper is shown
 * only when it is asked for; what is printed is whole.
 */
struct _GbLetterWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts; /* the template's */
  GtkLabel *warning;
  GtkStack *state;
  AdwStatusPage *problem;
  GbPaperView *view;
  GtkWidget *places;
  GtkLabel *place_label;
  GtkRevealer *working;
  GtkLabel *progress_label;
  GtkProgressBar *progress;

  GbLetterJob *job;      /* (owned) (nullable) */
  GCancellable *showing; /* (owned) (nullable): of the paper on its way */
  GCancellable *all;     /* (owned) (nullable): of what is printed or saved */
  gint64 now;            /* when it was opened */
  guint place;
  guint tick;
  gboolean hidden; /* others look at the screen */
};

G_DEFINE_FINAL_TYPE (GbLetterWindow, gb_letter_window, ADW_TYPE_WINDOW)

static guint
get_n (GbLetterWindow *self)
{
  return gb_letter_batch_get_n_papers (gb_letter_job_get_batch (self->job));
}

static void
toast (GbLetterWindow *self,
       const char     *text)
{
  adw_toast_overlay_add_toast (self->toasts, gb_toast_new (text));
}

/* --- one paper ------------------------------------------------------------------------------ */

static void
show_warnings (GbLetterWindow  *self,
               GbActionWarnings warnings)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < GB_N_ACTION_WARNINGS; i++)
    if (warnings & (1 << i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", gb_action_warning_text (1 << i));
  gtk_label_set_label (self->warning, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->warning), text->len > 0);
}

static void
update_places (GbLetterWindow *self)
{
  guint n = get_n (self);
  /* Translators: which paper, and how many there are */
  g_autofree char *text = g_strdup_printf (_("Paper %u of %u"), self->place + 1, n);

  gtk_label_set_label (self->place_label, text);
  gtk_widget_set_visible (self->places, n > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letter.previous", self->place > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letter.next", self->place + 1 < n);
}

static void
on_made_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbLetterWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GbActionWarnings warnings = 0;
  g_autoptr (GbPaper) paper = gb_letter_job_make_finish (GB_LETTER_JOB (source), result, &warnings, &error);

  /* Another one is wanted by now, or the window went. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->job == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letter.print", paper != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letter.save", paper != NULL);
  if (paper == NULL)
    {
      adw_status_page_set_description (self->problem, error->message);
      gtk_stack_set_visible_child_name (self->state, "problem");
      return;
    }
  gtk_window_set_title (GTK_WINDOW (self), gb_paper_get_title (paper));
  show_warnings (self, warnings);
  if (!self->hidden)
    gb_paper_view_set_paper (self->view, paper);
  gtk_stack_set_visible_child_name (self->state, self->hidden ? "hidden" : "paper");
}

static void
load (GbLetterWindow *self)
{
  g_cancellable_cancel (self->showing);
  g_clear_object (&self->showing);
  self->showing = g_cancellable_new ();
  update_places (self);
  gb_letter_job_make_async (self->job, self->place, self->showing, on_made_cb, g_object_ref (self));
}

/* The number that the hub gave, above all: who signs and prints waits a moment for it. */
static void
on_store_changed_cb (GbLetterWindow *self,
                     guint64         changed)
{
  if (self->job != NULL && self->all == NULL && (changed & ~(GB_STORE_CHANGED_LOG | GB_STORE_CHANGED_SET_ASIDE)) != 0)
    load (self);
}

static void
turn_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbLetterWindow *self = GB_LETTER_WINDOW (widget);
  gboolean next = g_str_equal (name, "letter.next");

  if (next ? self->place + 1 >= get_n (self) : self->place == 0)
    return;
  self->place += next ? 1 : -1;
  load (self);
}

static void
show_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbLetterWindow *self = GB_LETTER_WINDOW (widget);

  self->hidden = FALSE;
  load (self);
}

/* --- all of them ---------------------------------------------------------------------------- */

static gboolean
on_tick_cb (gpointer user_data)
{
  GbLetterWindow *self = user_data;
  guint done = gb_letter_job_get_done (self->job), n = get_n (self);
  /* Translators: how many papers are ready, and how many there are */
  g_autofree char *text = g_strdup_printf (ngettext ("%u of %u paper", "%u of %u papers", n), done, n);

  gtk_label_set_label (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress, (double) done / n);
  return G_SOURCE_CONTINUE;
}

/* One is there at once; what takes long tells how far it is, and can be ended. */
static GCancellable *
begin_all (GbLetterWindow *self)
{
  g_set_object (&self->all, g_cancellable_new ());
  g_object_unref (self->all);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letter.print", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letter.save", FALSE);
  if (get_n (self) > 1)
    {
      gtk_revealer_set_reveal_child (self->working, TRUE);
      self->tick = g_timeout_add (TICK, on_tick_cb, self);
      on_tick_cb (self);
    }
  return self->all;
}

static void
end_all (GbLetterWindow *self)
{
  g_clear_object (&self->all);
  g_clear_handle_id (&self->tick, g_source_remove);
  gtk_revealer_set_reveal_child (self->working, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letter.print", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letter.save", TRUE);
}

static void
tell_failed (GbLetterWindow *self,
             const GError   *error)
{
  g_autoptr (AdwToast) told = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      toast (self, _("Ended; nothing was saved or printed"));
      return;
    }
  told = g_object_ref_sink (gb_toast_new (error->message));
  adw_toast_set_timeout (told, 0);
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (told));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_cancellable_cancel (GB_LETTER_WINDOW (widget)->all);
}

/* --- printing ------------------------------------------------------------------------------- */

static GbPaper *
get_paper (guint    i,
           gpointer data,
           GError **error)
{
  GPtrArray *papers = data;

  return gb_paper_ref (papers->pdata[i]);
}

static void
on_print_done_cb (GbLetterWindow         *self,
                  GtkPrintOperationResult result,
                  GtkPrintOperation      *operation)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR || self->job == NULL)
    return;
  gtk_print_operation_get_error (operation, &error);
  tell_failed (self, error);
}

static void
on_all_made_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GbLetterWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers = gb_letter_job_make_all_finish (GB_LETTER_JOB (source), result, &error);
  g_autoptr (GtkPrintOperation) operation = NULL;
  GbPaperMany many = { 0, get_paper, NULL, NULL };

  if (self->job == NULL)
    return;
  end_all (self);
  if (papers == NULL)
    {
      tell_failed (self, error);
      return;
    }
  many.n = papers->len;
  many.data = g_steal_pointer (&papers);
  operation = gb_paper_print_many_new (&many, (GDestroyNotify) g_ptr_array_unref, gtk_window_get_title (GTK_WINDOW (self)));
  g_signal_connect_object (operation, "done", G_CALLBACK (on_print_done_cb), self, G_CONNECT_SWAPPED);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), NULL);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  GbLetterWindow *self = GB_LETTER_WINDOW (widget);

  gb_letter_job_make_all_async (self->job, begin_all (self), on_all_made_cb, g_object_ref (self));
}

/* --- saving --------------------------------------------------------------------------------- */

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbLetterWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error) || self->job == NULL)
    return;
  /* Translators: why not */
  text = g_strdup_printf (_("The file could not be opened: %s"), error->message);
  toast (self, text);
}

static void
on_open_cb (AdwToast       *told,
            GbLetterWindow *self)
{
  g_app_info_launch_default_for_uri_async (g_object_get_data (G_OBJECT (told), "uri"), NULL, NULL, on_opened_cb,
                                           g_object_ref (self));
}

typedef struct
{
  GbLetterWindow *self; /* (owned) */
  GFile *file;          /* (owned) */
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->self);
  g_object_unref (saving->file);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
tell_saved (GbLetterWindow *self,
            GFile          *file,
            guint           n_pages)
{
  g_autofree char *name = g_file_get_basename (file);
  /* Translators: how many pages, and a file's name */
  g_autofree char *text = g_strdup_printf (ngettext ("%u page saved in “%s”", "%u pages saved in “%s”", n_pages), n_pages,
                                           name);
  AdwToast *told = gb_toast_new (text);

  adw_toast_set_button_label (told, _("Open"));
  g_object_set_data_full (G_OBJECT (told), "uri", g_file_get_uri (file), g_free);
  g_signal_connect_object (told, "button-clicked", G_CALLBACK (on_open_cb), self, 0);
  adw_toast_overlay_add_toast (self->toasts, told);
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  guint n_pages = gb_letter_job_save_finish (GB_LETTER_JOB (source), result, &error);

  if (saving->self->job == NULL)
    return;
  end_all (saving->self);
  if (error != NULL)
    tell_failed (saving->self, error);
  else
    tell_saved (saving->self, saving->file, n_pages);
}

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GbLetterWindow) self = user_data;
  g_autoptr (GFile) file = gb_compat_save_file_finish (result, NULL);

  if (file != NULL && self->job != NULL)
    gb_letter_window_save_to (self, file);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GbLetterWindow *self = GB_LETTER_WINDOW (widget);
  g_autofree char *suggestion = gb_letter_batch_dup_name (gb_letter_job_get_batch (self->job), self->now);

  gb_compat_save_file_async (GTK_WINDOW (self), _("Save as PDF"), suggestion, NULL, on_file_chosen_cb, g_object_ref (self));
}

/* --- object --------------------------------------------------------------------------------- */

/* What is still on its way can hold the closed window longer than its parent lives, which GTK then would look at. */
static void
gb_letter_window_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gb_letter_window_parent_class)->unmap (widget);

  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
gb_letter_window_dispose (GObject *object)
{
  GbLetterWindow *self = GB_LETTER_WINDOW (object);

  g_cancellable_cancel (self->showing);
  g_cancellable_cancel (self->all);
  g_clear_object (&self->showing);
  g_clear_object (&self->all);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (gb_letter_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "letter.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "letter.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "letter.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "letter.next", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "letter.previous", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "letter.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "letter.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "letter.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK, "letter.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK, "letter.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gb_letter_window_class_init (GbLetterWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_letter_window_dispose;
  widget_class->unmap = gb_letter_window_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);

  g_type_ensure (GB_TYPE_PAPER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/pages/gb-letter-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbLetterWindow, name)
  BIND (toasts);
  BIND (warning);
  BIND (state);
  BIND (problem);
  BIND (view);
  BIND (places);
  BIND (place_label);
  BIND (working);
  BIND (progress_label);
  BIND (progress);
#undef BIND
  install_actions (widget_class);
}

static void
gb_letter_window_init (GbLetterWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_letter_window_present:
 * @parent: a widget of the page that it belongs to, which knows whether names must not be read on the screen
 * @batch: which papers; at least one
 *
 * Returns: (transfer none): the window
 */
GbLetterWindow *
gb_letter_window_present (GtkWidget     *parent,
                          GbStore       *store,
                          GbLetterBatch *batch)
{
  GtkWidget *page = gtk_widget_get_ancestor (parent, GB_TYPE_PAGE);
  GbLetterWindow *self = NULL;

  g_return_val_if_fail (gb_letter_batch_get_n_papers (batch) > 0, NULL);

  self = g_object_new (GB_TYPE_LETTER_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);
  self->job = gb_letter_job_new (store, batch);
  self->now = gb_clock_now (gb_store_get_clock (store));
  self->hidden = page != NULL && gb_page_get_masked (GB_PAGE (page));
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/**
 * gb_letter_window_save_to:
 * @file: where to; what is there already stays until the new one is whole
 *
 * Saves all papers as one PDF and says whether it worked.
 */
void
gb_letter_window_save_to (GbLetterWindow *self,
                          GFile          *file)
{
  Saving *saving;

  g_return_if_fail (GB_IS_LETTER_WINDOW (self) && self->job != NULL);

  saving = g_new0 (Saving, 1);
  saving->self = g_object_ref (self);
  saving->file = g_object_ref (file);
  gb_letter_job_save_async (self->job, file, begin_all (self), on_saved_cb, saving);
}

/**
 * gb_letter_window_get_place:
 *
 * Returns: which of the papers is shown, from 0
 */
guint
gb_letter_window_get_place (GbLetterWindow *self)
{
  g_return_val_if_fail (GB_IS_LETTER_WINDOW (self), 0);

  return self->place;
}
