/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-place-row.h"

#include <glib/gi18n-lib.h>

#include "gb-coordinates.h"
#include "gb-place-window.h"
#include "gb-wrap-layout.h"

/**
 * GbPlaceRow:
 *
 * Where something is (địa điểm): in words, and as a point that is typed, chosen on the map or taken to be the commune's
 * centre.
 */
struct _GbPlaceRow
{
  AdwBin parent_instance;

  GtkEditable *words; /* the template's */
  GtkEditable *point;
  GtkLabel *problem;
  GtkWidget *centre;
  GtkWidget *map;

  GbStore *store; /* (owned) (nullable) */
  char *commune; /* (owned) (nullable): whose centre is known */
  double lat, lon; /* the commune's centre */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbPlaceRow, gb_place_row, ADW_TYPE_BIN)

static void
changed_cb (GbPlaceRow *self)
{
  gboolean right = gb_place_row_is_right (self);

  gtk_widget_set_visible (GTK_WIDGET (self->problem), !right);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->point), GTK_ACCESSIBLE_STATE_INVALID,
                               right ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
centre_cb (GbPlaceRow *self)
{
  gb_place_row_set_point (self, self->lat, self->lon);
}

static void
on_chosen_cb (GbPlaceRow    *self,
              double         lat,
              double         lon,
              GbPlaceWindow *window)
{
  gb_place_row_set_point (self, lat, lon);
}

static void
map_cb (GbPlaceRow *self)
{
  double lat = self->lat, lon = self->lon;
  gboolean placed = gb_place_row_get_point (self, &lat, &lon);
  GbPlaceWindow *window
      = gb_place_window_present (GTK_WIDGET (self), self->store, placed ? NULL : self->commune, lat, lon);

  g_signal_connect_object (window, "chosen", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
}

static void
gb_place_row_dispose (GObject *object)
{
  GbPlaceRow *self = GB_PLACE_ROW (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->commune, g_free);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (gb_place_row_parent_class)->dispose (object);
}

static void
gb_place_row_class_init (GbPlaceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_place_row_dispose;

  /**
   * GbPlaceRow::changed:
   *
   * The place is another one.
   */
  signals[CHANGED]
      = g_signal_new ("changed", GB_TYPE_PLACE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-place-row.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbPlaceRow, name)
  BIND (words);
  BIND (point);
  BIND (problem);
  BIND (centre);
  BIND (map);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, centre_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
}

static void
gb_place_row_init (GbPlaceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * gb_place_row_new:
 *
 * Returns: (transfer floating): a row without a place
 */
GtkWidget *
gb_place_row_new (void)
{
  return g_object_new (GB_TYPE_PLACE_ROW, NULL);
}

/**
 * gb_place_row_get_text:
 *
 * Returns: where it is in words; may be empty
 */
const char *
gb_place_row_get_text (GbPlaceRow *self)
{
  g_return_val_if_fail (GB_IS_PLACE_ROW (self), NULL);

  return gtk_editable_get_text (self->words);
}

/**
 * gb_place_row_get_point:
 * @lat: (out): degrees north
 * @lon: (out): degrees east
 *
 * Returns: whether there is one
 */
gboolean
gb_place_row_get_point (GbPlaceRow *self,
                        double     *lat,
                        double     *lon)
{
  g_return_val_if_fail (GB_IS_PLACE_ROW (self), FALSE);

  return gb_coordinates_parse (gtk_editable_get_text (self->point), lat, lon);
}

/**
 * gb_place_row_is_right:
 *
 * Returns: whether what was typed is a point, or nothing
 */
gboolean
gb_place_row_is_right (GbPlaceRow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->point)));
  double lat, lon;

  return *text == '\0' || gb_coordinates_parse (text, &lat, &lon);
}

/**
 * gb_place_row_set_store:
 * @store: where the map comes from; set once
 */
void
gb_place_row_set_store (GbPlaceRow *self,
                        GbStore    *store)
{
  g_return_if_fail (GB_IS_PLACE_ROW (self));

  g_set_object (&self->store, store);
}

/**
 * gb_place_row_set_centre:
 * @commune: (nullable): the code of the commune in which the place is; %NULL = it is not known
 * @lat: degrees north, of its centre
 * @lon: degrees east
 */
void
gb_place_row_set_centre (GbPlaceRow *self,
                         const char *commune,
                         double      lat,
                         double      lon)
{
  g_return_if_fail (GB_IS_PLACE_ROW (self));

  g_free (self->commune);
  self->commune = g_strdup (commune);
  self->lat = lat;
  self->lon = lon;
  gtk_widget_set_sensitive (self->centre, commune != NULL);
  gtk_widget_set_sensitive (self->map, commune != NULL && self->store != NULL);
}

void
gb_place_row_set_text (GbPlaceRow *self,
                       const char *text)
{
  g_return_if_fail (GB_IS_PLACE_ROW (self));

  gtk_editable_set_text (self->words, text != NULL ? text : "");
}

void
gb_place_row_set_point (GbPlaceRow *self,
                        double      lat,
                        double      lon)
{
  g_autofree char *text = gb_coordinates_format (lat, lon);

  g_return_if_fail (GB_IS_PLACE_ROW (self));

  gtk_editable_set_text (self->point, text);
}
