/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-scorecard.h"

G_BEGIN_DECLS

const char *gb_score_words_group     (int                 group);
const char *gb_score_words_indicator (GbScoreIndicator    indicator);
const char *gb_score_words_formula   (GbScoreIndicator    indicator);
const char *gb_score_words_source    (GbScoreIndicator    indicator);
char       *gb_score_words_number    (double              value,
                                      int                 decimals);
char       *gb_score_words_points    (double              points,
                                      double              max);
char       *gb_score_words_ratio     (GbScoreIndicator    indicator,
                                      const GbScoreLine  *line);
char       *gb_score_words_inputs    (GbScoreIndicator    indicator,
                                      const GbScoreLine  *line);
char       *gb_score_words_caption   (GbScoreIndicator    indicator,
                                      const GbScoreLine  *line);
char       *gb_score_words_line_points (GbScoreIndicator  indicator,
                                        const GbScoreLine *line);
char       *gb_score_words_part      (const GbScoreLine  *line,
                                      GbScorePart         part);
char       *gb_score_words_group_caption (const GbScoreTotal *total);
char       *gb_score_words_procedure (GbScoreIndicator              indicator,
                                      const GbScoreProcedure       *procedure,
                                      const GbScoreProcedureCount  *count);
char       *gb_score_words_issue     (const GbScoreIssue *issue,
                                      GbScoreIndicator    indicator);
char       *gb_score_words_set       (const GbDossierSet *set,
                                      GbDay               today);

G_END_DECLS
