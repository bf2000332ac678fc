/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-pins.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "gb-day-entry.h"
#include "gb-drop-down.h"
#include "gb-map-pins-card.h"
#include "gb-map-pins-chip.h"
#include "gb-map-pins-words.h"
#include "gb-wrap-layout.h"

/* What the button, the arrow and a margin need of the window's height, and the least that can be read. */
#define ROOM 150
#define LEAST_HEIGHT 240

/**
 * GbMapPins:
 *
 * The menu of the map's pins: whether there are any, and which; what it shows besides is the key to their signs. It has
 * the layer and the card with it. Emits "changed" when it begins or ends to load.
 */
struct _GbMapPins
{
  GtkPopover parent_instance;

  GtkScrolledWindow *scroller; /* the template's */
  GtkWidget *content;
  GtkLabel *count;
  GtkSwitch *shown;
  GtkWidget *limits;
  GtkBox *states;
  GtkBox *kinds;
  GtkBox *fields;
  GtkDropDown *span;
  GtkBox *days;
  GtkWidget *unlimit;

  GbMapPinsModel *model; /* (owned) (nullable) */
  GbPinLayer *layer;     /* (owned) (nullable) */
  GbPlaces *places;      /* (owned) (nullable): that the layer was given */
  GtkWidget *card;       /* (nullable): child of the map's button */
  GtkWidget *button;     /* (nullable) */
  GbDayEntry *day_entries[2];
  gboolean filling;      /* what changes was not changed by the user */
};

/* What names the pins. */
typedef struct
{
  GbPlaces *places; /* (owned) */
  gint64 now;
} Names;

static guint changed_signal;

G_DEFINE_FINAL_TYPE (GbMapPins, gb_map_pins, GTK_TYPE_POPOVER)

/* --- the layer ------------------------------------------------------------------------------------ */

static void
names_free (gpointer data)
{
  Names *self = data;

  gb_places_unref (self->places);
  g_free (self);
}

static char *
describe (const guint *members,
          guint        n,
          gpointer     user_data)
{
  Names *names = user_data;

  return gb_map_pins_words_members (names->places, members, n, names->now);
}

static GArray *
make_pins (const GbPlaces *places)
{
  GArray *pins = g_array_sized_new (FALSE, FALSE, sizeof (GbPin), places->places->len);
  const char *last = NULL;
  GbPinLook look = { 0 };

  for (guint i = 0; i < places->places->len; i++)
    {
      const GbPlace *place = &g_array_index (places->places, GbPlace, i);

      if (place->field != last)
        look = gb_pin_look_of_field (place->field);
      last = place->field;
      g_array_append_val (pins, ((GbPin) { { place->lon, place->lat }, place->state, look }));
    }
  return pins;
}

static void
show_pins (GbMapPins *self)
{
  GbPlaces *places = gb_map_pins_model_get_places (self->model);
  g_autoptr (GArray) pins = NULL;
  Names *names;

  gtk_widget_set_visible (GTK_WIDGET (self->layer), places != NULL);
  if (places == NULL || places == self->places)
    return;
  g_clear_pointer (&self->places, gb_places_unref);
  self->places = gb_places_ref (places);
  pins = make_pins (places);
  names = g_new0 (Names, 1);
  *names = (Names) { gb_places_ref (places), gb_map_pins_model_get_now (self->model) };
  gb_pin_layer_set_pins (self->layer, pins, describe, names, names_free);
}

static void
on_opened_cb (GbMapPins          *self,
              const guint        *members,
              guint               n,
              const GdkRectangle *area)
{
  graphene_point_t at;

  if (self->card == NULL || !gtk_widget_compute_point (GTK_WIDGET (self->layer), self->button,
                                                       &GRAPHENE_POINT_INIT (area->x, area->y), &at))
    return;
  gb_map_pins_card_show (GB_MAP_PINS_CARD (self->card), self->places, members, n,
                         gb_map_pins_model_get_now (self->model));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->card), &(GdkRectangle) { (int) at.x, (int) at.y, area->width,
                                                                          area->height });
  /* what the card tells need not be told beside it */
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->layer), FALSE);
  gtk_popover_popup (GTK_POPOVER (self->card));
}

static void
on_card_closed_cb (GbMapPins *self)
{
  if (self->layer != NULL)
    gtk_widget_set_has_tooltip (GTK_WIDGET (self->layer), TRUE);
}

static void
on_colors_cb (GbMapPins *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gb_pin_layer_set_colors (self->layer, adw_style_manager_get_dark (manager),
                           adw_style_manager_get_high_contrast (manager));
}

/* --- the menu ------------------------------------------------------------------------------------- */

