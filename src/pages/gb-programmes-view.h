/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_PROGRAMMES_VIEW (gb_programmes_view_get_type ())
G_DECLARE_FINAL_TYPE (GbProgrammesView, gb_programmes_view, GB, PROGRAMMES_VIEW, AdwBin)

void gb_programmes_view_set_store   (GbProgrammesView *self,
                                     GbStore          *store);
void gb_programmes_view_set_commune (GbProgrammesView *self,
                                     const char       *commune);
void gb_programmes_view_choose      (GbProgrammesView *self,
                                     const char       *indicator);

G_END_DECLS
