/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-ward-switch.h"

#include <glib/gi18n-lib.h>

#include "gb-commune-repository.h"
#include "gb-one-stop.h"
#include "gb-property.h"

/**
 * GbWardSwitch:
 *
 * Whose figures the window shows. Where the scope is one commune it only says so; where it is a
 * province it opens a list of the communes, found by new and old names with or without accents.
 */
struct _GbWardSwitch
{
  AdwBin parent_instance;

  GbStore *store;            /* (owned) (nullable) */
  char *scope;               /* (owned) (nullable) */
  char *commune;             /* (owned) (nullable): the whole scope */
  char *title;               /* (owned) (nullable) */
  char *preferred;           /* (owned) (nullable): a commune's code */
  gboolean province;         /* whether there is a choice */
  GCancellable *cancellable; /* (owned) (nullable): of the search under way */
  GtkMenuButton *button;
  GtkSearchEntry *entry;
  GtkListBox *list;
};

enum
{
  PROP_COMMUNE = 1,
  PROP_TITLE,
  PROP_PROVINCE,
  PROP_SCOPE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (GbWardSwitch, gb_ward_switch, ADW_TYPE_BIN)

/* "phường Nghĩa Lộ" begins with a capital where it stands alone. */
static char *
commune_title (const GbCommune *commune)
{
  g_autofree char *first = g_utf8_substring (commune->type, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strdup_printf ("%s%s %s", upper, g_utf8_next_char (commune->type), commune->name);
}

static void
choose (GbWardSwitch *self,
        const char   *commune,
        const char   *title)
{
  g_free (self->commune);
  self->commune = g_strdup (commune);
  g_free (self->title);
  self->title = g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->title, -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMMUNE]);
}

static GtkWidget *
create_row (const char *code,
            const char *title,
            const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "subtitle",
                                 subtitle != NULL ? subtitle : "", "use-markup", FALSE,
                                 "activatable", TRUE, NULL);

  g_object_set_data_full (G_OBJECT (row), "gb-commune", g_strdup (code), g_free);
  return row;
}

static void
append_commune (GbWardSwitch    *self,
                const GbCommune *commune)
{
  g_autofree char *title = commune_title (commune);
  g_autofree char *subtitle = NULL;

  if (commune->matched_old && commune->old_district != NULL)
    /* Translators: an old commune and its old district */
    subtitle = g_strdup_printf (_("formerly %s, %s"), commune->old_unit, commune->old_district);
  else if (commune->matched_old)
    /* Translators: an old commune */
    subtitle = g_strdup_printf (_("formerly %s"), commune->old_unit);
  gtk_list_box_append (self->list, create_row (commune->code, title, subtitle));
}

static gpointer
find_communes (GbSqlConnection  *connection,
               gpointer          data,
               GCancellable     *cancellable,
               GError          **error)
{
  const char *text = data;

  return *text != '\0' ? gb_commune_repository_find (connection, text, error)
                       : gb_commune_repository_list (connection, error);
}

/* In a commune's scope the only thing to learn is its name. */
static void
take_own_name (GbWardSwitch *self,
               GPtrArray    *communes)
{
  for (guint i = 0; i < communes->len; i++)
    {
      const GbCommune *commune = g_ptr_array_index (communes, i);
      g_autofree char *title = NULL;

      if (g_strcmp0 (commune->code, self->commune) != 0)
        continue;
      title = commune_title (commune);
      choose (self, commune->code, title);
      return;
    }
}

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbWardSwitch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) communes = gb_store_read_finish (GB_STORE (source), result, &error);
  GtkListBoxRow *row;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (communes == NULL)
    return;
  if (!self->province)
    {
      take_own_name (self, communes);
      return;
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    gtk_list_box_append (self->list, create_row (NULL, _("Whole province"), NULL));
  for (guint i = 0; i < communes->len; i++)
    append_commune (self, g_ptr_array_index (communes, i));
}

static void
search (GbWardSwitch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->store == NULL)
    return;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gb_store_read_async (self->store, find_communes, g_strdup (text), g_free,
                       (GDestroyNotify) g_ptr_array_unref, G_PRIORITY_DEFAULT, self->cancellable,
                       on_found_cb, g_object_ref (self));
}

static void
on_list_row_activated_cb (GbWardSwitch  *self,
                          GtkListBoxRow *row)
{
  choose (self, g_object_get_data (G_OBJECT (row), "gb-commune"),
          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  gtk_menu_button_popdown (self->button);
}

static void
on_entry_activate_cb (GbWardSwitch *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (first != NULL)
    on_list_row_activated_cb (self, first);
}

static void
on_popover_show_cb (GbWardSwitch *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_store_changed_cb (GbWardSwitch *self,
                     guint64       types)
{
  if (!self->province && (types & GB_RECORD_BIT (GB_RECORD_COMMUNE)) != 0)
    search (self);
}

static void
on_preferred_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GbWardSwitch) self = user_data;
  g_autoptr (GPtrArray) communes = gb_store_read_finish (GB_STORE (source), result, NULL);

  for (guint i = 0; communes != NULL && self->province && i < communes->len; i++)
    {
      const GbCommune *commune = communes->pdata[i];
      g_autofree char *title = commune_title (commune);

      if (g_strcmp0 (commune->code, self->preferred) == 0)
        choose (self, commune->code, title);
    }
}

