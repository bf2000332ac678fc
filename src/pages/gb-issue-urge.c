/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-issue-urge.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-toast.h"

static void
on_added_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (AdwToastOverlay) toasts = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbActionsAdded) added = gb_store_add_actions_finish (GB_STORE (source), result, &error);

  if (added != NULL && added->actions->len > 0)
    gb_action_saver_toast (toasts, GB_STORE (source), _("Urged"), added);
  else
    adw_toast_overlay_add_toast (toasts, gb_toast_new (error != NULL ? error->message : added->refusal->message));
}

/**
 * gb_issue_urge:
 * @parent: a widget of the page
 * @id: an issue's
 *
 * Urges whoever has to answer (đôn đốc). A toast says so and takes it back as long as it was not sent.
 */
void
gb_issue_urge (GtkWidget  *parent,
               GbStore    *store,
               const char *id)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);

  g_return_if_fail (toasts != NULL);

  g_ptr_array_add (actions, gb_action_new (GB_ACTION_ISSUE_URGE, id));
  gb_store_add_actions_async (store, actions, NULL, on_added_cb, g_object_ref (toasts));
}
