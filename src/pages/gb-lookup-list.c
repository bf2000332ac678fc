/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-lookup-list.h"

#include <glib/gi18n-lib.h>

#include "gb-one-stop.h"

/**
 * GbLookupList:
 *
 * The rows of what was looked up. A click or Enter opens one: emits "opened" with its #GbLookupItem.
 */
struct _GbLookupList
{
  AdwBin parent_instance;

  GtkListView *view;             /* the child's */
  GtkSingleSelection *selection; /* (owned) */
  gboolean narrow;
};

/* The labels of a row; they are the row's. */
typedef struct
{
  GtkLabel *title;
  GtkLabel *caption;
  GtkLabel *side;
} Row;

#define DATA_ROW "gb-row"

static guint opened_signal;

G_DEFINE_FINAL_TYPE (GbLookupList, gb_lookup_list, ADW_TYPE_BIN)

static GtkLabel *
add_label (GtkWidget  *box,
           const char *style,
           int         lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

/* A click opens; the list's own way would choose whatever row the pointer is over. */
static void
on_released_cb (GtkListItem     *item,
                int              n_press,
                double           x,
                double           y,
                GtkGestureClick *gesture)
{
  GtkWidget *view = gtk_widget_get_ancestor (gtk_list_item_get_child (item), GTK_TYPE_LIST_VIEW);

  if (view != NULL && gtk_widget_contains (gtk_list_item_get_child (item), x, y))
    g_signal_emit_by_name (view, "activate", gtk_list_item_get_position (item));
}

static void
on_setup_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  Row *row = g_new0 (Row, 1);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  row->title = add_label (words, "row-title", 4);
  row->caption = add_label (words, "row-caption", 2);
  gtk_box_append (GTK_BOX (box), words);
  row->side = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (row->side), "row-side");
  gtk_label_set_xalign (row->side, 1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->side));
  g_object_set_data_full (G_OBJECT (box), DATA_ROW, row, g_free);
  gtk_widget_add_css_class (box, "row-body");
  g_signal_connect_object (click, "released", G_CALLBACK (on_released_cb), item, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, box);
}

/* Without room the end of the row goes under its title. */
static void
show_side (GbLookupList *self,
           const Row    *row,
           GbLookupItem *item)
{
  const char *side = gb_lookup_item_get_side (item);
  const char *caption = gb_lookup_item_get_caption (item);

  gtk_widget_set_visible (GTK_WIDGET (row->side), side != NULL && !self->narrow);
  gtk_label_set_label (row->side, side != NULL ? side : "");
  if (side != NULL && self->narrow)
    {
      g_autofree char *escaped = g_markup_escape_text (side, -1);
      g_autofree char *both = g_strdup_printf ("%s · %s", escaped, caption);

      gtk_label_set_markup (row->caption, both);
    }
  else
    gtk_label_set_markup (row->caption, caption);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem              *list_item,
            GbLookupList             *self)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);
  GtkWidget *parent = gtk_widget_get_parent (child);
  const Row *row = g_object_get_data (G_OBJECT (child), DATA_ROW);
  GbLookupItem *item = gtk_list_item_get_item (list_item);

  gtk_label_set_markup (row->title, gb_lookup_item_get_title (item));
  show_side (self, row, item);
  /* The row itself has no name that could be set before GTK 4.12. */
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gb_lookup_item_get_sentence (item), -1);
}

static void
on_activate_cb (GbLookupList *self,
                guint         position)
{
  g_autoptr (GbLookupItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, opened_signal, 0, item);
}

static void
set_factory (GbLookupList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  gtk_list_view_set_factory (self->view, factory);
}

static void
gb_lookup_list_dispose (GObject *object)
{
  GbLookupList *self = GB_LOOKUP_LIST (object);

  if (self->view != NULL)
    gtk_list_view_set_factory (self->view, NULL);
  self->view = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (gb_lookup_list_parent_class)->dispose (object);
}

static void
gb_lookup_list_class_init (GbLookupListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_lookup_list_dispose;
  opened_signal = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, GB_TYPE_LOOKUP_ITEM);
}

static void
gb_lookup_list_init (GbLookupList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "gb-lookup-rows");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What was found"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (on_activate_cb), self);
  set_factory (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  adw_bin_set_child (ADW_BIN (self), gb_one_stop_new (scroller));
}

/**
 * gb_lookup_list_show:
 * @items: #GbLookupItem
 * @chosen: (nullable): the id of the one that is open
 */
void
gb_lookup_list_show (GbLookupList *self,
                     GListModel   *items,
                     const char   *chosen)
{
  g_return_if_fail (GB_IS_LOOKUP_LIST (self));
  gtk_single_selection_set_model (self->selection, items);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GbLookupItem) item = g_list_model_get_item (items, i);

      if (g_str_equal (gb_lookup_item_get_id (item), chosen))
        gtk_single_selection_set_selected (self->selection, i);
    }
}

/**
 * gb_lookup_list_set_narrow:
 * @narrow: whether rows have no room for an end
 */
void
gb_lookup_list_set_narrow (GbLookupList *self,
                           gboolean      narrow)
{
  g_return_if_fail (GB_IS_LOOKUP_LIST (self));
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  set_factory (self);
}

/**
 * gb_lookup_list_activate:
 *
 * Opens the first row.
 *
 * Returns: whether there is one
 */
gboolean
gb_lookup_list_activate (GbLookupList *self)
{
  g_return_val_if_fail (GB_IS_LOOKUP_LIST (self), FALSE);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return FALSE;
  gtk_single_selection_set_selected (self->selection, 0);
  on_activate_cb (self, 0);
  return TRUE;
}

/**
 * gb_lookup_list_focus:
 *
 * Gives the rows the focus.
 */
void
gb_lookup_list_focus (GbLookupList *self)
{
  g_return_if_fail (GB_IS_LOOKUP_LIST (self));
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}
