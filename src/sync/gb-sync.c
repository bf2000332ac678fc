/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sync.h"

#include "gb-net-error.h"
#include "gb-pull.h"
#include "gb-sync-account.h"
#include "gb-sync-error.h"
#include "gb-sync-lock.h"

#include <glib/gi18n-lib.h>

/* One frame at 60 Hz: progress is told no oftener than it can be seen. */
#define NOTIFY_INTERVAL 16

/**
 * GbSync:
 *
 * Keeps a cache up to date with its endpoint (đồng bộ): pulls the groups one after the other and
 * tells how far it is. What a broken run had received stays, and the next one goes on there.
 */
struct _GbSync
{
  GObject parent_instance;

  GbStore *store; /* (owned) */
  GbClient *client; /* (owned) (nullable) */
  char *scope; /* (owned) (nullable) what to ask for; the cache's own when %NULL */

  GbSyncState state;
  GbSyncProgress progress;
  const char *group; /* (nullable) under way */
  GbSyncAccount *account; /* (owned) as the cache has it */
  GError *last_error; /* (owned) (nullable) */
  GbPageSize size;
  guint notify_source;
};

/* One run: its lock, what is left to do and what went wrong first. */
typedef struct
{
  GbSyncLock *lock; /* (owned) */
  GbSyncGroups todo;
  GbRecordGroup group;
  char *scope; /* (owned) */
  GError *error; /* (owned) (nullable) */
} Run;

enum
{
  PROP_0,
  PROP_AS_OF,
  PROP_BYTES,
  PROP_CLIENT,
  PROP_DELETED,
  PROP_GROUP,
  PROP_LAST_ATTEMPT,
  PROP_LAST_ERROR,
  PROP_NEXT_ATTEMPT,
  PROP_PAGES,
  PROP_RECORDS,
  PROP_SCOPE,
  PROP_SET_ASIDE,
  PROP_STATE,
  PROP_STORE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (GbSyncState, gb_sync_state,
                    G_DEFINE_ENUM_VALUE (GB_SYNC_STATE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (GB_SYNC_STATE_RUNNING, "running"))
G_DEFINE_FINAL_TYPE (GbSync, gb_sync, G_TYPE_OBJECT)

static void run_next_group (GTask *task);

static void
run_free (Run *self)
{
  g_clear_pointer (&self->lock, gb_sync_lock_release);
  g_clear_pointer (&self->scope, g_free);
  g_clear_error (&self->error);
  g_free (self);
}

static void
notify_progress (GbSync *self)
{
  static const int told[] = { PROP_GROUP, PROP_PAGES, PROP_RECORDS, PROP_DELETED, PROP_SET_ASIDE, PROP_BYTES };

  g_clear_handle_id (&self->notify_source, g_source_remove);
  g_object_freeze_notify (G_OBJECT (self));
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[told[i]]);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
on_notify_due_cb (gpointer user_data)
{
  GbSync *self = user_data;

  self->notify_source = 0;
  notify_progress (self);
  return G_SOURCE_REMOVE;
}

static void
queue_notify (GbSync *self)
{
  if (self->notify_source == 0)
    self->notify_source = g_timeout_add (NOTIFY_INTERVAL, on_notify_due_cb, self);
}

static void
on_pull_progress (const GbSyncProgress *step,
                  gpointer              user_data)
{
  GbSync *self = user_data;

  self->progress.pages += step->pages;
  self->progress.records += step->records;
  self->progress.deleted += step->deleted;
  self->progress.skipped += step->skipped;
  self->progress.set_aside += step->set_aside;
  self->progress.bytes += step->bytes;
  queue_notify (self);
}

static void
set_state (GbSync     *self,
           GbSyncState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* (transfer full) of @account */
static void
take_account (GbSync        *self,
              GbSyncAccount *account)
{
  gb_sync_account_free (self->account);
  self->account = account;
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AS_OF]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_ATTEMPT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_ATTEMPT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCOPE]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* (transfer full) of @error */
static void
set_last_error (GbSync *self,
                GError *error)
{
  if (self->last_error == NULL && error == NULL)
    return;
  g_clear_error (&self->last_error);
  self->last_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_ERROR]);
}

static void
run_end (GTask *task)
{
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  g_clear_pointer (&run->lock, gb_sync_lock_release);
  self->group = NULL;
  notify_progress (self);
  set_last_error (self, run->error != NULL ? g_error_copy (run->error) : NULL);
  set_state (self, GB_SYNC_STATE_IDLE);
  if (run->error != NULL)
    g_task_return_error (task, g_steal_pointer (&run->error));
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_account_noted_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  GTask *task = user_data;
  GbSync *self = g_task_get_source_object (task);
  GbSyncAccount *account = gb_sync_account_note_finish (self->store, result, NULL);

  if (account != NULL)
    take_account (self, account);
  run_next_group (task);
}

