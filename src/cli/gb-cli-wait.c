/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-wait.h"

#include <glib-unix.h>

static gboolean
on_signal_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_CONTINUE;
}

/**
 * gb_cli_wait_begin:
 * @self: a wait
 *
 * To be called before what is waited for begins.
 */
void
gb_cli_wait_begin (GbCliWait *self)
{
  self->loop = g_main_loop_new (NULL, FALSE);
  self->cancellable = g_cancellable_new ();
  self->sources[0] = g_unix_signal_add (SIGINT, on_signal_cb, self->cancellable);
  self->sources[1] = g_unix_signal_add (SIGTERM, on_signal_cb, self->cancellable);
}

/**
 * gb_cli_wait_cb:
 * @user_data: the wait
 *
 * The callback to give to what is waited for.
 */
void
gb_cli_wait_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GbCliWait *self = user_data;

  self->result = g_object_ref (result);
  g_main_loop_quit (self->loop);
}

/**
 * gb_cli_wait_end:
 * @self: a wait that was begun
 *
 * Returns: (transfer none): what it was waited for
 */
GAsyncResult *
gb_cli_wait_end (GbCliWait *self)
{
  while (self->result == NULL)
    g_main_loop_run (self->loop);
  return self->result;
}

/**
 * gb_cli_wait_clear:
 * @self: a wait
 */
void
gb_cli_wait_clear (GbCliWait *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->sources); i++)
    g_clear_handle_id (&self->sources[i], g_source_remove);
  g_clear_object (&self->result);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->loop, g_main_loop_unref);
}
