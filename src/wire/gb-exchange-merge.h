/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-exchange-record.h"

G_BEGIN_DECLS

void    gb_exchange_dossier_merge    (GbExchangeDossier        *self,
                                      const GbExchangeDossier  *news,
                                      gboolean                  older);
gint64  gb_exchange_dossier_told_at  (const GbExchangeDossier  *self);
gint64  gb_exchange_dossier_new_due  (const GbExchangeDossier  *self,
                                      gboolean                 *is_date);
char   *gb_exchange_dossier_to_json  (const GbExchangeDossier  *self);
char   *gb_exchange_step_to_data     (const GbExchangeStep     *self);

G_END_DECLS
