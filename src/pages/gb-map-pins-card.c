/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-map-pins-card.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"
#include "gb-map-pin-sign.h"
#include "gb-map-pins-list.h"
#include "gb-map-pins-words.h"

/**
 * GbMapPinsCard:
 *
 * What a pin stands for; where several are at one place, first the list of them.
 */
struct _GbMapPinsCard
{
  GtkPopover parent_instance;

  GtkStack *stack; /* the template's */
  GtkLabel *heading;
  GtkListView *list;
  GtkWidget *back;
  GtkLabel *back_label;
  GbMapPinSign *sign;
  GtkLabel *title;
  GtkLabel *urgency;
  GtkGrid *facts;

  GbMapPinsList *model; /* (owned) (nullable) */
  const GbPlace *place; /* (nullable): of @model, in the card */
  gint64 now;
};

G_DEFINE_FINAL_TYPE (GbMapPinsCard, gb_map_pins_card, GTK_TYPE_POPOVER)

/* --- one ------------------------------------------------------------------------------------------ */

static void
add_fact (GbMapPinsCard *self,
          const char    *name,
          const char    *value)
{
  GtkWidget *caption = gtk_label_new (name), *words = gtk_label_new (value);
  int row = 0;

  while (gtk_grid_get_child_at (self->facts, 0, row) != NULL)
    row++;
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_yalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "gb-secondary");
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 22);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_grid_attach (self->facts, caption, 0, row, 1, 1);
  gtk_grid_attach (self->facts, words, 1, row, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (words), GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption, NULL, -1);
}

static void
add_moment (GbMapPinsCard *self,
            const char    *name,
            gint64         at)
{
  g_autofree char *day = gb_format_full_day (gb_time_day (at));
  g_autofree char *time = gb_format_time (at);
  g_autofree char *text = g_strdup_printf ("%s %s", time, day);

  add_fact (self, name, text);
}

/* What can be done about it is told beside the list of issues. */
static void
add_open (GbMapPinsCard *self,
          const GbPlace *place)
{
  GtkWidget *button = gtk_button_new_with_label (_("Open the issue"));
  int row = 0;

  while (gtk_grid_get_child_at (self->facts, 0, row) != NULL)
    row++;
  gtk_widget_set_margin_top (button, 6);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", place->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-issue");
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (self->facts, button, 0, row, 2, 1);
}

static void
list_facts (GbMapPinsCard *self,
            const GbPlace *place)
{
  g_autofree char *age = gb_map_pins_words_age (place, self->now);
  g_autofree char *commune = gb_map_pins_words_commune (place);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_grid_remove (self->facts, child);
  add_fact (self, _("Kind"), gb_map_pins_words_kind (place->kind));
  add_fact (self, _("Field"), place->field);
  add_fact (self, _("State"), gb_map_pins_words_status (place->status));
  if (commune != NULL)
    add_fact (self, _("Where it is"), commune);
  add_fact (self, _("Received"), age);
  if (place->due != 0)
    add_moment (self, _("Answer due"), place->due);
  if (place->answered != 0)
    add_moment (self, _("Answered"), place->answered);
  if (place->department != NULL)
    add_fact (self, place->state <= GB_PLACE_WAITING ? _("Waiting for") : _("Answered by"), place->department);
  if (place->urged > 0)
    {
      g_autofree char *number = gb_format_number (place->urged);
      g_autofree char *urged = g_strdup_printf (ngettext ("%s time", "%s times", (gulong) place->urged), number);

      add_fact (self, _("Urged"), urged);
    }
  if (place->pending)
    add_fact (self, _("Outbox"), _("Not sent yet"));
  add_open (self, place);
}

static void
show_place (GbMapPinsCard *self,
            guint          position)
{
  static const char *const classes[GB_N_PLACE_STATES] = { "late", "due-soon", "on-track", "paused" };
  const GbPlace *place = gb_map_pins_list_get_place (self->model, position);
  g_autofree char *urgency = gb_map_pins_words_urgency (place, self->now);
  g_autofree char *first = g_utf8_strup (urgency, g_utf8_next_char (urgency) - urgency);
  g_autofree char *words = g_strconcat (first, g_utf8_next_char (urgency), NULL);

  self->place = place;
  gb_map_pin_sign_set_state (self->sign, place->state);
  gb_map_pin_sign_set_field (self->sign, place->field);
  gtk_label_set_label (self->title, place->title);
  gtk_label_set_label (self->urgency, words);
  for (guint i = 0; i < GB_N_PLACE_STATES; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->urgency), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->urgency), classes[place->state]);
  list_facts (self, place);
  gtk_stack_set_visible_child_name (self->stack, "place");
  gtk_popover_present (GTK_POPOVER (self));
}

