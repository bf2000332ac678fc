/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GB_TYPE_STATE_VIEW (gb_state_view_get_type ())
G_DECLARE_FINAL_TYPE (GbStateView, gb_state_view, GB, STATE_VIEW, AdwBin)

void gb_state_view_show_content (GbStateView *self);
void gb_state_view_show_loading (GbStateView *self);
void gb_state_view_show_empty   (GbStateView *self,
                                 const char  *title,
                                 const char  *description);
void gb_state_view_show_error   (GbStateView *self,
                                 const char  *title,
                                 const char  *description);

G_END_DECLS
