/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Nobody sends more at once; a file beyond it is to be cut. */
#define GB_EXCHANGE_MAX_BYTES (256 * 1024 * 1024)

/**
 * GbExchangeService:
 * @GB_EXCHANGE_DOSSIERS: DongBoHoSoMC
 * @GB_EXCHANGE_STEPS: CapNhatTienDoHoSoMC
 */
typedef enum
{
  GB_EXCHANGE_DOSSIERS,
  GB_EXCHANGE_STEPS,
} GbExchangeService;

#define GB_TYPE_EXCHANGE_MESSAGE (gb_exchange_message_get_type ())
G_DECLARE_FINAL_TYPE (GbExchangeMessage, gb_exchange_message, GB, EXCHANGE_MESSAGE, GObject)

GbExchangeMessage *gb_exchange_message_new_json    (GBytes             *bytes,
                                                    GError            **error);
GbExchangeMessage *gb_exchange_message_new_service (GBytes             *bytes,
                                                    GbExchangeService   service,
                                                    GError            **error);
GbExchangeMessage *gb_exchange_message_new_csv     (GBytes             *bytes,
                                                    GError            **error);

GbExchangeService  gb_exchange_message_get_service (GbExchangeMessage  *self);
const char        *gb_exchange_message_get_owner   (GbExchangeMessage  *self);
guint              gb_exchange_message_n_records   (GbExchangeMessage  *self);
JsonObject        *gb_exchange_message_dup_record  (GbExchangeMessage  *self,
                                                    guint               index,
                                                    GError            **error);

G_END_DECLS