/* --- several -------------------------------------------------------------------------------------- */

static GtkWidget *
make_words (GtkWidget  *box,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
on_setup_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_hexpand (words, TRUE);
  make_words (words, "row-title");
  make_words (words, "row-caption");
  gtk_box_append (GTK_BOX (row), gb_map_pin_sign_new ());
  gtk_box_append (GTK_BOX (row), words);
  gtk_list_item_set_child (item, row);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem              *item,
            GbMapPinsCard            *self)
{
  const GbPlace *place = gb_map_pins_list_get_place (self->model, gtk_list_item_get_position (item));
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *sign = gtk_widget_get_first_child (row), *words = gtk_widget_get_last_child (row);
  g_autofree char *caption = gb_map_pins_words_caption (place, self->now);

  gb_map_pin_sign_set_state (GB_MAP_PIN_SIGN (sign), place->state);
  gb_map_pin_sign_set_field (GB_MAP_PIN_SIGN (sign), place->field);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (words)), place->title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (words)), caption);
}

static void
on_activate_cb (GbMapPinsCard *self,
                guint          position)
{
  show_place (self, position);
  gtk_widget_grab_focus (self->back);
}

static void
on_back_cb (GbMapPinsCard *self)
{
  self->place = NULL;
  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_popover_present (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* --- object --------------------------------------------------------------------------------------- */

static void
gb_map_pins_card_dispose (GObject *object)
{
  GbMapPinsCard *self = GB_MAP_PINS_CARD (object);

  self->place = NULL;
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->model);
  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  self->list = NULL;
  G_OBJECT_CLASS (gb_map_pins_card_parent_class)->dispose (object);
}

static void
gb_map_pins_card_class_init (GbMapPinsCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gb_map_pins_card_dispose;
  g_type_ensure (GB_TYPE_MAP_PIN_SIGN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-map-pins-card.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GbMapPinsCard, name)
  BIND (stack);
  BIND (heading);
  BIND (list);
  BIND (back);
  BIND (back_label);
  BIND (sign);
  BIND (title);
  BIND (urgency);
  BIND (facts);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
}

static void
gb_map_pins_card_init (GbMapPinsCard *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}

GtkWidget *
gb_map_pins_card_new (void)
{
  return g_object_new (GB_TYPE_MAP_PINS_CARD, NULL);
}

/**
 * gb_map_pins_card_show:
 * @places: what @members are of
 * @members: (array length=n): as their places among all
 * @now: UTC seconds
 *
 * Fills the card; it is for the caller to let it pop up.
 */
void
gb_map_pins_card_show (GbMapPinsCard *self,
                       GbPlaces      *places,
                       const guint   *members,
                       guint          n,
                       gint64         now)
{
  g_autofree char *many = gb_map_pins_words_many (places, members, n);
  /* Translators: %s is how many of what: "12 reports at this place" */
  g_autofree char *heading = g_strdup_printf (_("%s at this place"), many);
  GtkSelectionModel *selection;

  g_return_if_fail (GB_IS_MAP_PINS_CARD (self) && n > 0);
  gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->model);
  self->model = gb_map_pins_list_new (places, members, n);
  self->now = now;
  self->place = NULL;
  gtk_label_set_label (self->heading, heading);
  gtk_label_set_label (self->back_label, many);
  gtk_widget_set_visible (self->back, n > 1);
  if (n == 1)
    {
      show_place (self, 0);
      return;
    }
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model))));
  gtk_list_view_set_model (self->list, selection);
  g_object_unref (selection);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

/**
 * gb_map_pins_card_get_place:
 *
 * Returns: (transfer none) (nullable): what is told of; %NULL while there is the list
 */
const GbPlace *
gb_map_pins_card_get_place (GbMapPinsCard *self)
{
  g_return_val_if_fail (GB_IS_MAP_PINS_CARD (self), NULL);
  return self->place;
}

/**
 * gb_map_pins_card_get_n:
 *
 * Returns: how many are at the place
 */
guint
gb_map_pins_card_get_n (GbMapPinsCard *self)
{
  g_return_val_if_fail (GB_IS_MAP_PINS_CARD (self), 0);
  return self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
}
