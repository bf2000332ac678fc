/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean gb_xlsx_check_sheet (int       fd,
                              guint     sheet,
                              gint64    at_least,
                              GError  **error);

G_END_DECLS
