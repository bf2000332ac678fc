/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

char *gb_scope_words_change        (GbSqlConnection      *connection,
                                    const char           *from,
                                    const char           *to,
                                    GError              **error);
void  gb_scope_words_change_async  (GbStore              *store,
                                    const char           *from,
                                    const char           *to,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
char *gb_scope_words_change_finish (GbStore              *store,
                                    GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
