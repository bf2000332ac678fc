/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-import-private.h"
#include "gb-hub-members.h"
#include "gb-hub-owner.h"
#include "gb-wire-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LINE (1024 * 1024)

typedef struct
{
  GbHub *hub;
  const char *name;
  GbImportReport *report;
  GArray *orphans; /* (owned) of Line: records whose parent may still come */
  gboolean calendar_changed;
  gboolean last_try; /* of the orphans */
} Import;

typedef struct
{
  int index;
  const char *text;
  gsize length;
} Line;

/* A line taken apart. */
typedef struct
{
  char *op;
  char *type;
  char *id;
  char *data;
} Record;

static void
record_clear (Record *self)
{
  g_free (self->op);
  g_free (self->type);
  g_free (self->id);
  g_free (self->data);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Record, record_clear)

static gboolean
refuse (Import     *self,
        const Line *line,
        const char *field,
        const char *reason)
{
  gb_import_report_refuse (self->report, self->name, line->index, field, reason);
  return TRUE;
}

/* SQLite takes the line apart and minifies its data; FALSE when it is no JSON. */
static gboolean
record_read (Import     *self,
             const Line *line,
             Record     *record)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (self->hub),
      "SELECT ?1 ->> '$.op', ?1 ->> '$.type', ?1 ->> '$.id',"
      " iif (json_type (?1, '$.data') = 'object', ?1 -> '$.data', NULL),"
      " ?1 ->> '$.feed' IS NOT NULL OR ?1 ->> '$.cursor' IS NOT NULL",
      NULL);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_static (statement, 1, line->text, line->length);
  if (!gb_sql_statement_step (statement, &row, NULL))
    return FALSE;
  record->op = gb_sql_statement_dup_text (statement, 0);
  record->type = gb_sql_statement_dup_text (statement, 1);
  record->id = gb_sql_statement_dup_text (statement, 2);
  record->data = gb_sql_statement_dup_text (statement, 3);
  /* A page of the feed is a file of records too; its header and seal tell nothing. */
  if (record->op == NULL && gb_sql_statement_get_int (statement, 4) != 0)
    record->op = g_strdup ("frame");
  return TRUE;
}

/* What has to follow a record that changed. */
static gboolean
follow_up (Import       *self,
           GbRecordType  type,
           const char   *id,
           const char   *data,
           GError      **error)
{
  if (type == GB_RECORD_CALENDAR_DAY || type == GB_RECORD_COMMUNE_HOURS)
    self->calendar_changed = TRUE;
  if (type == GB_RECORD_AGENCY)
    return gb_hub_owner_update (self->hub, id, data, error);
  return TRUE;
}

/* What no message carries of a dossier: where it was handed in, and facts such as a complaint. A line
 * with these alone adds them to what the messages say. */
typedef struct
{
  char *received_by;
  char *facts;
  gboolean alone;
} Note;

static void
note_clear (Note *self)
{
  g_free (self->received_by);
  g_free (self->facts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Note, note_clear)

static gboolean
note_read (Import     *self,
           const char *data,
           Note       *note,
           GError    **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      gb_hub_get_connection (self->hub),
      "SELECT ?1 ->> '$.received_by', iif (json_type (?1, '$.facts') = 'object', ?1 -> '$.facts', NULL),"
      " (SELECT count (*) FROM json_each (?1) WHERE key NOT IN ('received_by', 'facts'))",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, data);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  note->received_by = gb_sql_statement_dup_text (statement, 0);
  note->facts = gb_sql_statement_dup_text (statement, 1);
  note->alone = (note->received_by != NULL || note->facts != NULL) && gb_sql_statement_get_int (statement, 2) == 0;
  return TRUE;
}

static gboolean
put_dossier (Import          *self,
             const Record    *record,
             GbHubLogOutcome *outcome,
             GError         **error)
{
  g_auto (Note) note = { NULL };
  gboolean derived;

  if (!note_read (self, record->data, &note, error)
      || !gb_hub_is_derived (self->hub, record->id, &derived, error))
    return FALSE;
  if (derived && (note.received_by != NULL || note.facts != NULL)
      && !gb_hub_note_dossier (self->hub, record->id, note.received_by, note.facts, outcome, error))
    return FALSE;
  if (derived && note.alone)
    return TRUE;
  return gb_hub_log_put (gb_hub_get_log (self->hub), GB_RECORD_DOSSIER, record->id, record->data,
                         outcome, error);
}

