/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-action-codec.h"
#include "gb-action-queue.h"

G_BEGIN_DECLS

GbActionMessage *gb_outbox_message           (const GbAction        *action);
GbActionOutcome *gb_outbox_outcome_of_result (const GbAction        *action,
                                              const GbActionResult  *result,
                                              gint64                 now);
GbActionOutcome *gb_outbox_outcome_refused   (const GbAction        *action,
                                              const char            *problem);
GbActionOutcome *gb_outbox_outcome_again     (const GbAction        *action,
                                              GbActionState          state,
                                              const char            *problem,
                                              guint                  retry_after,
                                              gint64                 now);
GbActionOutcome *gb_outbox_outcome_unsent    (const GbAction        *action);

G_END_DECLS
