/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossier-table.h"

#include "gb-class-skeleton.h"
#include "gb-dossier-limits.h"
#include "gb-dossiers-fit.h"
#include "gb-mark-selection.h"
#include "gb-one-stop.h"
#include "gb-pass-focus.h"

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

  GbAdaptiveBin *table_bin; /* the template's */
  GbAdaptiveBin *wide_bin;
  GtkStack *states;
  GtkColumnView *view;
  AdwStatusPage *message;
  GtkButton *message_button;

  GbDossierList *list;           /* (owned) (nullable) */
  GtkSelectionModel *selection;  /* (owned): of one row, or of many */
  GbDossiersColumns *columns;    /* (owned) */
  GbDossiersFit *fit;            /* (owned) */
  gboolean many;
  gint64 n_everywhere; /* rows that a search finds among all dossiers */
  gboolean to_top;     /* when the rows are there */
  gboolean to_focus;   /* likewise: the first row */
  gboolean had_focus;  /* until something can take it again */
};

enum
{
  PROP_SELECTED = 1,
  PROP_MANY,
  N_PROPS
};

enum
{
  OPENED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbDossierTable, gb_dossier_table, ADW_TYPE_BIN)

/* Takes the focus out of what is to be hidden, and gives it to what comes in its place. (GTK before
 * 4.24 never lets go of a widget that is hidden with the focus in it twice within a frame.) */
static void
show_state (GbDossierTable *self,
            const char     *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->states), name) == 0)
    return;
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->states)))
    {
      gtk_root_set_focus (root, NULL);
      self->had_focus = TRUE;
    }
  gtk_stack_set_visible_child_name (self->states, name);
  /* Nothing takes the focus while it is loading. */
  if (!self->had_focus || g_str_equal (name, "loading"))
    return;
  self->had_focus = FALSE;
  if (root != NULL && gtk_root_get_focus (root) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
show_message (GbDossierTable *self)
{
  const GbDossierQuery *query = gb_dossier_list_get_query (self->list);
  GbDossiersMessage message;

  gb_dossiers_words_message (gb_dossier_list_get_error (self->list), query->search,
                             gb_dossier_limits_count (query) > 0, query->filter,
                             self->n_everywhere, &message);
  adw_status_page_set_icon_name (self->message, message.icon_name);
  adw_status_page_set_title (self->message, message.title);
  adw_status_page_set_description (self->message, message.description);
  gtk_widget_set_visible (GTK_WIDGET (self->message_button), message.action != NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->message_button), message.action);
  gtk_button_set_label (self->message_button, message.action_label ? message.action_label : "");
  show_state (self, "message");
  g_free (message.description);
  g_free (message.action_label);
}

static GtkWidget *
get_first_row (GbDossierTable *self)
{
  GtkWidget *rows = gtk_widget_get_last_child (GTK_WIDGET (self->view));

  while (rows != NULL && !GTK_IS_LIST_VIEW (rows))
    rows = gtk_widget_get_prev_sibling (rows);
  return rows != NULL ? gtk_widget_get_first_child (rows) : NULL;
}

/* When the rows are there. */
static void
show_first (GbDossierTable *self)
{
  GtkWidget *first = get_first_row (self);

  if (self->to_top && first != NULL)
    gtk_widget_activate_action (first, "list.scroll-to-item", "u", 0);
  if (self->to_focus && first != NULL)
    {
      if (!self->many)
        gtk_selection_model_select_item (self->selection, 0, TRUE);
      gtk_widget_grab_focus (first);
    }
  self->to_top = self->to_focus = FALSE;
}

/* Rows stay while the next ones are on their way; without any, grey bars stand for them. Rows that
 * could not be replaced would be those of another question: the error takes their place. */
static void
update_state (GbDossierTable *self)
{
  if (gb_dossier_list_get_error (self->list) != NULL)
    show_message (self);
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    show_state (self, "table");
  else if (gb_dossier_list_get_loading (self->list))
    show_state (self, "loading");
  else
    show_message (self);
  if (!gb_dossier_list_get_loading (self->list) || !gb_dossier_list_get_whole (self->list))
    show_first (self);
}

static void
on_selected_item_cb (GbDossierTable *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SELECTED]);
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

/* To the row that had it last, else to the first one; without rows to what stands in their place. */
static gboolean
gb_dossier_table_grab_focus (GtkWidget *widget)
{
  GbDossierTable *self = GB_DOSSIER_TABLE (widget);
  GtkWidget *first = get_first_row (self);

  if (!gtk_widget_grab_focus (GTK_WIDGET (self->view)))
    return gtk_widget_child_focus (GTK_WIDGET (self->states), GTK_DIR_TAB_FORWARD);
  if (first != NULL && gtk_widget_is_focus (gtk_widget_get_parent (first)))
    gtk_widget_grab_focus (first);
  return TRUE;
}

