/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gb_freshness_words       (gint64 as_of,
                                gint64 now);
char *gb_freshness_words_paper (gint64 as_of);

G_END_DECLS
