/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-dossiers-columns.h"

#include "gb-dossier-cell.h"
#include "gb-duration.h"
#include "gb-header-sort.h"

/**
 * GbDossiersColumns:
 *
 * The columns of a table of dossiers: those the user chose, or those there is room for, which of them
 * it is sorted by, and what the words of their cells depend on. Emits "ordered" when the user asks
 * for another order by a header.
 */
struct _GbDossiersColumns
{
  GObject parent_instance;

  GtkColumnView *view;                               /* (not owned): the owner of both disposes us */
  GtkColumnViewColumn *columns[GB_N_DOSSIERS_COLUMNS]; /* (owned) */
  GbHeaderSort *header_sort;                         /* (owned) */
  GHashTable *communes;                              /* (owned) (nullable): names by code */
  GbClock *clock;                                    /* (owned) (nullable) */
  int day_seconds;
  GbDossiersRoom room;
  guint chosen; /* 0: those there is room for */
  guint shown;
  gboolean province;
  gboolean marks;
  gboolean masked;
};

enum
{
  PROP_SHOWN = 1,
  PROP_MASKED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint ordered_signal;

G_DEFINE_FINAL_TYPE (GbDossiersColumns, gb_dossiers_columns, G_TYPE_OBJECT)

/* px on both sides of a cell's words, as style.css has them */
#define CELL_PADDING 16

/* px of what shows in a header which way the rows are sorted, with the space before it */
#define ARROW 22

/* --- cells --- */

static void
on_setup_cb (GbDossiersColumns        *self,
             GtkListItem              *item,
             GtkSignalListItemFactory *factory)
{
  int column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "gb-column"));

  gtk_list_item_set_child (item, gb_dossier_cell_new (column, self));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem              *item)
{
  gb_dossier_cell_set_dossier (GB_DOSSIER_CELL (gtk_list_item_get_child (item)),
                               gtk_list_item_get_item (item));
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  gb_dossier_cell_set_dossier (GB_DOSSIER_CELL (gtk_list_item_get_child (item)), NULL);
}

/* The row is what is clicked and spoken of: the box only shows that it is selected. */
static void
on_setup_mark_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item)
{
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, "can-focus", FALSE,
                                   "can-target", FALSE, NULL);

  g_object_bind_property (item, "selected", check, "active", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, check);
}

static GtkColumnViewColumn *
make_column (GbDossiersColumns *self,
             GbDossiersColumn   column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made
      = gtk_column_view_column_new (gb_dossiers_column_title (column), factory);

  gtk_column_view_column_set_expand (made, column == GB_DOSSIERS_COLUMN_BRIEF ||
                                               column == GB_DOSSIERS_COLUMN_PROCEDURE);
  if (column == GB_DOSSIERS_COLUMN_MARK)
    {
      g_signal_connect (factory, "setup", G_CALLBACK (on_setup_mark_cb), NULL);
      return made;
    }
  g_object_set_data (G_OBJECT (factory), "gb-column", GINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), NULL);
  return made;
}

/* --- which and how wide --- */

static gboolean
has_column (GtkColumnView       *table,
            GtkColumnViewColumn *column)
{
  GListModel *columns = gtk_column_view_get_columns (table);
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (columns) && !found; i++)
    {
      g_autoptr (GtkColumnViewColumn) other = g_list_model_get_item (columns, i);

      found = other == column;
    }
  return found;
}

/* GTK 4.8 puts the new title behind all others, so that "first" and "last" in the style, and the
 * order that is read aloud, are not those of the columns. */
static void
insert_column (GtkColumnView       *table,
               int                  position,
               GtkColumnViewColumn *column)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (table));
  g_autoptr (GPtrArray) before = g_ptr_array_new ();
  GtkWidget *title = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (header); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_ptr_array_add (before, child);
  gtk_column_view_insert_column (table, position, column);
  for (GtkWidget *child = gtk_widget_get_first_child (header); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!g_ptr_array_find (before, child, NULL))
      title = child;
  if (title != NULL && position < (int) before->len)
    gtk_widget_insert_before (title, header, before->pdata[position]);
}

/* px that a header takes with its title and its arrow */
static int
header_width (GbDossiersColumns *self,
              int                column)
{
  g_autoptr (PangoLayout) layout
      = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), gb_dossiers_column_title (column));
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + ARROW + CELL_PADDING;
}

/* Out with those that are too many, not hidden: GTK 4.8 makes cells for hidden columns and counts
 * their width. */
static void
put (GbDossiersColumns *self,
     guint              shown)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self->view));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int char_width = pango_font_metrics_get_approximate_char_width (metrics);

  pango_font_metrics_unref (metrics);
  for (int i = 0, position = 0; i < GB_N_DOSSIERS_COLUMNS; i++)
    {
      int chars = gb_dossiers_column_chars (i, self->room);
      gboolean wanted = (shown & (1u << i)) != 0;

      int width = PANGO_PIXELS_CEIL (chars * char_width) + CELL_PADDING;

      gtk_column_view_column_set_fixed_width (self->columns[i], chars > 0 ? MAX (width, header_width (self, i)) : -1);
      if (wanted && !has_column (self->view, self->columns[i]))
        insert_column (self->view, position, self->columns[i]);
      else if (!wanted && has_column (self->view, self->columns[i]))
        gtk_column_view_remove_column (self->view, self->columns[i]);
      position += wanted;
    }
}

