/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a sync leaves alone on the disk, for the system and for what is waiting to be sent. */
#define GB_DISK_SPACE_LEAST (G_GUINT64_CONSTANT (200) * 1000 * 1000)

gboolean gb_disk_space_check (const char  *path,
                              guint64      least,
                              GError     **error);

G_END_DECLS
