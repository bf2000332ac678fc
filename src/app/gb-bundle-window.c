/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-bundle-window.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-bundle-job.h"
#include "gb-bundle-reason.h"
#include "gb-format.h"
#include "gb-sync-error.h"

/**
 * GbBundleWindow:
 *
 * A bundle on its way in or out (gói dữ liệu): how far it is, then what was taken, of whom and until
 * when, or why not and what to do about it.
 */
struct _GbBundleWindow
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkLabel *step;
  GtkImage *image;
  GtkLabel *heading;
  GtkLabel *words;
  GtkListBox *rows;
  GtkButton *other;
  GtkWidget *close;

  const char *other_action; /* (nullable): of the parent window */
  GFile *file; /* (owned) (nullable): that is written */
  GCancellable *cancellable; /* (owned) (nullable): while it is under way */
};

enum
{
  SIGNAL_TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbBundleWindow, gb_bundle_window, ADW_TYPE_WINDOW)

/* --- what it shows --------------------------------------------------------------------------- */

static void
show_over (GbBundleWindow *self,
           const char     *icon,
           const char     *heading,
           const char     *words)
{
  gtk_image_set_from_icon_name (self->image, icon);
  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), words != NULL && *words != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->rows), gtk_list_box_get_row_at_index (self->rows, 0) != NULL);
  gtk_window_set_title (GTK_WINDOW (self), heading);
  gtk_stack_set_visible_child_name (self->stack, "over");
  gtk_window_set_focus (GTK_WINDOW (self), self->close);
}

static void
show_other (GbBundleWindow *self,
            const char     *label,
            const char     *action)
{
  self->other_action = action;
  gtk_button_set_label (self->other, label);
  gtk_widget_set_visible (GTK_WIDGET (self->other), TRUE);
}

static void
add_row (GbBundleWindow *self,
         const char     *title,
         const char     *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_append (self->rows, row);
}

static char *
moment_text (gint64 instant)
{
  GbDay day = gb_time_day (instant);
  g_autofree char *time = gb_format_time (instant);
  g_autofree char *date = gb_format_full_day (day);

  /* Translators: a time, a weekday and a date: "07:15 thứ Tư, 26/08/2026" */
  return g_strdup_printf (_("%s %s, %s"), time, gb_format_weekday (day), date);
}

static char *
records_text (const GbSyncProgress *progress)
{
  g_autofree char *records = gb_format_number ((gint64) progress->records);
  g_autofree char *deleted = gb_format_number ((gint64) progress->deleted);
  g_autofree char *aside = gb_format_number ((gint64) progress->set_aside);

  if (progress->records + progress->deleted + progress->set_aside == 0)
    return g_strdup (_("Nothing new; the data here are right until then"));
  if (progress->set_aside > 0)
    return g_strdup_printf (_("%s new or changed, %s gone, %s could not be understood and were set aside"), records,
                            deleted, aside);
  return g_strdup_printf (_("%s new or changed, %s gone"), records, deleted);
}

/* What became of what was handed in, NULL when the bundle had no news of that. */
static char *
results_text (const GbSyncProgress *progress)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (progress->applied > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u applied", "%u applied", progress->applied), progress->applied));
  if (progress->conflict > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u in conflict", "%u in conflict", progress->conflict),
                                             progress->conflict));
  if (progress->refused > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u refused", "%u refused", progress->refused), progress->refused));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

static void
show_taken (GbBundleWindow      *self,
            const GbBundleTaken *taken)
{
  const GbSyncProgress *progress = &taken->progress;
  g_autofree char *as_of = moment_text (taken->made_at);
  g_autofree char *records = records_text (progress);
  g_autofree char *results = results_text (progress);

  add_row (self, _("Bundle from"), taken->sender != NULL ? taken->sender : _("the province's hub"));
  add_row (self, _("Data as of"), as_of);
  add_row (self, _("Records"), records);
  if (results != NULL)
    add_row (self, _("What was handed in"), results);
  if (progress->conflict + progress->refused > 0)
    show_other (self, _("Outbox…"), "win.show-outbox");
  show_over (self, "emblem-ok-symbolic", _("The bundle was taken in"), NULL);
}

static void
show_given (GbBundleWindow      *self,
            const GbBundleGiven *given,
            GFile               *file)
{
  g_autofree char *path = g_file_get_parse_name (file);
  g_autofree char *changes =
      given->n_actions > 0
          ? g_strdup_printf (ngettext ("%u change", "%u changes", given->n_actions), given->n_actions)
          : g_strdup (_("None; the file only asks for what is new"));

  add_row (self, _("File"), path);
  add_row (self, _("Changes"), changes);
  if (given->n_held > 0)
    {
      g_autofree char *held = g_strdup_printf (
          ngettext ("%u change: its files are not with the province yet, and files only go over a network",
                    "%u changes: their files are not with the province yet, and files only go over a network",
                    given->n_held),
          given->n_held);

      add_row (self, _("Not in it"), held);
    }
  add_row (self, _("To be handed in at"), given->endpoint);
  show_over (self, "emblem-ok-symbolic", _("The file was written"),
             _("Bring it to the province's data centre. Nobody else can read it. The bundle that you get in return has what "
               "is new and what became of the changes; until then they stay in the outbox."));
}

static void
show_failure (GbBundleWindow *self,
              const GError   *error,
              gboolean        is_import)
{
  const char *reason = gb_bundle_reason (error);
  const char *heading = is_import ? gb_bundle_reason_label (reason) : _("The file was not written");

  if (g_error_matches (error, GB_SYNC_ERROR, GB_SYNC_ERROR_NOT_ENROLLED))
    heading = _("This machine is not enrolled");
  if (is_import && reason != NULL && !g_str_equal (reason, "older"))
    show_other (self, _("Another file…"), "win.bundle-import");
  show_over (self, reason != NULL && g_str_equal (reason, "older") ? "dialog-information-symbolic" : "dialog-warning-symbolic",
             heading, error->message);
}

/* --- under way ------------------------------------------------------------------------------- */

static void
on_progress_cb (const GbSyncProgress *progress,
                gpointer              user_data)
{
  GbBundleWindow *self = user_data;
  g_autofree char *pages = gb_format_number (progress->pages);
  g_autofree char *records = gb_format_number ((gint64) progress->records);
  g_autofree char *text = g_strdup_printf (_("Taking in: pages %s, records %s"), pages, records);

  gtk_label_set_label (self->step, text);
}

/* Whether somebody still looks. */
static gboolean
end_step (GbBundleWindow *self)
{
  gboolean given_up = g_cancellable_is_cancelled (self->cancellable);

  g_clear_object (&self->cancellable);
  return !given_up;
}

static void
on_imported_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GbBundleWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbBundleTaken) taken = gb_bundle_import_finish (GB_STORE (object), result, &error);
  gboolean looks = end_step (self);

  /* Also what was taken before it was given up is there. */
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0);
  if (!looks)
    return;
  if (taken != NULL)
    show_taken (self, taken);
  else
    show_failure (self, error, TRUE);
}

