/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-export-write.h"

G_BEGIN_DECLS

GbTable *gb_export_contacts_table (GPtrArray *contacts);

G_END_DECLS
