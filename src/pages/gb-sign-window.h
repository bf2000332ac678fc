/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-dossier-query.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_SIGN_WINDOW (gb_sign_window_get_type ())
G_DECLARE_FINAL_TYPE (GbSignWindow, gb_sign_window, GB, SIGN_WINDOW, AdwWindow)

GbSignWindow *gb_sign_window_present (GtkWidget             *parent,
                                      GbStore               *store,
                                      const GbDossierQuery  *query,
                                      GArray                *numbers);

G_END_DECLS
