/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbSqlMigration:
 * @resource: gives the resource that holds the file
 * @path: the file's path in it
 *
 * One numbered .sql file; the n-th of a schema takes a database from version n - 1 to n.
 */
typedef struct
{
  GResource *(*resource) (void);
  const char *path;
} GbSqlMigration;

/**
 * GbSqlSchema:
 * @application_id: written into the file's header, so that it is known as ours
 * @migrations: in order
 * @n_migrations: how many; the newest version this program knows
 */
typedef struct
{
  guint32 application_id;
  const GbSqlMigration *migrations;
  guint n_migrations;
} GbSqlSchema;

gboolean gb_sql_schema_check   (const GbSqlSchema  *self,
                                GbSqlConnection    *connection,
                                GError            **error);
gboolean gb_sql_schema_migrate (const GbSqlSchema  *self,
                                GbSqlConnection    *connection,
                                GError            **error);

G_END_DECLS
