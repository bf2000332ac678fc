/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void gb_looks_follow (GSettings *settings,
                      gboolean   colours,
                      gboolean   text);

G_END_DECLS