static void
on_exported_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GbBundleWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbBundleGiven) given = gb_bundle_export_finish (GB_STORE (object), result, &error);

  if (!end_step (self))
    return;
  if (given != NULL)
    show_given (self, given, self->file);
  else
    show_failure (self, error, FALSE);
}

static void
on_other_clicked_cb (GbBundleWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  const char *action = self->other_action;

  gtk_window_close (GTK_WINDOW (self));
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), action, NULL);
}

static gboolean
gb_bundle_window_close_request (GtkWindow *window)
{
  GbBundleWindow *self = GB_BUNDLE_WINDOW (window);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  return GTK_WINDOW_CLASS (gb_bundle_window_parent_class)->close_request (window);
}

static void
gb_bundle_window_dispose (GObject *object)
{
  g_clear_object (&GB_BUNDLE_WINDOW (object)->file);

  G_OBJECT_CLASS (gb_bundle_window_parent_class)->dispose (object);
}

static void
gb_bundle_window_class_init (GbBundleWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_bundle_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gb_bundle_window_close_request;

  /* The cache may hold something new. */
  signals[SIGNAL_TAKEN] = g_signal_new ("taken", GB_TYPE_BUNDLE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/bundle-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbBundleWindow, name)
  BIND (stack);
  BIND (step);
  BIND (image);
  BIND (heading);
  BIND (words);
  BIND (rows);
  BIND (other);
  BIND (close);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_other_clicked_cb);
}

static void
gb_bundle_window_init (GbBundleWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->other), FALSE);
}

/**
 * gb_bundle_window_new:
 * @parent: (nullable): the window it belongs to
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GbBundleWindow *
gb_bundle_window_new (GtkWindow *parent)
{
  return g_object_new (GB_TYPE_BUNDLE_WINDOW, "transient-for", parent, NULL);
}

static void
begin_step (GbBundleWindow *self,
            const char     *title,
            const char     *step)
{
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->step, step);
  gtk_stack_set_visible_child_name (self->stack, "working");
  self->cancellable = g_cancellable_new ();
}

/**
 * gb_bundle_window_import:
 * @store: an open cache
 * @file: a bundle, perhaps
 *
 * Takes it in, and shows what came of it. Closed meanwhile, what was taken so far stays.
 */
void
gb_bundle_window_import (GbBundleWindow *self,
                         GbStore        *store,
                         GFile          *file)
{
  g_return_if_fail (GB_IS_BUNDLE_WINDOW (self) && self->cancellable == NULL);

  begin_step (self, _("Import a bundle"), _("Checking the bundle…"));
  gb_bundle_import_async (store, file, on_progress_cb, self, self->cancellable, on_imported_cb, g_object_ref (self));
}

/**
 * gb_bundle_window_export:
 * @store: an open cache
 * @file: where to write
 *
 * Writes what waits to be sent, and shows what to do with it.
 */
void
gb_bundle_window_export (GbBundleWindow *self,
                         GbStore        *store,
                         GFile          *file)
{
  g_return_if_fail (GB_IS_BUNDLE_WINDOW (self) && self->cancellable == NULL);

  g_set_object (&self->file, file);
  begin_step (self, _("Write to a file"), _("Writing the file…"));
  gb_bundle_export_async (store, file, self->cancellable, on_exported_cb, g_object_ref (self));
}

/**
 * gb_bundle_window_show_no_account:
 *
 * Says that there is nothing yet that a bundle could be taken into.
 */
void
gb_bundle_window_show_no_account (GbBundleWindow *self)
{
  g_autoptr (GError) error = g_error_new (
      GB_SYNC_ERROR, GB_SYNC_ERROR_NOT_ENROLLED,
      _("This machine is not enrolled with a province, so no bundle can have been made for it. Enrol it once "
        "where there is a network; after that bundles are enough."));

  show_failure (self, error, TRUE);
}

/**
 * gb_bundle_window_is_over:
 *
 * Returns: whether it says what came of it
 */
gboolean
gb_bundle_window_is_over (GbBundleWindow *self)
{
  return self->cancellable == NULL;
}
