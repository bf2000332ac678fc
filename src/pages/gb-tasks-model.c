/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-tasks-model.h"

#include "gb-notice-repository.h"
#include "gb-task-repository.h"

/* A timer is never set further off than this, so that a machine that slept is soon right again. */
#define LONGEST_WAIT (15 * 60)

/**
 * GbTasksModel:
 *
 * What the page of tasks shows, kept true: it is read again when the cache or the commune changes,
 * and when something falls due, begins or ends, with or without a sync.
 */
struct _GbTasksModel
{
  GObject parent_instance;

  GbStore *store;            /* (owned) */
  char *commune;             /* (owned) (nullable) */
  GPtrArray *tasks;          /* (owned) (nullable) (element-type GbTask) */
  GPtrArray *communes;       /* (owned) (nullable) (element-type GbTaskCommune) */
  GPtrArray *notices;        /* (owned) (nullable) (element-type GbNoticeRow) */
  gint64 now;
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of the reading under way */
  guint timer;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbTasksModel, gb_tasks_model, G_TYPE_OBJECT)

/* What one reading wants and brings. */
typedef struct
{
  char *commune;
  gint64 now;
  GPtrArray *tasks;
  GPtrArray *notices;
} Facts;

static void
facts_free (Facts *self)
{
  g_free (self->commune);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Facts, facts_free)

static gpointer
read_facts (GbSqlConnection *connection,
            gpointer         data,
            GCancellable    *cancellable,
            GError         **error)
{
  const Facts *wanted = data;
  g_autoptr (Facts) facts = g_new0 (Facts, 1);

  facts->now = wanted->now;
  facts->tasks = gb_task_repository_list (connection, wanted->commune, wanted->now, error);
  if (facts->tasks == NULL)
    return NULL;
  facts->notices = gb_notice_repository_list (connection, wanted->commune, wanted->now, error);
  return facts->notices != NULL ? g_steal_pointer (&facts) : NULL;
}

static gboolean
on_timer_cb (gpointer user_data)
{
  GbTasksModel *self = user_data;

  self->timer = 0;
  gb_tasks_model_reload (self);
  return G_SOURCE_REMOVE;
}

static gint64
next_change (GbTasksModel *self,
             gint64        now)
{
  gint64 next = gb_day_at (gb_time_day (now) + 1, 0);

  for (guint i = 0; self->tasks != NULL && i < self->tasks->len; i++)
    {
      const GbTask *task = self->tasks->pdata[i];

      if (task->state == GB_TASK_OPEN && task->due >= now)
        next = MIN (next, task->due + 1);
    }
  for (guint i = 0; self->notices != NULL && i < self->notices->len; i++)
    {
      const GbNoticeRow *notice = self->notices->pdata[i];

      if (notice->stage == GB_NOTICE_STAGE_UPCOMING)
        next = MIN (next, MAX (notice->starts, notice->ends) + 1);
    }
  return next;
}

/* A standing clock says so itself. */
static void
set_timer (GbTasksModel *self)
{
  GbClock *clock = gb_store_get_clock (self->store);
  gint64 now = gb_clock_now (clock);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!gb_clock_is_fixed (clock))
    self->timer = g_timeout_add_seconds ((guint) CLAMP (next_change (self, now) - now, 1, LONGEST_WAIT), on_timer_cb,
                                         self);
}

