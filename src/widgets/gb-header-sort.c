/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-header-sort.h"

/**
 * GbHeaderSort:
 *
 * Tells by which header of a #GtkColumnView the user sorts, for a model that the database sorts.
 * Each column gets a sorter that orders nothing: it only notes that it was asked. To learn the
 * order, one pair of dummies is compared with the view's own sorter: the column asked first is the
 * primary one, and the answer comes back turned round when it is descending. This needs nothing of
 * GTK's newer column view sorter, and no row is ever compared.
 */
struct _GbHeaderSort
{
  GObject        parent_instance;

  GtkColumnView *view;    /* (not owned): the owner of both outlives us */
  GtkSorter     *sorter;  /* (owned): the view's */
  GArray        *columns; /* (owned): GbSortColumn */
  GObject       *left;    /* (owned): the dummies */
  GObject       *right;
  gboolean       probing;
  gboolean       frozen;
  int            probed;  /* key noted by the last probe, -1 none */
  int            key;
  gboolean       descending;
};

typedef struct
{
  GtkColumnViewColumn *column; /* (owned) */
  int                  key;
} GbSortColumn;

typedef struct
{
  GbHeaderSort *self;
  int           key;
} GbProbe;

G_DEFINE_FINAL_TYPE (GbHeaderSort, gb_header_sort, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static int
probe (gconstpointer left,
       gconstpointer right,
       gpointer      user_data)
{
  GbProbe *data = user_data;

  if (!data->self->probing)
    return GTK_ORDERING_EQUAL;
  if (data->self->probed < 0)
    data->self->probed = data->key;
  return GTK_ORDERING_SMALLER;
}

static void
on_sorter_changed_cb (GbHeaderSort *self)
{
  GtkOrdering answer;
  gboolean descending;

  if (self->frozen)
    return;
  self->probing = TRUE;
  self->probed = -1;
  answer = gtk_sorter_compare (self->sorter, self->left, self->right);
  self->probing = FALSE;

  descending = answer == GTK_ORDERING_LARGER;
  if (self->probed < 0 || (self->probed == self->key && descending == self->descending))
    return;
  self->key = self->probed;
  self->descending = descending;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
gb_header_sort_dispose (GObject *object)
{
  GbHeaderSort *self = GB_HEADER_SORT (object);

  /* The columns outlive us for a moment: their sorters must not ask us any more. */
  for (guint i = 0; self->columns != NULL && i < self->columns->len; i++)
    gtk_column_view_column_set_sorter (g_array_index (self->columns, GbSortColumn, i).column, NULL);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_object (&self->sorter);
  g_clear_object (&self->left);
  g_clear_object (&self->right);

  G_OBJECT_CLASS (gb_header_sort_parent_class)->dispose (object);
}

static void
gb_header_sort_class_init (GbHeaderSortClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gb_header_sort_dispose;

  /**
   * GbHeaderSort::changed:
   *
   * The user chose another column or turned the order round.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
clear_column (gpointer data)
{
  GbSortColumn *column = data;

  g_clear_object (&column->column);
}

static void
gb_header_sort_init (GbHeaderSort *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (GbSortColumn));
  g_array_set_clear_func (self->columns, clear_column);
  self->left = g_object_new (G_TYPE_OBJECT, NULL);
  self->right = g_object_new (G_TYPE_OBJECT, NULL);
  self->key = -1;
}

/**
 * gb_header_sort_new:
 * @view: a column view that outlives the returned object
 */
GbHeaderSort *
gb_header_sort_new (GtkColumnView *view)
{
  GbHeaderSort *self = g_object_new (GB_TYPE_HEADER_SORT, NULL);

  self->view = view;
  self->sorter = g_object_ref (gtk_column_view_get_sorter (view));
  g_signal_connect_object (self->sorter, "changed", G_CALLBACK (on_sorter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * gb_header_sort_add:
 * @column: a column whose header becomes a button
 * @key: the caller's name for this order, not negative
 */
void
gb_header_sort_add (GbHeaderSort        *self,
                    GtkColumnViewColumn *column,
                    int                  key)
{
  GbSortColumn entry = { g_object_ref (column), key };
  GbProbe *data = g_new (GbProbe, 1);
  g_autoptr (GtkSorter) sorter = NULL;

  g_return_if_fail (GB_IS_HEADER_SORT (self));
  g_return_if_fail (key >= 0);

  *data = (GbProbe){ self, key };
  sorter = GTK_SORTER (gtk_custom_sorter_new (probe, data, g_free));
  gtk_column_view_column_set_sorter (column, sorter);
  g_array_append_val (self->columns, entry);
}

/**
 * gb_header_sort_get_key:
 * @descending: (out) (optional): whether from the largest on
 *
 * Returns: the key of the chosen column, -1 while none was chosen
 */
int
gb_header_sort_get_key (GbHeaderSort *self,
                        gboolean     *descending)
{
  g_return_val_if_fail (GB_IS_HEADER_SORT (self), -1);

  if (descending != NULL)
    *descending = self->descending;
  return self->key;
}

/* Shows the order in the headers that are in the view. */
static void
show (GbHeaderSort *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GtkColumnViewColumn *wanted = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, GbSortColumn, i).key == self->key)
      wanted = g_array_index (self->columns, GbSortColumn, i).column;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (column == wanted)
        {
          gtk_column_view_sort_by_column (self->view, column,
                                          self->descending ? GTK_SORT_DESCENDING
                                                           : GTK_SORT_ASCENDING);
          return;
        }
    }
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
}

/**
 * gb_header_sort_set_key:
 * @key: one of the keys added, or another one that no header stands for
 *
 * Shows an order in the headers, without the signal.
 */
void
gb_header_sort_set_key (GbHeaderSort *self,
                        int           key,
                        gboolean      descending)
{
  g_return_if_fail (GB_IS_HEADER_SORT (self));

  self->key = key;
  self->descending = descending;
  show (self);
}

/**
 * gb_header_sort_freeze:
 *
 * Call before columns are put into the view or taken out: the view then changes its order by
 * itself, which nobody asked for.
 */
void
gb_header_sort_freeze (GbHeaderSort *self)
{
  g_return_if_fail (GB_IS_HEADER_SORT (self));

  self->frozen = TRUE;
}

/**
 * gb_header_sort_thaw:
 *
 * Shows the order in the headers that are there now.
 */
void
gb_header_sort_thaw (GbHeaderSort *self)
{
  g_return_if_fail (GB_IS_HEADER_SORT (self));

  show (self);
  self->frozen = FALSE;
}
