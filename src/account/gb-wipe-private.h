/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-wipe.h"

G_BEGIN_DECLS

#define GB_WIPED_SUFFIX ".wiped"

gboolean gb_wiped_write (const GbWiped  *self,
                         const char     *cache,
                         GError        **error);

G_END_DECLS
