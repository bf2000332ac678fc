/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-table.h"

#include "gb-adaptive-bin.h"
#include "gb-class-skeleton.h"
#include "gb-dossier-cell.h"
#include "gb-dossier-limits.h"
#include "gb-dossiers-columns.h"
#include "gb-duration.h"
#include "gb-header-sort.h"
#include "gb-mark-selection.h"

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

  GtkColumnViewColumn *view_columns[GB_N_DOSSIERS_COLUMNS]; /* (owned) */
  GbDossierList *list;           /* (owned) (nullable) */
  GtkSelectionModel *selection;  /* (owned): of one row, or of many */
  GHashTable *communes;          /* (owned) (nullable): names by code */
  GbHeaderSort *header_sort;     /* (owned) */
  int day_seconds;
  guint chosen;  /* columns, 0: those there is room for */
  guint columns; /* shown */
  gboolean province;
  gboolean many;
  gboolean to_top; /* when the rows are there */
};

enum
{
  PROP_SELECTED = 1,
  PROP_COLUMNS,
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

  gb_dossiers_words_message (gb_dossier_list_get_error (self->list), query->search,
                             gb_dossier_limits_count (query) > 0, query->filter, &message);
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
  guint shown;

  if (gb_adaptive_bin_get_narrow (GB_ADAPTIVE_BIN (self->table_bin)))
    room = GB_DOSSIERS_ROOM_NARROW;
  else if (gb_adaptive_bin_get_medium (GB_ADAPTIVE_BIN (self->table_bin)))
    room = GB_DOSSIERS_ROOM_MEDIUM;
  else if (gb_adaptive_bin_get_narrow (GB_ADAPTIVE_BIN (self->wide_bin)))
    room = GB_DOSSIERS_ROOM_FULL;
  else if (gb_adaptive_bin_get_medium (GB_ADAPTIVE_BIN (self->wide_bin)))
    room = GB_DOSSIERS_ROOM_WIDE;
  gb_header_sort_freeze (self->header_sort);
  shown = gb_dossiers_columns_of (room, self->chosen, self->province);
  if (self->many)
    shown |= 1u << GB_DOSSIERS_COLUMN_MARK;
  gb_dossiers_columns_fit (self->view, self->view_columns, room, shown);
  gb_header_sort_thaw (self->header_sort);
  if (shown == self->columns)
    return;
  self->columns = shown;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLUMNS]);
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

/* A click opens what it selected; keys only select. Where many can be selected a click marks the row
 * or takes its mark away, and nothing opens: who selects many does not want to see each. */
static void
on_view_released_cb (GbDossierTable  *self,
                     int              n_press,
                     double           x,
                     double           y,
                     GtkGestureClick *gesture)
{
  const GdkModifierType modifiers = GDK_CONTROL_MASK | GDK_SHIFT_MASK;
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkWidget *hit = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  GbDossier *dossier = gb_dossier_table_get_selected (self);

  while (hit != NULL && hit != view && g_strcmp0 (gtk_widget_get_css_name (hit), "row") != 0)
    hit = gtk_widget_get_parent (hit);
  if (hit == NULL || hit == view)
    return;
  if (!self->many && dossier != NULL)
    g_signal_emit (self, signals[OPENED], 0, dossier);
  /* With a key held down the row itself knows what to do. */
  if (self->many && (gtk_event_controller_get_current_event_state (controller) & modifiers) == 0)
    gtk_widget_activate_action (hit, "listitem.select", "(bb)", TRUE, FALSE);
}

/* Space marks the row with the focus, which alone it would select. */
static gboolean
on_view_key_cb (GbDossierTable *self,
                guint           keyval,
                guint           keycode,
                GdkModifierType state)
{
  GtkWidget *row = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (!self->many || (keyval != GDK_KEY_space && keyval != GDK_KEY_KP_Space) ||
      (state & gtk_accelerator_get_default_mod_mask ()) != 0 || row == NULL ||
      g_strcmp0 (gtk_widget_get_css_name (row), "row") != 0)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (row, "listitem.select", "(bb)", TRUE, FALSE);
  return GDK_EVENT_STOP;
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
    case PROP_COLUMNS:
      g_value_set_uint (value, GB_DOSSIER_TABLE (object)->columns);
      break;
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
  for (int i = 0; i < GB_N_DOSSIERS_COLUMNS; i++)
    g_clear_object (&self->view_columns[i]);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_pointer (&self->communes, g_hash_table_unref);
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
  gtk_widget_class_bind_template_callback (widget_class, on_width_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_released_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_view_key_cb);
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
  /* The columns shown, a bit for each #GbDossiersColumn. */
  props[PROP_COLUMNS] = g_param_spec_uint ("columns", NULL, NULL, 0, G_MAXUINT, 0,
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
make_selection (GbDossierTable *self)
{
  GListModel *rows = self->list != NULL ? g_object_ref (G_LIST_MODEL (self->list)) : NULL;

  g_clear_object (&self->selection);
  if (self->many)
    {
      self->selection = GTK_SELECTION_MODEL (gb_mark_selection_new (rows));
      g_clear_object (&rows);
    }
  else
    {
      GtkSingleSelection *single = gtk_single_selection_new (NULL);

      gtk_single_selection_set_autoselect (single, FALSE);
      gtk_single_selection_set_can_unselect (single, TRUE);
      gtk_single_selection_set_model (single, rows);
      g_clear_object (&rows);
      self->selection = GTK_SELECTION_MODEL (single);
    }
  if (!self->many)
    g_signal_connect_object (self->selection, "notify::selected-item",
                             G_CALLBACK (on_selected_item_cb), self, G_CONNECT_SWAPPED);
  else
    {
      g_signal_connect_object (self->selection, "selection-changed",
                               G_CALLBACK (on_selected_item_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_selected_item_cb),
                               self, G_CONNECT_SWAPPED);
    }
  if (self->list != NULL)
    gtk_column_view_set_model (self->view, self->selection);
}

static void
gb_dossier_table_init (GbDossierTable *self)
{
  self->day_seconds = GB_DURATION_DEFAULT_DAY;
  gtk_widget_init_template (GTK_WIDGET (self));

  make_selection (self);

  self->header_sort = gb_header_sort_new (self->view);
  for (int i = 0; i < GB_N_DOSSIERS_COLUMNS; i++)
    {
      self->view_columns[i] = gb_dossiers_column_new (i);
      if (gb_dossiers_column_order (i) >= 0)
        gb_header_sort_add (self->header_sort, self->view_columns[i], gb_dossiers_column_order (i));
    }
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
 * Returns: (transfer none) (nullable): the selected row, %NULL where many can be selected
 */
GbDossier *
gb_dossier_table_get_selected (GbDossierTable *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), NULL);

  if (!GTK_IS_SINGLE_SELECTION (self->selection))
    return NULL;
  return gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (self->selection));
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
  make_selection (self);
  update_state (self);
}

