/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings and what shows them in rows of preferences. */
#include "gb-setting-rows.h"

#include <math.h>

#include "gb-settings.h"
#include "gb-time.h"

/* Who turns the wheel wants to see more of the page, not another value where the pointer happens to be. */
static void
leave_wheel (GtkSpinButton *spin)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (spin));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

/* --- times of day ------------------------------------------------------------------------------- */

static gboolean
on_time_output_cb (GtkSpinButton *spin)
{
  int minutes = gtk_spin_button_get_value_as_int (spin);
  g_autofree char *text = g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (spin)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

/* "7:30", "7h30" and "7" are understood, too. */
static int
on_time_input_cb (GtkSpinButton *spin,
                  double        *value)
{
  g_autofree char *text = g_strdelimit (g_strdup (gtk_editable_get_text (GTK_EDITABLE (spin))), "hHgG.", ':');
  g_auto (GStrv) parts = g_strsplit (g_strstrip (text), ":", 2);
  guint64 hour, minute = 0;

  if (parts[0] == NULL || !g_ascii_string_to_unsigned (parts[0], 10, 0, 23, &hour, NULL))
    return GTK_INPUT_ERROR;
  if (parts[1] != NULL && *parts[1] != '\0' && !g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &minute, NULL))
    return GTK_INPUT_ERROR;
  *value = (double) (hour * 60 + minute);
  return TRUE;
}

/**
 * gb_setting_rows_set_up_time:
 * @spin: a spin button over the minutes of a day
 *
 * Shows hours and minutes in it.
 */
void
gb_setting_rows_set_up_time (GtkSpinButton *spin)
{
  leave_wheel (spin);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  gtk_spin_button_set_update_policy (spin, GTK_UPDATE_IF_VALID);
  g_signal_connect (spin, "output", G_CALLBACK (on_time_output_cb), NULL);
  g_signal_connect (spin, "input", G_CALLBACK (on_time_input_cb), NULL);
  gtk_spin_button_update (spin);
  on_time_output_cb (spin);
}

static gboolean
minutes_of_time (GValue   *value,
                 GVariant *variant,
                 gpointer  data)
{
  int seconds;

  if (!gb_time_of_day_parse (g_variant_get_string (variant, NULL), &seconds) || seconds >= GB_DAY_SECONDS)
    return FALSE;
  g_value_set_double (value, seconds / 60);
  return TRUE;
}

static GVariant *
time_of_minutes (const GValue       *value,
                 const GVariantType *type,
                 gpointer            data)
{
  int minutes = (int) g_value_get_double (value);

  return g_variant_new_take_string (g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60));
}

/**
 * gb_setting_rows_bind_time:
 * @key: hours and minutes
 * @spin: a spin button over the minutes of a day
 */
void
gb_setting_rows_bind_time (GSettings     *settings,
                           const char    *key,
                           GtkSpinButton *spin)
{
  gb_setting_rows_set_up_time (spin);
  g_settings_bind_with_mapping (settings, key, gtk_spin_button_get_adjustment (spin), "value", G_SETTINGS_BIND_DEFAULT,
                                minutes_of_time, time_of_minutes, NULL, NULL);
}

/* --- numbers ------------------------------------------------------------------------------------ */

static gboolean
double_of_int (GValue   *value,
               GVariant *variant,
               gpointer  data)
{
  g_value_set_double (value, g_variant_get_int32 (variant));
  return TRUE;
}

static GVariant *
int_of_double (const GValue       *value,
               const GVariantType *type,
               gpointer            data)
{
  return g_variant_new_int32 ((int) round (g_value_get_double (value)));
}

/**
 * gb_setting_rows_bind_number:
 * @key: a whole number whose limits are those of @spin
 * @spin: a spin button
 */
void
gb_setting_rows_bind_number (GSettings     *settings,
                             const char    *key,
                             GtkSpinButton *spin)
{
  leave_wheel (spin);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 3);
  gtk_spin_button_set_update_policy (spin, GTK_UPDATE_IF_VALID);
  g_settings_bind_with_mapping (settings, key, gtk_spin_button_get_adjustment (spin), "value", G_SETTINGS_BIND_DEFAULT,
                                double_of_int, int_of_double, NULL, NULL);
}

/* --- choices ------------------------------------------------------------------------------------ */

static gboolean
position_of_choice (GValue   *value,
                    GVariant *variant,
                    gpointer  data)
{
  const char *const *values = data;
  g_autofree char *text = g_variant_is_of_type (variant, G_VARIANT_TYPE_DOUBLE)
                              ? g_strdup_printf ("%d", (int) round (g_variant_get_double (variant) * 100))
                              : g_variant_dup_string (variant, NULL);

  for (guint i = 0; values[i] != NULL; i++)
    if (g_str_equal (values[i], text))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }
  /* written by somebody's hand, it is kept until something else is chosen */
  g_value_set_uint (value, GTK_INVALID_LIST_POSITION);
  return TRUE;
}

static GVariant *
choice_of_position (const GValue       *value,
                    const GVariantType *type,
                    gpointer            data)
{
  const char *const *values = data;
  guint position = g_value_get_uint (value);

  if (position == GTK_INVALID_LIST_POSITION)
    return NULL;
  if (g_variant_type_equal (type, G_VARIANT_TYPE_DOUBLE))
    return g_variant_new_double (g_ascii_strtod (values[position], NULL) / 100);
  return g_variant_new_string (values[position]);
}

/**
 * gb_setting_rows_bind_choice:
 * @key: a text, or a share of one
 * @row: a row with a choice of as many
 * @values: (array zero-terminated=1): what @key is for each; of a share the percents; lives as long as the program
 */
void
gb_setting_rows_bind_choice (GSettings         *settings,
                             const char        *key,
                             AdwComboRow       *row,
                             const char *const *values)
{
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, position_of_choice,
                                choice_of_position, (gpointer) values, NULL);
}
