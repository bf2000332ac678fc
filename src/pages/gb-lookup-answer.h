/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-contact.h"
#include "gb-guidance.h"
#include "gb-procedure-catalogue.h"
#include "gb-store.h"

G_BEGIN_DECLS

/**
 * GbLookupKind:
 * @GB_LOOKUP_PROCEDURES: how is it done?
 * @GB_LOOKUP_PLACES: where is it now?
 * @GB_LOOKUP_GUIDANCE: what did the department say?
 * @GB_LOOKUP_CONTACTS: whom can I ask?
 *
 * What can be looked up.
 */
typedef enum
{
  GB_LOOKUP_PROCEDURES,
  GB_LOOKUP_PLACES,
  GB_LOOKUP_GUIDANCE,
  GB_LOOKUP_CONTACTS,
} GbLookupKind;

#define GB_N_LOOKUP_KINDS 4

/**
 * GbLookupAnswer:
 * @text: (owned): what was looked for; empty for all
 * @field: (owned) (nullable): the field whose procedures are @procedures
 * @fields: (owned) (element-type GbProcedureField): of all procedures found
 * @procedures: (owned) (element-type GbProcedure): the best first
 * @best: how well the best one of all fields answers
 * @places: (owned) (element-type GbCommune)
 * @guidance: (owned) (element-type GbGuidance)
 * @contacts: (owned) (element-type GbContact)
 * @as_of: how old what is told is, UTC seconds, 0 = nothing has come yet
 * @now: when it was read, UTC seconds
 *
 * What was found for one question, of each kind. Never changed once it is made.
 */
typedef struct
{
  char *text;
  char *field;
  GPtrArray *fields;
  GPtrArray *procedures;
  GbProcedureRank best;
  GPtrArray *places;
  GPtrArray *guidance;
  GPtrArray *contacts;
  gint64 as_of;
  gint64 now;
} GbLookupAnswer;

void            gb_lookup_answer_read_async  (GbStore              *store,
                                              const char           *text,
                                              const char           *field,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GbLookupAnswer *gb_lookup_answer_read_finish (GbStore              *store,
                                              GAsyncResult         *result,
                                              GError              **error);
guint           gb_lookup_answer_count       (const GbLookupAnswer *self,
                                              GbLookupKind          kind);
GbLookupAnswer *gb_lookup_answer_ref         (GbLookupAnswer       *self);
void            gb_lookup_answer_unref       (GbLookupAnswer       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbLookupAnswer, gb_lookup_answer_unref)

G_END_DECLS