static void
gb_dossier_table_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_MANY:
      g_value_set_boolean (value, GB_DOSSIER_TABLE (object)->many);
      break;
    case PROP_SELECTED:
      g_value_set_object (value, gb_dossier_table_get_selected (GB_DOSSIER_TABLE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_dossier_table_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_MANY:
      gb_dossier_table_set_many (GB_DOSSIER_TABLE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_dossier_table_dispose (GObject *object)
{
  GbDossierTable *self = GB_DOSSIER_TABLE (object);

  if (self->fit != NULL)
    g_object_run_dispose (G_OBJECT (self->fit));
  g_clear_object (&self->fit);
  if (self->columns != NULL)
    g_object_run_dispose (G_OBJECT (self->columns));
  g_clear_object (&self->columns);
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
  object_class->set_property = gb_dossier_table_set_property;
  object_class->dispose = gb_dossier_table_dispose;
  widget_class->grab_focus = gb_dossier_table_grab_focus;
  gb_pass_focus (widget_class);

  props[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, GB_TYPE_DOSSIER,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /* Whether more than one row can be selected. */
  props[PROP_MANY] = g_param_spec_boolean ("many", NULL, NULL, FALSE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                               G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * GbDossierTable::opened:
   * @dossier: the row
   *
   * The user wants to see a dossier.
   */
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, GB_TYPE_DOSSIER);

  g_type_ensure (GB_TYPE_ADAPTIVE_BIN);
  g_type_ensure (GB_TYPE_CLASS_SKELETON);
  g_type_ensure (GB_TYPE_ONE_STOP);
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
  gtk_widget_init_template (GTK_WIDGET (self));

  make_selection (self);

  self->columns = gb_dossiers_columns_new (self->view);
  self->fit = gb_dossiers_fit_new (self->columns, self->view, self->table_bin, self->wide_bin);
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
 * gb_dossier_table_get_store:
 *
 * Returns: (transfer none) (nullable): where the rows come from
 */
GbStore *
gb_dossier_table_get_store (GbDossierTable *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), NULL);

  return self->list != NULL ? gb_dossier_list_get_store (self->list) : NULL;
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
  gb_dossiers_columns_set_clock (self->columns, gb_store_get_clock (gb_dossier_list_get_store (list)));
  g_signal_connect_object (list, "notify::loading", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::error", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::n-items", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  make_selection (self);
  update_state (self);
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

/**
 * gb_dossier_table_focus_first:
 *
 * Selects the first row and gives it the focus, once the list has its new rows.
 */
void
gb_dossier_table_focus_first (GbDossierTable *self)
{
  g_return_if_fail (GB_IS_DOSSIER_TABLE (self));

  self->to_top = self->to_focus = TRUE;
  if (self->list != NULL)
    update_state (self);
}

/**
 * gb_dossier_table_set_everywhere:
 * @n_rows: how many rows there are among all dossiers; told when a search finds none here
 */
void
gb_dossier_table_set_everywhere (GbDossierTable *self,
                                 gint64          n_rows)
{
  g_return_if_fail (GB_IS_DOSSIER_TABLE (self));

  if (self->n_everywhere == n_rows)
    return;
  self->n_everywhere = n_rows;
  update_state (self);
}

/**
 * gb_dossier_table_refresh:
 *
 * Runs the list's query again.
 */
void
gb_dossier_table_refresh (GbDossierTable *self)
{
  g_return_if_fail (GB_IS_DOSSIER_TABLE (self));

  gb_dossier_list_refresh (self->list);
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
  gb_dossiers_columns_set_marks (self->columns, many);
  make_selection (self);
  if (gtk_bitset_get_size (selected) == 1)
    gtk_selection_model_select_item (self->selection, gtk_bitset_get_minimum (selected), FALSE);
  on_selected_item_cb (self);
  /* The button that was pressed goes. */
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MANY]);
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
 * gb_dossier_table_get_n_selected:
 *
 * Returns: how many rows are selected; property "selected" is notified of when it changes
 */
guint
gb_dossier_table_get_n_selected (GbDossierTable *self)
{
  g_autoptr (GtkBitset) positions = NULL;

  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), 0);

  positions = gtk_selection_model_get_selection (self->selection);
  return (guint) gtk_bitset_get_size (positions);
}

/**
 * gb_dossier_table_dup_selected:
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the selected rows, in their order
 */
GArray *
gb_dossier_table_dup_selected (GbDossierTable *self)
{
  g_autoptr (GtkBitset) positions = NULL;
  GArray *numbers;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), NULL);

  positions = gtk_selection_model_get_selection (self->selection);
  numbers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), gtk_bitset_get_size (positions));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 number = gb_dossier_list_get_number (self->list, position);

      if (number != 0)
        g_array_append_val (numbers, number);
    }
  return numbers;
}

/**
 * gb_dossier_table_get_columns:
 *
 * Returns: (transfer none): the columns, to be chosen and sorted by
 */
GbDossiersColumns *
gb_dossier_table_get_columns (GbDossierTable *self)
{
  g_return_val_if_fail (GB_IS_DOSSIER_TABLE (self), NULL);

  return self->columns;
}
