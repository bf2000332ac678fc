/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-table.h"

#include "gb-adaptive-bin.h"
#include "gb-class-skeleton.h"
#include "gb-dossier-cell.h"
#include "gb-dossiers-columns.h"
#include "gb-duration.h"
#include "gb-header-sort.h"

/**
 * GbDossierTable:
 *
 * The rows of a #GbDossierList, or in their place why there are none. Shows the columns there is
 * room for. A click or Enter opens a row; the headers ask for an order, which the list's owner has
 * the database make.
 */
struct _GbDossierTable
{
  AdwBin parent_instance;

  GtkWidget *table_bin; /* the template's */
  GtkWidget *wide_bin;
  GtkStack *states;
  GtkColumnView *view;
  AdwStatusPage *message;
  GtkButton *message_button;
  GtkColumnViewColumn *columns[GB_N_DOSSIERS_COLUMNS];

  GbDossierList *list;           /* (owned) (nullable) */
  GtkSingleSelection *selection; /* (owned) */
  GbHeaderSort *header_sort;     /* (owned) */
  int day_seconds;
  gboolean to_top; /* when the rows are there */
};

enum
{
  PROP_SELECTED = 1,
  N_PROPS
};

enum
{
  OPENED,
  ORDERED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbDossierTable, gb_dossier_table, ADW_TYPE_BIN)

static void
show_message (GbDossierTable *self)
{
  const GbDossierQuery *query = gb_dossier_list_get_query (self->list);
  GbDossiersMessage message;

  gb_dossiers_words_message (gb_dossier_list_get_error (self->list), query->search, query->filter,
                             &message);
  adw_status_page_set_icon_name (self->message, message.icon_name);
  adw_status_page_set_title (self->message, message.title);
  adw_status_page_set_description (self->message, message.description);
  gtk_widget_set_visible (GTK_WIDGET (self->message_button), message.action != NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->message_button), message.action);
  gtk_button_set_label (self->message_button, message.action_label ? message.action_label : "");
  gtk_stack_set_visible_child_name (self->states, "message");
  g_free (message.description);
}

static void
scroll_to_top (GbDossierTable *self)
{
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  while (rows != NULL && !GTK_IS_LIST_VIEW (rows))
    rows = gtk_widget_get_prev_sibling (rows);
  self->to_top = FALSE;
  if (rows != NULL)
    gtk_widget_activate_action (rows, "list.scroll-to-item", "u", 0);
}

/* Rows stay while the next ones are on their way; without any, grey bars stand for them. Rows that
 * could not be replaced would be those of another question: the error takes their place. */
static void
update_state (GbDossierTable *self)
{
  if (gb_dossier_list_get_error (self->list) != NULL)
    show_message (self);
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_stack_set_visible_child_name (self->states, "table");
  else if (gb_dossier_list_get_loading (self->list))
    gtk_stack_set_visible_child_name (self->states, "loading");
  else
    show_message (self);
  if (self->to_top && !gb_dossier_list_get_loading (self->list))
    scroll_to_top (self);
}

static void
on_width_changed_cb (GbDossierTable *self)
{
  GbDossiersRoom room = GB_DOSSIERS_ROOM_WIDEST;
  if (gb_adaptive_bin_get_narrow (GB_ADAPTIVE_BIN (self->table_bin)))
    room = GB_DOSSIERS_ROOM_NARROW;
  else if (gb_adaptive_bin_get_medium (GB_ADAPTIVE_BIN (self->table_bin)))
    room = GB_DOSSIERS_ROOM_MEDIUM;
  else if (gb_adaptive_bin_get_narrow (GB_ADAPTIVE_BIN (self->wide_bin)))
    room = GB_DOSSIERS_ROOM_FULL;
  else if (gb_adaptive_bin_get_medium (GB_ADAPTIVE_BIN (self->wide_bin)))
    room = GB_DOSSIERS_ROOM_WIDE;
  gb_header_sort_freeze (self->header_sort);
  gb_dossiers_columns_fit (self->view, self->columns, room);
  gb_header_sort_thaw (self->header_sort);
}

static void
on_selected_item_cb (GbDossierTable *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
}

static void
on_header_sort_changed_cb (GbDossierTable *self)
{
  g_signal_emit (self, signals[ORDERED], 0);
}

static void
on_view_activate_cb (GbDossierTable *self,
                     guint           position)
{
  g_autoptr (GbDossier) dossier = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (dossier != NULL)
    g_signal_emit (self, signals[OPENED], 0, dossier);
}

/* A click opens what it selected; keys only select. */
static void
on_view_released_cb (GbDossierTable  *self,
                     int              n_press,
                     double           x,
                     double           y,
                     GtkGestureClick *gesture)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkWidget *hit = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GbDossier *dossier = gb_dossier_table_get_selected (self);

  while (hit != NULL && hit != view && g_strcmp0 (gtk_widget_get_css_name (hit), "row") != 0)
    hit = gtk_widget_get_parent (hit);
  if (hit != NULL && hit != view && dossier != NULL)
    g_signal_emit (self, signals[OPENED], 0, dossier);
}

static gboolean
gb_dossier_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GB_DOSSIER_TABLE (widget)->view));
}

