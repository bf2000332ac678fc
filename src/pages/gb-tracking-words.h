/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-tracking.h"

G_BEGIN_DECLS

const char *gb_tracking_words_column (GbTrackingColumn    column);
const char *gb_tracking_words_title  (GbTrackingColumn    column);
char       *gb_tracking_words_set    (const GbDossierSet *set,
                                      GbDay               today);

G_END_DECLS
