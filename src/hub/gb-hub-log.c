/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-log.h"

#include "gb-feed-apply.h"
#include "gb-hub-entry.h"
#include "gb-hub-members.h"
#include "gb-hub-notes.h"
#include "gb-sql-statement.h"
#include "gb-wire-json-split.h"

#include <glib/gi18n-lib.h>

/* The hub has no pulls of its own: all rows of the record tables carry this one. */
#define GENERATION 1

/**
 * GbHubLog:
 *
 * The change feed as it is written: every record that changes goes through the record tables,
 * whose constraints are the schema, and takes a new place at the end of the log. One for each
 * writing connection; everything happens between begin and commit.
 */
struct _GbHubLog
{
  GbSqlConnection *connection; /* (owned) */
  GbFeedApply *apply; /* (owned) (nullable): within a transaction */
  gint64 first; /* the last place before this transaction */
  gint64 last; /* the last place given */
  guint64 n_changed;
  const GbHubGuard *guard; /* (unowned) (nullable) */
  char *reason; /* (owned) (nullable) */
};

static gboolean touch_children (GbHubLog      *self,
                                GbRecordType   type,
                                gint64         parent,
                                gboolean       deleted,
                                GError       **error);

/**
 * gb_hub_log_new:
 * @connection: the hub's writing connection
 *
 * Returns: (transfer full): the log
 */
GbHubLog *
gb_hub_log_new (GbSqlConnection *connection)
{
  GbHubLog *self = g_new0 (GbHubLog, 1);

  self->connection = g_object_ref (connection);
  return self;
}

/**
 * gb_hub_log_free:
 * @self: (transfer full): the log
 */
