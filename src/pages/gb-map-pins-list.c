/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-pins-list.h"

/**
 * GbMapPinsList:
 *
 * Places that are at one place, as a list for a view: its rows are made when they are seen and are nothing but stand-ins;
 * gb_map_pins_list_get_place() has what they show.
 */
struct _GbMapPinsList
{
  GObject parent_instance;

  GbPlaces *places; /* (owned) */
  guint *members;   /* (owned) */
  guint n;
};

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return ((GbMapPinsList *) model)->n;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return position < ((GbMapPinsList *) model)->n ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GbMapPinsList, gb_map_pins_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
gb_map_pins_list_finalize (GObject *object)
{
  GbMapPinsList *self = GB_MAP_PINS_LIST (object);

  gb_places_unref (self->places);
  g_free (self->members);
  G_OBJECT_CLASS (gb_map_pins_list_parent_class)->finalize (object);
}

static void
gb_map_pins_list_class_init (GbMapPinsListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gb_map_pins_list_finalize;
}

static void
gb_map_pins_list_init (GbMapPinsList *self)
{
}

/**
 * gb_map_pins_list_new:
 * @places: what @members are of
 * @members: (array length=n): as their places among all
 */
GbMapPinsList *
gb_map_pins_list_new (GbPlaces    *places,
                      const guint *members,
                      guint        n)
{
  GbMapPinsList *self = g_object_new (GB_TYPE_MAP_PINS_LIST, NULL);

  self->places = gb_places_ref (places);
  self->members = g_memdup2 (members, n * sizeof *members);
  self->n = n;
  return self;
}

/**
 * gb_map_pins_list_get_place:
 * @position: in the list
 *
 * Returns: (transfer none): what is there, as long as the list lives
 */
const GbPlace *
gb_map_pins_list_get_place (GbMapPinsList *self,
                            guint          position)
{
  g_return_val_if_fail (GB_IS_MAP_PINS_LIST (self) && position < self->n, NULL);
  return &g_array_index (self->places->places, GbPlace, self->members[position]);
}