static void
set_chip (GtkWidget *chip,
          gboolean   active,
          guint      count,
          gboolean   known)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), active);
  gb_map_pins_chip_set_count (GB_MAP_PINS_CHIP (chip), count, known);
}

static void
show_bits (GtkBox      *box,
           guint        bits,
           const guint *counts)
{
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (box));

  for (guint i = 0; chip != NULL; i++, chip = gtk_widget_get_next_sibling (chip))
    set_chip (chip, (bits & 1u << i) != 0, counts != NULL ? counts[i] : 0, counts != NULL);
}

static GtkWidget *
find_chip (GtkBox     *box,
           const char *name)
{
  for (GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (box)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      if (g_str_equal (gb_map_pins_chip_get_name (GB_MAP_PINS_CHIP (chip)), name))
        return chip;
    }
  return NULL;
}

static void
on_field_cb (GbMapPins     *self,
             GbMapPinsChip *chip)
{
  if (!self->filling)
    gb_map_pins_model_set_field (self->model, gb_map_pins_chip_get_name (chip),
                                 gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)));
}

static gboolean
is_chosen (const GbPlaceFilter *filter,
           const char          *field)
{
  return filter->fields != NULL && g_strv_contains ((const char *const *) filter->fields, field);
}

static GtkWidget *
put_field (GbMapPins  *self,
           const char *field,
           guint       count,
           gboolean    chosen,
           GtkWidget  *after)
{
  GtkWidget *chip = find_chip (self->fields, field);

  if (chip == NULL && count == 0 && !chosen)
    return after;
  if (chip == NULL)
    {
      chip = gb_map_pins_chip_new (field);
      gb_map_pin_sign_set_field (gb_map_pins_chip_add_sign (GB_MAP_PINS_CHIP (chip)), field);
      g_signal_connect_object (chip, "toggled", G_CALLBACK (on_field_cb), self, G_CONNECT_SWAPPED);
      gtk_box_insert_child_after (self->fields, chip, after);
    }
  else
    gtk_box_reorder_child_after (self->fields, chip, after);
  set_chip (chip, chosen, count, TRUE);
  return chip;
}

static gboolean
may_go (GtkWidget *chip)
{
  return gb_map_pins_chip_get_count (GB_MAP_PINS_CHIP (chip)) == 0 &&
         !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip)) && !gtk_widget_get_mapped (chip);
}

/* A chip that stays keeps its widget, and the keyboard with it; one that would show nothing goes, unless it is chosen
 * or somebody looks: nothing may move under the hand. */
