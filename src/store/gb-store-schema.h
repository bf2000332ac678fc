/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-migration.h"

G_BEGIN_DECLS

#define GB_STORE_RESOURCE_PATH "/io/github/giaoban/GiaoBan/store"
/* The tables of all record types; a hub's own schema begins with it too. */
#define GB_STORE_RECORDS_001   GB_STORE_RESOURCE_PATH "/records-001.sql"
#define GB_STORE_RECORDS_002   GB_STORE_RESOURCE_PATH "/records-002.sql"
#define GB_STORE_RECORDS_003   GB_STORE_RESOURCE_PATH "/records-003.sql"
#define GB_STORE_RECORDS_004   GB_STORE_RESOURCE_PATH "/records-004.sql"
#define GB_STORE_CACHE_FINISHED GB_STORE_RESOURCE_PATH "/cache-finished.sql"

/* "GBch" and "GBlo" */
#define GB_CACHE_APPLICATION_ID 0x47426368
#define GB_LOCAL_APPLICATION_ID 0x47426c6f

GResource         *gb_store_resource     (void);
const GbSqlSchema *gb_store_cache_schema (void);
const GbSqlSchema *gb_store_local_schema (void);

G_END_DECLS
