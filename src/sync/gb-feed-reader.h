/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-feed-frame.h"
#include "gb-feed-page.h"

G_BEGIN_DECLS

GbFeedPage *gb_feed_reader_read        (GBytes              *body,
                                        const GbFeedExpect  *expect,
                                        const char          *endpoint,
                                        GError             **error);
void        gb_feed_reader_read_async  (GBytes              *body,
                                        const GbFeedExpect  *expect,
                                        const char          *endpoint,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
GbFeedPage *gb_feed_reader_read_finish (GAsyncResult        *result,
                                        GError             **error);

G_END_DECLS