static void
show_fields (GbMapPins           *self,
             const GbPlaceFilter *filter,
             const GbPlaces      *places)
{
  GtkWidget *last = NULL, *chip, *next;

  for (chip = gtk_widget_get_first_child (GTK_WIDGET (self->fields)); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    set_chip (chip, is_chosen (filter, gb_map_pins_chip_get_name (GB_MAP_PINS_CHIP (chip))), 0, TRUE);
  for (guint i = 0; i < places->fields->len; i++)
    {
      const GbPlaceField *field = &g_array_index (places->fields, GbPlaceField, i);

      last = put_field (self, field->name, field->count, is_chosen (filter, field->name), last);
    }
  /* one that is chosen can be let go of, though the days have nothing of it */
  for (guint i = 0; filter->fields != NULL && filter->fields[i] != NULL; i++)
    {
      if (find_chip (self->fields, filter->fields[i]) == NULL)
        last = put_field (self, filter->fields[i], 0, TRUE, last);
    }
  for (chip = gtk_widget_get_first_child (GTK_WIDGET (self->fields)); chip != NULL; chip = next)
    {
      next = gtk_widget_get_next_sibling (chip);
      if (may_go (chip))
        gtk_box_remove (self->fields, chip);
    }
}

static void
show_count (GbMapPins *self)
{
  const GError *error = gb_map_pins_model_get_error (self->model);
  GbPlaces *places = gb_map_pins_model_get_places (self->model);
  g_autofree char *words = NULL;

  if (error != NULL)
    words = g_strdup (error->message);
  else if (!gb_map_pins_model_get_choice (self->model)->shown)
    words = g_strdup (_("Not on the map"));
  else
    words = places != NULL ? gb_map_pins_words_count (places) : g_strdup (_("Loading…"));
  gtk_label_set_label (self->count, words);
  if (self->button != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/* As high as its lines of chips are at its width, and no higher than the window. */
static void
update_height (GbMapPins *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int width, height;

  if (root == NULL)
    return;
  gtk_widget_get_size_request (self->content, &width, NULL);
  gtk_widget_measure (self->content, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  height = MIN (height, MAX (gtk_widget_get_height (GTK_WIDGET (root)) - ROOM, LEAST_HEIGHT));
  gtk_scrolled_window_set_min_content_height (self->scroller, -1);
  gtk_scrolled_window_set_max_content_height (self->scroller, height);
  gtk_scrolled_window_set_min_content_height (self->scroller, height);
}

static void
show_model (GbMapPins *self)
{
  const GbMapPinsChoice *choice = gb_map_pins_model_get_choice (self->model);
  GbPlaces *places = gb_map_pins_model_get_places (self->model);
  GbDay today = gb_time_day (gb_map_pins_model_get_now (self->model));

  self->filling = TRUE;
  gtk_switch_set_active (self->shown, choice->shown);
  gtk_widget_set_sensitive (self->limits, choice->shown);
  show_bits (self->states, choice->filter.states, places != NULL ? places->states : NULL);
  show_bits (self->kinds, choice->filter.kinds, places != NULL ? places->kinds : NULL);
  if (places != NULL)
    show_fields (self, &choice->filter, places);
  gtk_drop_down_set_selected (self->span, choice->span);
  gtk_widget_set_visible (GTK_WIDGET (self->days), choice->span == GB_MAP_PINS_DAYS);
  gtk_widget_set_sensitive (self->unlimit, gb_map_pins_choice_is_limited (choice));
  for (int i = 0; i < 2; i++)
    {
      gb_day_entry_set_today (self->day_entries[i], today);
      gb_day_entry_set_day (self->day_entries[i], i == 0 ? choice->filter.from : choice->filter.to);
    }
  self->filling = FALSE;
  show_count (self);
  update_height (self);
  show_pins (self);
  g_signal_emit (self, changed_signal, 0);
}

/* --- what the user does --------------------------------------------------------------------------- */

static void
on_shown_cb (GbMapPins *self)
{
  if (!self->filling && self->model != NULL)
    gb_map_pins_model_set_shown (self->model, gtk_switch_get_active (self->shown));
}

static void
on_span_cb (GbMapPins *self)
{
  guint selected = gtk_drop_down_get_selected (self->span);

  if (!self->filling && self->model != NULL && selected < GB_N_MAP_PINS_SPANS)
    gb_map_pins_model_set_span (self->model, (GbMapPinsSpan) selected);
}

static void
on_day_cb (GbMapPins *self)
{
  if (!self->filling)
    gb_map_pins_model_set_days (self->model, gb_day_entry_get_day (self->day_entries[0]),
                                gb_day_entry_get_day (self->day_entries[1]));
}

static void
on_unlimit_cb (GbMapPins *self)
{
  gb_map_pins_model_unlimit (self->model);
}

static guint
index_of (GtkWidget *chip)
{
  guint index = 0;

  while ((chip = gtk_widget_get_prev_sibling (chip)) != NULL)
    index++;
  return index;
}

static void
on_state_cb (GbMapPins       *self,
             GtkToggleButton *chip)
{
  if (!self->filling)
    gb_map_pins_model_set_state (self->model, index_of (GTK_WIDGET (chip)), gtk_toggle_button_get_active (chip));
}

static void
on_kind_cb (GbMapPins       *self,
            GtkToggleButton *chip)
{
  if (!self->filling)
    gb_map_pins_model_set_kind (self->model, index_of (GTK_WIDGET (chip)), gtk_toggle_button_get_active (chip));
}

/* --- object --------------------------------------------------------------------------------------- */

static void
make_chips (GbMapPins *self)
{
  for (guint i = 0; i < GB_N_PLACE_STATES; i++)
    {
      GtkWidget *chip = gb_map_pins_chip_new (gb_map_pins_words_state (i));

      gb_map_pin_sign_set_state (gb_map_pins_chip_add_sign (GB_MAP_PINS_CHIP (chip)), i);
      g_signal_connect_object (chip, "toggled", G_CALLBACK (on_state_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->states, chip);
    }
  for (guint i = 0; i < GB_N_PLACE_KINDS; i++)
    {
      GtkWidget *chip = gb_map_pins_chip_new (gb_map_pins_words_kind (i));

      g_signal_connect_object (chip, "toggled", G_CALLBACK (on_kind_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->kinds, chip);
    }
}

static void
make_days (GbMapPins *self)
{
  const char *names[] = { _("Received from"), _("Received to") };
  g_autoptr (GtkStringList) spans = gtk_string_list_new (NULL);

  for (int i = 0; i < GB_N_MAP_PINS_SPANS; i++)
    gtk_string_list_append (spans, gb_map_pins_words_span (i));
  gtk_drop_down_set_model (self->span, G_LIST_MODEL (spans));
  for (int i = 0; i < 2; i++)
    {
      self->day_entries[i] = GB_DAY_ENTRY (gb_day_entry_new (names[i]));
      g_signal_connect_object (self->day_entries[i], "changed", G_CALLBACK (on_day_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->days, GTK_WIDGET (self->day_entries[i]));
    }
}

static void
gb_map_pins_dispose (GObject *object)
{
  GbMapPins *self = GB_MAP_PINS (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_object (&self->layer);
  g_clear_pointer (&self->places, gb_places_unref);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  G_OBJECT_CLASS (gb_map_pins_parent_class)->dispose (object);
}

static void
gb_map_pins_class_init (GbMapPinsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_map_pins_dispose;
  g_type_ensure (GB_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-map-pins.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbMapPins, name)
  BIND (scroller);
  BIND (content);
  BIND (count);
  BIND (shown);
  BIND (limits);
  BIND (states);
  BIND (kinds);
  BIND (fields);
  BIND (span);
  BIND (days);
  BIND (unlimit);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_span_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unlimit_cb);
  changed_signal = g_signal_new ("changed", GB_TYPE_MAP_PINS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_map_pins_init (GbMapPins *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gb_drop_down_tell (self->span);
  make_chips (self);
  make_days (self);
  g_signal_connect (self, "show", G_CALLBACK (update_height), NULL);
  self->filling = FALSE;
}

static void
on_completed_cb (GbMapPins *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/**
 * gb_map_pins_new:
 * @store: an open store
 * @map: gets a layer of pins; with its other layers, its source and its zoom levels
 *
 * Returns: (transfer floating): the menu
 */
GbMapPins *
gb_map_pins_new (GbStore    *store,
                 ShumateMap *map)
{
  GbMapPins *self = g_object_new (GB_TYPE_MAP_PINS, NULL);

  self->layer = g_object_ref_sink (gb_pin_layer_new (shumate_map_get_viewport (map)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->layer), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reports and issues"),
                                  -1);
  shumate_map_add_layer (map, SHUMATE_LAYER (self->layer));
  g_signal_connect_object (self->layer, "opened", G_CALLBACK (on_opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->layer, "completed", G_CALLBACK (on_completed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify", G_CALLBACK (on_colors_cb), self,
                           G_CONNECT_SWAPPED);
  on_colors_cb (self);
  self->model = gb_map_pins_model_new (store);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (show_model), self, G_CONNECT_SWAPPED);
  show_model (self);
  return self;
}

/**
 * gb_map_pins_make_button:
 *
 * Returns: (transfer floating): a button that opens the menu; it has the menu and the card of a pin from now on
 */
GtkWidget *
gb_map_pins_make_button (GbMapPins *self)
{
  g_return_val_if_fail (GB_IS_MAP_PINS (self) && self->button == NULL, NULL);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "gb-pins-symbolic");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->button), GTK_ARROW_UP);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), GTK_WIDGET (self));
  gtk_widget_set_tooltip_text (self->button, _("Reports and issues on the map"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Reports and issues on the map"), -1);
  g_object_add_weak_pointer (G_OBJECT (self->button), (gpointer *) &self->button);
  self->card = gb_map_pins_card_new ();
  gtk_widget_set_parent (self->card, self->button);
  g_signal_connect_object (self->card, "closed", G_CALLBACK (on_card_closed_cb), self, G_CONNECT_SWAPPED);
  show_count (self);
  return self->button;
}

GbPinLayer *
gb_map_pins_get_layer (GbMapPins *self)
{
  g_return_val_if_fail (GB_IS_MAP_PINS (self), NULL);
  return self->layer;
}

GbMapPinsModel *
gb_map_pins_get_model (GbMapPins *self)
{
  g_return_val_if_fail (GB_IS_MAP_PINS (self), NULL);
  return self->model;
}

/**
 * gb_map_pins_get_loading:
 *
 * Returns: whether other pins than those that are seen are on their way
 */
gboolean
gb_map_pins_get_loading (GbMapPins *self)
{
  g_return_val_if_fail (GB_IS_MAP_PINS (self), FALSE);
  if (gb_map_pins_model_get_loading (self->model))
    return TRUE;
  return gtk_widget_get_mapped (GTK_WIDGET (self->layer)) && !gb_pin_layer_is_complete (self->layer);
}

/**
 * gb_map_pins_set_active:
 * @active: whether somebody looks
 */
void
gb_map_pins_set_active (GbMapPins *self,
                        gboolean   active)
{
  g_return_if_fail (GB_IS_MAP_PINS (self));
  gb_map_pins_model_set_active (self->model, active);
}
