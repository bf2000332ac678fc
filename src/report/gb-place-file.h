/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean gb_place_file_save_issues (GPtrArray     *issues,
                                    GFile         *file,
                                    GCancellable  *cancellable,
                                    GError       **error);
gboolean gb_place_file_save_visits (GPtrArray     *visits,
                                    GPtrArray     *communes,
                                    GFile         *file,
                                    GCancellable  *cancellable,
                                    GError       **error);

G_END_DECLS
