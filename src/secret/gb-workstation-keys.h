/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gb-seal.h"

G_BEGIN_DECLS

gboolean gb_workstation_keys_load (const char    *cache,
                                   GbSealKeys   **keys,
                                   GCancellable  *cancellable,
                                   GError       **error);
gboolean gb_workstation_keys_make (const char    *cache,
                                   GbSealKeys   **keys,
                                   GCancellable  *cancellable,
                                   GError       **error);

G_END_DECLS
