/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-preferences-times.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gb-setting-rows.h"
#include "gb-settings.h"
#include "gb-work-hours.h"

#define MONDAY   1
#define SATURDAY 6

/**
 * GbPreferencesTimes:
 *
 * How far "due soon" reaches, and the hours of work where the province sends none.
 */
struct _GbPreferencesTimes
{
  AdwPreferencesPage parent_instance;

  GSettings *settings;       /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gboolean showing;          /* what is changed is not the user's doing */

  GtkSpinButton *near_days;
  AdwPreferencesGroup *hours_group;
  GtkWidget *morning_row;
  GtkWidget *afternoon_row;
  GtkWidget *saturday_row;
  GtkWidget *usual_row;
  GtkSpinButton *morning_from;
  GtkSpinButton *morning_to;
  GtkSpinButton *afternoon_from;
  GtkSpinButton *afternoon_to;
  GtkSwitch *saturday;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (GbPreferencesTimes, gb_preferences_times, ADW_TYPE_PREFERENCES_PAGE)

/* --- hours as text, and as somebody sets them --------------------------------------------------- */

static void
show_hours (GbPreferencesTimes *self,
            const char         *text)
{
  g_autoptr (GbWorkHours) hours = gb_work_hours_parse (*text != '\0' ? text : GB_WORK_HOURS_DEFAULT, NULL);
  const GbSessions *monday;

  if (hours == NULL)
    hours = gb_work_hours_parse (GB_WORK_HOURS_DEFAULT, NULL);
  monday = gb_work_hours_weekday (hours, MONDAY);
  self->showing = TRUE;
  if (monday->n > 0)
    {
      gtk_spin_button_set_value (self->morning_from, monday->sessions[0].start / 60);
      gtk_spin_button_set_value (self->morning_to, monday->sessions[0].end / 60);
    }
  if (monday->n > 1)
    {
      gtk_spin_button_set_value (self->afternoon_from, monday->sessions[1].start / 60);
      gtk_spin_button_set_value (self->afternoon_to, monday->sessions[1].end / 60);
    }
  gtk_switch_set_active (self->saturday, gb_work_hours_weekday (hours, SATURDAY)->n > 0);
  self->showing = FALSE;
}

static void
append_session (GString       *text,
                GtkSpinButton *from,
                GtkSpinButton *to)
{
  int start = gtk_spin_button_get_value_as_int (from);
  int end = gtk_spin_button_get_value_as_int (to);

  g_string_append_printf (text, "%02d:%02d-%02d:%02d", start / 60, start % 60, end / 60, end % 60);
}

static char *
dup_hours (GbPreferencesTimes *self)
{
  g_autoptr (GString) text = g_string_new ("mon-fri ");

  append_session (text, self->morning_from, self->morning_to);
  g_string_append_c (text, ',');
  append_session (text, self->afternoon_from, self->afternoon_to);
  if (gtk_switch_get_active (self->saturday))
    {
      g_string_append (text, ";sat ");
      append_session (text, self->morning_from, self->morning_to);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
on_hours_changed_cb (GbPreferencesTimes *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GbWorkHours) hours = NULL;

  if (self->showing)
    return;
  text = dup_hours (self);
  hours = gb_work_hours_parse (text, NULL);
  gtk_label_set_label (self->problem, _("Each half of the day ends after it begins, and the afternoon begins after the "
                                        "morning. Until then the hours stay as they were."));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), hours == NULL);
  if (hours != NULL)
    g_settings_set_string (self->settings, GB_SETTINGS_WORK_HOURS,
                           g_str_equal (text, GB_WORK_HOURS_DEFAULT) ? "" : text);
}

static void
on_usual_clicked_cb (GbPreferencesTimes *self)
{
  show_hours (self, "");
  on_hours_changed_cb (self);
}

/* --- what the province sends -------------------------------------------------------------------- */

typedef struct
{
  char *commune; /* (owned) (nullable) */
  gint64 now;
} Question;

static void
question_free (gpointer data)
{
  g_free (((Question *) data)->commune);
  g_free (data);
}

