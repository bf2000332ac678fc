/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-lookup-answer.h"

G_BEGIN_DECLS

#define GB_TYPE_LOOKUP_PANE (gb_lookup_pane_get_type ())
G_DECLARE_FINAL_TYPE (GbLookupPane, gb_lookup_pane, GB, LOOKUP_PANE, AdwBin)

void         gb_lookup_pane_set_store   (GbLookupPane *self,
                                         GbStore      *store);
void         gb_lookup_pane_set_commune (GbLookupPane *self,
                                         const char   *commune);
void         gb_lookup_pane_set_masked  (GbLookupPane *self,
                                         gboolean      masked);
void         gb_lookup_pane_open        (GbLookupPane *self,
                                         GbLookupKind  kind,
                                         const char   *id,
                                         const char   *name,
                                         const char   *looked_for);
void         gb_lookup_pane_close       (GbLookupPane *self);
const char  *gb_lookup_pane_get_id      (GbLookupPane *self);
gboolean     gb_lookup_pane_get_loading (GbLookupPane *self);
GbProcedure *gb_lookup_pane_get_procedure (GbLookupPane *self);

G_END_DECLS
