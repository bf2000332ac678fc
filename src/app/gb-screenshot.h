/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-window.h"

G_BEGIN_DECLS

void     gb_screenshot_take_async  (GbWindow             *window,
                                    const char           *path,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean gb_screenshot_take_finish (GbWindow             *window,
                                    GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
