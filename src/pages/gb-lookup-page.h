/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-lookup-answer.h"
#include "gb-page.h"

G_BEGIN_DECLS

#define GB_TYPE_LOOKUP_PAGE (gb_lookup_page_get_type ())
G_DECLARE_FINAL_TYPE (GbLookupPage, gb_lookup_page, GB, LOOKUP_PAGE, GbPage)

void         gb_lookup_page_look_for       (GbLookupPage *self,
                                            GbLookupKind  kind,
                                            const char   *text);
void         gb_lookup_page_open           (GbLookupPage *self,
                                            GbLookupKind  kind,
                                            const char   *id,
                                            const char   *name);
const char  *gb_lookup_page_get_id         (GbLookupPage *self);

G_END_DECLS
