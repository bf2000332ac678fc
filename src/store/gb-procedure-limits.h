/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-limit.h"
#include "gb-sql-connection.h"
#include "gb-sql-statement.h"

G_BEGIN_DECLS

/**
 * GbProcedureLimit:
 * @limit: how much time the law gives
 * @source: (owned) (nullable): the article that sets it
 * @shipped: whether it is of the list that comes with the program
 *
 * The time limit of one version of a procedure.
 */
typedef struct
{
  GbLimit limit;
  char *source;
  gboolean shipped;

  /*< private >*/
  char *code;
  char *from;
  char *to;
} GbProcedureLimit;

#define GB_TYPE_PROCEDURE_LIMITS (gb_procedure_limits_get_type ())
G_DECLARE_FINAL_TYPE (GbProcedureLimits, gb_procedure_limits, GB, PROCEDURE_LIMITS, GObject)

GbProcedureLimits      *gb_procedure_limits_load   (GbSqlConnection    *connection,
                                                    GError            **error);
const GbProcedureLimit *gb_procedure_limits_find   (GbProcedureLimits  *self,
                                                    const char         *code,
                                                    const char         *name,
                                                    GbDay               day);
GArray                 *gb_procedure_limits_others (GbProcedureLimits  *self,
                                                    const char         *code,
                                                    const char         *name,
                                                    GbDay               day);
gboolean                gb_procedure_limits_get    (GbSqlStatement     *statement,
                                                    int                 column,
                                                    GbLimit            *limit);

G_END_DECLS
