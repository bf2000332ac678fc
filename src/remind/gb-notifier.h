/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GB_TYPE_NOTIFIER (gb_notifier_get_type ())
G_DECLARE_FINAL_TYPE (GbNotifier, gb_notifier, GB, NOTIFIER, GObject)

GbNotifier *gb_notifier_new         (GError      **error);
gboolean    gb_notifier_send        (GbNotifier   *self,
                                     const char   *title,
                                     const char   *body,
                                     const char   *target,
                                     gboolean      urgent,
                                     GError      **error);
void        gb_notifier_wait        (GbNotifier   *self,
                                     guint         seconds);

G_END_DECLS