static gboolean
put (Import       *self,
     const Line   *line,
     GbRecordType  type,
     const Record *record,
     GError      **error)
{
  GbHubLogOutcome outcome;
  gboolean done;

  if (record->data == NULL)
    return refuse (self, line, "data", _("must be an object"));
  done = type == GB_RECORD_DOSSIER ? put_dossier (self, record, &outcome, error)
                                   : gb_hub_log_put (gb_hub_get_log (self->hub), type, record->id,
                                                     record->data, &outcome, error);
  if (!done)
    return FALSE;
  if (outcome == GB_HUB_LOG_NO_PARENT && !self->last_try)
    {
      g_array_append_val (self->orphans, *line);
      return TRUE;
    }
  if (outcome == GB_HUB_LOG_REFUSED || outcome == GB_HUB_LOG_NO_PARENT)
    {
      gb_hub_refuse (self->hub, outcome, type, self->name, line->index, self->report);
      return TRUE;
    }
  gb_import_report_add_taken (self->report, 1);
  return outcome == GB_HUB_LOG_SAME || follow_up (self, type, record->id, record->data, error);
}

static gboolean
delete (Import       *self,
        const Line   *line,
        GbRecordType  type,
        const Record *record,
        GError      **error)
{
  GbHubLogOutcome outcome;

  if (!gb_hub_log_delete (gb_hub_get_log (self->hub), type, record->id, &outcome, error))
    return FALSE;
  if (outcome == GB_HUB_LOG_REFUSED)
    {
      gb_hub_refuse (self->hub, outcome, type, self->name, line->index, self->report);
      return TRUE;
    }
  gb_import_report_add_taken (self->report, 1);
  return outcome == GB_HUB_LOG_SAME || follow_up (self, type, record->id, NULL, error);
}

static gboolean
take_line (Import     *self,
           const Line *line,
           GError    **error)
{
  g_auto (Record) record = { NULL };
  g_autofree char *reason = NULL;
  GbRecordType type;

  if (line->length > MAX_LINE || !g_utf8_validate_len (line->text, line->length, NULL)
      || !gb_wire_json_is_shallow (line->text, line->length) || !record_read (self, line, &record))
    return refuse (self, line, NULL, _("The line is no JSON object in UTF-8"));
  if (g_strcmp0 (record.op, "frame") == 0)
    return TRUE;
  if (g_strcmp0 (record.op, "put") != 0 && g_strcmp0 (record.op, "del") != 0)
    return refuse (self, line, "op", _("must be “put” or “del”"));
  if (record.type == NULL || !gb_record_type_from_name (record.type, &type))
    {
      reason =
          g_strdup_printf (_ ("“%s” is no type of record"), record.type != NULL ? record.type : "");
      return refuse (self, line, "type", reason);
    }
  if (record.id == NULL || *record.id == '\0')
    return refuse (self, line, "id", _("is missing"));
  if (!g_utf8_validate (record.id, -1, NULL))
    return refuse (self, line, "id", _("has a character that does not exist"));
  if (g_str_equal (record.op, "del"))
    return delete (self, line, type, &record, error);
  return put (self, line, type, &record, error);
}

/* Reads on to the next line that is not empty. */
static gboolean
next_line (const char **at,
           const char  *end,
           Line        *line)
{
  while (*at < end)
    {
      const char *start = *at;
      const char *stop = memchr (start, '\n', end - start);

      stop = stop != NULL ? stop : end;
      *at = MIN (stop + 1, end);
      while (stop > start && g_ascii_isspace (stop[-1]))
        stop--;
      while (start < stop && g_ascii_isspace (*start))
        start++;
      if (start == stop)
        continue;
      line->index++;
      line->text = start;
      line->length = stop - start;
      return TRUE;
    }
  return FALSE;
}

static gboolean
take_lines (Import      *self,
            const char **at,
            const char  *end,
            Line        *line,
            GError     **error)
{
  guint n = 0;

  while (n++ < GB_HUB_BATCH && next_line (at, end, line))
    if (!take_line (self, line, error))
      return FALSE;
  return TRUE;
}

/* With the last lines, those whose parent came later in the file, and what depends on calendars. */
static gboolean
take_rest (Import  *self,
           GError **error)
{
  self->last_try = TRUE;
  for (guint i = 0; i < self->orphans->len; i++)
    if (!take_line (self, &g_array_index (self->orphans, Line, i), error))
      return FALSE;
  return !self->calendar_changed || gb_hub_derive_dates (self->hub, error);
}

