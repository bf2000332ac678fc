/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-draft.h"

#include "gb-setting-repository.h"

/* How long somebody who types is not waited for, milliseconds. */
#define PAUSE 700

/**
 * GbDraft:
 *
 * What is being written in a window (bản nháp), kept in FILE.local while it is written: a machine that goes off takes
 * at most the last words. It goes once it was stored as an action, or when the user thinks better of it.
 */
struct _GbDraft
{
  GObject parent_instance;

  GbStore *store; /* (owned) */
  char *name; /* (owned) */
  char *waiting; /* (owned) (nullable): to be kept soon */
  guint source;
};

G_DEFINE_FINAL_TYPE (GbDraft, gb_draft, G_TYPE_OBJECT)

void
gb_draft_content_free (GbDraftContent *self)
{
  if (self == NULL)
    return;
  json_object_unref (self->values);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}

/**
 * gb_draft_content_get:
 *
 * Returns: (nullable): what was written there
 */
const char *
gb_draft_content_get (const GbDraftContent *self,
                      const char           *key)
{
  return json_object_get_string_member_with_default (self->values, key, NULL);
}

static void
write_now (GbDraft *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->waiting != NULL)
    gb_setting_save (self->store, self->name, self->waiting);
  g_clear_pointer (&self->waiting, g_free);
}

static gboolean
on_pause_cb (gpointer user_data)
{
  GbDraft *self = user_data;

  self->source = 0;
  write_now (self);
  return G_SOURCE_REMOVE;
}

static void
gb_draft_dispose (GObject *object)
{
  GbDraft *self = GB_DRAFT (object);

  if (self->store != NULL && gb_store_is_open (self->store))
    write_now (self);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gb_draft_parent_class)->dispose (object);
}

static void
gb_draft_finalize (GObject *object)
{
  GbDraft *self = GB_DRAFT (object);

  g_free (self->name);
  g_free (self->waiting);

  G_OBJECT_CLASS (gb_draft_parent_class)->finalize (object);
}

static void
gb_draft_class_init (GbDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gb_draft_dispose;
  object_class->finalize = gb_draft_finalize;
}

static void
gb_draft_init (GbDraft *self)
{
}

/**
 * gb_draft_new:
 * @name: which window's, and about what
 *
 * Returns: (transfer full): a draft
 */
GbDraft *
gb_draft_new (GbStore    *store,
              const char *name)
{
  GbDraft *self = g_object_new (GB_TYPE_DRAFT, NULL);

  self->store = g_object_ref (store);
  self->name = g_strconcat (GB_ATTACHMENT_DRAFT, name, NULL);
  return self;
}

/* --- reading -------------------------------------------------------------------------------- */

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}

/* On a thread of the store. */
static gpointer
load (GbSqlConnection *connection,
      gpointer         data,
      GCancellable    *cancellable,
      GError         **error)
{
  g_autoptr (GbDraftContent) content = NULL;
  g_autofree char *text = NULL, *files = NULL;
  JsonNode *list;

  if (!gb_setting_load (connection, data, &text, error))
    return NULL;
  content = g_new0 (GbDraftContent, 1);
  content->values = parse (text);
  list = json_object_get_member (content->values, "files");
  files = list != NULL ? json_to_string (list, FALSE) : NULL;
  content->files = gb_attachment_list (connection, files, error);
  return content->files != NULL ? g_steal_pointer (&content) : NULL;
}

static void
on_loaded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GbDraftContent *content = gb_store_read_finish (GB_STORE (object), result, &error);

  if (content != NULL)
    g_task_return_pointer (task, content, (GDestroyNotify) gb_draft_content_free);
  else
    g_task_return_error (task, error);
}

/**
 * gb_draft_load_async:
 *
 * Reads what was kept, this moment's words included.
 */
void
gb_draft_load_async (GbDraft            *self,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GB_IS_DRAFT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gb_draft_load_async);
  gb_store_read_back_async (self->store, load, g_strdup (self->name), g_free, (GDestroyNotify) gb_draft_content_free,
                            cancellable, on_loaded_cb, task);
}

/**
 * gb_draft_load_finish:
 *
 * Returns: (transfer full): what was kept, without anything where nothing was
 */
GbDraftContent *
gb_draft_load_finish (GbDraft      *self,
                      GAsyncResult *result,
                      GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- keeping -------------------------------------------------------------------------------- */

/**
 * gb_draft_keep:
 * @values: what is written, by name
 * @files: what was added, as gb_files_row_get_json() has it
 *
 * Keeps it in a moment.
 */
void
gb_draft_keep (GbDraft    *self,
               JsonObject *values,
               const char *files)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT), list = json_from_string (files, NULL);

  g_return_if_fail (GB_IS_DRAFT (self));

  if (list != NULL)
    json_object_set_member (values, "files", g_steal_pointer (&list));
  json_node_set_object (node, values);
  g_free (self->waiting);
  self->waiting = json_to_string (node, FALSE);
  if (self->source == 0)
    self->source = g_timeout_add (PAUSE, on_pause_cb, self);
}

/**
 * gb_draft_flush:
 *
 * Keeps it now: nobody writes any more.
 */
void
gb_draft_flush (GbDraft *self)
{
  g_return_if_fail (GB_IS_DRAFT (self));

  write_now (self);
}

/**
 * gb_draft_clear:
 *
 * Nothing is kept any more.
 */
void
gb_draft_clear (GbDraft *self)
{
  g_return_if_fail (GB_IS_DRAFT (self));

  g_clear_pointer (&self->waiting, g_free);
  self->waiting = g_strdup ("{}");
  write_now (self);
}
