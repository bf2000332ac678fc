/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-dossier-summary.h"
#include "gb-dossier.h"

G_BEGIN_DECLS

/**
 * GbDossiersOrder:
 *
 * The orders the user can choose. By remaining time those whose clock rests come last.
 */
typedef enum
{
  GB_DOSSIERS_ORDER_REMAINING,
  GB_DOSSIERS_ORDER_DUE,
  GB_DOSSIERS_ORDER_RECEIVED,
  GB_DOSSIERS_ORDER_CODE,
  GB_DOSSIERS_ORDER_PROCEDURE,
  GB_DOSSIERS_ORDER_APPLICANT,
  GB_DOSSIERS_ORDER_FIELD,
  GB_DOSSIERS_ORDER_OFFICER,
  GB_DOSSIERS_ORDER_STATE,
  GB_DOSSIERS_ORDER_ENDED,
  GB_DOSSIERS_ORDER_COMMUNE,
  GB_DOSSIERS_ORDER_RECEIVED_BY,
  GB_DOSSIERS_ORDER_CHANNEL,
  GB_DOSSIERS_ORDER_SUBMITTED,
} GbDossiersOrder;

#define GB_N_DOSSIERS_ORDERS 14

/**
 * GbDossiersMessage:
 * @description: (owned)
 * @action: (nullable): what the button does; %NULL: no button
 * @action_label: (owned) (nullable)
 */
typedef struct
{
  const char *icon_name;
  const char *title;
  char *description;
  const char *action;
  char *action_label;
} GbDossiersMessage;

const char    *gb_dossiers_order_nick      (GbDossiersOrder         order);
gboolean       gb_dossiers_order_parse     (const char             *nick,
                                            GbDossiersOrder        *order);
GbDossierSort  gb_dossiers_order_sort      (GbDossiersOrder         order);
GbDossiersOrder
               gb_dossiers_order_of        (GbDossierSort           sort);

const char    *gb_dossiers_words_filter    (GbDossierFilter         filter);
char          *gb_dossiers_words_summary   (guint                   n_rows,
                                            GbDossiersOrder         order,
                                            gboolean                descending);
char          *gb_dossiers_words_selected  (guint                   n_selected);
char          *gb_dossiers_words_found     (guint                   n_rows,
                                            const char             *search);
char          *gb_dossiers_words_everywhere (gint64                 n_rows);
char          *gb_dossiers_words_freshness (const GbDossierSummary *summary);
char          *gb_dossiers_words_moment    (gint64                  instant,
                                            gint64                  now);
char          *gb_dossiers_words_due       (gint64                  due,
                                            gint64                  now);
char          *gb_dossiers_words_applicant (GbDossier              *dossier,
                                            gboolean                masked);
char          *gb_dossiers_words_caption   (GbDossier              *dossier,
                                            gboolean                masked,
                                            gint64                  now);
char          *gb_dossiers_words_rescheduled
                                           (GbDossier              *dossier,
                                            gint64                  now);
char          *gb_dossiers_words_state     (GbDossier              *dossier,
                                            gint64                  now);
char          *gb_dossiers_words_row       (GbDossier              *dossier,
                                            int                     day_seconds,
                                            gboolean                masked,
                                            gint64                  now);
char          *gb_dossiers_words_outcome   (GbDossier              *dossier);
char          *gb_dossiers_words_remaining (GbDossier              *dossier,
                                            int                     day_seconds);
void           gb_dossiers_words_message   (const GError           *error,
                                            const char             *search,
                                            gboolean                limited,
                                            GbDossierFilter         filter,
                                            gint64                  n_everywhere,
                                            GbDossiersMessage      *message);

G_END_DECLS
