/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

#define GB_TYPE_FORGETTER (gb_forgetter_get_type ())
G_DECLARE_FINAL_TYPE (GbForgetter, gb_forgetter, GB, FORGETTER, GObject)

GbForgetter *gb_forgetter_new         (GbStore     *store);
GActionGroup *gb_forgetter_get_actions (GbForgetter *self);

G_END_DECLS
