/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-mark-selection.h"

/**
 * GbMarkSelection:
 *
 * Rows with check marks. A #GtkMultiSelection forgets all marks when somebody clicks beside a check
 * box or moves on with an arrow key; here a mark stays until it is taken away.
 */
struct _GbMarkSelection
{
  GObject parent_instance;

  GtkSelectionModel *marks; /* (owned): does the work */
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GbMarkSelection, gb_mark_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

/* --- list model --- */

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (G_LIST_MODEL (GB_MARK_SELECTION (model)->marks));
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (GB_MARK_SELECTION (model)->marks));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (GB_MARK_SELECTION (model)->marks), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- selection model --- */

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  return gtk_selection_model_is_selected (GB_MARK_SELECTION (model)->marks, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  return gtk_selection_model_get_selection_in_range (GB_MARK_SELECTION (model)->marks, position,
                                                     n_items);
}

/* What selects one row alone comes from a click beside the check box or from a key that moves. */
static gboolean
select_item (GtkSelectionModel *model,
             guint              position,
             gboolean           unselect_rest)
{
  return !unselect_rest &&
         gtk_selection_model_select_item (GB_MARK_SELECTION (model)->marks, position, FALSE);
}

static gboolean
unselect_item (GtkSelectionModel *model,
               guint              position)
{
  return gtk_selection_model_unselect_item (GB_MARK_SELECTION (model)->marks, position);
}

static gboolean
select_range (GtkSelectionModel *model,
              guint              position,
              guint              n_items,
              gboolean           unselect_rest)
{
  return gtk_selection_model_select_range (GB_MARK_SELECTION (model)->marks, position, n_items,
                                           FALSE);
}

static gboolean
unselect_range (GtkSelectionModel *model,
                guint              position,
                guint              n_items)
{
  return gtk_selection_model_unselect_range (GB_MARK_SELECTION (model)->marks, position, n_items);
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  return gtk_selection_model_set_selection (GB_MARK_SELECTION (model)->marks, selected, mask);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->set_selection = set_selection;
}

/* --- object --- */

static void
gb_mark_selection_dispose (GObject *object)
{
  GbMarkSelection *self = GB_MARK_SELECTION (object);

  g_signal_handlers_disconnect_by_data (self->marks, self);

  G_OBJECT_CLASS (gb_mark_selection_parent_class)->dispose (object);
}

static void
gb_mark_selection_finalize (GObject *object)
{
  g_object_unref (GB_MARK_SELECTION (object)->marks);

  G_OBJECT_CLASS (gb_mark_selection_parent_class)->finalize (object);
}

static void
gb_mark_selection_class_init (GbMarkSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_mark_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = gb_mark_selection_finalize;
}

static void
gb_mark_selection_init (GbMarkSelection *self)
{
  self->marks = GTK_SELECTION_MODEL (gtk_multi_selection_new (NULL));
  g_signal_connect_swapped (self->marks, "items-changed", G_CALLBACK (g_list_model_items_changed),
                            self);
  g_signal_connect_swapped (self->marks, "selection-changed",
                            G_CALLBACK (gtk_selection_model_selection_changed), self);
}

/**
 * gb_mark_selection_new:
 * @model: (nullable): the rows
 *
 * Returns: (transfer full): the rows, none of them marked
 */
GbMarkSelection *
gb_mark_selection_new (GListModel *model)
{
  GbMarkSelection *self = g_object_new (GB_TYPE_MARK_SELECTION, NULL);

  gtk_multi_selection_set_model (GTK_MULTI_SELECTION (self->marks), model);
  return self;
}
