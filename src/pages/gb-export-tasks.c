/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-export-tasks.h"

#include <glib/gi18n-lib.h>

#include "gb-calendar-file.h"
#include "gb-commune-words.h"
#include "gb-notice-words.h"
#include "gb-task-repository.h"
#include "gb-task-words.h"

static const GbTableColumn task_columns[] = {
  { "group", N_ ("Group"), GB_TABLE_TEXT, 18 },
  { "commune", N_ ("Commune"), GB_TABLE_TEXT, 0 },
  { "document", N_ ("Document"), GB_TABLE_CODE, 0 },
  { "title", N_ ("Task"), GB_TABLE_TEXT, 60 },
  { "issuer", N_ ("Given by"), GB_TABLE_TEXT, 30 },
  { "issued", N_ ("Given on"), GB_TABLE_DATE, 0 },
  { "due", N_ ("Deadline"), GB_TABLE_DATETIME, 0 },
  { "done", N_ ("Amount done"), GB_TABLE_NUMBER, 0 },
  { "total", N_ ("Of how many"), GB_TABLE_NUMBER, 0 },
  { "left", N_ ("Remaining"), GB_TABLE_TEXT, 24 },
};

static const GbTableColumn commune_columns[] = {
  { "commune", N_ ("Commune"), GB_TABLE_TEXT, 30 },
  { "open", N_ ("To be done"), GB_TABLE_INTEGER, 0 },
  { "overdue", N_ ("Overdue"), GB_TABLE_INTEGER, 0 },
  { "pressing", N_ ("Late or due within 7 days"), GB_TABLE_INTEGER, 0 },
  { "done", N_ ("Tasks done"), GB_TABLE_INTEGER, 0 },
  { "total", N_ ("All together"), GB_TABLE_INTEGER, 0 },
};

static const GbTableColumn notice_columns[] = {
  { "group", N_ ("Group"), GB_TABLE_TEXT, 24 },
  { "kind", N_ ("Kind"), GB_TABLE_TEXT, 14 },
  { "title", N_ ("Title"), GB_TABLE_TEXT, 60 },
  { "published", N_ ("Published"), GB_TABLE_DATETIME, 0 },
  { "starts", N_ ("Begins"), GB_TABLE_DATETIME, 0 },
  { "ends", N_ ("Ends"), GB_TABLE_DATETIME, 0 },
  { "place", N_ ("Place"), GB_TABLE_TEXT, 30 },
  { "link", N_ ("Link"), GB_TABLE_TEXT, 30 },
  { "registration", N_ ("Register by"), GB_TABLE_DATETIME, 0 },
  { "people", N_ ("Who goes"), GB_TABLE_TEXT, 40 },
};

/* Entries of a calendar are told apart by what they are of. */
static void
add_uid (GHashTable *uids,
         const char *kind,
         const char *id)
{
  g_hash_table_add (uids, gb_calendar_entry_make_uid (kind, id));
}

/* --- tasks ---------------------------------------------------------------------------------------- */

static void
fill_task (GbTableRow *row,
           gpointer    item,
           gpointer    data)
{
  const GbExportRow *line = item;
  const GbTask *task = line->item;
  const char *commune = task->commune_name != NULL ? task->commune_name : _("every commune");

  gb_table_row_text (row, line->group);
  if (GPOINTER_TO_INT (data))
    gb_export_add_words (row, gb_commune_words_capital (commune));
  gb_table_row_text (row, task->document);
  gb_table_row_text (row, task->title);
  gb_table_row_text (row, task->issuer);
  gb_table_row_day (row, gb_time_day (task->issued));
  gb_table_row_time (row, task->due);
  gb_table_row_number (row, task->done);
  if (task->total > 0)
    gb_table_row_number (row, task->total);
  else
    gb_table_row_null (row);
  gb_export_add_words (row, gb_task_words_left (task));
}

static GbExport *
make_task_table (GPtrArray *rows,
                 gboolean   with_commune)
{
  const char *name = _("Tasks given");
  GbTable *table = gb_table_new (name, name);

  for (guint i = 0; i < G_N_ELEMENTS (task_columns); i++)
    if (with_commune || !g_str_equal (task_columns[i].key, "commune"))
      gb_table_add_columns (table, &task_columns[i], 1);
  gb_table_set_items (table, rows, fill_task, GINT_TO_POINTER (with_commune), NULL);
  return gb_export_new_for_table (name, table, rows->len);
}

