/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-limit.h"
#include "gb-sql-statement.h"
#include "gb-time.h"

G_BEGIN_DECLS

/**
 * GbProcedureChecked:
 *
 * What of a procedure was compared with a published list (data/procedures/README.md); what was not should be compared
 * with the province's decision before anybody relies on it.
 */
typedef enum
{
  GB_PROCEDURE_CHECKED_CODE = 1 << 0,
  GB_PROCEDURE_CHECKED_LIMIT = 1 << 1,
  GB_PROCEDURE_CHECKED_FEE = 1 << 2,
  GB_PROCEDURE_CHECKED_PAPERS = 1 << 3,
} GbProcedureChecked;

/* Nobody knows: of a fee, or whether something is so. */
#define GB_PROCEDURE_UNKNOWN (-1)

/**
 * GbProcedureStep:
 * @name: (owned): what is done
 * @unit: (owned) (nullable): by whom
 * @note: (owned) (nullable): what is to be known of it
 */
typedef struct
{
  char *name;
  char *unit;
  char *note;
} GbProcedureStep;

/**
 * GbProcedure:
 * @id: (owned): the record's
 * @code: (owned) (nullable): the national code
 * @name: (owned)
 * @field: (owned): lĩnh vực
 * @limited: whether @limit is known
 * @limit: how much time the law gives
 * @limit_source: (owned) (nullable): the article that sets it
 * @fee: đồng, or %GB_PROCEDURE_UNKNOWN
 * @fee_note: (owned) (nullable): when it is due
 * @papers: (owned): what is to be handed in, each in words
 * @steps: (owned) (element-type GbProcedureStep): in their order
 * @online: (owned) (nullable): "full", "partial" or "none"
 * @paper_result: 1 where a paper or its electronic form is handed over at the end, 0, or %GB_PROCEDURE_UNKNOWN
 * @post: 1 where it can be sent by the public post (BCCI), 0, or %GB_PROCEDURE_UNKNOWN
 * @authority: (owned) (nullable): who decides
 * @source: (owned) (nullable): the laws it is made from
 * @valid_from: first day, or %GB_DAY_NONE
 * @valid_to: last day, or %GB_DAY_NONE
 * @shipped: whether it is of the list that comes with the program
 * @checked: what of it was compared with a published list
 *
 * A version of a procedure (thủ tục hành chính). Never changed once it is made; any thread may read it.
 */
typedef struct
{
  char *id;
  char *code;
  char *name;
  char *field;
  gboolean limited;
  GbLimit limit;
  char *limit_source;
  gint64 fee;
  char *fee_note;
  GPtrArray *papers;
  GPtrArray *steps;
  char *online;
  int paper_result;
  int post;
  char *authority;
  char *source;
  GbDay valid_from;
  GbDay valid_to;
  gboolean shipped;
  guint checked;

  /*< private >*/
  gint64 number;       /* where its lists are found */
  GBytes *name_key;    /* the order of the alphabet */
  char *folded_name;   /* folded, for search */
  char *folded_field;
  char *folded_code;
  char *folded_rest;   /* papers, steps, authority and sources */
} GbProcedure;

GbProcedure *gb_procedure_new_from_row (GbSqlStatement *statement);
void         gb_procedure_fold         (GbProcedure    *self);
GbProcedure *gb_procedure_ref          (GbProcedure    *self);
void         gb_procedure_unref        (GbProcedure    *self);
gboolean     gb_procedure_is_same      (const GbProcedure *a,
                                        const GbProcedure *b);

void         gb_procedure_step_free    (GbProcedureStep *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbProcedure, gb_procedure_unref)

G_END_DECLS
