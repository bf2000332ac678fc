/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-table-private.h"

#include <glib/gi18n-lib.h>

#include "gb-format.h"

/* How often is told how far it is. */
#define ROWS_PER_PROGRESS 256

/* Rows of things that are in memory. */
typedef struct
{
  GPtrArray *items; /* (owned) */
  guint at;
  GbTableFillFunc fill;
  gpointer data;
  GDestroyNotify destroy;
} Items;

static void
head_clear (gpointer data)
{
  GbTableHead *head = data;

  g_free (head->key);
  g_free (head->header);
}

/**
 * gb_table_new:
 * @name: what the sheet is called, short
 * @title: (nullable): what it is about, over the header
 *
 * Returns: (transfer full): a table without columns and rows
 */
GbTable *
gb_table_new (const char *name,
              const char *title)
{
  GbTable *self = g_new0 (GbTable, 1);

  self->name = g_strdup (name);
  self->title = g_strdup (title);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->columns = g_array_new (FALSE, TRUE, sizeof (GbTableHead));
  g_array_set_clear_func (self->columns, head_clear);
  return self;
}

/**
 * gb_table_free:
 * @self: (transfer full): a table
 */
void
gb_table_free (GbTable *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  gb_table_row_clear (&self->row);
  g_ptr_array_unref (self->notes);
  g_array_unref (self->columns);
  g_free (self->name);
  g_free (self->title);
  g_free (self);
}

/**
 * gb_table_set_as_of:
 * @as_of: as of when its figures are, UTC seconds; 0 = nobody knows yet
 *
 * Adds the note that says so.
 */
void
gb_table_set_as_of (GbTable *self,
                    gint64   as_of)
{
  g_autofree char *day = as_of != 0 ? gb_format_full_day (gb_time_day (as_of)) : NULL;
  g_autofree char *time = as_of != 0 ? gb_format_time (as_of) : NULL;
  /* Translators: a time and a day */
  g_autofree char *note = as_of != 0 ? g_strdup_printf (_("Figures as of %s on %s"), time, day) : NULL;

  if (note != NULL)
    gb_table_add_note (self, note);
}

/**
 * gb_table_add_note:
 * @note: one line, such as what was filtered by, or that the data are for demonstration
 *
 * Adds a line between title and header.
 */
void
gb_table_add_note (GbTable    *self,
                   const char *note)
{
  g_ptr_array_add (self->notes, g_strdup (note));
}

/**
 * gb_table_add_column:
 * @key: its name for programs
 * @header: its name for people, in their language
 * @width: in characters, 0 = what is usual for @kind
 */
void
gb_table_add_column (GbTable     *self,
                     const char  *key,
                     const char  *header,
                     GbTableKind  kind,
                     int          width)
{
  const GbTableHead head = { g_strdup (key), g_strdup (header), kind, width };

  g_return_if_fail (self->row.cells == NULL);
  g_array_append_val (self->columns, head);
}

/**
 * gb_table_add_columns:
 * @columns: (array length=n_columns): more columns, their headers still to be translated
 */
void
gb_table_add_columns (GbTable             *self,
                      const GbTableColumn *columns,
                      guint                n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    gb_table_add_column (self, columns[i].key, *columns[i].header != '\0' ? _(columns[i].header) : "", columns[i].kind,
                         columns[i].width);
}

/**
 * gb_table_set_source:
 * @next: fills the next row
 * @data: for @next
 * @destroy: (nullable): frees @data with the table
 * @n_rows: how many there will be; -1 = not known
 *
 * Says where the rows come from.
 */
void
gb_table_set_source (GbTable         *self,
                     GbTableNextFunc  next,
                     gpointer         data,
                     GDestroyNotify   destroy,
                     gint64           n_rows)
{
  g_return_if_fail (self->next == NULL);

  self->next = next;
  self->data = data;
  self->destroy = destroy;
  self->n_rows = n_rows;
}

static void
items_free (gpointer data)
{
  Items *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static gboolean
next_item (GbTableRow    *row,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Items *self = data;

  if (self->at == self->items->len)
    return FALSE;
  self->fill (row, self->items->pdata[self->at++], self->data);
  return TRUE;
}

/**
 * gb_table_set_items:
 * @items: what the rows stand for, in their order; the table takes a reference
 * @fill: fills the row of an item
 * @data: for @fill
 * @destroy: (nullable): frees @data with the table
 *
 * Says where the rows come from, where all that they show is in memory already.
 */
void
gb_table_set_items (GbTable         *self,
                    GPtrArray       *items,
                    GbTableFillFunc  fill,
                    gpointer         data,
                    GDestroyNotify   destroy)
{
  Items *source = g_new0 (Items, 1);

  source->items = g_ptr_array_ref (items);
  source->fill = fill;
  source->data = data;
  source->destroy = destroy;
  gb_table_set_source (self, next_item, source, items_free, items->len);
}

GbTableHead *
gb_table_get_column (const GbTable *self,
                     guint          column)
{
  return &g_array_index (self->columns, GbTableHead, column);
}

static void
begin_row (GbTable *self)
{
  if (self->row.cells == NULL)
    gb_table_row_init (&self->row, self->columns->len);
  for (guint i = 0; i < self->row.n_cells; i++)
    self->row.cells[i].type = GB_TABLE_CELL_NULL;
  self->row.at = 0;
  self->row.strong = FALSE;
}

/* Fills the table's row with the next one; FALSE at the end and with @error. */
gboolean
gb_table_run_next (GbTableRun  *self,
                   GbTable     *table,
                   GError     **error)
{
  GError *failure = NULL;
  gboolean found;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  begin_row (table);
  found = table->next != NULL && table->next (&table->row, table->data, self->cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  self->done += found;
  if (self->progress != NULL && (!found || self->done % ROWS_PER_PROGRESS == 0))
    self->progress (self->done, self->total, self->data);
  return found;
}
