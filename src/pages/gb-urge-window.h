/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-dossier-detail.h"

G_BEGIN_DECLS

#define GB_TYPE_URGE_WINDOW (gb_urge_window_get_type ())
G_DECLARE_FINAL_TYPE (GbUrgeWindow, gb_urge_window, GB, URGE_WINDOW, AdwWindow)

void gb_urge_window_present       (GtkWidget             *parent,
                                   GbStore               *store,
                                   const GbDossierDetail *detail);
void gb_urge_window_present_codes (GtkWidget             *parent,
                                   GbStore               *store,
                                   const char *const     *codes);

G_END_DECLS
