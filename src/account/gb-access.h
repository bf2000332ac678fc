/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-client.h"
#include "gb-wipe.h"

G_BEGIN_DECLS

void     gb_access_settle_async  (GbStore              *store,
                                  GbClient             *client,
                                  const GError         *failure,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gboolean gb_access_settle_finish (GbStore              *store,
                                  GAsyncResult         *result,
                                  GbWiped             **wiped,
                                  GError              **error);

G_END_DECLS
