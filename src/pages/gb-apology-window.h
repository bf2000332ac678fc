/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-dossier-detail.h"

G_BEGIN_DECLS

#define GB_TYPE_APOLOGY_WINDOW (gb_apology_window_get_type ())
G_DECLARE_FINAL_TYPE (GbApologyWindow, gb_apology_window, GB, APOLOGY_WINDOW, AdwWindow)

void gb_apology_window_present (GtkWidget             *parent,
                                GbStore               *store,
                                const GbDossierDetail *detail);

G_END_DECLS
