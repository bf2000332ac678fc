/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-search.h"

#include "gb-commune-repository.h"
#include "gb-found-row.h"

/* More are not read, they are searched for better. */
#define MOST_ROWS 12

/**
 * GbMapSearch:
 *
 * Finds communes by what is said of them: new and old names, with or without accents. Emits "found" with the commune's code and the old unit
 * by which it was found, empty where it was its own name.
 */
struct _GbMapSearch
{
  AdwBin parent_instance;

  GtkSearchEntry *entry; /* the template's */
  GtkRevealer *revealer;
  GtkListBox *list;

  GbStore *store;            /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the search under way */
};

static guint found_signal;

G_DEFINE_FINAL_TYPE (GbMapSearch, gb_map_search, ADW_TYPE_BIN)

static void
add_row (GbMapSearch     *self,
         const GbCommune *commune)
{
  GtkWidget *row = gb_found_row_new_for_commune (commune);
  gboolean unit = commune->matched_old && !commune->matched_district;

  g_object_set_data_full (G_OBJECT (row), "gb-commune", g_strdup (commune->code), g_free);
  g_object_set_data_full (G_OBJECT (row), "gb-old-unit", g_strdup (unit ? commune->old_unit : ""), g_free);
  gtk_list_box_append (self->list, row);
}

static void
clear (GbMapSearch *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static gpointer
find (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  return gb_commune_repository_find (connection, data, error);
}

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbMapSearch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) communes = gb_store_read_finish (GB_STORE (source), result, &error);

  if (communes == NULL || self->store == NULL)
    return;
  g_clear_object (&self->cancellable);
  clear (self);
  for (guint i = 0; i < MIN (communes->len, MOST_ROWS); i++)
    add_row (self, communes->pdata[i]);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

static void
on_search_changed_cb (GbMapSearch *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->store == NULL || *text == '\0')
    {
      gtk_revealer_set_reveal_child (self->revealer, FALSE);
      return;
    }
  self->cancellable = g_cancellable_new ();
  gb_store_read_async (self->store, find, g_strdup (text), g_free, (GDestroyNotify) g_ptr_array_unref,
                       G_PRIORITY_DEFAULT, self->cancellable, on_found_cb, g_object_ref (self));
}

static void
on_row_activated_cb (GbMapSearch   *self,
                     GtkListBoxRow *row)
{
  const char *commune = g_object_get_data (G_OBJECT (row), "gb-commune");
  const char *old_unit = g_object_get_data (G_OBJECT (row), "gb-old-unit");

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  g_signal_emit (self, found_signal, 0, commune, old_unit);
}

static void
on_activate_cb (GbMapSearch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL && gtk_revealer_get_reveal_child (self->revealer))
    on_row_activated_cb (self, row);
}

/* The arrows choose while the entry keeps the focus. */
static gboolean
on_key_cb (GbMapSearch     *self,
           guint            key,
           guint            code,
           GdkModifierType  state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int by = key == GDK_KEY_Down ? 1 : key == GDK_KEY_Up ? -1 : 0;

  if (by == 0 || row == NULL || !gtk_revealer_get_reveal_child (self->revealer))
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->list, MAX (gtk_list_box_row_get_index (row) + by, 0));
  if (row != NULL)
    {
      gtk_list_box_select_row (self->list, row);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      gb_found_row_get_sentence (GB_FOUND_ROW (row)), -1);
    }
  return GDK_EVENT_STOP;
}

static void
on_stop_search_cb (GbMapSearch *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

/**
 * gb_map_search_set_store:
 * @store: an open store
 */
void
gb_map_search_set_store (GbMapSearch *self,
                         GbStore     *store)
{
  g_return_if_fail (GB_IS_MAP_SEARCH (self));
  g_set_object (&self->store, store);
}

/**
 * gb_map_search_look_for:
 * @text: a name
 *
 * As if the user had typed it.
 */
void
gb_map_search_look_for (GbMapSearch *self,
                        const char  *text)
{
  g_return_if_fail (GB_IS_MAP_SEARCH (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
gb_map_search_dispose (GObject *object)
{
  GbMapSearch *self = GB_MAP_SEARCH (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  adw_bin_set_child (ADW_BIN (self), NULL);
  G_OBJECT_CLASS (gb_map_search_parent_class)->dispose (object);
}

static void
gb_map_search_class_init (GbMapSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_map_search_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-map-search.ui");
  gtk_widget_class_bind_template_child (widget_class, GbMapSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, GbMapSearch, revealer);
  gtk_widget_class_bind_template_child (widget_class, GbMapSearch, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  found_signal = g_signal_new ("found", GB_TYPE_MAP_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                               G_TYPE_STRING, G_TYPE_STRING);
}

static void
gb_map_search_init (GbMapSearch *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_CONTROLS, self->list, NULL, -1);
}