/* Whether the next group may fare better than this one did. */
static gboolean
concerns_one_group (const GError *error)
{
  return g_error_matches (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BAD_PAGE);
}

static void
on_pulled_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  gb_pull_run_finish (result, &error);
  if (error != NULL && !concerns_one_group (error))
    run->todo = 0;
  gb_sync_account_note_async (self->store, run->group, error, gb_client_get_retry_after (self->client),
                              on_account_noted_cb, task);
  if (error != NULL && run->error == NULL)
    run->error = g_steal_pointer (&error);
}

/* The base first: a dossier's class asks for its commune's calendar. */
static void
run_next_group (GTask *task)
{
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GbPull pull = { self->store, self->client, run->scope, 0, &self->size, on_pull_progress, self };

  if (run->todo == 0)
    {
      run_end (task);
      return;
    }
  if (run->todo & GB_SYNC_GROUP_BASE)
    {
      run->todo &= ~GB_SYNC_GROUP_BASE;
      run->group = GB_RECORD_GROUP_BASE;
    }
  else
    {
      run->todo = 0;
      run->group = GB_RECORD_GROUP_WORK;
    }
  pull.group = run->group;
  self->group = gb_record_group_name (run->group);
  queue_notify (self);
  gb_pull_run_async (&pull, g_task_get_cancellable (task), on_pulled_cb, task);
}

static void
on_scope_told_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GbSyncProgress step = { 0 };

  run->scope = gb_client_scope_finish (GB_CLIENT (object), result, &step.bytes, &run->error);
  on_pull_progress (&step, self);
  if (run->error == NULL)
    {
      run_next_group (task);
      return;
    }
  run->group = run->todo & GB_SYNC_GROUP_BASE ? GB_RECORD_GROUP_BASE : GB_RECORD_GROUP_WORK;
  run->todo = 0;
  gb_sync_account_note_async (self->store, run->group, run->error, gb_client_get_retry_after (self->client),
                              on_account_noted_cb, task);
}

/* Before anything is asked of the endpoint: is this cache meant for that scope? */
static void
on_account_loaded_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  GTask *task = user_data;
  GbSync *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GbSyncAccount *account = gb_sync_account_load_finish (self->store, result, &run->error);

  if (account != NULL)
    {
      take_account (self, account);
      gb_sync_account_resolve (self->account, self->scope, &run->scope, &run->error);
    }
  if (run->error != NULL)
    run_end (task);
  else if (run->scope == NULL)
    gb_client_scope_async (self->client, g_task_get_cancellable (task), on_scope_told_cb, task);
  else
    run_next_group (task);
}

static gboolean
may_begin (GbSync  *self,
           GError **error)
{
  if (self->client == NULL)
    {
      g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_NO_ACCOUNT,
                   _("No endpoint was given yet; the province's data centre tells its address"));
      return FALSE;
    }
  if (self->state == GB_SYNC_STATE_RUNNING)
    {
      g_set_error (error, GB_SYNC_ERROR, GB_SYNC_ERROR_BUSY, _("Data are being fetched already"));
      return FALSE;
    }
  return TRUE;
}

