/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-sql-error.h"

#include <sqlite3.h>

G_DEFINE_QUARK (gb-sql-error-quark, gb_sql_error)

/**
 * gb_sql_error_from_code:
 * @extended_code: a result code of SQLite, extended or not
 *
 * Returns: the code of our domain that tells a caller what can be done about it
 */
GbSqlError
gb_sql_error_from_code (int extended_code)
{
  switch (extended_code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return GB_SQL_ERROR_BUSY;
    case SQLITE_FULL:
      return GB_SQL_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return GB_SQL_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
      return GB_SQL_ERROR_CANT_OPEN;
    case SQLITE_CORRUPT:
      return GB_SQL_ERROR_CORRUPT;
    case SQLITE_NOTADB:
      return GB_SQL_ERROR_NOT_A_DATABASE;
    case SQLITE_CONSTRAINT:
      return GB_SQL_ERROR_CONSTRAINT;
    case SQLITE_INTERRUPT:
      return GB_SQL_ERROR_INTERRUPTED;
    case SQLITE_IOERR:
      return GB_SQL_ERROR_IO;
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return GB_SQL_ERROR_VALUE;
    default:
      return GB_SQL_ERROR_FAILED;
    }
}
