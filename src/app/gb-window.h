/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-forgetter.h"
#include "gb-outbox-model.h"
#include "gb-page.h"
#include "gb-services.h"
#include "gb-sync-schedule.h"

G_BEGIN_DECLS

#define GB_TYPE_WINDOW (gb_window_get_type ())
G_DECLARE_FINAL_TYPE (GbWindow, gb_window, GB, WINDOW, AdwApplicationWindow)

GbWindow       *gb_window_new           (GtkApplication *application,
                                         GbServices     *services);
GbServices     *gb_window_get_services  (GbWindow       *self);
GbOutboxModel  *gb_window_get_outbox    (GbWindow       *self);
GbForgetter    *gb_window_get_forgetter (GbWindow       *self);
GbSyncSchedule *gb_window_get_schedule  (GbWindow       *self);
void            gb_window_set_first_page (GbWindow      *self,
                                         const char     *name);
gboolean        gb_window_is_settled    (GbWindow       *self);
GbPage         *gb_window_get_page      (GbWindow       *self,
                                         const char     *name);
GbPage         *gb_window_get_shown_page (GbWindow      *self);
void            gb_window_show_page     (GbWindow       *self,
                                         const char     *name);
void            gb_window_choose_commune (GbWindow      *self,
                                         const char     *commune);
void            gb_window_focus_search  (GbWindow       *self);
void            gb_window_toast         (GbWindow       *self,
                                         const char     *text);

G_END_DECLS
