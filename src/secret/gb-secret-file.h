/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-key.h"

G_BEGIN_DECLS

GbSqlKey *gb_secret_file_load_key (const char  *path,
                                   GError     **error);

G_END_DECLS
