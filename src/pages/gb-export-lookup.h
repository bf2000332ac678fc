/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-export-write.h"
#include "gb-lookup-answer.h"

G_BEGIN_DECLS

GbExport *gb_export_lookup_new (GbLookupAnswer *answer,
                                GbLookupKind    kind,
                                GbExportForm    form);

G_END_DECLS
