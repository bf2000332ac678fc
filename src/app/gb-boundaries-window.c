/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-boundaries-window.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-boundaries.h"
#include "gb-format.h"
#include "gb-geo-error.h"
#include "gb-sync-error.h"

/* Nobody reads more of them; the counts are whole. */
#define MOST_ROWS 50

/**
 * GbBoundariesWindow:
 *
 * A file of boundaries on its way in (nhập ranh giới): what the map has of it now, what was not taken and why, or why
 * nothing was and what to do about it.
 */
struct _GbBoundariesWindow
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkImage *image;
  GtkLabel *heading;
  GtkLabel *words;
  GtkListBox *rows;
  GtkLabel *refused;
  GtkListBox *refusals;
  GtkButton *undo;
  GtkButton *other;
  GtkButton *map;
  GtkWidget *close;

  GbStore *store;            /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): while it is under way */
};

G_DEFINE_FINAL_TYPE (GbBoundariesWindow, gb_boundaries_window, ADW_TYPE_WINDOW)

/* --- what it shows -------------------------------------------------------------------------------- */

static void
show_over (GbBoundariesWindow *self,
           const char         *icon,
           const char         *heading,
           const char         *words)
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
add_row (GtkListBox *list,
         const char *title,
         const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_append (list, row);
}

/* "vùng thứ 3 (21028)", and why. */
static void
add_refusal (GbBoundariesWindow *self,
             const GbGeoRefusal *refusal)
{
  g_autofree char *number = gb_format_number ((gint64) refusal->index + 1);
  /* Translators: the place of a feature in its file; the member of it that is at fault */
  g_autofree char *place = g_strdup_printf (_("Feature %s, “%s”"), number, refusal->field);

  add_row (self->refusals, place, refusal->reason);
}

static void
show_refusals (GbBoundariesWindow      *self,
               const GbBoundariesTaken *taken)
{
  g_autofree char *heading = NULL;
  g_autofree char *more = NULL;
  guint n = MIN (taken->refusals->len, MOST_ROWS);

  if (taken->n_refused == 0)
    return;
  heading = g_strdup_printf (ngettext ("%u feature of the file was not taken", "%u features of the file were not taken",
                                       taken->n_refused), taken->n_refused);
  gtk_label_set_label (self->refused, heading);
  gtk_widget_set_visible (GTK_WIDGET (self->refused), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->refusals), TRUE);
  for (guint i = 0; i < n; i++)
    add_refusal (self, taken->refusals->pdata[i]);
  if (taken->n_refused == n)
    return;
  more = g_strdup_printf (ngettext ("%u more", "%u more", taken->n_refused - n), taken->n_refused - n);
  add_row (self->refusals, more, _("Put these right in the program that the map was made with, and take the file in again"));
}

static char *
counts_text (const GbBoundariesTaken *taken)
{
  if (taken->n_taken == taken->n_communes)
    return g_strdup_printf (ngettext ("All of %u commune", "All of %u communes", taken->n_communes), taken->n_communes);
  /* Translators: of how many communes, and how many there are */
  return g_strdup_printf (_("%u of %u communes; those without borders are drawn as a point"), taken->n_taken,
                          taken->n_communes);
}

static void
show_taken (GbBoundariesWindow      *self,
            const GbBoundariesTaken *taken)
{
  g_autofree char *counts = counts_text (taken);

  show_refusals (self, taken);
  if (taken->n_taken == 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->other), TRUE);
      show_over (self, "dialog-warning-symbolic", _("No borders could be taken from the file"),
                 _("The map stays as it was. Put right what is listed here, and take the file in again."));
      return;
    }
  add_row (self->rows, _("File"), taken->file);
  add_row (self->rows, _("Borders"), counts);
  add_row (self->rows, _("Drawn by"), taken->source != NULL ? taken->source : _("The file does not say"));
  gtk_widget_set_visible (GTK_WIDGET (self->undo), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->map), TRUE);
  show_over (self, taken->n_refused > 0 ? "dialog-warning-symbolic" : "emblem-ok-symbolic", _("The borders were taken in"),
             _("They are for reference. The map shows them from now on, until the province sends newer ones."));
}

/* (transfer none): what is wrong with a file, in short, and (transfer none) what to do about it */
static const char *
geo_heading (GbGeoError   code,
             const char **hint)
{
  switch (code)
    {
    case GB_GEO_ERROR_SYNTAX:
    case GB_GEO_ERROR_FORMAT:
      *hint = _("Save the map as GeoJSON in the program that it was made with, with the coordinates in degrees (WGS 84), and "
                "take that file in.");
      return _("This file is no map in GeoJSON");
    case GB_GEO_ERROR_KEY:
      *hint = _("Each area needs the official code of its commune, in a property of any name. See whether the file is of this "
                "province and of the communes since 1 July 2025.");
      return _("The file does not say which commune is which");
    case GB_GEO_ERROR_LIMIT:
      *hint = _("Save only this province, or with fewer points: 200 MB and four million points are more than it needs.");
      return _("The file is too large");
    default:
      *hint = _("Try a file with fewer details, or tell the province's data centre.");
      return _("No map could be made of the file");
    }
}