static void
gb_dossier_table_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, gb_dossier_table_get_selected (GB_DOSSIER_TABLE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_dossier_table_dispose (GObject *object)
{
  GbDossierTable *self = GB_DOSSIER_TABLE (object);

  g_clear_object (&self->header_sort);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (gb_dossier_table_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/giaoban/GiaoBan/ui/pages/gb-dossier-table.ui");
  gtk_widget_class_bind_template_child (widget_class, GbDossierTable, table_bin);
  gtk_widget_class_bind_template_child (widget_class, GbDossierTable, wide_bin);
  gtk_widget_class_bind_template_child (widget_class, GbDossierTable, states);
  gtk_widget_class_bind_template_child (widget_class, GbDossierTable, view);
  gtk_widget_class_bind_template_child (widget_class, GbDossierTable, message);
  gtk_widget_class_bind_template_child (widget_class, GbDossierTable, message_button);
  for (int i = 0; i < GB_N_DOSSIERS_COLUMNS; i++)
    gtk_widget_class_bind_template_child_full (
        widget_class, gb_dossiers_column_id (i), FALSE,
        G_STRUCT_OFFSET (GbDossierTable, columns) + i * sizeof (GtkColumnViewColumn *));
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_released_cb);
}

static void
gb_dossier_table_class_init (GbDossierTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gb_dossier_table_get_property;
  object_class->dispose = gb_dossier_table_dispose;
  widget_class->grab_focus = gb_dossier_table_grab_focus;

  props[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, GB_TYPE_DOSSIER,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * GbDossierTable::opened:
   * @dossier: the row
   *
   * The user wants to see a dossier.
   */
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, GB_TYPE_DOSSIER);
  /**
   * GbDossierTable::ordered:
   *
   * The user asks for another order by a header; the list's query is to follow.
   */
  signals[ORDERED] = g_signal_new ("ordered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_CLASS_SKELETON);
  g_type_ensure (GB_TYPE_DOSSIER_CELL);
  bind_template (widget_class);
}

static void
gb_dossier_table_init (GbDossierTable *self)
{
  self->day_seconds = GB_DURATION_DEFAULT_DAY;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (on_selected_item_cb), self, G_CONNECT_SWAPPED);

  self->header_sort = gb_header_sort_new (self->view);
  for (int i = 0; i < GB_N_DOSSIERS_COLUMNS; i++)
    if (gb_dossiers_column_order (i) >= 0)
      gb_header_sort_add (self->header_sort, self->columns[i], gb_dossiers_column_order (i));
  gb_header_sort_set_key (self->header_sort, GB_DOSSIERS_ORDER_REMAINING, FALSE);
  g_signal_connect_object (self->header_sort, "changed", G_CALLBACK (on_header_sort_changed_cb),
                           self, G_CONNECT_SWAPPED);

  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (on_width_changed_cb), self, G_CONNECT_SWAPPED);
  on_width_changed_cb (self);
}

/**
 * gb_dossier_table_get_selected:
 *
 * Returns: (transfer none) (nullable): the selected row
 */
GbDossier *
gb_dossier_table_get_selected (GbDossierTable *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), NULL);

  return gtk_single_selection_get_selected_item (self->selection);
}

/**
 * gb_dossier_table_get_order:
 * @descending: (out) (optional): whether it is turned round
 *
 * Returns: the order the headers show
 */
GbDossiersOrder
gb_dossier_table_get_order (GbDossierTable *self,
                            gboolean       *descending)
{
  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), GB_DOSSIERS_ORDER_REMAINING);

  return gb_header_sort_get_key (self->header_sort, descending);
}

/**
 * gb_dossier_table_get_now:
 *
 * Returns: UTC seconds; decides which dates need their year
 */
gint64
gb_dossier_table_get_now (GbDossierTable *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), 0);

  return self->list != NULL
             ? gb_clock_now (gb_store_get_clock (gb_dossier_list_get_store (self->list)))
             : 0;
}

/**
 * gb_dossier_table_get_day_seconds:
 *
 * Returns: how long a working day is in the words for remaining time
 */
int
gb_dossier_table_get_day_seconds (GbDossierTable *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), GB_DURATION_DEFAULT_DAY);

  return self->day_seconds;
}

/**
 * gb_dossier_table_set_order:
 *
 * Shows an order in the headers; the rows are as the list has them.
 */
void
gb_dossier_table_set_order (GbDossierTable *self,
                            GbDossiersOrder order,
                            gboolean        descending)
{
  g_return_if_fail (GB_IS_DOSSIER_TABLE (self));

  gb_header_sort_set_key (self->header_sort, order, descending);
}

/**
 * gb_dossier_table_set_list:
 * @list: the rows; set once
 */
void
gb_dossier_table_set_list (GbDossierTable *self,
                           GbDossierList  *list)
{
  g_return_if_fail (GB_IS_DOSSIER_TABLE (self));
  g_return_if_fail (self->list == NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "notify::loading", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::error", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::n-items", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (list));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  update_state (self);
}

/**
 * gb_dossier_table_set_day_seconds:
 * @day_seconds: how long a working day is in the words for remaining time
 */
void
gb_dossier_table_set_day_seconds (GbDossierTable *self,
                                  int             day_seconds)
{
  g_return_if_fail (GB_IS_DOSSIER_TABLE (self));

  if (self->day_seconds == day_seconds)
    return;
  self->day_seconds = day_seconds;
  /* Words already made do not know: make all anew. */
  g_object_ref (self->selection);
  gtk_column_view_set_model (self->view, NULL);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);
}

/**
 * gb_dossier_table_scroll_to_top:
 *
 * Shows the first row once the list has its new rows.
 */
void
gb_dossier_table_scroll_to_top (GbDossierTable *self)
{
  g_return_if_fail (GB_IS_DOSSIER_TABLE (self));

  self->to_top = TRUE;
}
