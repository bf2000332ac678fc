/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-task-drafts.h"

#include "gb-setting-repository.h"

/* What is typed is on the disk that soon. */
#define SAVE_AFTER_MS 400

/**
 * GbTaskDrafts:
 *
 * Reports on tasks that were begun and not sent, one for each task: kept in FILE.local, so that they
 * survive the program.
 */
struct _GbTaskDrafts
{
  GObject parent_instance;

  GbStore *store;            /* (owned) */
  GKeyFile *drafts;          /* (owned): a group for each task */
  GCancellable *cancellable; /* (owned): of reading them */
  guint timer;
};

enum
{
  SIGNAL_LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GbTaskDrafts, gb_task_drafts, G_TYPE_OBJECT)

void
gb_task_draft_free (GbTaskDraft *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

static void
save (GbTaskDrafts *self)
{
  g_autofree char *text = g_key_file_to_data (self->drafts, NULL, NULL);

  gb_setting_save (self->store, GB_SETTING_TASK_DRAFTS, text);
}

static gboolean
on_timer_cb (gpointer user_data)
{
  GbTaskDrafts *self = user_data;

  self->timer = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

/* What was typed before they were read is newer. */
static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GbTaskDrafts) self = user_data;
  g_autoptr (GKeyFile) stored = g_key_file_new ();
  g_autofree char *text = gb_setting_read_finish (GB_STORE (source), result, NULL);

  if (text == NULL || self->store == NULL || self->timer != 0
      || !g_key_file_load_from_data (stored, text, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return;
  g_key_file_unref (self->drafts);
  self->drafts = g_steal_pointer (&stored);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static void
gb_task_drafts_dispose (GObject *object)
{
  GbTaskDrafts *self = GB_TASK_DRAFTS (object);

  if (self->timer != 0)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      save (self);
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_task_drafts_parent_class)->dispose (object);
}

static void
gb_task_drafts_finalize (GObject *object)
{
  GbTaskDrafts *self = GB_TASK_DRAFTS (object);

  g_object_unref (self->cancellable);
  g_key_file_unref (self->drafts);

  G_OBJECT_CLASS (gb_task_drafts_parent_class)->finalize (object);
}

static void
gb_task_drafts_class_init (GbTaskDraftsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_task_drafts_dispose;
  object_class->finalize = gb_task_drafts_finalize;

  signals[SIGNAL_LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
gb_task_drafts_init (GbTaskDrafts *self)
{
  self->drafts = g_key_file_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * gb_task_drafts_new:
 * @store: an open store
 *
 * Returns: (transfer full): the drafts, which are being read
 */
GbTaskDrafts *
gb_task_drafts_new (GbStore *store)
{
  GbTaskDrafts *self = g_object_new (GB_TYPE_TASK_DRAFTS, NULL);

  self->store = g_object_ref (store);
  gb_setting_read_async (store, GB_SETTING_TASK_DRAFTS, self->cancellable, on_read_cb, g_object_ref (self));
  return self;
}

/**
 * gb_task_drafts_get:
 * @task: a task's id
 *
 * Returns: (transfer full) (nullable): what was begun; %NULL when nothing was
 */
GbTaskDraft *
gb_task_drafts_get (GbTaskDrafts *self,
                    const char   *task)
{
  GbTaskDraft *draft;

  g_return_val_if_fail (GB_IS_TASK_DRAFTS (self), NULL);

  if (!g_key_file_has_group (self->drafts, task))
    return NULL;
  draft = g_new0 (GbTaskDraft, 1);
  draft->done = g_key_file_get_double (self->drafts, task, "done", NULL);
  draft->finished = g_key_file_get_boolean (self->drafts, task, "finished", NULL);
  draft->text = g_key_file_get_string (self->drafts, task, "text", NULL);
  return draft;
}

/**
 * gb_task_drafts_set:
 * @task: a task's id
 * @draft: (nullable): what was begun; %NULL = nothing, or it was sent
 */
void
gb_task_drafts_set (GbTaskDrafts      *self,
                    const char        *task,
                    const GbTaskDraft *draft)
{
  g_return_if_fail (GB_IS_TASK_DRAFTS (self));

  if (draft == NULL && !g_key_file_remove_group (self->drafts, task, NULL))
    return;
  if (draft != NULL)
    {
      g_key_file_set_double (self->drafts, task, "done", draft->done);
      g_key_file_set_boolean (self->drafts, task, "finished", draft->finished);
      g_key_file_set_string (self->drafts, task, "text", draft->text != NULL ? draft->text : "");
    }
  if (self->timer == 0)
    self->timer = g_timeout_add (SAVE_AFTER_MS, on_timer_cb, self);
}
