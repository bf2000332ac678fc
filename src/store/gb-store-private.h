/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-store.h"

G_BEGIN_DECLS

GbSqlConnection *gb_store_get_local_connection (GbStore *self);
void             gb_store_touch                (GbStore *self,
                                                guint64  changed);

G_END_DECLS
