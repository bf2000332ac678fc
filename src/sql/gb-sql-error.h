/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbSqlError:
 * @GB_SQL_ERROR_FAILED: the statement is wrong or SQLite failed in a way nobody can act on
 * @GB_SQL_ERROR_BUSY: another process holds the file longer than the busy timeout
 * @GB_SQL_ERROR_FULL: the disk is full; nothing was lost
 * @GB_SQL_ERROR_READ_ONLY: the file or its folder cannot be written
 * @GB_SQL_ERROR_CANT_OPEN: there is no such file, or it cannot be opened
 * @GB_SQL_ERROR_CORRUPT: the file is damaged
 * @GB_SQL_ERROR_NOT_A_DATABASE: the file is no SQLite database
 * @GB_SQL_ERROR_KEY: the key does not open the file: it is another's, or the file's beginning is damaged
 * @GB_SQL_ERROR_FOREIGN: the file is a database of another program
 * @GB_SQL_ERROR_NEWER: the database was made by a newer version of this program
 * @GB_SQL_ERROR_CONSTRAINT: a value breaks a constraint of its table
 * @GB_SQL_ERROR_INTERRUPTED: the statement was cancelled
 * @GB_SQL_ERROR_IO: the disk or file system failed
 * @GB_SQL_ERROR_VALUE: a value cannot be stored: wrong type, no such instant, malformed JSON
 */
typedef enum
{
  GB_SQL_ERROR_FAILED,
  GB_SQL_ERROR_BUSY,
  GB_SQL_ERROR_FULL,
  GB_SQL_ERROR_READ_ONLY,
  GB_SQL_ERROR_CANT_OPEN,
  GB_SQL_ERROR_CORRUPT,
  GB_SQL_ERROR_NOT_A_DATABASE,
  GB_SQL_ERROR_KEY,
  GB_SQL_ERROR_FOREIGN,
  GB_SQL_ERROR_NEWER,
  GB_SQL_ERROR_CONSTRAINT,
  GB_SQL_ERROR_INTERRUPTED,
  GB_SQL_ERROR_IO,
  GB_SQL_ERROR_VALUE,
} GbSqlError;

#define GB_SQL_ERROR (gb_sql_error_quark ())
GQuark     gb_sql_error_quark     (void);
GbSqlError gb_sql_error_from_code (int extended_code);

G_END_DECLS
