/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export-write.h"

#include <glib/gi18n-lib.h>

#include "gb-calendar-entries.h"
#include "gb-contact-file.h"
#include "gb-cursor-repository.h"
#include "gb-hub-note.h"
#include "gb-table-file.h"

/* What the exports of all views have in common. */

typedef struct
{
  char *commune;    /* (owned) (nullable) */
  GHashTable *uids; /* (owned) (nullable) */
} Entries;

/* --- rows ----------------------------------------------------------------------------------------- */

static void
row_free (gpointer data)
{
  GbExportRow *self = data;

  g_free (self->group);
  if (self->item_free != NULL)
    self->item_free (self->item);
  g_free (self);
}

/**
 * gb_export_rows_new:
 *
 * Returns: (transfer full) (element-type GbExportRow): no rows yet
 */
GPtrArray *
gb_export_rows_new (void)
{
  return g_ptr_array_new_with_free_func (row_free);
}

/**
 * gb_export_rows_add:
 * @rows: (element-type GbExportRow): gets one more
 * @group: (nullable): the heading it stands under
 * @item: (transfer full): what it stands for; may be used on any thread
 * @item_free: (nullable): frees @item
 */
void
gb_export_rows_add (GPtrArray      *rows,
                    const char     *group,
                    gpointer        item,
                    GDestroyNotify  item_free)
{
  GbExportRow *row = g_new0 (GbExportRow, 1);

  *row = (GbExportRow) { g_strdup (group), item, item_free };
  g_ptr_array_add (rows, row);
}

/**
 * gb_export_add_words:
 * @words: (transfer full) (nullable): the next cell
 */
void
gb_export_add_words (GbTableRow *row,
                     char       *words)
{
  gb_table_row_text (row, words);
  g_free (words);
}

/* --- tables --------------------------------------------------------------------------------------- */

/**
 * gb_export_table_new:
 * @name: what it is: its sheet and its title are called so
 * @columns: (array length=n_columns): as of gb_table_add_columns()
 * @items: what its rows stand for; may be used on any thread
 * @fill: fills the row of an item, on any thread
 * @data: for @fill; may be what keeps @items
 * @destroy: (nullable): frees @data with the table
 *
 * Returns: (transfer full): a table of what is in memory
 */
GbTable *
gb_export_table_new (const char          *name,
                     const GbTableColumn *columns,
                     guint                n_columns,
                     GPtrArray           *items,
                     GbTableFillFunc      fill,
                     gpointer             data,
                     GDestroyNotify       destroy)
{
  GbTable *table = gb_table_new (name, name);

  gb_table_add_columns (table, columns, n_columns);
  gb_table_set_items (table, items, fill, data, destroy);
  return table;
}

/* Each sheet says as of when its figures are, that they are made up where they are, and what else must be told. */
static gboolean
add_notes (GbExportTarget  *target,
           GbSqlConnection *connection,
           GbTable *const  *tables,
           guint            n_tables,
           GError         **error)
{
  g_auto (GbCursor) cursor = { 0 };
  g_auto (GbHubNote) note = { NULL };

  if (!gb_cursor_load (connection, GB_RECORD_GROUP_WORK, &cursor, error) ||
      !gb_hub_note_load (connection, &note, error))
    return FALSE;
  for (guint i = 0; i < n_tables; i++)
    {
      gb_table_set_as_of (tables[i], cursor.as_of);
      if (note.illustration)
        gb_table_add_note (tables[i], _("Illustration data"));
      if (target->note != NULL)
        gb_table_add_note (tables[i], target->note);
    }
  return TRUE;
}

static void
on_rows_cb (gint64   done,
            gint64   total,
            gpointer user_data)
{
  g_atomic_int_set (&((GbExportTarget *) user_data)->n_rows, (int) done);
}

/**
 * gb_export_write_tables:
 * @target: with the form of a table; its rows are counted
 * @connection: for reading
 * @tables: (array length=n_tables): what is saved; the first one is the view's list, and all that a form without sheets
 *   has room for
 * @error: as of gb_save_file()
 *
 * Blocks; run it on a thread of the store.
 *
 * Returns: whether the file is whole
 */
gboolean
gb_export_write_tables (GbExportTarget  *target,
                        GbSqlConnection *connection,
                        GbTable *const  *tables,
                        guint            n_tables,
                        GError         **error)
{
  GbTableForm form = target->form == GB_EXPORT_XLSX  ? GB_TABLE_XLSX
                     : target->form == GB_EXPORT_CSV ? GB_TABLE_CSV
                                                     : GB_TABLE_CSV_PLAIN;

  return add_notes (target, connection, tables, n_tables, error) &&
         gb_table_save (tables, form == GB_TABLE_XLSX ? n_tables : 1, form, target->now, target->file, on_rows_cb,
                        target, target->cancellable, error) >= 0;
}

