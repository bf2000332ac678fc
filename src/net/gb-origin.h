/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gb_origin_is_safe (const char  *address);
gboolean gb_origin_check   (const char  *address,
                            GError     **error);

G_END_DECLS
