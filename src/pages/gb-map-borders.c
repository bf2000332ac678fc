/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-borders.h"

#include <glib/gi18n-lib.h>

#define WIDTH_CHARS 34

/**
 * GbMapBorders:
 *
 * What the borders on the map are worth, who drew them, and the way to others (ranh giới).
 */
struct _GbMapBorders
{
  GtkPopover parent_instance;

  GtkLabel *words;
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (GbMapBorders, gb_map_borders, GTK_TYPE_POPOVER)

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "xalign", 0.0, "max-width-chars", WIDTH_CHARS,
                       "css-classes", (const char *[]) { css_class, NULL }, NULL);
}

static void
on_import_clicked_cb (GbMapBorders *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.import-boundaries", NULL);
}

static void
on_remove_clicked_cb (GbMapBorders *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.remove-boundaries", NULL);
}

static void
gb_map_borders_class_init (GbMapBordersClass *klass)
{
}

static void
gb_map_borders_init (GbMapBorders *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *import = gtk_button_new_with_mnemonic (_("_Import borders from a file…"));

  self->words = GTK_LABEL (make_label (NULL, "gb-map-borders-words"));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_box_append (GTK_BOX (box), make_label (_("Borders of the communes"), "heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), import);
  self->remove = gtk_button_new_with_mnemonic (_("_Take these borders away"));
  gtk_box_append (GTK_BOX (box), self->remove);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (on_remove_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (import, "clicked", G_CALLBACK (on_import_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GbMapBorders *
gb_map_borders_new (void)
{
  return g_object_new (GB_TYPE_MAP_BORDERS, NULL);
}

/**
 * gb_map_borders_make_button:
 *
 * Returns: (transfer floating): a button that opens it, and has it from now on
 */
GtkWidget *
gb_map_borders_make_button (GbMapBorders *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "gb-borders-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self));
  gtk_widget_set_tooltip_text (button, _("Borders of the communes"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Borders of the communes"), -1);
  return button;
}

/* (transfer full): who drew them, and which communes have none */
static char *
reference_text (const GbMapView *view)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < view->communes->len; i++)
    n += !gb_map_view_has_borders (view, i);
  g_string_printf (text, _("They are for reference. Drawn by: %s."),
                   gb_map_view_get_source (view) != NULL ? gb_map_view_get_source (view) : _("the file does not say"));
  if (n > 0)
    g_string_append_printf (text, ngettext (" %u commune has none and is drawn as a point.",
                                            " %u communes have none and are drawn as points.", n), n);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * gb_map_borders_show:
 * @view: what the map shows
 */
void
gb_map_borders_show (GbMapBorders    *self,
                     const GbMapView *view)
{
  g_autofree char *text = view->illustrated
                              ? g_strdup (_("They are made up from the communes' centres, to show where each is. Where there is a "
                                            "map of the province in GeoJSON, take it in here."))
                              : reference_text (view);

  g_return_if_fail (GB_IS_MAP_BORDERS (self));
  gtk_label_set_label (self->words, text);
  gtk_widget_set_visible (self->remove, view->imported);
}
