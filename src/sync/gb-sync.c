/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-setting-repository.h"
#include "gb-sync-private.h"

#include "gb-disk-space.h"

/* One frame at 60 Hz: progress is told no oftener than it can be seen. */
#define NOTIFY_INTERVAL 16

enum
{
  PROP_0,
  PROP_AS_OF,
  PROP_BYTES,
  PROP_CLIENT,
  PROP_CLOCK_SKEW,
  PROP_DELETED,
  PROP_GROUP,
  PROP_HELD_BY,
  PROP_LAST_ATTEMPT,
  PROP_LAST_ERROR,
  PROP_MIN_FREE_BYTES,
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

void
gb_sync_notify_progress (GbSync *self)
{
  static const int told[] = { PROP_GROUP, PROP_PAGES, PROP_RECORDS, PROP_DELETED, PROP_SET_ASIDE, PROP_BYTES,
                              PROP_CLOCK_SKEW };

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
  gb_sync_notify_progress (self);
  return G_SOURCE_REMOVE;
}

void
gb_sync_queue_notify (GbSync *self)
{
  if (self->notify_source == 0)
    self->notify_source = g_timeout_add (NOTIFY_INTERVAL, on_notify_due_cb, self);
}

/* The link's slowness is no more than that. */
#define SAME_SECONDS 10

/* Where the machine's clock is far off, classes and dates go by the endpoint's. */
static void
trust_server_time (GbSync *self,
                   gint64  skew)
{
  GbClock *clock = gb_store_get_clock (self->store);
  gboolean wrong = ABS (skew) > GB_SYNC_TOLERATED_SKEW;
  gint64 now = gb_clock_machine_now (clock) + (wrong ? skew : 0);
  g_autofree char *trust = NULL;

  if (ABS (gb_clock_now (clock) - now) <= SAME_SECONDS)
    return;
  gb_clock_trust (clock, wrong ? now : 0);
  trust = gb_clock_save_trust (clock);
  gb_setting_save (self->store, GB_SETTING_TRUSTED_TIME, trust != NULL ? trust : "");
}

void
gb_sync_add_progress (const GbSyncProgress *step,
                      gpointer              user_data)
{
  GbSync *self = user_data;

  self->progress.pages += step->pages;
  self->progress.records += step->records;
  self->progress.deleted += step->deleted;
  self->progress.skipped += step->skipped;
  self->progress.set_aside += step->set_aside;
  self->progress.bytes += step->bytes;
  self->progress.applied += step->applied;
  self->progress.refused += step->refused;
  self->progress.conflict += step->conflict;
  self->progress.later += step->later;
  self->progress.files += step->files;
  self->progress.scope_changed |= step->scope_changed;
  if (step->clock_known)
    {
      self->progress.clock_known = TRUE;
      self->progress.clock_skew = step->clock_skew;
      trust_server_time (self, step->clock_skew);
    }
  gb_sync_queue_notify (self);
}

void
gb_sync_set_state (GbSync     *self,
                   GbSyncState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* (transfer full) of @account */
void
gb_sync_take_account (GbSync        *self,
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
void
gb_sync_set_last_error (GbSync *self,
                        GError *error)
{
  if (self->last_error == NULL && error == NULL)
    return;
  g_clear_error (&self->last_error);
  self->last_error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_ERROR]);
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
    case PROP_CLOCK_SKEW:
      g_value_set_int64 (value, self->progress.clock_skew);
      break;
    case PROP_DELETED:
      g_value_set_uint64 (value, self->progress.deleted);
      break;
    case PROP_GROUP:
      g_value_set_string (value, self->group);
      break;
    case PROP_HELD_BY:
      g_value_set_string (value, self->held_by);
      break;
    case PROP_LAST_ATTEMPT:
      g_value_set_int64 (value, self->account->last_attempt);
      break;
    case PROP_LAST_ERROR:
      g_value_set_boxed (value, self->last_error);
      break;
    case PROP_MIN_FREE_BYTES:
      g_value_set_uint64 (value, self->min_free);
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
    case PROP_MIN_FREE_BYTES:
      self->min_free = g_value_get_uint64 (value);
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
  g_clear_pointer (&self->held_by, g_free);
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
  /* Free disk below which nothing is begun, bytes. */
  properties[PROP_MIN_FREE_BYTES] = g_param_spec_uint64 ("min-free-bytes", NULL, NULL, 0, G_MAXUINT64, GB_DISK_SPACE_LEAST,
                                                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  /* (nullable) the other program that fills this cache now, so that nothing was begun here. */
  properties[PROP_HELD_BY] = g_param_spec_string ("held-by", NULL, NULL, NULL, shown);

  /* Of the run under way, else of the last one; told at most once a frame. */
  properties[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, NULL, shown);
  properties[PROP_PAGES] = g_param_spec_uint ("pages", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[PROP_RECORDS] = g_param_spec_uint64 ("records", NULL, NULL, 0, G_MAXUINT64, 0, shown);
  properties[PROP_DELETED] = g_param_spec_uint64 ("deleted", NULL, NULL, 0, G_MAXUINT64, 0, shown);
  properties[PROP_SET_ASIDE] = g_param_spec_uint64 ("set-aside", NULL, NULL, 0, G_MAXUINT64, 0, shown);
  properties[PROP_BYTES] = g_param_spec_uint64 ("bytes", NULL, NULL, 0, G_MAXUINT64, 0, shown);
  /* How many seconds this machine's clock is behind the endpoint's, negative when ahead. */
  properties[PROP_CLOCK_SKEW] = g_param_spec_int64 ("clock-skew", NULL, NULL, G_MININT64, G_MAXINT64, 0, shown);
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
 * gb_sync_get_base_as_of:
 * @self: a sync
 *
 * Returns: as gb_sync_get_as_of(), of communes, people, procedures and calendars; 0 also while they are
 *   not complete
 */
gint64
gb_sync_get_base_as_of (GbSync *self)
{
  g_return_val_if_fail (GB_IS_SYNC (self), 0);

  return self->account->base_as_of;
}

/**
 * gb_sync_is_asked_to_wait:
 * @self: a sync
 *
 * Returns: whether the endpoint asked to come again at the time of the next attempt and not before
 *   (429, 503), in this run of the program or before
 */
gboolean
gb_sync_is_asked_to_wait (GbSync *self)
{
  g_return_val_if_fail (GB_IS_SYNC (self), FALSE);

  return self->account->asked_to_wait;
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
 * gb_sync_get_clock_skew:
 * @self: a sync
 *
 * Returns: how many seconds this machine's clock was behind the endpoint's at the last answer of the
 *   run under way, else of the last one; negative when it was ahead, 0 when right or not known
 */
gint64
gb_sync_get_clock_skew (GbSync *self)
{
  g_return_val_if_fail (GB_IS_SYNC (self), 0);

  return self->progress.clock_skew;
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
 * gb_sync_get_held_by:
 * @self: a sync
 *
 * Returns: (transfer none) (nullable): the other program that was filling this cache when a run was last
 *   tried, so that it was not begun; "giaobanctl"
 */
const char *
gb_sync_get_held_by (GbSync *self)
{
  g_return_val_if_fail (GB_IS_SYNC (self), NULL);

  return self->held_by;
}

void
gb_sync_set_held_by (GbSync     *self,
                     const char *program)
{
  if (g_strcmp0 (self->held_by, program) == 0)
    return;
  g_free (self->held_by);
  self->held_by = g_strdup (program);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HELD_BY]);
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
 * gb_sync_set_min_free:
 * @self: a sync
 * @bytes: free disk below which nothing is begun
 */
void
gb_sync_set_min_free (GbSync *self,
                      guint64 bytes)
{
  g_return_if_fail (GB_IS_SYNC (self));

  if (self->min_free == bytes)
    return;
  self->min_free = bytes;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MIN_FREE_BYTES]);
}

/**
 * gb_sync_allow_files:
 * @self: a sync
 *
 * The run under way, or else the next one, sends files also where every byte counts: somebody asks for it.
 */
void
gb_sync_allow_files (GbSync *self)
{
  g_return_if_fail (GB_IS_SYNC (self));

  self->files_allowed = TRUE;
}

/**
 * gb_sync_set_metered:
 * @self: a sync
 * @metered: whether the network counts every byte from now on
 *
 * What a run under way sends of files ends where it does.
 */
void
gb_sync_set_metered (GbSync  *self,
                     gboolean metered)
{
  g_return_if_fail (GB_IS_SYNC (self));

  self->metered = metered;
}

/**
 * gb_sync_set_occasion:
 * @self: a sync that is idle
 * @reason: why the next run begins
 * @metered: whether the network counts every byte
 *
 * What the log says of the next run; the one after it was asked for, unless this is called again.
 */
void
gb_sync_set_occasion (GbSync      *self,
                      GbSyncReason reason,
                      gboolean     metered)
{
  g_return_if_fail (GB_IS_SYNC (self));

  self->reason = reason;
  self->metered = metered;
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
  gb_sync_take_account (g_task_get_source_object (task), account);
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

