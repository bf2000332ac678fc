/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GB_TYPE_TABS (gb_tabs_get_type ())
G_DECLARE_FINAL_TYPE (GbTabs, gb_tabs, GB, TABS, GtkWidget)

GtkWidget  *gb_tabs_new          (void);
void        gb_tabs_add          (GbTabs     *self,
                                  const char *name,
                                  const char *title,
                                  const char *short_title);
void        gb_tabs_set_title    (GbTabs     *self,
                                  const char *name,
                                  const char *title,
                                  const char *short_title);
void        gb_tabs_set_count    (GbTabs     *self,
                                  const char *name,
                                  gint64      count);
void        gb_tabs_set_tab_visible
                                 (GbTabs     *self,
                                  const char *name,
                                  gboolean    visible);
const char *gb_tabs_get_title    (GbTabs     *self,
                                  const char *name);
const char *gb_tabs_get_selected (GbTabs     *self);
void        gb_tabs_set_selected (GbTabs     *self,
                                  const char *name);

G_END_DECLS
