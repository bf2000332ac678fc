/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_PAGE (gb_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (GbPage, gb_page, GB, PAGE, AdwBin)

struct _GbPageClass
{
  AdwBinClass parent_class;
};

GbStore    *gb_page_get_store       (GbPage     *self);
const char *gb_page_get_commune     (GbPage     *self);
void        gb_page_set_commune     (GbPage     *self,
                                     const char *commune);
gboolean    gb_page_get_loading     (GbPage     *self);
void        gb_page_set_loading     (GbPage     *self,
                                     gboolean    loading);
gboolean    gb_page_get_detail_open (GbPage     *self);
void        gb_page_set_detail_open (GbPage     *self,
                                     gboolean    detail_open);
gboolean    gb_page_get_masked      (GbPage     *self);
void        gb_page_set_masked      (GbPage     *self,
                                     gboolean    masked);
guint       gb_page_get_badge       (GbPage     *self);
void        gb_page_set_badge       (GbPage     *self,
                                     guint       badge);

G_END_DECLS
