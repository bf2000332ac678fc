/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub-import.h"

G_BEGIN_DECLS

char     *gb_hub_files_path   (GbHub           *hub,
                               const char      *sha256);
gboolean  gb_hub_files_is_name
                              (const char      *sha256);
gboolean  gb_hub_import_file  (GbHub           *hub,
                               const char      *path,
                               const char      *kind,
                               GbImportReport  *report,
                               GError         **error);

G_END_DECLS
