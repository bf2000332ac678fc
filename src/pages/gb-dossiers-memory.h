/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossiers-columns.h"
#include "gb-dossiers-question.h"
#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIERS_MEMORY (gb_dossiers_memory_get_type ())
G_DECLARE_FINAL_TYPE (GbDossiersMemory, gb_dossiers_memory, GB, DOSSIERS_MEMORY, GObject)

GbDossiersMemory *gb_dossiers_memory_new         (GbStore            *store,
                                                  GbDossiersQuestion *question,
                                                  GbDossiersColumns  *columns);
gboolean          gb_dossiers_memory_get_loading (GbDossiersMemory   *self);

G_END_DECLS
