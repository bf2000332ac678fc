/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-clock.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define GB_TYPE_HUB (gb_hub_get_type ())
G_DECLARE_FINAL_TYPE (GbHub, gb_hub, GB, HUB, GObject)

GbHub      *gb_hub_open          (const char  *path,
                                  GbClock     *clock,
                                  GError     **error);

GbClock    *gb_hub_get_clock     (GbHub       *self);
const char *gb_hub_get_path      (GbHub       *self);
const char *gb_hub_get_feed_id   (GbHub       *self);

gboolean    gb_hub_set_place     (GbHub       *self,
                                  const char  *place,
                                  gboolean     illustration,
                                  GError     **error);
gboolean    gb_hub_set_province  (GbHub       *self,
                                  const char  *code,
                                  const char  *name,
                                  GError     **error);
gboolean    gb_hub_refresh_indicators
                                 (GbHub       *self,
                                  GError     **error);

G_END_DECLS