static gpointer
load_sent (GbSqlConnection *connection,
           gpointer         data,
           GCancellable    *cancellable,
           GError         **error)
{
  const Question *question = data;
  char *hours;

  gb_calendar_choice_load_sent (connection, question->commune, question->now, &hours, error);
  return hours;
}

static void
on_sent_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbPreferencesTimes) self = user_data;
  g_autofree char *hours = gb_store_read_finish (GB_STORE (source), result, NULL);

  if (hours == NULL)
    return;
  adw_preferences_group_set_description (self->hours_group,
                                         _("The province has laid them down, and due dates are counted by them."));
  gtk_widget_set_sensitive (self->morning_row, FALSE);
  gtk_widget_set_sensitive (self->afternoon_row, FALSE);
  gtk_widget_set_sensitive (self->saturday_row, FALSE);
  gtk_widget_set_visible (self->usual_row, FALSE);
  show_hours (self, hours);
}

static void
ask_sent (GbPreferencesTimes *self,
          GbServices         *services)
{
  GbStore *store = gb_services_get_store (services);
  const char *scope = gb_services_get_scope (services);
  Question *question;

  adw_preferences_group_set_description (self->hours_group,
                                         _("Where the province sends no hours, due dates are counted by these."));
  if (store == NULL || !gb_store_is_open (store))
    return;
  question = g_new0 (Question, 1);
  question->now = gb_clock_now (gb_services_get_clock (services));
  if (scope != NULL && g_str_has_prefix (scope, "commune:"))
    question->commune = g_strdup (scope + strlen ("commune:"));
  gb_store_read_async (store, load_sent, question, question_free, g_free, G_PRIORITY_DEFAULT, self->cancellable,
                       on_sent_cb, g_object_ref (self));
}

/* --- object ------------------------------------------------------------------------------------- */

static void
gb_preferences_times_dispose (GObject *object)
{
  g_cancellable_cancel (GB_PREFERENCES_TIMES (object)->cancellable);

  G_OBJECT_CLASS (gb_preferences_times_parent_class)->dispose (object);
}

static void
gb_preferences_times_finalize (GObject *object)
{
  GbPreferencesTimes *self = GB_PREFERENCES_TIMES (object);

  g_clear_object (&self->settings);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (gb_preferences_times_parent_class)->finalize (object);
}

static void
gb_preferences_times_class_init (GbPreferencesTimesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_preferences_times_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_preferences_times_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/preferences-times.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GbPreferencesTimes, child)
  BIND (near_days);
  BIND (hours_group);
  BIND (morning_row);
  BIND (afternoon_row);
  BIND (saturday_row);
  BIND (usual_row);
  BIND (morning_from);
  BIND (morning_to);
  BIND (afternoon_from);
  BIND (afternoon_to);
  BIND (saturday);
  BIND (problem);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_usual_clicked_cb);
}

static void
gb_preferences_times_init (GbPreferencesTimes *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_preferences_times_new:
 * @window: whose preferences they are
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
gb_preferences_times_new (GbWindow *window)
{
  GbPreferencesTimes *self = g_object_new (GB_TYPE_PREFERENCES_TIMES, NULL);
  GbServices *services = gb_window_get_services (window);
  GtkSpinButton *times[] = { self->morning_from, self->morning_to, self->afternoon_from, self->afternoon_to };
  g_autofree char *chosen = NULL;

  self->settings = g_object_ref (gb_services_get_settings (services));
  chosen = g_settings_get_string (self->settings, GB_SETTINGS_WORK_HOURS);
  gb_setting_rows_bind_number (self->settings, GB_SETTINGS_NEAR_DAYS, self->near_days);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    gb_setting_rows_set_up_time (times[i]);
  show_hours (self, chosen);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    g_signal_connect_object (times[i], "value-changed", G_CALLBACK (on_hours_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saturday, "notify::active", G_CALLBACK (on_hours_changed_cb), self, G_CONNECT_SWAPPED);
  ask_sent (self, services);
  return GTK_WIDGET (self);
}
