/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GbCutProxy GbCutProxy;

/**
 * GbCutKind:
 * @GB_CUT_RESET: the connection is reset, as by a modem that got another address
 * @GB_CUT_CLOSE: it is closed, as by a gateway that is restarted
 * @GB_CUT_SILENCE: nothing comes through any more, as in a valley
 */
typedef enum
{
  GB_CUT_RESET,
  GB_CUT_CLOSE,
  GB_CUT_SILENCE,
} GbCutKind;

/**
 * GbCut:
 * @kind: how it breaks
 * @down: after how many bytes from the hub, over all connections, -1 = never
 * @up: after how many bytes to the hub, -1 = never
 * @again: whether later connections work; otherwise each of them is broken off at once
 *
 * Where the link breaks.
 */
typedef struct
{
  GbCutKind kind;
  gint64 down;
  gint64 up;
  gboolean again;
} GbCut;

GbCutProxy *gb_cut_proxy_new      (guint         port);
void        gb_cut_proxy_free     (GbCutProxy   *self);
guint       gb_cut_proxy_get_port (GbCutProxy   *self);
guint64     gb_cut_proxy_get_down (GbCutProxy   *self);
guint64     gb_cut_proxy_get_up   (GbCutProxy   *self);
gboolean    gb_cut_proxy_was_cut  (GbCutProxy   *self);
void        gb_cut_proxy_set      (GbCutProxy   *self,
                                   const GbCut  *cut);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbCutProxy, gb_cut_proxy_free)

G_END_DECLS