/**
 * gb_hub_import_records:
 * @name: what the report calls it
 * @bytes: feed lines: put and del, one JSON object each; a whole page of the feed will do
 * @report: (nullable): what became of them; lines count from 0, empty ones apart
 *
 * Takes what no exchange message carries, checked by the same tables as the rest.
 *
 * Returns: whether the hub can go on
 */
gboolean
gb_hub_import_records (GbHub          *hub,
                       const char     *name,
                       GBytes         *bytes,
                       GbImportReport *report,
                       GError        **error)
{
  g_autoptr (GArray) orphans = g_array_new (FALSE, FALSE, sizeof (Line));
  Import import = { .hub = hub, .name = name, .report = report, .orphans = orphans };
  GbHubLog *log = gb_hub_get_log (hub);
  guint64 before = gb_hub_log_n_changed (log);
  Line line = { .index = -1 };
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *at = text != NULL ? text : "";
  const char *end = at + size;

  if (size >= 3 && memcmp (at, "\xEF\xBB\xBF", 3) == 0)
    at += 3;
  do
    {
      if (!gb_hub_log_begin (log, error))
        return FALSE;
      if (!take_lines (&import, &at, end, &line, error)
          || (at == end && !take_rest (&import, error)))
        {
          gb_hub_log_rollback (log);
          return FALSE;
        }
      if (!gb_hub_log_commit (log, error))
        return FALSE;
    }
  while (at < end);
  gb_import_report_add_changed (report, gb_hub_log_n_changed (log) - before);
  return TRUE;
}

/* What the record tables' functions say of a value of the wrong kind, in the reader's language. */
static const char *
translate_kind (const char *reason)
{
  static const struct
  {
    const char *beginning;
    const char *text;
  } kinds[] = {
    { "a text expected", N_("must be a text") },
    { "a whole number expected", N_("must be a whole number") },
    { "a number expected", N_("must be a number") },
    { "an object or array expected", N_("must be a list or an object") },
    { "a list of objects expected", N_("must be a list of objects") },
    { "a time expected", N_("must be a time after RFC 3339") },
    { "a date expected", N_("must be a date yyyy-mm-dd") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (reason, kinds[i].beginning))
      return _(kinds[i].text);
  return reason;
}

/* SQLite and the tables name the column at fault, in one of three ways. */
static char *
field_of_reason (const char  *reason,
                 const char **rest)
{
  static const char *const prefixes[] = { "NOT NULL constraint failed: ",
                                          "CHECK constraint failed: " };
  const char *stop;

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (reason, prefixes[i]))
      {
        const char *name = reason + strlen (prefixes[i]);
        const char *dot = strchr (name, '.');

        if (i == 0 && dot != NULL)
          name = dot + 1;
        *rest = i == 0 ? _("is missing") : _("has a value that it cannot have");
        return g_strndup (name, strspn (name, "abcdefghijklmnopqrstuvwxyz_0123456789"));
      }
  stop = strchr (reason, ':');
  *rest = translate_kind (stop != NULL ? stop + 1 + strspn (stop + 1, " ") : reason);
  return stop != NULL ? g_strndup (reason, stop - reason) : NULL;
}

/**
 * gb_hub_refuse:
 * @outcome: %GB_HUB_LOG_REFUSED or %GB_HUB_LOG_NO_PARENT
 * @type: the record's type
 * @name: the file's name
 * @index: the record's place in it
 * @report: (nullable): where to
 *
 * Reports why the log did not take the last record.
 */
void
gb_hub_refuse (GbHub           *hub,
               GbHubLogOutcome  outcome,
               GbRecordType     type,
               const char      *name,
               int              index,
               GbImportReport  *report)
{
  const char *reason = gb_hub_log_get_reason (gb_hub_get_log (hub));
  g_autofree char *field = NULL;
  const char *rest = NULL;

  if (outcome == GB_HUB_LOG_NO_PARENT)
    {
      gb_import_report_refuse (report, name, index, gb_hub_relation (type)->path + strlen ("$."),
                               _("names a record that is not there"));
      return;
    }
  field = field_of_reason (reason != NULL ? reason : "", &rest);
  gb_import_report_refuse (report, name, index, field, rest);
}