/**
 * gb_export_tasks_new:
 * @rows: (element-type GbExportRow): of #GbTask, in the order of the screen
 * @form: a table's; or a calendar's: of these the ones that are still to be done; or that of the whole calendar
 * @commune: (nullable): whose they are; %NULL for the whole scope
 *
 * Returns: (transfer full): the tasks
 */
GbExport *
gb_export_tasks_new (GPtrArray    *rows,
                     GbExportForm  form,
                     const char   *commune)
{
  g_autoptr (GHashTable) uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (form == GB_EXPORT_WHOLE_CALENDAR)
    return gb_export_new_for_calendar (_("Giao Ban: tasks and meetings"), commune, NULL);
  if (form != GB_EXPORT_CALENDAR)
    return make_task_table (rows, commune == NULL);
  for (guint i = 0; i < rows->len; i++)
    add_uid (uids, "task", ((GbTask *) ((GbExportRow *) rows->pdata[i])->item)->id);
  return gb_export_new_for_calendar (_("Tasks given"), commune, g_steal_pointer (&uids));
}

/* --- communes ------------------------------------------------------------------------------------- */

static void
fill_commune (GbTableRow *row,
              gpointer    item,
              gpointer    data)
{
  const GbTaskCommune *commune = item;
  const guint *counts = commune->counts;

  gb_export_add_words (row, gb_commune_words_capital (commune->name));
  gb_table_row_integer (row, counts[GB_TASK_FILTER_OPEN]);
  gb_table_row_integer (row, counts[GB_TASK_FILTER_OVERDUE]);
  gb_table_row_integer (row, counts[GB_TASK_FILTER_PRESSING]);
  gb_table_row_integer (row, counts[GB_TASK_FILTER_DONE]);
  gb_table_row_integer (row, counts[GB_TASK_FILTER_ALL] - counts[GB_TASK_FILTER_CANCELLED]);
}

/**
 * gb_export_task_communes_new:
 * @communes: (element-type GbTaskCommune): in the order of the screen
 * @owner: (element-type GbTaskCommune): keeps them
 *
 * Returns: (transfer full): how far each commune is with its tasks
 */
GbExport *
gb_export_task_communes_new (GPtrArray *communes,
                             GPtrArray *owner)
{
  const char *name = _("Tasks by commune");

  return gb_export_new_for_table (
      name, gb_export_table_new (name, commune_columns, G_N_ELEMENTS (commune_columns), communes, fill_commune,
                                 g_ptr_array_ref (owner), (GDestroyNotify) g_ptr_array_unref),
      communes->len);
}

/* --- notices -------------------------------------------------------------------------------------- */

static void
fill_notice (GbTableRow *row,
             gpointer    item,
             gpointer    data)
{
  const GbExportRow *line = item;
  const GbNoticeRow *notice = line->item;

  gb_table_row_text (row, line->group);
  gb_table_row_choice (row, gb_notice_kind_nick (notice->kind), gb_notice_kind_label (notice->kind));
  gb_table_row_text (row, notice->title);
  gb_table_row_time (row, notice->published);
  gb_table_row_time (row, notice->starts);
  gb_table_row_time (row, notice->ends);
  gb_table_row_text (row, notice->place);
  gb_table_row_text (row, notice->link);
  gb_table_row_time (row, notice->registration_due);
  gb_export_add_words (row, gb_notice_words_people (notice));
}

/**
 * gb_export_notices_new:
 * @rows: (element-type GbExportRow): of #GbNoticeRow, in the order of the screen
 * @form: a table's; or a calendar's: of these the ones that are still to come; or that of the whole calendar
 * @commune: (nullable): whose they are; %NULL for the whole scope
 *
 * Returns: (transfer full): notices, classes and conferences
 */
GbExport *
gb_export_notices_new (GPtrArray    *rows,
                       GbExportForm  form,
                       const char   *commune)
{
  const char *name = _("Notices, classes, conferences");
  g_autoptr (GHashTable) uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (form == GB_EXPORT_WHOLE_CALENDAR)
    return gb_export_new_for_calendar (_("Giao Ban: tasks and meetings"), commune, NULL);
  for (guint i = 0; i < rows->len && form == GB_EXPORT_CALENDAR; i++)
    add_uid (uids, "notice", ((GbNoticeRow *) ((GbExportRow *) rows->pdata[i])->item)->id);
  if (form == GB_EXPORT_CALENDAR)
    return gb_export_new_for_calendar (name, commune, g_steal_pointer (&uids));
  return gb_export_new_for_table (
      name, gb_export_table_new (name, notice_columns, G_N_ELEMENTS (notice_columns), rows, fill_notice, NULL, NULL),
      rows->len);
}