/**
 * gb_dossiers_columns_fit:
 *
 * Shows the columns that are wanted. Call when the size of the text changed.
 */
void
gb_dossiers_columns_fit (GbDossiersColumns *self)
{
  guint shown;

  g_return_if_fail (GB_IS_DOSSIERS_COLUMNS (self));

  shown = gb_dossiers_columns_of (self->room, self->chosen, self->province);
  if (self->marks)
    shown |= 1u << GB_DOSSIERS_COLUMN_MARK;
  gb_header_sort_freeze (self->header_sort);
  put (self, shown);
  gb_header_sort_thaw (self->header_sort);
  if (shown == self->shown)
    return;
  self->shown = shown;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOWN]);
}

static void
on_header_sort_changed_cb (GbDossiersColumns *self)
{
  g_signal_emit (self, ordered_signal, 0);
}

/* --- object --- */

static void
gb_dossiers_columns_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SHOWN:
      g_value_set_uint (value, GB_DOSSIERS_COLUMNS (object)->shown);
      break;
    case PROP_MASKED:
      g_value_set_boolean (value, GB_DOSSIERS_COLUMNS (object)->masked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_dossiers_columns_dispose (GObject *object)
{
  GbDossiersColumns *self = GB_DOSSIERS_COLUMNS (object);

  g_clear_object (&self->header_sort);
  for (int i = 0; i < GB_N_DOSSIERS_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_pointer (&self->communes, g_hash_table_unref);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (gb_dossiers_columns_parent_class)->dispose (object);
}

static void
gb_dossiers_columns_class_init (GbDossiersColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gb_dossiers_columns_get_property;
  object_class->dispose = gb_dossiers_columns_dispose;

  /* A bit for each #GbDossiersColumn; notified of when the choice changes, too. */
  props[PROP_SHOWN] = g_param_spec_uint ("shown", NULL, NULL, 0, G_MAXUINT, 0,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /* Whether cells tell no whole name; they follow it. */
  props[PROP_MASKED] = g_param_spec_boolean ("masked", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * GbDossiersColumns::ordered:
   *
   * The user asks for another order by a header; the rows are to follow.
   */
  ordered_signal = g_signal_new ("ordered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
gb_dossiers_columns_init (GbDossiersColumns *self)
{
  self->room = GB_DOSSIERS_ROOM_WIDEST;
  self->day_seconds = GB_DURATION_DEFAULT_DAY;
}

/**
 * gb_dossiers_columns_new:
 * @view: a column view without columns that outlives the returned object
 *
 * Returns: (transfer full): its columns
 */
GbDossiersColumns *
gb_dossiers_columns_new (GtkColumnView *view)
{
  GbDossiersColumns *self = g_object_new (GB_TYPE_DOSSIERS_COLUMNS, NULL);

  self->view = view;
  self->header_sort = gb_header_sort_new (view);
  for (int i = 0; i < GB_N_DOSSIERS_COLUMNS; i++)
    {
      self->columns[i] = make_column (self, i);
      if (gb_dossiers_column_order (i) >= 0)
        gb_header_sort_add (self->header_sort, self->columns[i], gb_dossiers_column_order (i));
    }
  gb_header_sort_set_key (self->header_sort, GB_DOSSIERS_ORDER_REMAINING, FALSE);
  g_signal_connect_object (self->header_sort, "changed", G_CALLBACK (on_header_sort_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

void
gb_dossiers_columns_set_room (GbDossiersColumns *self,
                              GbDossiersRoom     room)
{
  g_return_if_fail (GB_IS_DOSSIERS_COLUMNS (self));

  self->room = room;
  gb_dossiers_columns_fit (self);
}

/**
 * gb_dossiers_columns_set_marks:
 * @marks: whether each row has a check box
 */
void
gb_dossiers_columns_set_marks (GbDossiersColumns *self,
                               gboolean           marks)
{
  g_return_if_fail (GB_IS_DOSSIERS_COLUMNS (self));

  self->marks = marks;
  gb_dossiers_columns_fit (self);
}

/**
 * gb_dossiers_columns_get_shown:
 *
 * Returns: a bit for each #GbDossiersColumn
 */
guint
gb_dossiers_columns_get_shown (GbDossiersColumns *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_COLUMNS (self), 0);

  return self->shown;
}

/**
 * gb_dossiers_columns_get_chosen:
 *
 * Returns: the columns the user chose, 0 for those there is room for
 */
guint
gb_dossiers_columns_get_chosen (GbDossiersColumns *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_COLUMNS (self), 0);

  return self->chosen;
}

/**
 * gb_dossiers_columns_set_chosen:
 * @columns: what to show wherever there is room for a table, 0 for those there is room for
 */
void
gb_dossiers_columns_set_chosen (GbDossiersColumns *self,
                                guint              columns)
{
  g_return_if_fail (GB_IS_DOSSIERS_COLUMNS (self));

  if (self->chosen == columns)
    return;
  self->chosen = columns;
  gb_dossiers_columns_fit (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOWN]);
}

/**
 * gb_dossiers_columns_get_order:
 * @descending: (out) (optional): whether it is turned round
 *
 * Returns: the order the headers show
 */
GbDossiersOrder
gb_dossiers_columns_get_order (GbDossiersColumns *self,
                               gboolean          *descending)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_COLUMNS (self), GB_DOSSIERS_ORDER_REMAINING);

  return gb_header_sort_get_key (self->header_sort, descending);
}

/**
 * gb_dossiers_columns_set_order:
 *
 * Shows an order in the headers; the rows are as their list has them.
 */
void
gb_dossiers_columns_set_order (GbDossiersColumns *self,
                               GbDossiersOrder    order,
                               gboolean           descending)
{
  g_return_if_fail (GB_IS_DOSSIERS_COLUMNS (self));

  gb_header_sort_set_key (self->header_sort, order, descending);
}

/* --- what the words depend on --- */

gboolean
gb_dossiers_columns_get_masked (GbDossiersColumns *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_COLUMNS (self), FALSE);

  return self->masked;
}

/**
 * gb_dossiers_columns_set_masked:
 * @masked: whether cells tell no whole name
 */
void
gb_dossiers_columns_set_masked (GbDossiersColumns *self,
                                gboolean           masked)
{
  g_return_if_fail (GB_IS_DOSSIERS_COLUMNS (self));

  if (self->masked == masked)
    return;
  self->masked = masked;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MASKED]);
}

/**
 * gb_dossiers_columns_set_clock:
 * @clock: tells which dates need their year
 */
void
gb_dossiers_columns_set_clock (GbDossiersColumns *self,
                               GbClock           *clock)
{
  g_return_if_fail (GB_IS_DOSSIERS_COLUMNS (self));

  g_set_object (&self->clock, clock);
}

/**
 * gb_dossiers_columns_get_now:
 *
 * Returns: UTC seconds; decides which dates need their year
 */
gint64
gb_dossiers_columns_get_now (GbDossiersColumns *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_COLUMNS (self), 0);

  return self->clock != NULL ? gb_clock_now (self->clock) : 0;
}

