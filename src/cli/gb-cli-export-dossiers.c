/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-calendar-entries.h"
#include "gb-cli-export.h"
#include "gb-cli-query.h"
#include "gb-commune-repository.h"
#include "gb-dossier-repository.h"

#include <glib/gi18n-lib.h>

/* How many rows are fetched at a time, so that a province's list does not stand in memory. */
#define ROWS_AT_ONCE 500

/* Where the writing is. */
typedef struct
{
  GbSqlConnection *connection;
  GHashTable *communes; /* (owned): names by code */
  GArray *numbers;      /* (owned) */
  GPtrArray *rows;      /* (owned) (nullable): the ones read last */
  guint at;             /* of @rows */
  guint64 n_read;       /* of @numbers */
  guint64 end;          /* of @numbers */
  gint64 now;
} Reading;

static const GbTableColumn dossier_columns[] = {
  { "code", N_("Code"), GB_TABLE_CODE, 22 },
  { "procedure", N_("Procedure"), GB_TABLE_TEXT, 44 },
  { "procedure_code", N_("Procedure code"), GB_TABLE_CODE, 14 },
  { "applicant", N_("Applicant"), GB_TABLE_TEXT, 26 },
  { "field", N_("Field"), GB_TABLE_TEXT, 20 },
  { "officer", N_("Officer"), GB_TABLE_TEXT, 22 },
  { "commune", N_("Commune"), GB_TABLE_TEXT, 22 },
  { "received_by", N_("Received by"), GB_TABLE_TEXT, 22 },
  { "submitted", N_("Submitted"), GB_TABLE_DATETIME, 0 },
  { "received", N_("Received"), GB_TABLE_DATETIME, 0 },
  { "due", N_("Due"), GB_TABLE_DATETIME, 0 },
  { "finished", N_("Finished"), GB_TABLE_DATETIME, 0 },
  { "state", N_("State"), GB_TABLE_TEXT, 24 },
  { "class", N_("Class"), GB_TABLE_TEXT, 16 },
  { "remaining_minutes", N_("Minutes left"), GB_TABLE_MINUTES, 14 },
};

static const GbTableColumn deadline_columns[] = {
  { "kind", N_("Kind"), GB_TABLE_TEXT, 18 },
  { "summary", N_("What is due"), GB_TABLE_TEXT, 60 },
  { "day", N_("Day"), GB_TABLE_DATE, 0 },
  { "due", N_("Time"), GB_TABLE_DATETIME, 0 },
  { "place", N_("Where"), GB_TABLE_TEXT, 24 },
  { "text", N_("Text"), GB_TABLE_TEXT, 50 },
};

static gboolean
parse (GbCliExport   *self,
       int           *argc,
       char        ***argv,
       GError       **error)
{
  GbCliQuery *wanted = g_new (GbCliQuery, 1);

  *wanted = (GbCliQuery) GB_CLI_QUERY_INIT;
  self->wanted = wanted;
  return gb_cli_query_parse (wanted, argc, argv, error);
}

static void
wanted_free (gpointer wanted)
{
  gb_cli_query_clear (wanted);
  g_free (wanted);
}

/* --- dossiers ------------------------------------------------------------------------------------- */

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_hash_table_unref (self->communes);
  g_array_unref (self->numbers);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_more (Reading *self,
           GError **error)
{
  guint64 n = MIN (ROWS_AT_ONCE, self->end - self->n_read);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->at = 0;
  if (n == 0)
    return FALSE;
  self->rows = gb_dossier_repository_by_numbers (self->connection, &g_array_index (self->numbers, gint64, self->n_read), n,
                                                 self->now, error);
  self->n_read += n;
  return self->rows != NULL;
}

static GHashTable *
load_communes (GbSqlConnection  *connection,
               GError          **error)
{
  g_autoptr (GPtrArray) communes = gb_commune_repository_list (connection, error);
  GHashTable *names = communes != NULL ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) : NULL;

  for (guint i = 0; communes != NULL && i < communes->len; i++)
    {
      const GbCommune *commune = communes->pdata[i];

      g_hash_table_insert (names, g_strdup (commune->code), g_strdup_printf ("%s %s", commune->type, commune->name));
    }
  return names;
}

static void
fill_commune (GbTableRow    *row,
              const Reading *self,
              const char    *code)
{
  const char *name = code != NULL ? g_hash_table_lookup (self->communes, code) : NULL;

  gb_table_row_choice (row, code, name != NULL ? name : code);
}

