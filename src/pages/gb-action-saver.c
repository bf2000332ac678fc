/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-saver.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GPtrArray *actions; /* (owned) */
  guint next;
  GbActionSaved *saved; /* (owned) */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_ptr_array_unref (self->actions);
  gb_action_saved_free (self->saved);
  g_free (self);
}

void
gb_action_saved_free (GbActionSaved *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->ids);
  g_free (self->problem);
  g_free (self);
}

static void save_next (GTask *task);

static void
on_added_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbAction) action = gb_store_add_action_finish (GB_STORE (source), result, NULL, &error);
  Work *work = g_task_get_task_data (task);

  if (action != NULL)
    g_ptr_array_add (work->saved->ids, g_strdup (action->id));
  else if (work->saved->n_refused++ == 0)
    work->saved->problem = g_strdup (error->message);
  work->next++;
  save_next (task);
}

/* One after the other: each is a transaction of its own, so that one that is refused does not take
 * the others with it. */
static void
save_next (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (work->next == work->actions->len)
    {
      g_task_return_pointer (task, g_steal_pointer (&work->saved), (GDestroyNotify) gb_action_saved_free);
      return;
    }
  gb_store_add_action_async (g_task_get_source_object (task), g_ptr_array_index (work->actions, work->next), NULL,
                             on_added_cb, g_object_ref (task));
}

/**
 * gb_action_saver_save_async:
 * @actions: (element-type GbAction): what is asked
 *
 * Stores actions, to be sent later.
 */
void
gb_action_saver_save_async (GbStore            *store,
                            GPtrArray          *actions,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  Work *work = g_new0 (Work, 1);

  g_task_set_source_tag (task, gb_action_saver_save_async);
  work->actions = g_ptr_array_ref (actions);
  work->saved = g_new0 (GbActionSaved, 1);
  work->saved->ids = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, work, work_free);
  save_next (task);
}

/**
 * gb_action_saver_save_finish:
 *
 * Returns: (transfer full): which were stored; refusals are part of it, not an error
 */
GbActionSaved *
gb_action_saver_save_finish (GbStore      *store,
                             GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* --- undo --- */

typedef struct
{
  GbStore *store; /* (owned) */
  AdwToastOverlay *toasts; /* (owned) */
  GPtrArray *ids; /* (owned) */
} Undo;

static void
undo_free (gpointer  data,
           GClosure *closure)
{
  Undo *self = data;

  g_object_unref (self->store);
  g_object_unref (self->toasts);
  g_ptr_array_unref (self->ids);
  g_free (self);
}

static void
on_withdrawn_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (AdwToastOverlay) toasts = user_data;
  g_autoptr (GError) error = NULL;

  /* Success shows itself: the line is gone. */
  if (!gb_store_withdraw_action_finish (GB_STORE (source), result, &error))
    adw_toast_overlay_add_toast (toasts, adw_toast_new (error->message));
}

static void
on_undo_clicked_cb (AdwToast *toast,
                    gpointer  user_data)
{
  Undo *undo = user_data;

  for (guint i = 0; i < undo->ids->len; i++)
    gb_action_saver_withdraw (undo->toasts, undo->store, g_ptr_array_index (undo->ids, i));
}

/**
 * gb_action_saver_withdraw:
 * @toasts: where a problem is shown
 * @id: of an action that waits to be sent
 *
 * Takes the action back.
 */
void
gb_action_saver_withdraw (AdwToastOverlay *toasts,
                          GbStore         *store,
                          const char      *id)
{
  gb_store_withdraw_action_async (store, id, NULL, on_withdrawn_cb, g_object_ref (toasts));
}

/**
 * gb_action_saver_toast:
 * @text: what was stored
 * @ids: (element-type utf8): the actions that the toast's button takes back
 */
void
gb_action_saver_toast (AdwToastOverlay *toasts,
                       GbStore         *store,
                       const char      *text,
                       GPtrArray       *ids)
{
  AdwToast *toast = adw_toast_new (text);
  Undo *undo = g_new0 (Undo, 1);

  undo->store = g_object_ref (store);
  undo->toasts = g_object_ref (toasts);
  undo->ids = g_ptr_array_ref (ids);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, 10);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_undo_clicked_cb), undo, undo_free, 0);
  adw_toast_overlay_add_toast (toasts, toast);
}
