/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-client.h"
#include "gb-store.h"

G_BEGIN_DECLS

gboolean gb_scope_change_allowed     (const char           *held,
                                      const char           *told,
                                      gboolean              knows_commune);
void     gb_scope_change_look_async  (GbStore              *store,
                                      GbClient             *client,
                                      const char           *held,
                                      gboolean              refused,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean gb_scope_change_look_finish (GAsyncResult         *result,
                                      char                **scope,
                                      guint64              *wire_bytes,
                                      GError              **error);

G_END_DECLS
