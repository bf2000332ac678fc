/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier.h"
#include "gb-letter-desk.h"
#include "gb-letters-urges.h"

G_BEGIN_DECLS

/**
 * GbUrgeFormItem:
 * @dossier: (owned): what is urged
 * @slip: (owned) (nullable): the slip about it; %NULL while none is written
 */
typedef struct
{
  GbDossier *dossier;
  GbUrge *slip;
} GbUrgeFormItem;

/**
 * GbUrgeForm:
 * @officer: (owned) (nullable): whom it goes to
 * @title: (owned) (nullable): that officer's title
 * @commune: (owned) (nullable): the commune that owns the clocks, with its type: "phường Nghĩa Lộ"
 * @commune_name: (owned) (nullable): the same without its type
 * @items: (owned) (element-type GbUrgeFormItem): the dossiers, those due first come first
 * @made: when it was written, UTC seconds, 0 = not yet
 * @answer_due: until when an answer is expected, UTC seconds
 * @text: (owned) (nullable): what all slips say, where they say the same
 * @signer: (owned) (nullable): the name of who signs
 * @role: as what
 * @day_seconds: how long a working day is
 * @as_of: up to when the data are complete, UTC seconds, 0 = not known
 * @illustration: whether the data are made up
 *
 * All that stands in an urging slip (phiếu đôn đốc) to one officer.
 */
typedef struct
{
  char *officer;
  char *title;
  char *commune;
  char *commune_name;
  GPtrArray *items;
  gint64 made;
  gint64 answer_due;
  char *text;
  char *signer;
  GbSignerRole role;
  int day_seconds;
  gint64 as_of;
  gboolean illustration;
} GbUrgeForm;

/* Functions that block and read; run them on a thread of the store. */
GbUrgeForm *gb_urge_form_load    (GbLetterDesk        *desk,
                                  GbSqlConnection     *connection,
                                  const char *const   *dossiers,
                                  const char          *text,
                                  const char          *signer,
                                  GError             **error);
GPtrArray  *gb_urge_form_group   (GbSqlConnection     *connection,
                                  const char *const   *dossiers,
                                  gint64               now,
                                  GError             **error);
GPtrArray  *gb_urge_form_overdue (GbSqlConnection     *connection,
                                  const char          *commune,
                                  const char          *officer,
                                  gint64               now,
                                  GError             **error);
void        gb_urge_form_free    (GbUrgeForm          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbUrgeForm, gb_urge_form_free)

G_END_DECLS
