/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char       *gb_text_fold            (const char *text);
GBytes     *gb_text_sort_key        (const char *text);
int         gb_text_compare         (const char *first,
                                     const char *second);
GBytes     *gb_text_person_sort_key (const char *name);
char       *gb_text_code_sort_key   (const char *code);
const char *gb_text_icu_version     (void);

G_END_DECLS
