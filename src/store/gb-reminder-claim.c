/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of gb-reminder-repository.h that says a thing once: what is found is claimed in FILE.local before it is
 * said, and given back where it could not be said. */
#include "gb-reminder-repository.h"

#include "gb-sql-statement.h"
#include "gb-store-private.h"

/* Longer than anything is told ahead. */
#define KEPT_DAYS 120

#define TRIM_MEMBERS_SQL "DELETE FROM reminder_member WHERE reminder IN (SELECT number FROM reminder WHERE said_at<?1)"
#define TRIM_SQL         "DELETE FROM reminder WHERE said_at<?1"

/* What a look is about. */
typedef struct
{
  GbStore *store;              /* (owned) */
  char *commune;               /* (owned) (nullable) */
  GbReminderSettings settings;
  gint64 now;
  GPtrArray *found;            /* (owned) (nullable) (element-type GbReminder) */
} Look;

static Look *
look_new (GbStore                  *store,
          const char               *commune,
          const GbReminderSettings *settings)
{
  Look *self = g_new0 (Look, 1);

  self->store = g_object_ref (store);
  self->commune = g_strdup (commune);
  self->settings = *settings;
  self->now = gb_clock_now (gb_store_get_clock (store));
  return self;
}

static void
look_free (gpointer data)
{
  Look *self = data;

  g_object_unref (self->store);
  g_free (self->commune);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static gpointer
find (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  const Look *look = data;

  return gb_reminder_repository_find (connection, look->commune, &look->settings, look->now, error);
}

/* --- claiming ---------------------------------------------------------------------------------- */

static gboolean
run_with_int (GbSqlConnection *local,
              const char      *sql,
              gint64           value,
              GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (local, sql, error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_int (s, 1, value);
  return gb_sql_statement_run (s, error);
}

static gboolean
insert_reminder (GbSqlConnection *local,
                 GbReminder      *reminder,
                 GError         **error)
{
  g_autoptr (GbSqlStatement) s
      = gb_sql_connection_prepare (local, "INSERT INTO reminder(kind,said_at) VALUES(?1,?2)", error);

  if (s == NULL)
    return FALSE;
  gb_sql_statement_bind_text (s, 1, gb_reminder_kind_nick (reminder->kind));
  gb_sql_statement_bind_int (s, 2, reminder->now);
  if (!gb_sql_statement_run (s, error))
    return FALSE;
  reminder->number = sqlite3_last_insert_rowid (gb_sql_connection_get_handle (local));
  return TRUE;
}

/* Leaves the members that nobody else has claimed. */
static gboolean
claim_members (GbSqlConnection *local,
               GbReminder      *reminder,
               GError         **error)
{
  g_autoptr (GbSqlStatement) s = gb_sql_connection_prepare (
      local, "INSERT OR IGNORE INTO reminder_member(kind,key,record,reminder) VALUES(?1,?2,?3,?4)", error);

  if (s == NULL)
    return FALSE;
  for (guint i = 0; i < reminder->members->len;)
    {
      const GbReminderMember *member = reminder->members->pdata[i];

      gb_sql_statement_bind_text (s, 1, gb_reminder_kind_nick (reminder->kind));
      gb_sql_statement_bind_text (s, 2, member->key);
      gb_sql_statement_bind_text (s, 3, member->record);
      gb_sql_statement_bind_int (s, 4, reminder->number);
      if (!gb_sql_statement_run (s, error))
        return FALSE;
      if (sqlite3_changes (gb_sql_connection_get_handle (local)) > 0)
        i++;
      else
        g_ptr_array_remove_index (reminder->members, i);
      gb_sql_statement_reset (s);
    }
  return TRUE;
}

static gboolean
claim_all (Look            *look,
           GbSqlConnection *local,
           GError         **error)
{
  gint64 limit = look->now - (gint64) KEPT_DAYS * GB_DAY_SECONDS;

  for (guint i = 0; i < look->found->len;)
    {
      GbReminder *reminder = look->found->pdata[i];

      if (!insert_reminder (local, reminder, error) || !claim_members (local, reminder, error))
        return FALSE;
      if (reminder->members->len > 0)
        i++;
      else if (!run_with_int (local, "DELETE FROM reminder WHERE number=?1", reminder->number, error))
        return FALSE;
      else
        g_ptr_array_remove_index (look->found, i);
    }
  return run_with_int (local, TRIM_MEMBERS_SQL, limit, error) && run_with_int (local, TRIM_SQL, limit, error);
}

/* On the writing thread. */
static gpointer
claim (GbSqlConnection *connection,
       gpointer         data,
       GCancellable    *cancellable,
       GError         **error)
{
  Look *look = data;
  GbSqlConnection *local = gb_store_get_local_connection (look->store);

  if (!gb_sql_connection_begin_immediate (local, error))
    return NULL;
  if (!gb_sql_connection_end (local, claim_all (look, local, error), error))
    return NULL;
  return g_steal_pointer (&look->found);
}

/* On the writing thread. */
static gpointer
release (GbSqlConnection *connection,
         gpointer         data,
         GCancellable    *cancellable,
         GError         **error)
{
  const Look *look = data;
  GbSqlConnection *local = gb_store_get_local_connection (look->store);
  const GbReminder *reminder = look->found->pdata[0];
  gboolean ok;

  if (!gb_sql_connection_begin_immediate (local, error))
    return NULL;
  ok = run_with_int (local, "DELETE FROM reminder_member WHERE reminder=?1", reminder->number, error) &&
       run_with_int (local, "DELETE FROM reminder WHERE number=?1", reminder->number, error);
  return GINT_TO_POINTER (gb_sql_connection_end (local, ok, error));
}

/* --- public ------------------------------------------------------------------------------------ */

/**
 * gb_reminder_look:
 * @commune: (nullable): as of gb_reminder_repository_find()
 * @settings: what is wanted
 * @claim: whether what is found will be said; then nobody else finds it again
 * @error: a #GbStoreError
 *
 * What is to be said at the moment of the store's clock. Of several programs that look at once each thing is given to
 * one. Blocks.
 *
 * Returns: (transfer full) (element-type GbReminder): at most one of each kind
 */
GPtrArray *
gb_reminder_look (GbStore                  *store,
                  const char               *commune,
                  const GbReminderSettings *settings,
                  gboolean                  with_claim,
                  GCancellable             *cancellable,
                  GError                  **error)
{
  g_autoptr (Look) look = look_new (store, commune, settings);

  look->found = gb_store_read (store, find, look, cancellable, error);
  if (look->found == NULL || !with_claim || look->found->len == 0)
    return g_steal_pointer (&look->found);
  return gb_store_write (store, claim, look, cancellable, error);
}

/**
 * gb_reminder_release:
 * @reminder: one that was claimed
 *
 * It could not be said: somebody else may, or the same later. Blocks.
 */
gboolean
gb_reminder_release (GbStore          *store,
                     const GbReminder *reminder,
                     GCancellable     *cancellable,
                     GError          **error)
{
  const GbReminderSettings none = { FALSE };
  g_autoptr (Look) look = look_new (store, NULL, &none);

  g_return_val_if_fail (reminder->number != 0, FALSE);

  look->found = g_ptr_array_new ();
  g_ptr_array_add (look->found, (gpointer) reminder);
  return gb_store_write (store, release, look, cancellable, error) != NULL;
}

static void
on_claimed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *claimed = gb_store_write_finish (GB_STORE (source), result, &error);

  if (claimed != NULL)
    g_task_return_pointer (task, claimed, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Look *look = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  look->found = gb_store_read_finish (GB_STORE (source), result, &error);
  if (look->found == NULL)
    g_task_return_error (task, error);
  else if (look->found->len == 0)
    g_task_return_pointer (task, g_steal_pointer (&look->found), (GDestroyNotify) g_ptr_array_unref);
  else
    gb_store_write_async (GB_STORE (source), claim, look, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable,
                          on_claimed_cb, g_steal_pointer (&task));
}

/**
 * gb_reminder_claim_async:
 * @commune: (nullable): as of gb_reminder_repository_find()
 * @settings: what is wanted
 *
 * As gb_reminder_look() with a claim, without blocking.
 */
void
gb_reminder_claim_async (GbStore                  *store,
                         const char               *commune,
                         const GbReminderSettings *settings,
                         GCancellable             *cancellable,
                         GAsyncReadyCallback       callback,
                         gpointer                  user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Look *look = look_new (store, commune, settings);

  g_task_set_source_tag (task, gb_reminder_claim_async);
  /* What was claimed must be said. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, look, look_free);
  gb_store_read_async (store, find, look, NULL, (GDestroyNotify) g_ptr_array_unref, G_PRIORITY_LOW, cancellable,
                       on_found_cb, task);
}

/**
 * gb_reminder_claim_finish:
 *
 * Returns: (transfer full) (element-type GbReminder): what the caller is to say now, and nobody else will
 */
GPtrArray *
gb_reminder_claim_finish (GbStore      *store,
                          GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
