/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-preferences-data.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "gb-confirm-window.h"
#include "gb-disk-size.h"
#include "gb-format.h"
#include "gb-time.h"

/**
 * GbPreferencesData:
 *
 * Whose data they are, what is shown of persons, and where all of it lies.
 */
struct _GbPreferencesData
{
  AdwPreferencesPage parent_instance;

  GbWindow *window;          /* (unowned) (nullable): until it is gone */
  GCancellable *cancellable; /* (owned) */
  GArray *days;              /* (owned) (element-type int): of @forget */
  gboolean showing;          /* what is selected is not the user's doing */

  AdwActionRow *endpoint_row;
  AdwActionRow *account_row;
  GtkWidget *sign_in;
  GtkWidget *sign_out;
  GtkSwitch *masked;
  AdwComboRow *forget;
  AdwActionRow *place_row;
  AdwActionRow *size_row;
  GtkWidget *aside_row;
  GtkWidget *log_row;
  GtkWidget *bundle_export;
  GtkWidget *wipe_group;
};

G_DEFINE_FINAL_TYPE (GbPreferencesData, gb_preferences_data, ADW_TYPE_PREFERENCES_PAGE)

/* --- account ------------------------------------------------------------------------------------ */

static char *
describe_account (const GbAccount *account)
{
  g_autofree char *until = gb_format_full_day (gb_time_day (account->expires));

  /* Translators: the id of the machine, a date */
  return g_strdup_printf (_("Known to the province as “%s”; access until %s"), account->workstation, until);
}

static void
show_account (GbPreferencesData *self,
              GbServices        *services)
{
  const GbAccount *account = gb_services_get_account (services);
  gboolean demo = gb_services_is_demo (services);
  g_autofree char *state = account != NULL ? describe_account (account) : NULL;
  const char *endpoint = account != NULL ? account->endpoint : gb_services_get_endpoint (services);

  adw_action_row_set_subtitle (self->endpoint_row, endpoint != NULL ? endpoint : _("none"));
  if (state == NULL)
    state = g_strdup (demo               ? _("Illustration data")
                      : endpoint != NULL ? _("With a token from a file")
                                         : _("Not signed in"));
  adw_action_row_set_subtitle (self->account_row, state);
  gtk_button_set_label (GTK_BUTTON (self->sign_in), account != NULL ? _("Sign in again…") : _("Sign in…"));
  gtk_widget_set_visible (self->sign_in, !demo);
  gtk_widget_set_visible (self->sign_out, account != NULL);
  gtk_widget_set_visible (self->wipe_group, account != NULL && !demo);
}

/* --- privacy ------------------------------------------------------------------------------------ */

static void
append_days (GbPreferencesData *self,
             GtkStringList     *names,
             int                days)
{
  g_array_append_val (self->days, days);
  gtk_string_list_take (names, g_strdup_printf (ngettext ("after %d day", "after %d days", (gulong) days), days));
}

/* The usual choices, and what was chosen elsewhere.
 *
 * Returns: which of them is @chosen */
static guint
fill_days (GbPreferencesData *self,
           int                chosen)
{
  static const int usual[] = { 90, 180, 365, 1095 };
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;
  gboolean placed = chosen <= 0;

  g_array_set_size (self->days, 0);
  for (gsize i = 0; i <= G_N_ELEMENTS (usual); i++)
    {
      gboolean end = i == G_N_ELEMENTS (usual);

      if (!placed && (end || chosen <= usual[i]))
        {
          selected = self->days->len;
          placed = TRUE;
          if (end || chosen < usual[i])
            append_days (self, names, chosen);
        }
      if (!end)
        append_days (self, names, usual[i]);
    }
  adw_combo_row_set_model (self->forget, G_LIST_MODEL (names));
  return selected;
}

static void
show_forget (GbPreferencesData *self)
{
  g_autofree char *after = NULL;
  GbForgetter *forgetter = self->window != NULL ? gb_window_get_forgetter (self->window) : NULL;
  guint selected = GTK_INVALID_LIST_POSITION;
  int chosen;

  gtk_widget_set_sensitive (GTK_WIDGET (self->forget), forgetter != NULL);
  if (forgetter == NULL)
    return;
  g_object_get (forgetter, "after-days", &after, NULL);
  chosen = atoi (after);
  self->showing = TRUE;
  for (guint i = 0; i < self->days->len; i++)
    if (g_array_index (self->days, int, i) == chosen)
      selected = i;
  /* not while one of them is being chosen: the list looks at itself after that */
  if (selected == GTK_INVALID_LIST_POSITION)
    selected = fill_days (self, chosen);
  adw_combo_row_set_selected (self->forget, selected);
  self->showing = FALSE;
}

