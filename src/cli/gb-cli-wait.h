/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GbCliWait:
 * @cancellable: (owned): cancelled by Ctrl+C and SIGTERM
 * @result: (owned) (nullable): once it is there
 *
 * A command's wait for one thing that happens meanwhile; zero is a wait that has not begun.
 */
typedef struct
{
  GMainLoop *loop; /* (owned) */
  GCancellable *cancellable;
  GAsyncResult *result;
  guint sources[2];
} GbCliWait;

void          gb_cli_wait_begin (GbCliWait    *self);
void          gb_cli_wait_cb    (GObject      *object,
                                 GAsyncResult *result,
                                 gpointer      user_data);
GAsyncResult *gb_cli_wait_end   (GbCliWait    *self);
void          gb_cli_wait_clear (GbCliWait    *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GbCliWait, gb_cli_wait_clear)

G_END_DECLS
