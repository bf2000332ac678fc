/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gb_coordinates_parse  (const char *text,
                                double     *lat,
                                double     *lon);
char    *gb_coordinates_format (double      lat,
                                double      lon);

G_END_DECLS
