/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-core-enums.h"
#include "gb-fact.h"
#include "gb-json-fields.h"

G_BEGIN_DECLS

/**
 * GbExchangeSupplement:
 * @id: (nullable): the system's own id
 * @asked: when papers were asked for, UTC seconds or %GB_JSON_NO_TIME
 * @completed: when they were complete, UTC seconds or %GB_JSON_NO_TIME
 * @content: (nullable): which papers
 * @new_due: the new official due date, UTC seconds or %GB_JSON_NO_TIME
 * @new_due_is_date: whether @new_due has no time of day
 *
 * One asking for papers (yêu cầu bổ sung) of a dossier.
 */
typedef struct
{
  char *id;
  gint64 asked;
  gint64 completed;
  char *content;
  gint64 new_due;
  gboolean new_due_is_date;
} GbExchangeSupplement;

/**
 * GbExchangeDossier:
 * @code: the dossier's code
 * @procedure_code: (nullable): national code of the procedure
 * @procedure: (nullable): its name
 * @field_code: (nullable): code of the field
 * @field: (nullable): its name
 * @channel: how it came in; 0 when not told, which stands for the desk
 * @applicant: (nullable): name
 * @phone: (nullable): as written
 * @summary: (nullable): what it is about
 * @unit: (nullable): the unit that handles it
 * @submitted: UTC seconds or %GB_JSON_NO_TIME, as are the other times
 * @due: the official due date (ngày hẹn trả)
 * @due_is_date: whether @due has no time of day
 * @state: 0 when not told
 * @supplements: (element-type GbExchangeSupplement): in the message's order
 * @facts: by #GbFact
 *
 * A dossier as a DongBoHoSoMC message tells it. Identity numbers and e-mail are not read, of fees and
 * files only what @facts say: the application has no use for more.
 */
typedef struct
{
  char *code;
  char *procedure_code;
  char *procedure;
  char *field_code;
  char *field;
  GbChannel channel;
  char *applicant;
  char *phone;
  char *summary;
  char *unit;
  gint64 submitted;
  gint64 accepted;
  gint64 refused;
  gint64 due;
  gboolean due_is_date;
  gint64 ready;
  gint64 handed_over;
  GbDossierState state;
  GPtrArray *supplements;
  GbFactAnswer facts[GB_N_FACTS];
} GbExchangeDossier;

/**
 * GbExchangeStep:
 * @code: the dossier's code
 * @at: when, UTC seconds
 * @state: the state it brought
 * @officer: (nullable): name
 * @title: (nullable): the officer's title
 * @unit: (nullable): the officer's unit
 * @text: (nullable): what was done
 * @planned_from: UTC seconds or %GB_JSON_NO_TIME
 * @planned_to: UTC seconds or %GB_JSON_NO_TIME
 *
 * A step in a dossier's progress as a CapNhatTienDoHoSoMC message tells it.
 */
typedef struct
{
  char *code;
  gint64 at;
  GbDossierState state;
  char *officer;
  char *title;
  char *unit;
  char *text;
  gint64 planned_from;
  gint64 planned_to;
} GbExchangeStep;

GbExchangeDossier    *gb_exchange_dossier_new     (void);
GbExchangeDossier    *gb_exchange_dossier_read    (JsonObject                  *object,
                                                   char                       **field,
                                                   GError                     **error);
void                  gb_exchange_dossier_free    (GbExchangeDossier           *self);
GbExchangeSupplement *gb_exchange_supplement_copy (const GbExchangeSupplement  *self);
void                  gb_exchange_supplement_free (gpointer                     self);

GbExchangeStep       *gb_exchange_step_read       (JsonObject                  *object,
                                                   char                       **field,
                                                   GError                     **error);
char                 *gb_exchange_step_make_id    (const GbExchangeStep        *self);
void                  gb_exchange_step_free       (GbExchangeStep              *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbExchangeDossier, gb_exchange_dossier_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbExchangeStep, gb_exchange_step_free)

G_END_DECLS