/* One that the province does not have, or no longer, is passed over. */
static void
choose_preferred (GbWardSwitch *self)
{
  if (self->preferred != NULL)
    gb_store_read_async (self->store, find_communes, g_strdup (""), g_free, (GDestroyNotify) g_ptr_array_unref,
                         G_PRIORITY_HIGH, NULL, on_preferred_cb, g_object_ref (self));
}

static void
set_scope (GbWardSwitch *self,
           const char   *scope)
{
  if (self->store == NULL || g_strcmp0 (self->scope, scope) == 0)
    return;
  g_free (self->scope);
  self->scope = g_strdup (scope);
  self->province = scope != NULL && g_str_has_prefix (scope, "province:");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROVINCE]);
  gtk_menu_button_popdown (self->button);
  if (self->province)
    {
      choose (self, NULL, _("Whole province"));
      choose_preferred (self);
      return;
    }
  if (scope != NULL && g_str_has_prefix (scope, "commune:"))
    choose (self, scope + strlen ("commune:"), scope + strlen ("commune:"));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  search (self);
}

/**
 * gb_ward_switch_set_store:
 * @store: an open store
 */
void
gb_ward_switch_set_store (GbWardSwitch *self,
                          GbStore      *store)
{
  g_return_if_fail (GB_IS_WARD_SWITCH (self));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
gb_ward_switch_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  if (!gb_property_changes (object, value, pspec))
    return;
  if (id == PROP_SCOPE)
    set_scope (GB_WARD_SWITCH (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  g_object_notify_by_pspec (object, pspec);
}

static void
gb_ward_switch_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GbWardSwitch *self = GB_WARD_SWITCH (object);

  switch (id)
    {
    case PROP_COMMUNE:
      g_value_set_string (value, self->commune);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_PROVINCE:
      g_value_set_boolean (value, self->province);
      break;
    case PROP_SCOPE:
      g_value_set_string (value, self->scope);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_ward_switch_dispose (GObject *object)
{
  GbWardSwitch *self = GB_WARD_SWITCH (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_ward_switch_parent_class)->dispose (object);
}

static void
gb_ward_switch_finalize (GObject *object)
{
  GbWardSwitch *self = GB_WARD_SWITCH (object);

  g_free (self->scope);
  g_free (self->commune);
  g_free (self->title);
  g_free (self->preferred);

  G_OBJECT_CLASS (gb_ward_switch_parent_class)->finalize (object);
}

static void
gb_ward_switch_class_init (GbWardSwitchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gb_ward_switch_get_property;
  object_class->set_property = gb_ward_switch_set_property;
  object_class->dispose = gb_ward_switch_dispose;
  object_class->finalize = gb_ward_switch_finalize;

  /* The chosen commune's code; NULL for the whole scope. */
  props[PROP_COMMUNE] = g_param_spec_string ("commune", NULL, NULL, NULL, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_PROVINCE] = g_param_spec_boolean ("province", NULL, NULL, FALSE, flags);
  /* (nullable) the cache's, such as "commune:21028" or "province:51"; another one ends the choice. */
  props[PROP_SCOPE] = g_param_spec_string ("scope", NULL, NULL, NULL,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (GB_TYPE_ONE_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/giaoban/GiaoBan/ui/ward-switch.ui");
  gtk_widget_class_bind_template_child (widget_class, GbWardSwitch, button);
  gtk_widget_class_bind_template_child (widget_class, GbWardSwitch, entry);
  gtk_widget_class_bind_template_child (widget_class, GbWardSwitch, list);
  gtk_widget_class_bind_template_callback (widget_class, search);
  gtk_widget_class_bind_template_callback (widget_class, on_list_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_popover_show_cb);
}

static void
gb_ward_switch_init (GbWardSwitch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_ward_switch_prefer:
 * @commune: a commune's code; empty for the whole province
 *
 * Of a whole province, shows that commune now and when the window is opened the next time.
 */
void
gb_ward_switch_prefer (GbWardSwitch *self,
                       const char   *commune)
{
  g_return_if_fail (GB_IS_WARD_SWITCH (self));

  g_free (self->preferred);
  self->preferred = *commune != '\0' ? g_strdup (commune) : NULL;
  if (self->store == NULL || !self->province)
    return;
  if (self->preferred != NULL)
    choose_preferred (self);
  else
    choose (self, NULL, _("Whole province"));
}

static void
on_named_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbWardSwitch) self = user_data;
  g_autoptr (GPtrArray) communes = gb_store_read_finish (GB_STORE (source), result, NULL);

  if (communes != NULL)
    take_own_name (self, communes);
}

/**
 * gb_ward_switch_choose:
 * @commune: (nullable): a commune's code; %NULL for the whole scope
 *
 * As if the user had chosen it, at once; where the scope is one commune there is no choice.
 */
void
gb_ward_switch_choose (GbWardSwitch *self,
                       const char   *commune)
{
  g_return_if_fail (GB_IS_WARD_SWITCH (self));

  if (!self->province || g_strcmp0 (self->commune, commune) == 0)
    return;
  choose (self, commune, commune != NULL ? commune : _("Whole province"));
  if (commune != NULL)
    gb_store_read_async (self->store, find_communes, g_strdup (""), g_free, (GDestroyNotify) g_ptr_array_unref,
                         G_PRIORITY_HIGH, NULL, on_named_cb, g_object_ref (self));
}

/**
 * gb_ward_switch_get_commune:
 *
 * Returns: (nullable): the chosen commune's code; %NULL for the whole scope
 */
const char *
gb_ward_switch_get_commune (GbWardSwitch *self)
{
  g_return_val_if_fail (GB_IS_WARD_SWITCH (self), NULL);

  return self->commune;
}
