/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void     gb_language_init       (const char *language);
void     gb_language_prefer     (const char *language);
gboolean gb_language_is_english (void);

G_END_DECLS
