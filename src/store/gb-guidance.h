/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-sql-connection.h"

G_BEGIN_DECLS

/**
 * GbGuidance:
 * @issue: (owned): the id of the issue it answers
 * @title: (owned): what was asked
 * @text: (owned) (nullable): the question in full
 * @answer: (owned): the answer in full
 * @field: (owned)
 * @department: (owned) (nullable): the id of the agency that answered
 * @department_name: (owned) (nullable): its name
 * @answered: UTC seconds, 0 = not known
 *
 * An answer that a department published as guidance for all communes (hướng dẫn nghiệp vụ). Never changed once it is
 * made; any thread may read it.
 */
typedef struct
{
  char *issue;
  char *title;
  char *text;
  char *answer;
  char *field;
  char *department;
  char *department_name;
  gint64 answered;

  /*< private >*/
  char *head; /* folded, for search */
  char *rest;
} GbGuidance;

GPtrArray  *gb_guidance_find  (GbSqlConnection  *connection,
                               const char       *text,
                               GError          **error);
GbGuidance *gb_guidance_get   (GbSqlConnection  *connection,
                               const char       *issue,
                               GError          **error);
GbGuidance *gb_guidance_ref   (GbGuidance       *self);
void        gb_guidance_unref (GbGuidance       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbGuidance, gb_guidance_unref)

G_END_DECLS
