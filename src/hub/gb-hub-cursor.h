/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-page.h"

G_BEGIN_DECLS

char     *gb_hub_cursor_make (GbSqlConnection         *connection,
                              const GbHubPageRequest  *request,
                              gint64                   seq,
                              GError                 **error);
gboolean  gb_hub_cursor_read (GbSqlConnection         *connection,
                              const GbHubPageRequest  *request,
                              gint64                  *seq,
                              GError                 **error);

G_END_DECLS