static gboolean
save_tables (GbSqlConnection  *connection,
             gpointer          data,
             GbExportTarget   *target,
             GError          **error)
{
  GPtrArray *tables = data;

  return gb_export_write_tables (target, connection, (GbTable *const *) tables->pdata, tables->len, error);
}

/**
 * gb_export_new_for_tables:
 * @name: what it is, in words
 * @tables: (transfer full) (element-type GbTable): of what is in memory, as of gb_export_write_tables()
 * @n_rows: how many rows they have together
 *
 * Returns: (transfer full): tables that can be saved once
 */
GbExport *
gb_export_new_for_tables (const char *name,
                          GPtrArray  *tables,
                          gint64      n_rows)
{
  return gb_export_new (name, n_rows, save_tables, tables, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * gb_export_new_for_table:
 * @name: what it is, in words
 * @table: (transfer full): of what is in memory
 * @n_rows: how many rows it has
 *
 * Returns: (transfer full): a table that can be saved once
 */
GbExport *
gb_export_new_for_table (const char *name,
                         GbTable    *table,
                         gint64      n_rows)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_table_free);

  g_ptr_array_add (tables, table);
  return gb_export_new_for_tables (name, tables, n_rows);
}

/* --- calendars ------------------------------------------------------------------------------------ */

static void
entries_free (gpointer data)
{
  Entries *self = data;

  g_free (self->commune);
  g_clear_pointer (&self->uids, g_hash_table_unref);
  g_free (self);
}

/**
 * gb_export_write_calendar:
 * @target: with the form of a calendar; its entries are counted
 * @entries: (element-type GbCalendarEntry): what is saved
 * @uids: (nullable) (element-type utf8): which of them alone, by their uid; %NULL for all
 * @error: as of gb_save_file()
 *
 * Blocks.
 *
 * Returns: whether the file is whole
 */
gboolean
gb_export_write_calendar (GbExportTarget  *target,
                          GPtrArray       *entries,
                          GHashTable      *uids,
                          GError         **error)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    if (uids == NULL || g_hash_table_contains (uids, ((GbCalendarEntry *) entries->pdata[i])->uid))
      g_ptr_array_add (wanted, entries->pdata[i]);
  g_atomic_int_set (&target->n_rows, (int) wanted->len);
  return gb_calendar_file_save (wanted, target->title, target->now, target->file, target->cancellable, error);
}

static gboolean
save_calendar (GbSqlConnection  *connection,
               gpointer          data,
               GbExportTarget   *target,
               GError          **error)
{
  const Entries *wanted = data;
  g_autoptr (GPtrArray) entries = gb_calendar_entries_load (connection, wanted->commune, target->now, error);

  return entries != NULL && gb_export_write_calendar (target, entries, wanted->uids, error);
}

/**
 * gb_export_new_for_calendar:
 * @name: what it is, in words
 * @commune: (nullable): whose entries; %NULL for the whole scope
 * @uids: (transfer full) (nullable) (element-type utf8): which of gb_calendar_entries_load() alone, by
 *   their uid; %NULL for all
 *
 * Returns: (transfer full): entries of a calendar
 */
GbExport *
gb_export_new_for_calendar (const char *name,
                            const char *commune,
                            GHashTable *uids)
{
  Entries *entries = g_new0 (Entries, 1);

  *entries = (Entries) { g_strdup (commune), uids };
  return gb_export_new (name, -1, save_calendar, entries, entries_free);
}

/* --- cards ---------------------------------------------------------------------------------------- */

static gboolean
save_cards (GbSqlConnection  *connection,
            gpointer          data,
            GbExportTarget   *target,
            GError          **error)
{
  GPtrArray *entries = data;

  g_atomic_int_set (&target->n_rows, (int) entries->len);
  return gb_contact_file_save (entries, target->file, target->cancellable, error);
}

/**
 * gb_export_new_for_cards:
 * @name: what it is, in words
 * @entries: (element-type GbContactEntry): nobody changes them
 *
 * Returns: (transfer full): contact cards
 */
GbExport *
gb_export_new_for_cards (const char *name,
                         GPtrArray  *entries)
{
  return gb_export_new (name, entries->len, save_cards, g_ptr_array_ref (entries), (GDestroyNotify) g_ptr_array_unref);
}
