/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-set-aside-window.h"

#include <glib/gi18n-lib.h>

#include "gb-adaptive-bin.h"
#include "gb-compat.h"
#include "gb-dialog.h"
#include "gb-format.h"
#include "gb-set-aside-row.h"
#include "gb-set-aside-words.h"
#include "gb-toast.h"

/* More than anybody looks through; all of them go into a file. */
#define MOST_ROWS 200

/**
 * GbSetAsideWindow:
 *
 * The lines of the feed that could not be understood (dòng để riêng): what each was to bring, what is
 * wrong with it, and a file of them for the province's data centre.
 */
struct _GbSetAsideWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *more;

  GbStore *store;            /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GCancellable *reading;     /* (owned) (nullable): of a reading under way */
  gboolean masked;
};

G_DEFINE_FINAL_TYPE (GbSetAsideWindow, gb_set_aside_window, ADW_TYPE_WINDOW)

typedef struct
{
  GPtrArray *lines; /* (owned) (nullable) */
  gint64 total;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *self = data;

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

static void
tell (GbSetAsideWindow *self,
      const char       *text)
{
  adw_toast_overlay_add_toast (self->toasts, gb_toast_new (text));
}

/* --- the list ------------------------------------------------------------------------------- */

static GbSetAsideRow *
row_at (GbSetAsideWindow *self,
        guint             position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) position);

  return row != NULL ? GB_SET_ASIDE_ROW (row) : NULL;
}

static gboolean
is_at (GbSetAsideWindow *self,
       guint             position,
       const GbSetAside *line)
{
  GbSetAsideRow *row = row_at (self, position);

  return row != NULL && g_str_equal (gb_set_aside_row_get_hash (row), line->hash);
}

static gboolean
is_among (GPtrArray  *lines,
          const char *hash)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_str_equal (((const GbSetAside *) lines->pdata[i])->hash, hash))
      return TRUE;
  return FALSE;
}

/* A row that stays keeps its focus and stays open. */
static void
take_lines (GbSetAsideWindow *self,
            GPtrArray        *lines)
{
  gint64 now = gb_clock_now (gb_store_get_clock (self->store));
  GbSetAsideRow *row;

  for (guint i = 0; (row = row_at (self, i)) != NULL;)
    if (is_among (lines, gb_set_aside_row_get_hash (row)))
      i++;
    else
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < lines->len; i++)
    if (!is_at (self, i, lines->pdata[i]))
      gtk_list_box_insert (self->list, gb_set_aside_row_new (lines->pdata[i], now, self->masked), (int) i);
  while ((row = row_at (self, lines->len)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GbSetAsideWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  Answer *answer = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (answer != NULL)
    {
      g_autofree char *more = gb_set_aside_words_more (answer->total - answer->lines->len);

      take_lines (self, answer->lines);
      gtk_label_set_label (self->more, more);
      gtk_widget_set_visible (GTK_WIDGET (self->more), answer->total > answer->lines->len);
      gtk_stack_set_visible_child_name (self->stack, answer->total > 0 ? "list" : "empty");
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "set-aside.export", answer->total > 0);
      answer_free (answer);
    }
  else
    tell (self, error->message);
}

static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->lines = gb_set_aside_load (connection, MOST_ROWS, &answer->total, error);
  if (answer->lines != NULL)
    return answer;
  answer_free (answer);
  return NULL;
}

static void
reload (GbSetAsideWindow *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  gb_store_read_async (self->store, load, NULL, NULL, answer_free, G_PRIORITY_DEFAULT, self->reading, on_loaded_cb,
                       g_object_ref (self));
}

static void
on_store_changed_cb (GbSetAsideWindow *self,
                     guint64           changed)
{
  if (changed & GB_STORE_CHANGED_SET_ASIDE)
    reload (self);
}

/* --- what can be done ----------------------------------------------------------------------- */

static void
on_removed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbSetAsideWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gb_set_aside_remove_finish (GB_STORE (source), result, &error))
    tell (self, _("Taken off the list"));
  else
    tell (self, error->message);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GbSetAsideWindow *self = GB_SET_ASIDE_WINDOW (widget);

  gb_set_aside_remove_async (self->store, g_variant_get_string (parameter, NULL), NULL, on_removed_cb,
                             g_object_ref (self));
}

static void
on_exported_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GbSetAsideWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL, *text = NULL;
  gint64 n_lines;

  if (!gb_set_aside_export_finish (GB_STORE (source), result, &n_lines, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        text = g_strdup_printf (_("Nothing was saved: %s"), error->message);
    }
  else
    {
      number = gb_format_number (n_lines);
      text = g_strdup_printf (ngettext ("%s line saved", "%s lines saved", (gulong) n_lines), number);
    }
  if (text != NULL)
    tell (self, text);
}

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GbSetAsideWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gb_compat_save_file_finish (result, &error);

  if (file != NULL)
    gb_set_aside_window_export (self, file);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, error->message);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GbSetAsideWindow *self = GB_SET_ASIDE_WINDOW (widget);
  g_autofree char *day = gb_day_format (gb_time_day (gb_clock_now (gb_store_get_clock (self->store))));
  /* Translators: the beginning of a file's name, and a day */
  g_autofree char *suggestion = g_strdup_printf (_("lines-set-aside-%s.ndjson"), day);

  gb_compat_save_file_async (GTK_WINDOW (self), _("Save the lines"), suggestion, self->cancellable, on_file_chosen_cb,
                             g_object_ref (self));
}

/* --- object --------------------------------------------------------------------------------- */

static void
gb_set_aside_window_dispose (GObject *object)
{
  GbSetAsideWindow *self = GB_SET_ASIDE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_set_aside_window_parent_class)->dispose (object);
}

static void
gb_set_aside_window_finalize (GObject *object)
{
  g_clear_object (&GB_SET_ASIDE_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (gb_set_aside_window_parent_class)->finalize (object);
}

static void
gb_set_aside_window_class_init (GbSetAsideWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_set_aside_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_set_aside_window_finalize;
  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/set-aside-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbSetAsideWindow, name)
  BIND (toasts);
  BIND (stack);
  BIND (list);
  BIND (more);
#undef BIND
  gtk_widget_class_install_action (widget_class, "set-aside.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "set-aside.remove", "s", remove_action);
}

static void
gb_set_aside_window_init (GbSetAsideWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "set-aside.export", FALSE);
}

/**
 * gb_set_aside_window_present:
 * @parent: a widget of the window that it belongs to
 * @store: whose lines are shown
 * @masked: whether names and numbers are not to be read on the screen
 */
void
gb_set_aside_window_present (GtkWidget *parent,
                             GbStore   *store,
                             gboolean   masked)
{
  GbSetAsideWindow *self
      = g_object_new (GB_TYPE_SET_ASIDE_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);

  self->store = g_object_ref (store);
  self->masked = masked;
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  reload (self);
  gb_dialog_present (GTK_WINDOW (self));
}

/**
 * gb_set_aside_window_export:
 * @file: where to
 *
 * Saves all lines and says whether it worked.
 */
void
gb_set_aside_window_export (GbSetAsideWindow *self,
                            GFile            *file)
{
  g_return_if_fail (GB_IS_SET_ASIDE_WINDOW (self));

  gb_set_aside_export_async (self->store, file, self->cancellable, on_exported_cb, g_object_ref (self));
}
