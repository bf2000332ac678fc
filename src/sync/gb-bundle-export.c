/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-bundle-export.h"

#include "gb-account.h"
#include "gb-attachment-queue.h"
#include "gb-bundle-log.h"
#include "gb-bundle-writer.h"
#include "gb-outbox-outcome.h"
#include "gb-store-status.h"
#include "gb-sync-error.h"
#include "gb-sync-lock.h"
#include "gb-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
gb_bundle_given_free (GbBundleGiven *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->endpoint);
  g_free (self);
}

/**
 * gb_bundle_file_name:
 * @scope: (nullable): "commune:21028"
 * @now: UTC seconds
 *
 * Returns: (transfer full): what to call a file that is handed in, "thao-tac-21028-20260826-0715.giaoban"
 */
char *
gb_bundle_file_name (const char *scope,
                     gint64      now)
{
  const char *code = scope != NULL ? strchr (scope, ':') : NULL;
  g_autoptr (GDateTime) time = gb_time_to_date_time (now);
  g_autofree char *stamp = g_date_time_format (time, "%Y%m%d-%H%M");

  return g_strdup_printf ("thao-tac%s%s-%s" GB_BUNDLE_SUFFIX, code != NULL ? "-" : "", code != NULL ? code + 1 : "", stamp);
}

static gpointer
load_status (GbSqlConnection *connection,
             gpointer         data,
             GCancellable    *cancellable,
             GError         **error)
{
  return gb_store_status_load (connection, error);
}

/* Where this cache stands, so that the hub can answer with what it lacks. */
static GbBundleHeader *
make_header (GbStore         *store,
             const GbAccount *account,
             GError         **error)
{
  g_autoptr (GbStoreStatus) status = gb_store_read (store, load_status, NULL, NULL, error);
  GbBundleHeader *header;

  if (status == NULL)
    return NULL;
  header = gb_bundle_header_new (GB_BUNDLE_KIND_ACTIONS, account->workstation, account->scope,
                                 gb_clock_now (gb_store_get_clock (store)));
  header->feed_id = g_strdup (status->groups[GB_RECORD_GROUP_WORK].feed_id);
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    gb_bundle_header_add_group (header, gb_record_group_name (i), status->groups[i].cursor);
  return header;
}

static gpointer
count_held (GbSqlConnection *connection,
            gpointer         waiting,
            GCancellable    *cancellable,
            GError         **error)
{
  return gb_attachment_waiting (connection, waiting, error) ? waiting : NULL;
}

static GPtrArray *
messages_of (GPtrArray *actions)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_message_free);

  for (guint i = 0; i < actions->len; i++)
    g_ptr_array_add (messages, gb_outbox_message (actions->pdata[i]));
  return messages;
}

/* What is in the file may be done from now on; of what is not nothing is new. */
static gboolean
note (const GbBundleExport *export,
      GPtrArray            *actions,
      gboolean              written,
      GError              **error)
{
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_outcome_free);
  g_autofree char *name = g_file_get_basename (export->file);
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;

  for (guint i = 0; i < actions->len; i++)
    {
      GbActionOutcome *outcome;

      if (written)
        {
          outcome = gb_action_outcome_new (((GbAction *) actions->pdata[i])->id, GB_ACTION_SENT);
          outcome->problem = g_strdup_printf (
              _("Written to the file “%s”; what the hub says to it comes with the next bundle, or over the network"), shown);
        }
      else
        outcome = gb_outbox_outcome_unsent (actions->pdata[i]);
      g_ptr_array_add (outcomes, outcome);
    }
  return outcomes->len == 0 || gb_action_queue_note (export->store, outcomes, error);
}

static GbBundleHeader *
write_file (const GbBundleExport *export,
            const GbAccount      *account,
            GPtrArray            *actions,
            GCancellable         *cancellable,
            GError              **error)
{
  g_autoptr (GbBundleHeader) header = make_header (export->store, account, error);
  g_autoptr (GPtrArray) messages = messages_of (actions);

  if (header == NULL
      || !gb_bundle_write_actions (export->file, header, messages, export->keys, account->x25519, cancellable, error))
    return NULL;
  return g_steal_pointer (&header);
}

static GbBundleGiven *
give (const GbBundleExport *export,
      const GbAccount      *account,
      GCancellable         *cancellable,
      GError              **error)
{
  g_autoptr (GPtrArray) actions = gb_action_queue_take_all (export->store, error);
  g_autoptr (GbBundleHeader) header = NULL;
  GbAttachmentWaiting files = { 0 };
  GbBundleGiven *given;

  if (actions == NULL)
    return NULL;
  header = write_file (export, account, actions, cancellable, error);
  if (!note (export, actions, header != NULL, header != NULL ? error : NULL) || header == NULL ||
      gb_store_read (export->store, count_held, &files, NULL, error) == NULL)
    return NULL;
  given = g_new0 (GbBundleGiven, 1);
  given->id = g_strdup (header->id);
  given->endpoint = g_strdup (account->endpoint);
  given->n_actions = (guint) header->n_actions;
  given->n_held = files.actions;
  given->bytes = header->bytes;
  return given;
}

static GbAccount *
read_account (const GbBundleExport *export,
              GError              **error)
{
  g_autoptr (GbAccount) account = NULL;

  if (!gb_account_read (export->store, &account, error))
    return NULL;
  if (account != NULL && export->keys != NULL)
    return g_steal_pointer (&account);
  g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_NOT_ENROLLED,
               _("This machine is not enrolled with a province, so no hub could read what it hands in. Enrol it first."));
  return NULL;
}

static GbBundleGiven *
give_and_log (const GbBundleExport *export,
              const GbAccount      *account,
              GCancellable         *cancellable,
              GError              **error)
{
  g_autoptr (GbSyncLogEntry) entry = gb_bundle_log_begin (export->store, GB_SYNC_LOG_BUNDLE_OUT);
  GbSyncProgress progress = { 0 };
  GError *failure = NULL;
  GbBundleGiven *given = give (export, account, cancellable, &failure);

  if (given != NULL)
    {
      progress.later = given->n_actions;
      entry->bytes = given->bytes;
    }
  gb_bundle_log_end (export->store, entry, &progress, failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return given;
}

/**
 * gb_bundle_export:
 * @export: what is needed
 * @cancellable: (nullable): to give up; nothing is written then
 * @error: %GB_SYNC_ERROR_NOT_ENROLLED, %GB_SYNC_ERROR_BUSY, a #GbStoreError, %GB_WIRE_ERROR_SEAL or a
 *   #GIOErrorEnum
 *
 * Writes all actions that the hub has not settled to a file that is handed in to it (nộp bằng tệp),
 * with where the cache stands, so that the hub can answer with what it lacks. They may be sent over
 * the network as well: the same action is done once. A file without any action asks for data only.
 * Blocks: not for the main thread of a window.
 *
 * Returns: (transfer full) (nullable): what was written
 */
GbBundleGiven *
gb_bundle_export (const GbBundleExport *export,
                  GCancellable         *cancellable,
                  GError              **error)
{
  g_autoptr (GbSyncLock) lock = NULL;
  g_autoptr (GbAccount) account = NULL;

  if (!export->lock_held)
    {
      lock = gb_sync_lock_take (gb_store_get_path (export->store), error);
      if (lock == NULL)
        return NULL;
    }
  account = read_account (export, error);
  return account != NULL ? give_and_log (export, account, cancellable, error) : NULL;
}
