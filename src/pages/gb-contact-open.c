/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with a channel: opened by the desktop, copied, told to work. The user hears of it by toasts. */
#include "gb-contact-open.h"

#include <glib/gi18n-lib.h>

#include "gb-action-saver.h"
#include "gb-contact-own.h"
#include "gb-contact-words.h"
#include "gb-toast.h"

/* Long enough to hear whether somebody answers. */
#define CALL_SECONDS 30

static AdwToastOverlay *
overlay_of (GtkWidget *widget)
{
  return ADW_TOAST_OVERLAY (gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY));
}

static void
tell (AdwToastOverlay *toasts,
      const char      *text)
{
  if (toasts != NULL)
    adw_toast_overlay_add_toast (toasts, gb_toast_new (text));
}

/* --- told to work --------------------------------------------------------------------------------- */

typedef struct
{
  GbStore *store;          /* (owned) */
  AdwToastOverlay *toasts; /* (owned) (nullable) */
  char *id;                /* (owned): the channel's */
  gboolean own;            /* the workstation's */
  char *spoken;            /* (owned): what it is called in a toast */
} Trial;

static Trial *
trial_new (GbStore              *store,
           AdwToastOverlay      *toasts,
           const GbContactPoint *point)
{
  Trial *self = g_new0 (Trial, 1);

  self->store = g_object_ref (store);
  self->toasts = toasts != NULL ? g_object_ref (toasts) : NULL;
  self->id = g_strdup (point->id);
  self->own = point->own;
  self->spoken = g_strdup (point->kind == GB_CONTACT_HOTLINE ? point->value : point->name);
  return self;
}

static void
trial_free (Trial *self)
{
  g_object_unref (self->store);
  g_clear_object (&self->toasts);
  g_free (self->id);
  g_free (self->spoken);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trial, trial_free)

static void
on_verified_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Trial) trial = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GbActionsAdded) added = gb_store_add_actions_finish (GB_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (added != NULL && added->actions->len > 0)
    {
      /* Translators: a number, or the name of a group */
      text = g_strdup_printf (_("%s: noted that it works today"), trial->spoken);
      if (trial->toasts != NULL)
        gb_action_saver_toast (trial->toasts, trial->store, text, added);
    }
  else
    tell (trial->toasts, added != NULL ? added->refusal->message : error->message);
}

static void
on_own_verified_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (Trial) trial = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (gb_contact_own_finish (GB_STORE (source), result, &error))
    text = g_strdup_printf (_("%s: noted that it works today"), trial->spoken);
  tell (trial->toasts, text != NULL ? text : error->message);
}

/* (transfer full) @trial */
static void
verify (Trial *trial)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) gb_action_free);

  if (trial->own)
    {
      gb_contact_own_verify_async (trial->store, trial->id, NULL, on_own_verified_cb, trial);
      return;
    }
  g_ptr_array_add (actions, gb_action_new (GB_ACTION_CHANNEL_VERIFY, trial->id));
  gb_store_add_actions_async (trial->store, actions, NULL, on_verified_cb, trial);
}

/**
 * gb_contact_verify:
 * @widget: where it was told; below the toasts
 * @point: a channel of the records, or of the workstation's own
 *
 * Stores that the channel was tried today and works; of the records it is sent with the next sync.
 */
void
gb_contact_verify (GtkWidget            *widget,
                   GbStore              *store,
                   const GbContactPoint *point)
{
  g_return_if_fail (point->id != NULL);

  verify (trial_new (store, overlay_of (widget), point));
}

/* --- opened --------------------------------------------------------------------------------------- */

typedef struct
{
  Trial *trial;          /* (owned) */
  GbContactKind kind;
  char *value;           /* (owned) */
  char *opening;         /* (owned) */
  gboolean verifiable;
} Opening;

static void
opening_free (Opening *self)
{
  g_clear_pointer (&self->trial, trial_free);
  g_free (self->value);
  g_free (self->opening);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
on_works_clicked_cb (AdwToast *toast,
                     Trial    *trial)
{
  GbContactPoint point = { .id = trial->id, .value = trial->spoken, .name = trial->spoken, .own = trial->own };

  verify (trial_new (trial->store, trial->toasts, &point));
}

static void
trial_closure_free (gpointer  data,
                    GClosure *closure)
{
  trial_free (data);
}

/* Whoever called knows now whether it works. */
static void
offer_verifying (Opening *opening)
{
  AdwToast *toast = gb_toast_new (opening->opening);
  AdwToastOverlay *toasts = opening->trial->toasts;

  if (opening->verifiable)
    {
      Trial *trial = g_steal_pointer (&opening->trial);

      adw_toast_set_button_label (toast, gb_contact_words_works (opening->kind));
      adw_toast_set_timeout (toast, CALL_SECONDS);
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_works_clicked_cb), trial, trial_closure_free, 0);
    }
  adw_toast_overlay_add_toast (toasts, toast);
}

static void
on_launched_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (opening->trial->toasts == NULL)
    return;
  if (g_app_info_launch_default_for_uri_finish (result, &error))
    {
      offer_verifying (opening);
      return;
    }
  if (opening->kind == GB_CONTACT_HOTLINE)
    /* Translators: a telephone number */
    text = g_strdup_printf (_("This machine cannot call. Dial %s, or scan its QR code with a telephone"),
                            opening->value);
  else
    /* Translators: why a link does not open */
    text = g_strdup_printf (_("It could not be opened: %s"), error->message);
  tell (opening->trial->toasts, text);
}

/**
 * gb_contact_open:
 * @widget: where it was asked for; below the toasts
 * @store: where it is stored that the channel works
 * @point: a channel; its id is %NULL where it is not one of the records
 *
 * Has the desktop call the number, or open the group, room or letter; then offers to tell that it works.
 */
void
gb_contact_open (GtkWidget            *widget,
                 GbStore              *store,
                 const GbContactPoint *point)
{
  g_autofree char *uri = gb_contact_point_uri (point);
  AdwToastOverlay *toasts = overlay_of (widget);
  Opening *opening;

  if (uri == NULL)
    {
      tell (toasts, _("This is neither a number nor a link that can be opened"));
      return;
    }
  opening = g_new0 (Opening, 1);
  opening->trial = trial_new (store, toasts, point);
  opening->kind = point->kind;
  opening->value = g_strdup (point->value);
  opening->opening = gb_contact_words_opening (point);
  opening->verifiable = point->id != NULL;
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, on_launched_cb, opening);
}

/* --- copied --------------------------------------------------------------------------------------- */

/**
 * gb_contact_take:
 * @widget: where it was asked for; below the toasts
 *
 * Puts the number or address into the clipboard, as people write it.
 */
void
gb_contact_take (GtkWidget            *widget,
                 const GbContactPoint *point)
{
  /* Translators: a number or address that is in the clipboard now */
  g_autofree char *text = g_strdup_printf (_("Copied %s"), point->value);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), point->value);
  tell (overlay_of (widget), text);
}