static void
gb_sync_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  GbSync *self = GB_SYNC (object);

  switch (id)
    {
    case PROP_AS_OF:
      g_value_set_int64 (value, self->account->as_of);
      break;
    case PROP_BYTES:
      g_value_set_uint64 (value, self->progress.bytes);
      break;
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;
    case PROP_DELETED:
      g_value_set_uint64 (value, self->progress.deleted);
      break;
    case PROP_GROUP:
      g_value_set_string (value, self->group);
      break;
    case PROP_LAST_ATTEMPT:
      g_value_set_int64 (value, self->account->last_attempt);
      break;
    case PROP_LAST_ERROR:
      g_value_set_boxed (value, self->last_error);
      break;
    case PROP_NEXT_ATTEMPT:
      g_value_set_int64 (value, self->account->next_attempt);
      break;
    case PROP_PAGES:
      g_value_set_uint (value, self->progress.pages);
      break;
    case PROP_RECORDS:
      g_value_set_uint64 (value, self->progress.records);
      break;
    case PROP_SCOPE:
      g_value_set_string (value, gb_sync_get_scope (self));
      break;
    case PROP_SET_ASIDE:
      g_value_set_uint64 (value, self->progress.set_aside);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_sync_set_property (GObject      *object,
                      guint         id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  GbSync *self = GB_SYNC (object);

  switch (id)
    {
    case PROP_CLIENT:
      gb_sync_set_client (self, g_value_get_object (value));
      break;
    case PROP_SCOPE:
      gb_sync_set_scope (self, g_value_get_string (value));
      break;
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
gb_sync_dispose (GObject *object)
{
  GbSync *self = GB_SYNC (object);

  g_clear_handle_id (&self->notify_source, g_source_remove);
  g_clear_object (&self->client);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_sync_parent_class)->dispose (object);
}

static void
gb_sync_finalize (GObject *object)
{
  GbSync *self = GB_SYNC (object);

  g_clear_pointer (&self->account, gb_sync_account_free);
  g_clear_pointer (&self->scope, g_free);
  g_clear_error (&self->last_error);

  G_OBJECT_CLASS (gb_sync_parent_class)->finalize (object);
}

static void
gb_sync_class_init (GbSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags set = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gb_sync_get_property;
  object_class->set_property = gb_sync_set_property;
  object_class->dispose = gb_sync_dispose;
  object_class->finalize = gb_sync_finalize;

  /* (nullable) the endpoint; without one a run ends with %GB_SYNC_ERROR_NO_ACCOUNT */
  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, GB_TYPE_CLIENT, set);
  /* (nullable) what is synced, "commune:21028" */
  properties[PROP_SCOPE] = g_param_spec_string ("scope", NULL, NULL, NULL, set);
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, GB_TYPE_STORE,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  /* Of the run under way, else of the last one; told at most once a frame. */
  properties[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, NULL, shown);
  properties[PROP_PAGES] = g_param_spec_uint ("pages", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[PROP_RECORDS] = g_param_spec_uint64 ("records", NULL, NULL, 0, G_MAXUINT64, 0, shown);
  properties[PROP_DELETED] = g_param_spec_uint64 ("deleted", NULL, NULL, 0, G_MAXUINT64, 0, shown);
  properties[PROP_SET_ASIDE] = g_param_spec_uint64 ("set-aside", NULL, NULL, 0, G_MAXUINT64, 0, shown);
  properties[PROP_BYTES] = g_param_spec_uint64 ("bytes", NULL, NULL, 0, G_MAXUINT64, 0, shown);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, GB_TYPE_SYNC_STATE, GB_SYNC_STATE_IDLE, shown);

  /* As the cache remembers them: UTC seconds, 0 = never; "as-of" is the hub's clock (số liệu đến). */
  properties[PROP_AS_OF] = g_param_spec_int64 ("as-of", NULL, NULL, 0, G_MAXINT64, 0, shown);
  properties[PROP_LAST_ATTEMPT] = g_param_spec_int64 ("last-attempt", NULL, NULL, 0, G_MAXINT64, 0, shown);
  properties[PROP_NEXT_ATTEMPT] = g_param_spec_int64 ("next-attempt", NULL, NULL, 0, G_MAXINT64, 0, shown);
  /* (nullable) why the last run of this process ended early */
  properties[PROP_LAST_ERROR] = g_param_spec_boxed ("last-error", NULL, NULL, G_TYPE_ERROR, shown);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gb_sync_init (GbSync *self)
{
  self->account = g_new0 (GbSyncAccount, 1);
  gb_page_size_init (&self->size);
}

/**
 * gb_sync_new:
 * @store: the cache to fill
 * @client: (nullable): where from
 *
 * Returns: (transfer full): a sync; the store is to be open before it runs
 */
GbSync *
gb_sync_new (GbStore  *store,
             GbClient *client)
{
  return g_object_new (GB_TYPE_SYNC, "store", store, "client", client, NULL);
}

/**
 * gb_sync_get_as_of:
 * @self: a sync
 *
 * Returns: when the data were right, by the hub's clock, UTC seconds; 0 when never or not read yet
 */
gint64
gb_sync_get_as_of (GbSync *self)
{
  g_return_val_if_fail (GB_IS_SYNC (self), 0);

  return self->account->as_of;
}

/**
 * gb_sync_get_client:
 * @self: a sync
 *
 * Returns: (transfer none) (nullable): its client
 */
GbClient *
gb_sync_get_client (GbSync *self)
{
  g_return_val_if_fail (GB_IS_SYNC (self), NULL);

  return self->client;
}

/**
 * gb_sync_get_group:
 * @self: a sync
 *
 * Returns: (transfer none) (nullable): the group under way, "work" or "base"
 */
const char *
gb_sync_get_group (GbSync *self)
{
  g_return_val_if_fail (GB_IS_SYNC (self), NULL);

  return self->group;
}

/**
 * gb_sync_get_last_attempt:
 * @self: a sync
 *
 * Returns: when a run was last tried, UTC seconds, 0 = never
 */
gint64
gb_sync_get_last_attempt (GbSync *self)
{
  g_return_val_if_fail (GB_IS_SYNC (self), 0);

  return self->account->last_attempt;
}

/**
 * gb_sync_get_last_error:
 * @self: a sync
 *
 * Returns: (transfer none) (nullable): why the last run of this process ended early
 */
const GError *
gb_sync_get_last_error (GbSync *self)
{
  g_return_val_if_fail (GB_IS_SYNC (self), NULL);

  return self->last_error;
}

/**
 * gb_sync_get_next_attempt:
 * @self: a sync
 *
 * Returns: when to try again after a failure, UTC seconds, 0 = no need or no use
 */
gint64
gb_sync_get_next_attempt (GbSync *self)
{
  g_return_val_if_fail (GB_IS_SYNC (self), 0);

  return self->account->next_attempt;
}

/**
 * gb_sync_get_progress:
 * @self: a sync
 *
 * Returns: (transfer none): what the run under way has done so far, else what the last one did
 */
const GbSyncProgress *
gb_sync_get_progress (GbSync *self)
{
  g_return_val_if_fail (GB_IS_SYNC (self), NULL);

  return &self->progress;
}

/**
 * gb_sync_get_scope:
 * @self: a sync
 *
 * Returns: (transfer none) (nullable): what was asked to be synced, else what the cache holds
 */
const char *
gb_sync_get_scope (GbSync *self)
{
  g_return_val_if_fail (GB_IS_SYNC (self), NULL);

  return self->scope != NULL ? self->scope : self->account->scope;
}

/**
 * gb_sync_get_state:
 * @self: a sync
 *
 * Returns: whether a run is under way
 */
GbSyncState
gb_sync_get_state (GbSync *self)
{
  g_return_val_if_fail (GB_IS_SYNC (self), GB_SYNC_STATE_IDLE);

  return self->state;
}

/**
 * gb_sync_set_client:
 * @self: a sync that is idle
 * @client: (nullable): where to pull from
 */
void
gb_sync_set_client (GbSync   *self,
                    GbClient *client)
{
  g_return_if_fail (GB_IS_SYNC (self));
  g_return_if_fail (client == NULL || GB_IS_CLIENT (client));
  g_return_if_fail (self->state == GB_SYNC_STATE_IDLE);

  if (g_set_object (&self->client, client))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIENT]);
}