static void
fill_dossier (GbTableRow    *row,
              const Reading *self,
              GbDossier     *dossier)
{
  g_autofree char *state = g_strdup_printf ("%d", (int) gb_dossier_get_state (dossier));
  GbDeadlineClass klass = gb_dossier_get_class (dossier);

  gb_table_row_text (row, gb_dossier_get_code (dossier));
  gb_table_row_text (row, gb_dossier_get_procedure (dossier));
  gb_table_row_text (row, gb_dossier_get_procedure_code (dossier));
  gb_table_row_text (row, gb_dossier_get_applicant (dossier));
  gb_table_row_text (row, gb_dossier_get_field (dossier));
  gb_table_row_text (row, gb_dossier_get_officer (dossier));
  fill_commune (row, self, gb_dossier_get_commune (dossier));
  fill_commune (row, self, gb_dossier_get_received_by (dossier));
  gb_table_row_time (row, gb_dossier_get_submitted (dossier));
  gb_table_row_time (row, gb_dossier_get_received (dossier));
  gb_table_row_time (row, gb_dossier_get_due (dossier));
  gb_table_row_time (row, gb_dossier_get_finished (dossier));
  gb_table_row_choice (row, state, gb_dossier_state_label (gb_dossier_get_state (dossier)));
  gb_table_row_choice (row, gb_deadline_class_nick (klass), gb_deadline_class_label (klass));
  if (gb_dossier_has_remaining (dossier))
    gb_table_row_integer (row, gb_dossier_get_remaining (dossier) / 60);
}

static gboolean
next_dossier (GbTableRow    *row,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  Reading *self = data;

  while (self->rows == NULL || self->at == self->rows->len)
    if (!read_more (self, error))
      return FALSE;
  fill_dossier (row, self, self->rows->pdata[self->at++]);
  return TRUE;
}

/* The rows from the first that is wanted on. */
static Reading *
reading_new (GbSqlConnection   *connection,
             const GbCliQuery  *wanted,
             gint64             now,
             GError           **error)
{
  g_autoptr (GHashTable) communes = load_communes (connection, error);
  GArray *numbers = communes != NULL ? gb_dossier_repository_numbers (connection, wanted->query, now, error) : NULL;
  Reading *self;

  if (numbers == NULL)
    return NULL;
  self = g_new0 (Reading, 1);
  self->connection = connection;
  self->communes = g_steal_pointer (&communes);
  self->numbers = numbers;
  self->end = MIN (numbers->len, (guint64) wanted->offset + wanted->limit);
  self->n_read = MIN ((guint64) wanted->offset, self->end);
  self->now = now;
  return self;
}

static gboolean
save_dossiers (GbCliExport      *self,
               GbSqlConnection  *connection,
               GCancellable     *cancellable,
               GError          **error)
{
  GbCliQuery *wanted = self->wanted;
  g_autoptr (GbTable) table = gb_table_new (_("Dossiers"), _("Dossiers"));
  Reading *reading;

  wanted->query->commune = g_strdup (self->commune);
  reading = reading_new (connection, wanted, self->now, error);
  if (reading == NULL)
    return FALSE;
  gb_table_add_columns (table, dossier_columns, G_N_ELEMENTS (dossier_columns));
  gb_table_set_source (table, next_dossier, reading, reading_free, reading->end - reading->n_read);
  return gb_cli_export_table (self, connection, table, cancellable, error);
}

/* --- deadlines ------------------------------------------------------------------------------------ */

static void
fill_deadline (GbTableRow *row,
               gpointer    item,
               gpointer    data)
{
  const GbCalendarEntry *entry = item;
  gboolean whole_day = entry->day != GB_DAY_NONE;

  gb_table_row_text (row, entry->category);
  gb_table_row_text (row, entry->summary);
  gb_table_row_day (row, whole_day ? entry->day : gb_time_day (entry->ends != 0 ? entry->ends : entry->starts));
  gb_table_row_time (row, whole_day ? 0 : entry->ends != 0 ? entry->ends : entry->starts);
  gb_table_row_text (row, entry->location);
  gb_table_row_text (row, entry->description);
}

/* What lies before whoever has a calendar: dossiers, of which the options choose, and all else that has a day. */
static gboolean
save_deadlines (GbCliExport      *self,
                GbSqlConnection  *connection,
                GCancellable     *cancellable,
                GError          **error)
{
  GbCliQuery *wanted = self->wanted;
  g_autoptr (GPtrArray) entries = gb_calendar_entries_load (connection, self->commune, self->now, error);
  g_autoptr (GbTable) table = NULL;

  wanted->query->commune = g_strdup (self->commune);
  if (entries == NULL || !gb_calendar_entries_add_dossiers (entries, connection, wanted->query, self->now, error))
    return FALSE;
  if (gb_cli_export_is (self, ".ics"))
    {
      self->n_rows = entries->len;
      return gb_calendar_file_save (entries, _("Giao Ban: deadlines"), self->now, self->file, cancellable, error);
    }
  table = gb_table_new (_("Deadlines"), _("Deadlines"));
  gb_table_add_columns (table, deadline_columns, G_N_ELEMENTS (deadline_columns));
  gb_table_set_items (table, entries, fill_deadline, NULL, NULL);
  return gb_cli_export_table (self, connection, table, cancellable, error);
}

const GbCliExportKind gb_cli_export_dossiers = { "dossiers", ".xlsx .csv", parse, wanted_free, save_dossiers };
const GbCliExportKind gb_cli_export_deadlines = { "deadlines", ".ics .xlsx .csv", parse, wanted_free, save_deadlines };
