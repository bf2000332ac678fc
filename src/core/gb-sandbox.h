/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gb_sandbox_is_inside (void);
gboolean gb_sandbox_keeps     (const char *path,
                               GError    **error);

G_END_DECLS
