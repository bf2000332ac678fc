/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-action-saver.h"

#include <glib/gi18n-lib.h>

#include "gb-toast.h"

typedef struct
{
  GbStore *store;          /* (owned) */
  AdwToastOverlay *toasts; /* (owned) */
  GStrv ids;               /* (owned) */
} Undo;

static Undo *
undo_new (GbStore           *store,
          AdwToastOverlay   *toasts,
          const char *const *ids)
{
  Undo *self = g_new0 (Undo, 1);

  self->store = g_object_ref (store);
  self->toasts = g_object_ref (toasts);
  self->ids = g_strdupv ((char **) ids);
  return self;
}

static void
undo_free (Undo *self)
{
  g_object_unref (self->store);
  g_object_unref (self->toasts);
  g_strfreev (self->ids);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Undo, undo_free)

static void
on_withdrawn_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Undo) undo = user_data;
  g_autoptr (GError) error = NULL;
  guint n = g_strv_length (undo->ids);
  g_autofree char *told = NULL;
  AdwToast *toast;

  /* Translators: slips or letters that were not sent yet */
  told = g_strdup_printf (ngettext ("%u withdrawn, nothing was sent", "%u withdrawn, nothing was sent", n), n);
  gb_store_withdraw_actions_finish (GB_STORE (source), result, &error);
  toast = gb_toast_new (error != NULL ? error->message : told);
  adw_toast_set_timeout (toast, 3);
  adw_toast_overlay_add_toast (undo->toasts, toast);
}

/* What a toast's button takes back. The toasts are those of the toast, so they own it. */
typedef struct
{
  GbStore *store;          /* (owned) */
  AdwToastOverlay *toasts; /* (not owned) */
  GStrv ids;               /* (owned) */
} Offer;

static void
offer_free (gpointer  data,
            GClosure *closure)
{
  Offer *self = data;

  g_object_unref (self->store);
  g_strfreev (self->ids);
  g_free (self);
}

/**
 * gb_action_saver_withdraw:
 * @toasts: where the user is told
 * @ids: (array zero-terminated=1): of actions that wait to be sent
 *
 * Takes the actions back.
 */
void
gb_action_saver_withdraw (AdwToastOverlay   *toasts,
                          GbStore           *store,
                          const char *const *ids)
{
  gb_store_withdraw_actions_async (store, ids, NULL, on_withdrawn_cb, undo_new (store, toasts, ids));
}

static void
on_undo_clicked_cb (AdwToast *toast,
                    Offer    *offer)
{
  gb_action_saver_withdraw (offer->toasts, offer->store, (const char *const *) offer->ids);
}

/**
 * gb_action_saver_words:
 * @text: what was stored
 * @added: what of it was
 *
 * Returns: (transfer full): with when it is sent, as far as is known, and how many were not stored
 */
char *
gb_action_saver_words (const char           *text,
                       const GbActionsAdded *added)
{
  gboolean soon = added->reached && g_network_monitor_get_network_available (g_network_monitor_get_default ());
  /* Translators: what was stored */
  g_autofree char *words = g_strdup_printf (soon ? _("%s, to be sent in a moment")
                                            /* Translators: what was stored */
                                                 : _("%s, to be sent when there is a connection"), text);

  if (added->n_refused == 0)
    return g_steal_pointer (&words);
  /* Translators: what was stored, and how many were not */
  return g_strdup_printf (ngettext ("%s; %u could not be stored", "%s; %u could not be stored", added->n_refused), words,
                          added->n_refused);
}

/**
 * gb_action_saver_toast:
 * @text: what was stored, as gb_action_saver_words() takes it
 * @added: the actions that the toast's button takes back
 */
void
gb_action_saver_toast (AdwToastOverlay      *toasts,
                       GbStore              *store,
                       const char           *text,
                       const GbActionsAdded *added)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *words = gb_action_saver_words (text, added);
  AdwToast *toast = gb_toast_new (words);
  Offer *offer = g_new0 (Offer, 1);

  for (guint i = 0; i < added->actions->len; i++)
    g_ptr_array_add (ids, ((GbAction *) added->actions->pdata[i])->id);
  g_ptr_array_add (ids, NULL);
  offer->store = g_object_ref (store);
  offer->toasts = toasts;
  offer->ids = g_strdupv ((char **) ids->pdata);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, 10);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_undo_clicked_cb), offer, offer_free,
                         0);
  adw_toast_overlay_add_toast (toasts, toast);
}
