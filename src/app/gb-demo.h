/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GB_TYPE_DEMO (gb_demo_get_type ())
G_DECLARE_FINAL_TYPE (GbDemo, gb_demo, GB, DEMO, GObject)

/* The moment and place of the illustration: 2026-08-26T07:15:00+07:00, phường Nghĩa Lộ. */
#define GB_DEMO_NOW   G_GINT64_CONSTANT (1787703300)
#define GB_DEMO_SCOPE "commune:21028"

GbDemo     *gb_demo_new            (const char           *folder);
void        gb_demo_start_async    (GbDemo               *self,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean    gb_demo_start_finish   (GbDemo               *self,
                                    GAsyncResult         *result,
                                    GError              **error);
const char *gb_demo_get_endpoint   (GbDemo               *self);
const char *gb_demo_get_token_file (GbDemo               *self);
const char *gb_demo_get_cache      (GbDemo               *self);
const char *gb_demo_get_key_file   (GbDemo               *self);
void        gb_demo_stop           (GbDemo               *self);

G_END_DECLS
