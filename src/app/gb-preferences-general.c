/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-preferences-general.h"

#include <glib/gi18n-lib.h>

#include "gb-commune-repository.h"
#include "gb-drop-down.h"
#include "gb-language.h"
#include "gb-setting-rows.h"
#include "gb-settings.h"

/**
 * GbPreferencesGeneral:
 *
 * How the program speaks and looks, and with which ward it begins.
 */
struct _GbPreferencesGeneral
{
  AdwPreferencesPage parent_instance;

  GSettings *settings;       /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GPtrArray *codes;          /* (owned) (nullable) (element-type utf8): of the communes, "" first */

  AdwComboRow *language;
  AdwComboRow *color_scheme;
  AdwComboRow *text_scale;
  GtkWidget *ward_group;
  GtkDropDown *commune;
};

G_DEFINE_FINAL_TYPE (GbPreferencesGeneral, gb_preferences_general, ADW_TYPE_PREFERENCES_PAGE)

static const char *const languages[] = { "vi", "en", NULL };
static const char *const schemes[] = { "default", "light", "dark", NULL };
static const char *const scales[] = { "100", "125", "150", "200", NULL };

/* --- language ----------------------------------------------------------------------------------- */

/* Until something was chosen it is what is spoken just now. */
static void
show_language (GbPreferencesGeneral *self)
{
  g_autofree char *chosen = g_settings_get_string (self->settings, GB_SETTINGS_LANGUAGE);
  gboolean english = *chosen != '\0' ? g_str_equal (chosen, "en") : gb_language_is_english ();

  adw_combo_row_set_selected (self->language, english ? 1 : 0);
}

static void
on_language_selected_cb (GbPreferencesGeneral *self)
{
  guint selected = adw_combo_row_get_selected (self->language);
  g_autofree char *chosen = g_settings_get_string (self->settings, GB_SETTINGS_LANGUAGE);

  if (selected > 1 || (*chosen == '\0' && (selected == 1) == gb_language_is_english ()))
    return;
  g_settings_set_string (self->settings, GB_SETTINGS_LANGUAGE, languages[selected]);
}

/* --- ward --------------------------------------------------------------------------------------- */

static gpointer
list_communes (GbSqlConnection *connection,
               gpointer         data,
               GCancellable    *cancellable,
               GError         **error)
{
  return gb_commune_repository_list (connection, error);
}

static void
on_commune_selected_cb (GbPreferencesGeneral *self)
{
  guint selected = gtk_drop_down_get_selected (self->commune);

  if (self->codes != NULL && selected < self->codes->len)
    g_settings_set_string (self->settings, GB_SETTINGS_COMMUNE, self->codes->pdata[selected]);
}

static void
on_communes_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GbPreferencesGeneral) self = user_data;
  g_autoptr (GPtrArray) communes = gb_store_read_finish (GB_STORE (source), result, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *chosen = NULL;
  guint selected = 0;

  if (communes == NULL)
    return;
  chosen = g_settings_get_string (self->settings, GB_SETTINGS_COMMUNE);
  gtk_string_list_append (names, _("Whole province"));
  g_ptr_array_add (codes, g_strdup (""));
  for (guint i = 0; i < communes->len; i++)
    {
      const GbCommune *commune = communes->pdata[i];

      gtk_string_list_take (names, g_strdup_printf ("%s (%s)", commune->name, commune->type));
      if (g_str_equal (commune->code, chosen))
        selected = codes->len;
      g_ptr_array_add (codes, g_strdup (commune->code));
    }
  gtk_drop_down_set_model (self->commune, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->commune, selected);
  self->codes = g_steal_pointer (&codes);
}

/* A commune's own data leave no choice. */
static void
show_ward (GbPreferencesGeneral *self,
           GbServices           *services)
{
  const char *scope = gb_services_get_scope (services);
  GbStore *store = gb_services_get_store (services);
  gboolean province = scope != NULL && g_str_has_prefix (scope, "province:") && store != NULL && gb_store_is_open (store);

  gtk_widget_set_visible (self->ward_group, province);
  if (province)
    gb_store_read_async (store, list_communes, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, G_PRIORITY_DEFAULT,
                         self->cancellable, on_communes_cb, g_object_ref (self));
}

/* --- object ------------------------------------------------------------------------------------- */

static void
gb_preferences_general_dispose (GObject *object)
{
  GbPreferencesGeneral *self = GB_PREFERENCES_GENERAL (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (gb_preferences_general_parent_class)->dispose (object);
}

static void
gb_preferences_general_finalize (GObject *object)
{
  GbPreferencesGeneral *self = GB_PREFERENCES_GENERAL (object);

  g_clear_object (&self->settings);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->codes, g_ptr_array_unref);

  G_OBJECT_CLASS (gb_preferences_general_parent_class)->finalize (object);
}

static void
gb_preferences_general_class_init (GbPreferencesGeneralClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_preferences_general_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_preferences_general_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/preferences-general.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GbPreferencesGeneral, child)
  BIND (language);
  BIND (color_scheme);
  BIND (text_scale);
  BIND (ward_group);
  BIND (commune);
#undef BIND
}

static void
gb_preferences_general_init (GbPreferencesGeneral *self)
{
  g_autoptr (GtkExpression) words = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_expression (self->commune, words);
  gb_drop_down_tell (self->commune);
}

/**
 * gb_preferences_general_new:
 * @window: whose preferences they are
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
gb_preferences_general_new (GbWindow *window)
{
  GbPreferencesGeneral *self = g_object_new (GB_TYPE_PREFERENCES_GENERAL, NULL);
  GbServices *services = gb_window_get_services (window);

  self->settings = g_object_ref (gb_services_get_settings (services));
  show_language (self);
  g_signal_connect_object (self->language, "notify::selected", G_CALLBACK (on_language_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gb_setting_rows_bind_choice (self->settings, GB_SETTINGS_COLOR_SCHEME, self->color_scheme, schemes);
  gb_setting_rows_bind_choice (self->settings, GB_SETTINGS_TEXT_SCALE, self->text_scale, scales);
  g_signal_connect_object (self->commune, "notify::selected", G_CALLBACK (on_commune_selected_cb), self,
                           G_CONNECT_SWAPPED);
  show_ward (self, services);
  return GTK_WIDGET (self);
}
