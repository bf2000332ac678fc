/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gb_entry_words_show (GtkEditable *entry,
                          const char  *words);

G_END_DECLS