void
gb_hub_log_free (GbHubLog *self)
{
  g_clear_pointer (&self->apply, gb_feed_apply_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_object (&self->connection);
  g_free (self);
}

/**
 * gb_hub_log_set_guard:
 * @guard: (nullable): whose records may be written from now on; %NULL for all. Must live until it is
 *   set to another.
 */
void
gb_hub_log_set_guard (GbHubLog         *self,
                      const GbHubGuard *guard)
{
  self->guard = guard;
}

/**
 * gb_hub_log_get_guard:
 *
 * Returns: (transfer none) (nullable): whose records may be written
 */
const GbHubGuard *
gb_hub_log_get_guard (GbHubLog *self)
{
  return self->guard;
}

/**
 * gb_hub_log_begin:
 *
 * Begins a transaction; another process may write to the same database between two of them.
 */
gboolean
gb_hub_log_begin (GbHubLog *self,
                  GError  **error)
{
  if (!gb_sql_connection_begin_immediate (self->connection, error))
    return FALSE;
  if (!gb_sql_connection_query_int (self->connection, "SELECT max (last_seq) FROM feed_commit",
                                    &self->first, error))
    {
      gb_sql_connection_rollback (self->connection);
      return FALSE;
    }
  self->last = self->first;
  self->apply = gb_feed_apply_new (self->connection, GENERATION, error);
  if (self->apply == NULL)
    gb_sql_connection_rollback (self->connection);
  return self->apply != NULL;
}

/* A tag that no other history of this database will have. */
static gboolean
write_tag (GbHubLog *self,
           GError  **error)
{
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      self->connection,
      "INSERT INTO feed_commit (first_seq, last_seq, tag) VALUES (?1, ?2, random ())", error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_int (statement, 1, self->first + 1);
  gb_sql_statement_bind_int (statement, 2, self->last);
  return gb_sql_statement_run (statement, error);
}

/**
 * gb_hub_log_commit:
 *
 * Returns: whether the transaction is in the database; otherwise nothing of it is
 */
gboolean
gb_hub_log_commit (GbHubLog *self,
                   GError  **error)
{
  g_clear_pointer (&self->apply, gb_feed_apply_free);
  return gb_sql_connection_end (self->connection, self->last == self->first || write_tag (self, error), error);
}

/**
 * gb_hub_log_rollback:
 *
 * Forgets everything since gb_hub_log_begin().
 */
void
gb_hub_log_rollback (GbHubLog *self)
{
  g_clear_pointer (&self->apply, gb_feed_apply_free);
  gb_sql_connection_rollback (self->connection);
}

/* Lets the record tables check and keep the record. */
static gboolean
apply (GbHubLog        *self,
       const char      *op,
       GbRecordType     type,
       const char      *id,
       gint64           rev,
       const char      *data,
       GbHubLogOutcome *outcome,
       GError         **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  GbFeedOutcome result;

  g_string_append_printf (line, "{\"op\":\"%s\",\"type\":\"%s\",\"id\":", op,
                          gb_record_type_name (type));
  gb_wire_json_append_string (line, id);
  g_string_append_printf (line, ",\"rev\":%" G_GINT64_FORMAT, rev);
  if (data != NULL)
    g_string_append_printf (line, ",\"data\":%s", data);
  g_string_append_c (line, '}');
  if (!gb_feed_apply_line (self->apply, line->str, line->len, &result, error))
    return FALSE;
  *outcome =
      result == GB_FEED_PUT || result == GB_FEED_DELETED ? GB_HUB_LOG_CHANGED : GB_HUB_LOG_REFUSED;
  g_free (self->reason);
  self->reason =
      g_strdup (*outcome == GB_HUB_LOG_REFUSED ? gb_feed_apply_get_reason (self->apply) : NULL);
  return TRUE;
}

/* Finds the number of the record that this one hangs on, 0 if it is not there. */
static gboolean
find_parent (GbHubLog     *self,
             GbRecordType  type,
             const char   *data,
             gint64       *parent,
             GError      **error)
{
  const GbHubRelation *relation = gb_hub_relation (type);
  g_autoptr (GbSqlStatement) statement = NULL;
  gboolean row;

  *parent = 0;
  if (relation->path == NULL)
    return TRUE;
  statement = gb_sql_connection_prepare (
      self->connection,
      "SELECT rec FROM feed_record WHERE type = ?1 AND id = ?2 ->> ?3 AND NOT deleted", error);
  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_text (statement, 1, gb_record_type_name (relation->parent));
  gb_sql_statement_bind_text (statement, 2, data);
  gb_sql_statement_bind_text (statement, 3, relation->path);
  if (!gb_sql_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    *parent = gb_sql_statement_get_int (statement, 0);
  return TRUE;
}

/* Gives the record its next revision and its place at the end of the log. */
static gboolean
write_entry (GbHubLog    *self,
             GbRecordType type,
             const char  *id,
             gint64       parent,
             GbHubEntry  *entry,
             GError     **error)
{
  self->n_changed++;
  return gb_hub_entry_save (entry, self->connection, type, id, ++self->last, parent, error);
}

static gboolean
move (GbHubLog    *self,
      GbRecordType type,
      gint64       number,
      GPtrArray   *before,
      GPtrArray   *after,
      gboolean     is_new,
      GError     **error)
{
  return gb_hub_members_move (self->connection, gb_record_type_group (type), number, self->last, before, after,
                              is_new, error);
}

/* Officers may come before the agency they are from; it gives them its commune's scope. */
static gboolean
adopt_officers (GbHubLog   *self,
                gint64      agency,
                const char *id,
                GError    **error)
{
  g_autoptr (GbSqlStatement) statement =
      gb_sql_connection_prepare (self->connection,
                                 "UPDATE feed_record SET parent = ?1 WHERE type = 'officer' AND "
                                 "parent IS NULL AND data ->> '$.home' = ?2",
                                 error);

  if (statement == NULL)
    return FALSE;
  gb_sql_statement_bind_int (statement, 1, agency);
  gb_sql_statement_bind_text (statement, 2, id);
  return gb_sql_statement_run (statement, error)
         && touch_children (self, GB_RECORD_AGENCY, agency, FALSE, error);
}

/* Neither what is there nor what is to be there may be another's. */
static gboolean
check_guard (GbHubLog         *self,
             GbRecordType      type,
             const GbHubEntry *entry,
             const char       *next,
             GbHubLogOutcome  *outcome,
             GError          **error)
{
  gboolean before = TRUE, after = TRUE;

  if (self->guard == NULL)
    return TRUE;
  if (entry->number != 0 && !entry->deleted
      && !gb_hub_guard_allows (self->guard, self->connection, type, entry->data, &before, error))
    return FALSE;
  if (next != NULL && !gb_hub_guard_allows (self->guard, self->connection, type, next, &after, error))
    return FALSE;
  if (before && after)
    return TRUE;
  *outcome = GB_HUB_LOG_REFUSED;
  g_free (self->reason);
  self->reason = g_strdup (_("the token is for another agency's records"));
  return TRUE;
}

/* A record that changed, in its new place. */
static gboolean
place (GbHubLog    *self,
       GbRecordType type,
       const char  *id,
       gint64       parent,
       GbHubEntry  *entry,
       GError     **error)
{
  gboolean is_new = entry->number == 0;
  g_autoptr (GPtrArray) before = gb_hub_members_now (self->connection, entry->number, error);
  g_autoptr (GPtrArray) after =
      before != NULL ? gb_hub_members_of (self->connection, type, entry->data, parent, error) : NULL;

  if (after == NULL || !write_entry (self, type, id, parent, entry, error)
      || !move (self, type, entry->number, before, after, is_new, error))
    return FALSE;
  if (type == GB_RECORD_AGENCY)
    return adopt_officers (self, entry->number, id, error);
  if (!is_new && (type == GB_RECORD_INDICATOR || !gb_hub_members_equal (before, after)))
    return touch_children (self, type, entry->number, FALSE, error);
  return TRUE;
}

static gboolean
put (GbHubLog        *self,
     GbRecordType     type,
     const char      *id,
     char            *data,
     gboolean         amend,
     GbHubLogOutcome *outcome,
     GError         **error)
{
  g_autofree char *next = data;
  g_auto (GbHubEntry) entry = { 0 };
  gint64 parent;

  if (next == NULL || !gb_hub_entry_load (&entry, self->connection, type, id, error))
    return FALSE;
  *outcome = GB_HUB_LOG_SAME;
  if (entry.number != 0 && !entry.deleted && g_str_equal (entry.data, next))
    return TRUE;
  if (!find_parent (self, type, next, &parent, error))
    return FALSE;
  if (parent == 0 && gb_hub_relation (type)->required)
    {
      *outcome = GB_HUB_LOG_NO_PARENT;
      return TRUE;
    }
  if (!check_guard (self, type, &entry, next, outcome, error))
    return FALSE;
  if (*outcome == GB_HUB_LOG_REFUSED)
    return TRUE;
  if (!apply (self, "put", type, id, entry.rev + 1, next, outcome, error))
    return FALSE;
  if (*outcome == GB_HUB_LOG_REFUSED)
    return TRUE;
  entry.rev++;
  if (!amend || entry.deleted || entry.number == 0)
    entry.changed = entry.rev;
  entry.deleted = FALSE;
  g_free (entry.data);
  entry.data = g_steal_pointer (&next);
  return place (self, type, id, parent, &entry, error);
}

static char *
complete (GbHubLog    *self,
          GbRecordType type,
          const char  *id,
          const char  *data,
          GError     **error)
{
  return type == GB_RECORD_DOSSIER ? gb_hub_notes_add (self->connection, id, data, error) : g_strdup (data);
}

/**
 * gb_hub_log_put:
 * @type: the record's type
 * @id: its id
 * @data: a JSON object, minified: it is compared with what is there as text
 * @outcome: (out): what became of it
 *
 * Makes or replaces a record. A dossier gets the remarks that the hub has.
 *
 * Returns: whether the database did its part; a record that is refused is no error
 */
gboolean
gb_hub_log_put (GbHubLog        *self,
                GbRecordType     type,
                const char      *id,
                const char      *data,
                GbHubLogOutcome *outcome,
                GError         **error)
{
  return put (self, type, id, complete (self, type, id, data, error), FALSE, outcome, error);
}

/**
 * gb_hub_log_amend:
 * @type: the record's type
 * @id: its id
 * @data: as for gb_hub_log_put()
 * @outcome: (out): what became of it
 *
 * As gb_hub_log_put(), but the change is none that somebody who saw the record before could be in
 * conflict with.
 */
gboolean
gb_hub_log_amend (GbHubLog        *self,
                  GbRecordType     type,
                  const char      *id,
                  const char      *data,
                  GbHubLogOutcome *outcome,
                  GError         **error)
{
  return put (self, type, id, complete (self, type, id, data, error), TRUE, outcome, error);
}

/**
 * gb_hub_log_touch:
 * @rev: (out): its revision now
 *
 * Sends a record that is there once more, so that it comes after what was made beside it.
 */
gboolean
gb_hub_log_touch (GbHubLog    *self,
                  GbRecordType type,
                  const char  *id,
                  gint64      *rev,
                  GError     **error)
{
  g_autoptr (GPtrArray) members = NULL;
  g_auto (GbHubEntry) entry = { 0 };
  GbHubLogOutcome outcome;
  gint64 parent;

  if (!gb_hub_entry_load (&entry, self->connection, type, id, error)
      || !find_parent (self, type, entry.data, &parent, error)
      || !apply (self, "put", type, id, ++entry.rev, entry.data, &outcome, error))
    return FALSE;
  *rev = entry.rev;
  members = gb_hub_members_now (self->connection, entry.number, error);
  return members != NULL && write_entry (self, type, id, parent, &entry, error)
         && move (self, type, entry.number, members, members, FALSE, error);
}

/**
 * gb_hub_log_delete:
 * @outcome: (out): what became of it; the same when there is no such record
 *
 * Deletes a record with those that belong to it. A tombstone stays in the log.
 *
 * Returns: whether the database did its part
 */
gboolean
gb_hub_log_delete (GbHubLog        *self,
                   GbRecordType     type,
                   const char      *id,
                   GbHubLogOutcome *outcome,
                   GError         **error)
{
  g_autoptr (GPtrArray) members = NULL;
  g_auto (GbHubEntry) entry = { 0 };

  if (!gb_hub_entry_load (&entry, self->connection, type, id, error))
    return FALSE;
  *outcome = GB_HUB_LOG_SAME;
  if (entry.number == 0 || entry.deleted)
    return TRUE;
  if (!check_guard (self, type, &entry, NULL, outcome, error))
    return FALSE;
  if (*outcome == GB_HUB_LOG_REFUSED)
    return TRUE;
  if (!apply (self, "del", type, id, entry.rev + 1, NULL, outcome, error))
    return FALSE;
  members = gb_hub_members_now (self->connection, entry.number, error);
  /* Nothing personal outlives the record: the tombstone's data are empty. */
  entry.changed = ++entry.rev;
  entry.deleted = TRUE;
  g_free (entry.data);
  entry.data = g_strdup ("{}");
  return members != NULL && write_entry (self, type, id, 0, &entry, error)
         && (type != GB_RECORD_DOSSIER || gb_hub_notes_forget (self->connection, id, error))
         && move (self, type, entry.number, members, members, FALSE, error)
         && touch_children (self, type, entry.number, TRUE, error);
}

typedef struct
{
  GbRecordType type;
  char *id;
  gint64 number;
} Child;

static void
child_clear (gpointer data)
{
  g_free (((Child *) data)->id);
}

static GArray *
load_children (GbHubLog *self,
               gint64    parent,
               GError  **error)
{
  g_autoptr (GArray) children = g_array_new (FALSE, TRUE, sizeof (Child));
  g_autoptr (GbSqlStatement) statement = gb_sql_connection_prepare (
      self->connection,
      "SELECT type, id, rec FROM feed_record WHERE parent = ?1 AND NOT deleted ORDER BY seq",
      error);
  gboolean row = FALSE;

  g_array_set_clear_func (children, child_clear);
  if (statement == NULL)
    return NULL;
  gb_sql_statement_bind_int (statement, 1, parent);
  while (gb_sql_statement_step (statement, &row, error))
    {
      Child child = { 0 };

      if (!row)
        return g_steal_pointer (&children);
      if (!gb_record_type_from_name (gb_sql_statement_get_text (statement, 0), &child.type))
        continue;
      child.id = gb_sql_statement_dup_text (statement, 1);
      child.number = gb_sql_statement_get_int (statement, 2);
      g_array_append_val (children, child);
    }
  return NULL;
}

/* Sends a child again because the communes that see it have changed; the record itself stays. */
static gboolean
move_child (GbHubLog    *self,
            const Child *child,
            gint64       parent,
            GError     **error)
{
  g_autoptr (GPtrArray) before = gb_hub_members_now (self->connection, child->number, error);
  g_autoptr (GPtrArray) after = NULL;
  g_auto (GbHubEntry) entry = { 0 };

  if (before == NULL || !gb_hub_entry_load (&entry, self->connection, child->type, child->id, error))
    return FALSE;
  after = gb_hub_members_of (self->connection, child->type, entry.data, parent, error);
  if (after == NULL)
    return FALSE;
  if (gb_hub_members_equal (before, after))
    return TRUE;
  entry.rev++;
  return write_entry (self, child->type, child->id, parent, &entry, error)
         && move (self, child->type, child->number, before, after, FALSE, error)
         && touch_children (self, child->type, child->number, FALSE, error);
}

static gboolean
touch_children (GbHubLog     *self,
                GbRecordType  type,
                gint64        parent,
                gboolean      deleted,
                GError      **error)
{
  g_autoptr (GArray) children = load_children (self, parent, error);

  if (children == NULL)
    return FALSE;
  for (guint i = 0; i < children->len; i++)
    {
      const Child *child = &g_array_index (children, Child, i);
      GbHubLogOutcome outcome;

      if (deleted && gb_hub_relation (child->type)->owned)
        {
          if (!gb_hub_log_delete (self, child->type, child->id, &outcome, error))
            return FALSE;
        }
      else if (!move_child (self, child, parent, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gb_hub_log_find:
 * @data: (out) (transfer full) (nullable): the record's data as JSON; %NULL when there is no such
 *
 * Returns: whether the database did its part
 */
gboolean
gb_hub_log_find (GbHubLog     *self,
                 GbRecordType  type,
                 const char   *id,
                 char        **data,
                 GError      **error)
{
  g_auto (GbHubEntry) entry = { 0 };

  *data = NULL;
  if (!gb_hub_entry_load (&entry, self->connection, type, id, error))
    return FALSE;
  if (!entry.deleted)
    *data = g_steal_pointer (&entry.data);
  return TRUE;
}

/**
 * gb_hub_log_n_changed:
 *
 * Returns: how many changes were made since the log was opened
 */
guint64
gb_hub_log_n_changed (GbHubLog *self)
{
  return self->n_changed;
}

/**
 * gb_hub_log_get_reason:
 *
 * Returns: (transfer none) (nullable): why the last record was refused, for people
 */
const char *
gb_hub_log_get_reason (GbHubLog *self)
{
  return self->reason;
}
