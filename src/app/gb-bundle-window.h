/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_BUNDLE_WINDOW (gb_bundle_window_get_type ())
G_DECLARE_FINAL_TYPE (GbBundleWindow, gb_bundle_window, GB, BUNDLE_WINDOW, AdwWindow)

GbBundleWindow *gb_bundle_window_new         (GtkWindow       *parent);
void            gb_bundle_window_import      (GbBundleWindow  *self,
                                              GbStore         *store,
                                              GFile           *file);
void            gb_bundle_window_export      (GbBundleWindow  *self,
                                              GbStore         *store,
                                              GFile           *file);
void            gb_bundle_window_show_no_account
                                             (GbBundleWindow  *self);
gboolean        gb_bundle_window_is_over     (GbBundleWindow  *self);

G_END_DECLS
