/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-seed-plan.h"

G_BEGIN_DECLS

/**
 * GbSeedIssue:
 *
 * A difficulty (vướng mắc, kiến nghị), a guidance question (xin ý kiến nghiệp vụ) or a citizen's
 * report (phản ánh). Times are UTC seconds, 0 = not yet.
 */
typedef struct
{
  const char *id;
  GbSeedCommune *commune;
  const char *kind;
  const char *field;
  const char *title;
  const char *state;
  const char *level;
  const char *department; /* (nullable): agency id */
  gint64 raised;
  gint64 due;
  gint64 answered;
  const char *answer; /* (nullable) */
  GbDay cycle; /* the Thursday, or GB_DAY_NONE */
  int urged;
  gboolean located;
  gint64 forwarded; /* 0 = not yet, as of the next ones */
  gint64 refused;
  gint64 supplement_asked;
  gint64 published;
  const char *rating; /* (nullable) */
  gboolean repeated;
  gboolean guidance;
} GbSeedIssue;

void gb_seed_issue_line   (const GbSeedIssue *issue,
                           GbRandom          *random,
                           GString           *lines);
void gb_seed_issue_note   (const GbSeedIssue *issue,
                           int                number,
                           gint64             at,
                           const char        *kind,
                           const char        *author,
                           const char        *text,
                           GString           *lines);
void gb_seed_issues       (GbSeedWorld       *world,
                           GbSeedPlan        *plan,
                           GString           *lines);
void gb_seed_issue_answers
                          (GbSeedCommune     *commune,
                           gint64             now,
                           GString           *lines);
void gb_seed_issue_rules  (GString           *lines);
void gb_seed_scene_issues (const GbSeedScene *scene,
                           GbSeedWorld       *world,
                           GString           *lines);

G_END_DECLS
