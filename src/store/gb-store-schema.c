/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-store-schema.h"

#include "gb-store-resource.h"

/* A migration that has been released is never changed: new ones go to the end. */
static const GbSqlMigration cache_migrations[] = {
  { gb_store_resource, GB_STORE_RECORDS_001 },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/cache-001.sql" },
  { gb_store_resource, GB_STORE_RECORDS_002 },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/cache-002.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/cache-003.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/cache-004.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/cache-005.sql" },
  { gb_store_resource, GB_STORE_RECORDS_003 },
  { gb_store_resource, GB_STORE_RECORDS_004 },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/cache-006.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/cache-007.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/cache-008.sql" },
};

static const GbSqlMigration local_migrations[] = {
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/local-001.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/local-002.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/local-003.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/local-004.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/local-005.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/local-006.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/local-007.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/local-008.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/local-009.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/local-010.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/local-011.sql" },
  { gb_store_resource, GB_STORE_RESOURCE_PATH "/local-012.sql" },
};

static const GbSqlSchema cache_schema = { GB_CACHE_APPLICATION_ID, cache_migrations,
                                          G_N_ELEMENTS (cache_migrations) };
static const GbSqlSchema local_schema = { GB_LOCAL_APPLICATION_ID, local_migrations,
                                          G_N_ELEMENTS (local_migrations) };

/**
 * gb_store_resource:
 *
 * Returns: (transfer none): the resource that holds the migrations
 */
GResource *
gb_store_resource (void)
{
  return gb_store_files_get_resource ();
}

/**
 * gb_store_cache_schema:
 *
 * Returns: (transfer none): the cache: what can be fetched again
 */
const GbSqlSchema *
gb_store_cache_schema (void)
{
  return &cache_schema;
}

/**
 * gb_store_local_schema:
 *
 * Returns: (transfer none): FILE.local: what cannot
 */
const GbSqlSchema *
gb_store_local_schema (void)
{
  return &local_schema;
}
