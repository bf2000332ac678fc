/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-scorecard.h"

G_BEGIN_DECLS

/**
 * GbScoreForecast:
 * @by: until when, UTC seconds
 * @without: (owned): the scorecard then, if nothing of these happens
 * @with: (owned): the scorecard then, if they are finished
 * @gain: points more; NAN when nothing can be told
 *
 * What finishing some dossiers is worth: "nếu xong 6 hồ sơ này trước thứ Sáu: +0,4 điểm".
 */
typedef struct
{
  gint64 by;
  GbScoreReport *without;
  GbScoreReport *with;
  double gain;
} GbScoreForecast;

GbScoreForecast *gb_score_forecast_load (GbSqlConnection       *connection,
                                         const GbTrackingSpan  *span,
                                         const char            *commune,
                                         const char *const     *ids,
                                         gint64                 by,
                                         GError               **error);
void             gb_score_forecast_free (GbScoreForecast       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbScoreForecast, gb_score_forecast_free)

G_END_DECLS
