/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gb_pane_facts_clear (GtkGrid    *facts);
void gb_pane_facts_add   (GtkGrid    *facts,
                          const char *name,
                          const char *value);

G_END_DECLS
