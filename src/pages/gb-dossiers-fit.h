/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-adaptive-bin.h"
#include "gb-dossiers-columns.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIERS_FIT (gb_dossiers_fit_get_type ())

G_DECLARE_FINAL_TYPE (GbDossiersFit, gb_dossiers_fit, GB, DOSSIERS_FIT, GObject)

GbDossiersFit *gb_dossiers_fit_new (GbDossiersColumns *columns,
                                    GtkColumnView     *view,
                                    GbAdaptiveBin     *narrow,
                                    GbAdaptiveBin     *wide);

G_END_DECLS
