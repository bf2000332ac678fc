/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-calendar-export.h"

#include <glib/gi18n-lib.h>

#include "gb-calendar-entries.h"
#include "gb-compat.h"
#include "gb-toast.h"

/**
 * GbCalendarExport:
 *
 * A button that saves deadlines, classes, conferences, visits and ends of secondments as a calendar for
 * other programs (xuất lịch). While that is under way it turns.
 */
struct _GbCalendarExport
{
  AdwBin parent_instance;

  GtkWidget *button; /* (owned by the widget tree), as the next three */
  GtkSpinner *spinner;
  GtkWidget *icon;
  GtkWidget *label;
  GbStore *store;            /* (owned) (nullable) */
  char *commune;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  GFile *file;               /* (owned) (nullable): that is being written */
};

enum
{
  PROP_NARROW = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbCalendarExport, gb_calendar_export, ADW_TYPE_BIN)

typedef struct
{
  char *commune;          /* (owned) (nullable) */
  gint64 now;
  GFile *file;            /* (owned) */
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_free (saving->commune);
  g_object_unref (saving->file);
  g_free (saving);
}

/* Runs on a thread of the store. */
static gpointer
write_calendar (GbSqlConnection *connection,
                gpointer         data,
                GCancellable    *cancellable,
                GError         **error)
{
  const Saving *saving = data;
  g_autoptr (GPtrArray) entries = gb_calendar_entries_load (connection, saving->commune, saving->now, error);

  if (entries == NULL || !gb_calendar_file_save (entries, _("Giao Ban: tasks and meetings"), saving->now, saving->file,
                                                 cancellable, error))
    return NULL;
  return GUINT_TO_POINTER (entries->len);
}

static void
set_file (GbCalendarExport *self,
          GFile            *file)
{
  gboolean busy = file != NULL;

  g_set_object (&self->file, file);
  gtk_widget_set_sensitive (self->button, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_visible (self->icon, !busy);
}

static void
tell (GbCalendarExport *self,
      const char       *text,
      GFile            *file)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;

  if (overlay == NULL)
    return;
  toast = gb_toast_new (text);
  if (file != NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);

      adw_toast_set_button_label (toast, _("Open"));
      adw_toast_set_action_name (toast, "tasks.open-export");
      adw_toast_set_action_target (toast, "s", uri);
    }
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
on_written_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GbCalendarExport) self = user_data;
  g_autoptr (GFile) file = g_object_ref (self->file);
  g_autoptr (GError) error = NULL;
  guint n = GPOINTER_TO_UINT (gb_store_read_finish (GB_STORE (source), result, &error));
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_file (self, NULL);
  if (error != NULL)
    {
      tell (self, error->message, NULL);
      return;
    }
  /* Translators: how many entries, and a file's name */
  text = g_strdup_printf (ngettext ("%u entry saved in “%s”", "%u entries saved in “%s”", n), n, name);
  tell (self, text, file);
}

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GbCalendarExport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gb_compat_save_file_finish (result, &error);

  if (file != NULL && self->store != NULL)
    gb_calendar_export_save (self, file);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, error->message, NULL);
}

static void
on_clicked_cb (GbCalendarExport *self)
{
  g_autofree char *day = gb_day_format (gb_time_day (gb_clock_now (gb_store_get_clock (self->store))));
  /* Translators: the beginning of a file's name, in ASCII */
  g_autofree char *name = g_strdup_printf ("%s-%s.ics", _("calendar"), day);

  gb_compat_save_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save the calendar"), name,
                             self->cancellable, on_file_chosen_cb, g_object_ref (self));
}

static void
gb_calendar_export_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_NARROW:
      gtk_widget_set_visible (GB_CALENDAR_EXPORT (object)->label, !g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_calendar_export_dispose (GObject *object)
{
  GbCalendarExport *self = GB_CALENDAR_EXPORT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_calendar_export_parent_class)->dispose (object);
}

static void
gb_calendar_export_finalize (GObject *object)
{
  GbCalendarExport *self = GB_CALENDAR_EXPORT (object);

  g_clear_object (&self->file);
  g_object_unref (self->cancellable);
  g_free (self->commune);

  G_OBJECT_CLASS (gb_calendar_export_parent_class)->finalize (object);
}

static void
gb_calendar_export_class_init (GbCalendarExportClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = gb_calendar_export_set_property;
  G_OBJECT_CLASS (klass)->dispose = gb_calendar_export_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_calendar_export_finalize;

  /* Whether there is room for its icon only. */
  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
gb_calendar_export_init (GbCalendarExport *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->cancellable = g_cancellable_new ();
  self->label = gtk_label_new (_("Save calendar"));
  self->icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "x-office-calendar-symbolic", "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->spinner = g_object_new (GTK_TYPE_SPINNER, "visible", FALSE, NULL);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (box), self->label);
  self->button = g_object_new (GTK_TYPE_BUTTON, "child", box, "tooltip-text",
                               _("Save deadlines, classes, conferences, visits and ends of secondments for another "
                                 "calendar"),
                               NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Save calendar"), -1);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/**
 * gb_calendar_export_set_store:
 * @store: where the entries come from
 */
void
gb_calendar_export_set_store (GbCalendarExport *self,
                              GbStore          *store)
{
  g_return_if_fail (GB_IS_CALENDAR_EXPORT (self));

  g_set_object (&self->store, store);
}

/**
 * gb_calendar_export_set_commune:
 * @commune: (nullable): whose; %NULL for the whole scope
 */
void
gb_calendar_export_set_commune (GbCalendarExport *self,
                                const char       *commune)
{
  g_return_if_fail (GB_IS_CALENDAR_EXPORT (self));

  g_free (self->commune);
  self->commune = g_strdup (commune);
}

/**
 * gb_calendar_export_save:
 * @file: where to; what is there already stays until the new one is whole
 *
 * Saves the calendar on another thread and says so when it is done.
 */
void
gb_calendar_export_save (GbCalendarExport *self,
                         GFile            *file)
{
  Saving *saving;

  g_return_if_fail (GB_IS_CALENDAR_EXPORT (self));
  g_return_if_fail (self->file == NULL);

  set_file (self, file);
  saving = g_new0 (Saving, 1);
  *saving = (Saving) { g_strdup (self->commune), gb_clock_now (gb_store_get_clock (self->store)), g_object_ref (file) };
  gb_store_read_async (self->store, write_calendar, saving, saving_free, NULL, G_PRIORITY_DEFAULT, self->cancellable,
                       on_written_cb, g_object_ref (self));
}

gboolean
gb_calendar_export_get_busy (GbCalendarExport *self)
{
  g_return_val_if_fail (GB_IS_CALENDAR_EXPORT (self), FALSE);

  return self->file != NULL;
}