static void
show_failure (GbBoundariesWindow *self,
              const GError       *error)
{
  const char *hint = NULL;
  const char *heading = _("The borders were not taken in");
  g_autofree char *words = NULL;

  if (error->domain == GB_GEO_ERROR)
    heading = geo_heading (error->code, &hint);
  else if (g_error_matches (error, GB_SYNC_ERROR, GB_SYNC_ERROR_NO_COMMUNES))
    heading = _("The province's data are not here yet");
  else if (error->domain == G_IO_ERROR)
    heading = _("The file cannot be read");
  words = g_strdup_printf ("%s\n\n%s%s%s", error->message, hint != NULL ? hint : "", hint != NULL ? "\n\n" : "",
                           _("Nothing was changed; the map stays as it was."));
  gtk_widget_set_visible (GTK_WIDGET (self->other), error->domain == GB_GEO_ERROR || error->domain == G_IO_ERROR);
  show_over (self, "dialog-warning-symbolic", heading, words);
}

/* --- under way ------------------------------------------------------------------------------------ */

/* Whether somebody still looks. */
static gboolean
end_step (GbBoundariesWindow *self)
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
  g_autoptr (GbBoundariesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbBoundariesTaken) taken = gb_boundaries_import_finish (result, &error);

  if (!end_step (self))
    return;
  if (taken != NULL)
    show_taken (self, taken);
  else
    show_failure (self, error);
}

static void
on_removed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbBoundariesWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gb_boundaries_remove_finish (GB_STORE (object), result, &error))
    gtk_window_close (GTK_WINDOW (self));
  else
    show_failure (self, error);
}

static void
on_undo_clicked_cb (GbBoundariesWindow *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->undo), FALSE);
  gb_boundaries_remove_async (self->store, GB_BOUNDARY_FILE, on_removed_cb, g_object_ref (self));
}

/* The window goes, and its parent does what comes next. */
static void
go_on (GbBoundariesWindow *self,
       const char         *action,
       GVariant           *target)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GVariant) owned = target != NULL ? g_variant_ref_sink (target) : NULL;

  gtk_window_close (GTK_WINDOW (self));
  if (parent != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (parent), action, owned);
}

static void
on_other_clicked_cb (GbBoundariesWindow *self)
{
  go_on (self, "win.import-boundaries", NULL);
}

static void
on_map_clicked_cb (GbBoundariesWindow *self)
{
  go_on (self, "win.show-page", g_variant_new_string ("map"));
}

static gboolean
gb_boundaries_window_close_request (GtkWindow *window)
{
  GbBoundariesWindow *self = GB_BOUNDARIES_WINDOW (window);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  return GTK_WINDOW_CLASS (gb_boundaries_window_parent_class)->close_request (window);
}

static void
gb_boundaries_window_dispose (GObject *object)
{
  g_clear_object (&GB_BOUNDARIES_WINDOW (object)->store);

  G_OBJECT_CLASS (gb_boundaries_window_parent_class)->dispose (object);
}

static void
gb_boundaries_window_class_init (GbBoundariesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_boundaries_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = gb_boundaries_window_close_request;

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/boundaries-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbBoundariesWindow, name)
  BIND (stack);
  BIND (image);
  BIND (heading);
  BIND (words);
  BIND (rows);
  BIND (refused);
  BIND (refusals);
  BIND (undo);
  BIND (other);
  BIND (map);
  BIND (close);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_other_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_map_clicked_cb);
}

static void
gb_boundaries_window_init (GbBoundariesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_boundaries_window_new:
 * @parent: (nullable): the window it belongs to
 *
 * Returns: (transfer none): a window that is not shown yet
 */
GbBoundariesWindow *
gb_boundaries_window_new (GtkWindow *parent)
{
  return g_object_new (GB_TYPE_BOUNDARIES_WINDOW, "transient-for", parent, NULL);
}

/**
 * gb_boundaries_window_import:
 * @store: an open cache
 * @file: GeoJSON, perhaps
 *
 * Takes the borders in, and shows what came of it. Closed meanwhile, nothing is changed.
 */
void
gb_boundaries_window_import (GbBoundariesWindow *self,
                             GbStore            *store,
                             GFile              *file)
{
  const GbBoundariesImport import = { .store = store, .file = file, .origin = GB_BOUNDARY_FILE };

  g_return_if_fail (GB_IS_BOUNDARIES_WINDOW (self) && self->cancellable == NULL);

  g_set_object (&self->store, store);
  gtk_window_set_title (GTK_WINDOW (self), _("Import borders"));
  gtk_stack_set_visible_child_name (self->stack, "working");
  self->cancellable = g_cancellable_new ();
  gb_boundaries_import_async (&import, self->cancellable, on_imported_cb, g_object_ref (self));
}

/**
 * gb_boundaries_window_show_no_account:
 *
 * Says that there is nothing yet that borders could be of.
 */
void
gb_boundaries_window_show_no_account (GbBoundariesWindow *self)
{
  g_autoptr (GError) error = g_error_new_literal (
      GB_SYNC_ERROR, GB_SYNC_ERROR_NO_COMMUNES,
      _("Borders belong to the communes of a province. Sign in first, so that its data are fetched."));

  show_failure (self, error);
}

/**
 * gb_boundaries_window_is_over:
 *
 * Returns: whether it says what came of it
 */
gboolean
gb_boundaries_window_is_over (GbBoundariesWindow *self)
{
  return self->cancellable == NULL;
}
