/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define GB_TYPE_EMPTY_SOURCE (gb_empty_source_get_type ())
G_DECLARE_FINAL_TYPE (GbEmptySource, gb_empty_source, GB, EMPTY_SOURCE, ShumateMapSource)

ShumateMapSource *gb_empty_source_new (void);

G_END_DECLS
