/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-task-drafts.h"

#include <json-glib/json-glib.h>

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
  GHashTable *drafts;        /* (owned) (element-type utf8 GbTaskDraft) */
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
  g_free (self->files);
  g_free (self);
}

static GbTaskDraft *
draft_copy (const GbTaskDraft *self)
{
  GbTaskDraft *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  copy->files = g_strdup (self->files);
  return copy;
}

/* --- on the disk ------------------------------------------------------------------------------------ */

static void
add_files (JsonArray  *all,
           const char *files)
{
  g_autoptr (JsonNode) node = files != NULL ? json_from_string (files, NULL) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    json_array_add_element (all, json_array_dup_element (json_node_get_array (node), i));
}

/* As GB_ATTACHMENT_DRAFT asks: the files of all of them are named, so that the store keeps their contents. */
static char *
to_json (GHashTable *drafts)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObject *tasks = json_object_new ();
  JsonArray *files = json_array_new ();
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, drafts);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const GbTaskDraft *draft = value;
      JsonObject *task = json_object_new ();

      json_object_set_double_member (task, "done", draft->done);
      json_object_set_boolean_member (task, "finished", draft->finished);
      json_object_set_string_member (task, "text", draft->text != NULL ? draft->text : "");
      json_object_set_string_member (task, "files", draft->files != NULL ? draft->files : "[]");
      json_object_set_object_member (tasks, id, task);
      add_files (files, draft->files);
    }
  json_object_set_object_member (object, "tasks", tasks);
  json_object_set_array_member (object, "files", files);
  json_node_take_object (root, object);
  return json_to_string (root, FALSE);
}

static void
take_task (JsonObject *tasks,
           const char *id,
           JsonNode   *node,
           gpointer    drafts)
{
  JsonObject *task = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  GbTaskDraft *draft;

  if (task == NULL)
    return;
  draft = g_new0 (GbTaskDraft, 1);
  draft->done = json_object_get_double_member_with_default (task, "done", 0);
  draft->finished = json_object_get_boolean_member_with_default (task, "finished", FALSE);
  draft->text = g_strdup (json_object_get_string_member_with_default (task, "text", ""));
  draft->files = g_strdup (json_object_get_string_member_with_default (task, "files", "[]"));
  g_hash_table_replace (drafts, g_strdup (id), draft);
}

static gboolean
take_json (GHashTable *drafts,
           const char *text)
{
  g_autoptr (JsonNode) root = text != NULL ? json_from_string (text, NULL) : NULL;
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  if (object == NULL || !json_object_has_member (object, "tasks"))
    return FALSE;
  json_object_foreach_member (json_object_get_object_member (object, "tasks"), take_task, drafts);
  return TRUE;
}

static void
save (GbTaskDrafts *self)
{
  g_autofree char *text = to_json (self->drafts);

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
  g_autofree char *text = gb_setting_read_finish (GB_STORE (source), result, NULL);

  if (self->store != NULL && self->timer == 0 && take_json (self->drafts, text))
    g_signal_emit (self, signals[SIGNAL_LOADED], 0);
}

static void
gb_task_drafts_dispose (GObject *object)
{
  GbTaskDrafts *self = GB_TASK_DRAFTS (object);

  gb_task_drafts_flush (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_task_drafts_parent_class)->dispose (object);
}

static void
gb_task_drafts_finalize (GObject *object)
{
  GbTaskDrafts *self = GB_TASK_DRAFTS (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->drafts);

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
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gb_task_draft_free);
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
  const GbTaskDraft *draft;

  g_return_val_if_fail (GB_IS_TASK_DRAFTS (self), NULL);

  draft = g_hash_table_lookup (self->drafts, task);
  return draft != NULL ? draft_copy (draft) : NULL;
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

  if (draft == NULL && !g_hash_table_remove (self->drafts, task))
    return;
  if (draft != NULL)
    g_hash_table_replace (self->drafts, g_strdup (task), draft_copy (draft));
  if (self->timer == 0)
    self->timer = g_timeout_add (SAVE_AFTER_MS, on_timer_cb, self);
}

/**
 * gb_task_drafts_flush:
 *
 * What was typed goes to the disk at once.
 */
void
gb_task_drafts_flush (GbTaskDrafts *self)
{
  g_return_if_fail (GB_IS_TASK_DRAFTS (self));

  if (self->timer == 0)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  save (self);
}