/**
 * gb_dossiers_columns_get_day_seconds:
 *
 * Returns: how long a working day is in the words for remaining time
 */
int
gb_dossiers_columns_get_day_seconds (GbDossiersColumns *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_COLUMNS (self), GB_DURATION_DEFAULT_DAY);

  return self->day_seconds;
}

/**
 * gb_dossiers_columns_get_commune_name:
 * @code: (nullable): a commune's code
 *
 * Returns: (nullable): its name, or its code while the name is not known
 */
const char *
gb_dossiers_columns_get_commune_name (GbDossiersColumns *self,
                                      const char        *code)
{
  const char *name = NULL;

  if (self->communes != NULL && code != NULL)
    name = g_hash_table_lookup (self->communes, code);
  return name != NULL ? name : code;
}

/**
 * gb_dossiers_columns_ref_communes:
 *
 * Returns: (transfer full) (nullable): the communes' names by code; nobody changes it, so any thread may read it
 */
GHashTable *
gb_dossiers_columns_ref_communes (GbDossiersColumns *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_COLUMNS (self), NULL);

  return self->communes != NULL ? g_hash_table_ref (self->communes) : NULL;
}

/**
 * gb_dossiers_columns_get_province:
 *
 * Returns: whether several communes' dossiers may be in the table
 */
gboolean
gb_dossiers_columns_get_province (GbDossiersColumns *self)
{
  g_return_val_if_fail (GB_IS_DOSSIERS_COLUMNS (self), FALSE);

  return self->province;
}

/**
 * gb_dossiers_columns_set_facts:
 * @day_seconds: how long a working day is in the words for remaining time
 * @communes: the communes' names by code
 * @province: whether several communes' dossiers may be in the table
 */
void
gb_dossiers_columns_set_facts (GbDossiersColumns *self,
                               int                day_seconds,
                               GHashTable        *communes,
                               gboolean           province)
{
  gboolean first = self->communes == NULL || g_hash_table_size (self->communes) == 0;
  gboolean stale = self->day_seconds != day_seconds || (first && g_hash_table_size (communes) > 0);

  g_return_if_fail (GB_IS_DOSSIERS_COLUMNS (self));

  self->day_seconds = day_seconds;
  g_hash_table_ref (communes);
  g_clear_pointer (&self->communes, g_hash_table_unref);
  self->communes = communes;
  if (self->province != province)
    {
      self->province = province;
      gb_dossiers_columns_fit (self);
    }
  /* Words already made do not know what is new. */
  if (stale && gtk_column_view_get_model (self->view) != NULL)
    {
      g_autoptr (GtkSelectionModel) rows = g_object_ref (gtk_column_view_get_model (self->view));

      gtk_column_view_set_model (self->view, NULL);
      gtk_column_view_set_model (self->view, rows);
    }
}
