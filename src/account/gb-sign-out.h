/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-account.h"

G_BEGIN_DECLS

void     gb_sign_out_async  (const char           *cache,
                             const GbAccount      *account,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
gboolean gb_sign_out_finish (GAsyncResult         *result,
                             GError              **error);

G_END_DECLS
