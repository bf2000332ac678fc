/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-toast.h"

/* Longer than libadwaita takes to let a toast come in, µs of the frame clock. */
#define ARRIVAL (600 * 1000)

typedef struct
{
  AdwToast *toast; /* (owned) */
  gint64 since;    /* 0: no frame was drawn yet */
} Going;

static void
going_free (gpointer data)
{
  Going *self = data;

  g_object_unref (self->toast);
  g_free (self);
}

static gboolean
on_tick_cb (GtkWidget     *overlay,
            GdkFrameClock *clock,
            gpointer       data)
{
  Going *self = data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->since == 0)
    self->since = now;
  if (now - self->since < ARRIVAL)
    return G_SOURCE_CONTINUE;
  adw_toast_dismiss (self->toast);
  return G_SOURCE_REMOVE;
}

/**
 * gb_toast_new:
 * @text: what to say in passing, as it is
 *
 * A toast's title is markup: with the “&” of an address or of a name it would stay empty.
 *
 * Returns: (transfer floating): a toast that says @text
 */
AdwToast *
gb_toast_new (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  return adw_toast_new (markup);
}

/**
 * gb_toast_dismiss:
 * @toast: a toast that may have come this moment
 * @overlay: where it is shown
 *
 * Takes it away again. libadwaita (1.2, adw-toast-overlay.c) frees what it knows of a toast when it has gone, and
 * reads it once more where it went before it had wholly come: so it is let come in first.
 */
void
gb_toast_dismiss (AdwToast        *toast,
                  AdwToastOverlay *overlay)
{
  GtkWidget *widget = GTK_WIDGET (overlay);
  Going *going;

  g_return_if_fail (ADW_IS_TOAST (toast));
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));

  if (!adw_get_enable_animations (widget) || !gtk_widget_get_mapped (widget))
    {
      adw_toast_dismiss (toast);
      return;
    }
  going = g_new0 (Going, 1);
  going->toast = g_object_ref (toast);
  gtk_widget_add_tick_callback (widget, on_tick_cb, going, going_free);
}