static void
on_facts_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GbTasksModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Facts) facts = gb_store_read_finish (GB_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (facts != NULL)
    {
      g_clear_pointer (&self->tasks, g_ptr_array_unref);
      g_clear_pointer (&self->communes, g_ptr_array_unref);
      g_clear_pointer (&self->notices, g_ptr_array_unref);
      self->now = facts->now;
      self->communes = gb_task_repository_by_commune (facts->tasks, facts->now);
      self->tasks = g_steal_pointer (&facts->tasks);
      self->notices = g_steal_pointer (&facts->notices);
    }
  self->error = g_steal_pointer (&error);
  set_timer (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * gb_tasks_model_reload:
 *
 * Reads everything again; what is shown stays until the new is there.
 */
void
gb_tasks_model_reload (GbTasksModel *self)
{
  Facts *wanted;

  g_return_if_fail (GB_IS_TASKS_MODEL (self));

  wanted = g_new0 (Facts, 1);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  wanted->commune = g_strdup (self->commune);
  wanted->now = gb_clock_now (gb_store_get_clock (self->store));
  gb_store_read_async (self->store, read_facts, wanted, (GDestroyNotify) facts_free, (GDestroyNotify) facts_free,
                       G_PRIORITY_DEFAULT, self->cancellable, on_facts_cb, g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
gb_tasks_model_dispose (GObject *object)
{
  GbTasksModel *self = GB_TASKS_MODEL (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_tasks_model_parent_class)->dispose (object);
}

static void
gb_tasks_model_finalize (GObject *object)
{
  GbTasksModel *self = GB_TASKS_MODEL (object);

  g_free (self->commune);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->communes, g_ptr_array_unref);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (gb_tasks_model_parent_class)->finalize (object);
}

static void
gb_tasks_model_class_init (GbTasksModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_tasks_model_dispose;
  object_class->finalize = gb_tasks_model_finalize;

  /* With each reading, when it begins and when it has ended. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
gb_tasks_model_init (GbTasksModel *self)
{
}

/**
 * gb_tasks_model_new:
 * @store: an open store
 *
 * Returns: (transfer full): a model that has begun to read
 */
GbTasksModel *
gb_tasks_model_new (GbStore *store)
{
  GbTasksModel *self = g_object_new (GB_TYPE_TASKS_MODEL, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (gb_tasks_model_reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gb_store_get_clock (store), "changed", G_CALLBACK (gb_tasks_model_reload), self,
                           G_CONNECT_SWAPPED);
  gb_tasks_model_reload (self);
  return self;
}

GbStore *
gb_tasks_model_get_store (GbTasksModel *self)
{
  g_return_val_if_fail (GB_IS_TASKS_MODEL (self), NULL);

  return self->store;
}

/**
 * gb_tasks_model_get_commune:
 *
 * Returns: (nullable): the commune; %NULL for the whole scope
 */
const char *
gb_tasks_model_get_commune (GbTasksModel *self)
{
  g_return_val_if_fail (GB_IS_TASKS_MODEL (self), NULL);

  return self->commune;
}

/**
 * gb_tasks_model_set_commune:
 * @commune: (nullable): the commune; %NULL for the whole scope
 */
void
gb_tasks_model_set_commune (GbTasksModel *self,
                            const char   *commune)
{
  g_return_if_fail (GB_IS_TASKS_MODEL (self));

  if (g_strcmp0 (self->commune, commune) == 0)
    return;
  g_free (self->commune);
  self->commune = g_strdup (commune);
  gb_tasks_model_reload (self);
}

/**
 * gb_tasks_model_get_tasks:
 *
 * Returns: (transfer none) (nullable) (element-type GbTask): all tasks, late first; %NULL before they
 *   were read
 */
GPtrArray *
gb_tasks_model_get_tasks (GbTasksModel *self)
{
  g_return_val_if_fail (GB_IS_TASKS_MODEL (self), NULL);

  return self->tasks;
}

/**
 * gb_tasks_model_get_communes:
 *
 * Returns: (transfer none) (nullable) (element-type GbTaskCommune): who has what to do, who is late
 *   with most first
 */
GPtrArray *
gb_tasks_model_get_communes (GbTasksModel *self)
{
  g_return_val_if_fail (GB_IS_TASKS_MODEL (self), NULL);

  return self->communes;
}

/**
 * gb_tasks_model_get_notices:
 *
 * Returns: (transfer none) (nullable) (element-type GbNoticeRow): what is next first
 */
GPtrArray *
gb_tasks_model_get_notices (GbTasksModel *self)
{
  g_return_val_if_fail (GB_IS_TASKS_MODEL (self), NULL);

  return self->notices;
}

/**
 * gb_tasks_model_get_now:
 *
 * Returns: the moment that the deadline classes are of, UTC seconds
 */
gint64
gb_tasks_model_get_now (GbTasksModel *self)
{
  g_return_val_if_fail (GB_IS_TASKS_MODEL (self), 0);

  return self->now;
}

gboolean
gb_tasks_model_get_loading (GbTasksModel *self)
{
  g_return_val_if_fail (GB_IS_TASKS_MODEL (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * gb_tasks_model_get_pressing:
 *
 * Returns: how many tasks %GB_TASK_FILTER_PRESSING has
 */
guint
gb_tasks_model_get_pressing (GbTasksModel *self)
{
  guint n = 0;

  g_return_val_if_fail (GB_IS_TASKS_MODEL (self), 0);

  for (guint i = 0; self->tasks != NULL && i < self->tasks->len; i++)
    n += gb_task_is_in (self->tasks->pdata[i], GB_TASK_FILTER_PRESSING, self->now);
  return n;
}

/**
 * gb_tasks_model_get_error:
 *
 * Returns: (transfer none) (nullable): why the last reading failed
 */
const GError *
gb_tasks_model_get_error (GbTasksModel *self)
{
  g_return_val_if_fail (GB_IS_TASKS_MODEL (self), NULL);

  return self->error;
}
