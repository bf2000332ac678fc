/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-procedure.h"
#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbProcedureRank:
 * @GB_PROCEDURE_RANK_SAME: its code or its name is what was looked for
 * @GB_PROCEDURE_RANK_BEGINS: its name or its code begins with it
 * @GB_PROCEDURE_RANK_PHRASE: it stands in the name as it was typed
 * @GB_PROCEDURE_RANK_NAME: all words are in the name
 * @GB_PROCEDURE_RANK_HEAD: all words are in name, field and code
 * @GB_PROCEDURE_RANK_TEXT: all words are somewhere, in the papers or the steps
 * @GB_PROCEDURE_RANK_NEAR: not all words, but no fewer than half of them in name, field and code
 * @GB_PROCEDURE_RANK_NONE: it was not looked for
 *
 * How well a procedure answers, the best first.
 */
typedef enum
{
  GB_PROCEDURE_RANK_SAME,
  GB_PROCEDURE_RANK_BEGINS,
  GB_PROCEDURE_RANK_PHRASE,
  GB_PROCEDURE_RANK_NAME,
  GB_PROCEDURE_RANK_HEAD,
  GB_PROCEDURE_RANK_TEXT,
  GB_PROCEDURE_RANK_NEAR,
  GB_PROCEDURE_RANK_NONE,
} GbProcedureRank;

/**
 * GbProcedureField:
 * @name: (owned): a field (lĩnh vực)
 * @count: how many procedures it has among those found
 */
typedef struct
{
  char *name;
  guint count;
} GbProcedureField;

#define GB_TYPE_PROCEDURE_CATALOGUE (gb_procedure_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (GbProcedureCatalogue, gb_procedure_catalogue, GB, PROCEDURE_CATALOGUE, GObject)

GbProcedureCatalogue *gb_procedure_catalogue_load   (GbSqlConnection       *connection,
                                                     GbDay                  today,
                                                     GError               **error);
GPtrArray            *gb_procedure_catalogue_find   (GbProcedureCatalogue  *self,
                                                     const char            *text,
                                                     const char            *field,
                                                     GbProcedureRank       *best);
GPtrArray            *gb_procedure_catalogue_fields (GbProcedureCatalogue  *self,
                                                     const char            *text);
GbProcedure          *gb_procedure_catalogue_get    (GbProcedureCatalogue  *self,
                                                     const char            *id);
GbProcedure          *gb_procedure_catalogue_of     (GbProcedureCatalogue  *self,
                                                     const char            *code,
                                                     const char            *name);
guint                 gb_procedure_catalogue_count  (GbProcedureCatalogue  *self);

void                  gb_procedure_field_free       (GbProcedureField      *self);

G_END_DECLS