static void
on_forget_selected_cb (GbPreferencesData *self)
{
  GbForgetter *forgetter = self->window != NULL ? gb_window_get_forgetter (self->window) : NULL;
  guint selected = adw_combo_row_get_selected (self->forget);
  g_autofree char *days = NULL;

  if (self->showing || forgetter == NULL || selected >= self->days->len)
    return;
  days = g_strdup_printf ("%d", g_array_index (self->days, int, selected));
  g_object_set (forgetter, "after-days", days, NULL);
}

/* --- data --------------------------------------------------------------------------------------- */

static void
on_size_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbPreferencesData) self = user_data;
  gint64 bytes = gb_disk_size_finish (result, NULL);
  g_autofree char *size = gb_format_bytes (bytes);
  g_autofree char *text = NULL;
  GbStore *store;

  if (bytes < 0 || self->window == NULL)
    return;
  store = gb_services_get_store (gb_window_get_services (self->window));
  text = g_strdup_printf (store != NULL && gb_store_is_encrypted (store) ? _("%s, encrypted") : _("%s, not encrypted"),
                          size);
  adw_action_row_set_subtitle (self->size_row, text);
}

static void
show_place (GbPreferencesData *self,
            GbStore           *store)
{
  gboolean open = store != NULL && gb_store_is_open (store);

  adw_action_row_set_subtitle (self->place_row, open ? gb_store_get_path (store) : _("There are no data yet"));
  gtk_widget_set_visible (GTK_WIDGET (self->size_row), open);
  gtk_widget_set_visible (self->aside_row, open);
  gtk_widget_set_visible (self->log_row, open);
  gtk_widget_set_visible (self->bundle_export, open);
  if (open)
    gb_disk_size_async (gb_store_get_path (store), self->cancellable, on_size_cb, g_object_ref (self));
}

static void
on_wipe_confirmed_cb (GbPreferencesData *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->window != NULL)
    gb_services_wipe (gb_window_get_services (self->window));
  if (root != NULL)
    gtk_window_close (GTK_WINDOW (root));
}

static void
on_wipe_clicked_cb (GbPreferencesData *self)
{
  GbConfirmWindow *dialog = gb_confirm_window_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Delete all data from this machine?"),
      _("The data, their key and this machine's access are deleted for good. What was not sent to the province yet is "
        "sealed into a file beside them, to be handed in at its data centre. Signing in again needs a new code."),
      _("Delete"));

  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (on_wipe_confirmed_cb), self, G_CONNECT_SWAPPED);
  gb_confirm_window_present (dialog);
}

/* --- object ------------------------------------------------------------------------------------- */

static void
gb_preferences_data_dispose (GObject *object)
{
  g_cancellable_cancel (GB_PREFERENCES_DATA (object)->cancellable);
  g_clear_weak_pointer (&GB_PREFERENCES_DATA (object)->window);

  G_OBJECT_CLASS (gb_preferences_data_parent_class)->dispose (object);
}

static void
gb_preferences_data_finalize (GObject *object)
{
  GbPreferencesData *self = GB_PREFERENCES_DATA (object);

  g_object_unref (self->cancellable);
  g_array_unref (self->days);

  G_OBJECT_CLASS (gb_preferences_data_parent_class)->finalize (object);
}

static void
gb_preferences_data_class_init (GbPreferencesDataClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_preferences_data_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_preferences_data_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/preferences-data.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GbPreferencesData, child)
  BIND (endpoint_row);
  BIND (account_row);
  BIND (sign_in);
  BIND (sign_out);
  BIND (masked);
  BIND (forget);
  BIND (place_row);
  BIND (size_row);
  BIND (aside_row);
  BIND (log_row);
  BIND (bundle_export);
  BIND (wipe_group);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_wipe_clicked_cb);
}

static void
gb_preferences_data_init (GbPreferencesData *self)
{
  self->cancellable = g_cancellable_new ();
  self->days = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_preferences_data_new:
 * @window: whose preferences they are
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
gb_preferences_data_new (GbWindow *window)
{
  GbPreferencesData *self = g_object_new (GB_TYPE_PREFERENCES_DATA, NULL);
  GbServices *services = gb_window_get_services (window);
  GbStore *store = gb_services_get_store (services);

  g_set_weak_pointer (&self->window, window);
  show_account (self, services);
  gtk_widget_set_sensitive (GTK_WIDGET (self->masked), gb_services_get_state (services) == GB_SERVICES_STATE_READY);
  g_object_bind_property (window, "masked", self->masked, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  show_forget (self);
  if (gb_window_get_forgetter (window) != NULL)
    g_signal_connect_object (gb_window_get_forgetter (window), "notify::after-days", G_CALLBACK (show_forget), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->forget, "notify::selected", G_CALLBACK (on_forget_selected_cb), self,
                           G_CONNECT_SWAPPED);
  show_place (self, store);
  return GTK_WIDGET (self);
}
