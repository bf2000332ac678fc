/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-set-aside-repository.h"

G_BEGIN_DECLS

char *gb_set_aside_words_title  (const GbSetAside *line);
char *gb_set_aside_words_reason (const char       *reason);
char *gb_set_aside_words_more   (gint64            n_more);

G_END_DECLS