/* Words already made do not know what is new. */
static void
make_words_anew (GbDossierTable *self)
{
  if (self->list == NULL)
    return;
  gtk_column_view_set_model (self->view, NULL);
  gtk_column_view_set_model (self->view, self->selection);
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
  make_words_anew (self);
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

gboolean
gb_dossier_table_get_many (GbDossierTable *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), FALSE);

  return self->many;
}

/**
 * gb_dossier_table_set_many:
 * @many: whether more than one row can be selected
 *
 * The one row that is selected stays so.
 */
void
gb_dossier_table_set_many (GbDossierTable *self,
                           gboolean        many)
{
  g_autoptr (GtkBitset) selected = NULL;

  g_return_if_fail (GB_IS_DOSSIER_TABLE (self));

  if (self->many == many)
    return;
  self->many = many;
  selected = gtk_selection_model_get_selection (self->selection);
  /* Without rows the column comes at once; cells are then made for all columns together. */
  gtk_column_view_set_model (self->view, NULL);
  on_width_changed_cb (self);
  make_selection (self);
  if (gtk_bitset_get_size (selected) == 1)
    gtk_selection_model_select_item (self->selection, gtk_bitset_get_minimum (selected), FALSE);
  on_selected_item_cb (self);
}

/**
 * gb_dossier_table_select_all:
 * @all: whether all rows are to be marked, or none
 */
void
gb_dossier_table_select_all (GbDossierTable *self,
                             gboolean        all)
{
  g_return_if_fail (GB_IS_DOSSIER_TABLE (self));

  if (all)
    gtk_selection_model_select_all (self->selection);
  else
    gtk_selection_model_unselect_all (self->selection);
}

/**
 * gb_dossier_table_get_selection:
 *
 * Returns: (transfer full): the positions of the selected rows
 */
GtkBitset *
gb_dossier_table_get_selection (GbDossierTable *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), NULL);

  return gtk_selection_model_get_selection (self->selection);
}

/**
 * gb_dossier_table_get_columns:
 *
 * Returns: the columns shown
 */
guint
gb_dossier_table_get_columns (GbDossierTable *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), 0);

  return self->columns;
}

/**
 * gb_dossier_table_get_chosen:
 *
 * Returns: the columns the user chose, 0 for those there is room for
 */
guint
gb_dossier_table_get_chosen (GbDossierTable *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), 0);

  return self->chosen;
}

/**
 * gb_dossier_table_set_chosen:
 * @columns: what to show wherever there is room for a table, 0 for those there is room for
 */
void
gb_dossier_table_set_chosen (GbDossierTable *self,
                             guint           columns)
{
  g_return_if_fail (GB_IS_DOSSIER_TABLE (self));

  if (self->chosen == columns)
    return;
  self->chosen = columns;
  on_width_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLUMNS]);
}

/**
 * gb_dossier_table_get_title:
 *
 * Returns: what stands over the column
 */
const char *
gb_dossier_table_get_title (GbDossierTable  *self,
                            GbDossiersColumn column)
{
  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), NULL);

  return gtk_column_view_column_get_title (self->view_columns[column]);
}

/**
 * gb_dossier_table_set_communes:
 * @names: the communes' names by code
 * @province: whether several communes' dossiers may be in the table
 */
void
gb_dossier_table_set_communes (GbDossierTable *self,
                               GHashTable     *names,
                               gboolean        province)
{
  gboolean first = self->communes == NULL || g_hash_table_size (self->communes) == 0;

  g_return_if_fail (GB_IS_DOSSIER_TABLE (self));

  g_hash_table_ref (names);
  g_clear_pointer (&self->communes, g_hash_table_unref);
  self->communes = names;
  if (self->province != province)
    {
      self->province = province;
      on_width_changed_cb (self);
    }
  if (first && g_hash_table_size (names) > 0)
    make_words_anew (self);
}

/**
 * gb_dossier_table_get_commune_name:
 * @self: (nullable): a table
 * @code: (nullable): a commune's code
 *
 * Returns: (nullable): its name, or its code while the name is not known
 */
const char *
gb_dossier_table_get_commune_name (GbDossierTable *self,
                                   const char     *code)
{
  const char *name = NULL;

  if (self != NULL && self->communes != NULL && code != NULL)
    name = g_hash_table_lookup (self->communes, code);
  return name != NULL ? name : code;
}
