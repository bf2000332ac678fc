/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gb_mask_name   (const char *name);
char *gb_mask_number (const char *number);

G_END_DECLS
