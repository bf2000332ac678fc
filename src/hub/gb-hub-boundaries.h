/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub.h"
#include "gb-import-report.h"

G_BEGIN_DECLS

gboolean gb_hub_import_boundaries (GbHub           *hub,
                                   const char      *path,
                                   const char      *key,
                                   const char      *source,
                                   GbImportReport  *report,
                                   GError         **error);

G_END_DECLS
