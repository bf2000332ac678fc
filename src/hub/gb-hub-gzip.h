/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *gb_hub_gzip (GBytes  *bytes,
                     GError **error);

G_END_DECLS