/**
 * gb_sync_set_scope:
 * @self: a sync
 * @scope: (nullable): "commune:21028", "province:51", or %NULL for the cache's own, else the token's
 */
void
gb_sync_set_scope (GbSync     *self,
                   const char *scope)
{
  g_return_if_fail (GB_IS_SYNC (self));

  if (g_strcmp0 (self->scope, scope) == 0)
    return;
  g_free (self->scope);
  self->scope = g_strdup (scope);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCOPE]);
}

static void
on_loaded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GbSyncAccount *account = gb_sync_account_load_finish (GB_STORE (object), result, &error);

  if (account == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_account (g_task_get_source_object (task), account);
  g_task_return_boolean (task, TRUE);
}

/**
 * gb_sync_load_async:
 * @self: a sync
 * @cancellable: (nullable): to give up
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads from the cache what it remembers of former runs, so that #GbSync:as-of, #GbSync:scope and
 * the attempts are known before the first run. The store has to be open.
 */
void
gb_sync_load_async (GbSync             *self,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GB_IS_SYNC (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_sync_load_async);
  gb_sync_account_load_async (self->store, cancellable, on_loaded_cb, task);
}

/**
 * gb_sync_load_finish:
 * @self: a sync
 * @result: what the callback was given
 * @error: a #GbStoreError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it could be read
 */
gboolean
gb_sync_load_finish (GbSync       *self,
                     GAsyncResult *result,
                     GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * gb_sync_run_async:
 * @self: a sync
 * @groups: what to pull
 * @cancellable: (nullable): to stop; what was received stays
 * @callback: called when done
 * @user_data: for @callback
 *
 * Pulls the groups to the feed's end. One run at a time fills a cache, whichever program it is of.
 */
void
gb_sync_run_async (GbSync             *self,
                   GbSyncGroups        groups,
                   GCancellable       *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GbSyncLock) lock = NULL;
  GError *error = NULL;
  Run *run;

  g_return_if_fail (GB_IS_SYNC (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_sync_run_async);
  if (may_begin (self, &error))
    lock = gb_sync_lock_take (gb_store_get_path (self->store), &error);
  if (lock == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  run = g_new0 (Run, 1);
  run->lock = g_steal_pointer (&lock);
  run->todo = groups;
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  self->progress = (GbSyncProgress) { 0 };
  set_state (self, GB_SYNC_STATE_RUNNING);
  queue_notify (self);
  gb_sync_account_load_async (self->store, cancellable, on_account_loaded_cb, g_steal_pointer (&task));
}

/**
 * gb_sync_run_finish:
 * @self: a sync
 * @result: what the callback was given
 * @error: a #GbSyncError, #GbNetError, #GbStoreError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether every group was pulled to its end
 */
gboolean
gb_sync_run_finish (GbSync       *self,
                    GAsyncResult *result,
                    GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
