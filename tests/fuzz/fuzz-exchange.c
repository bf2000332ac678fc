/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "gb-exchange-merge.h"
#include "gb-exchange-message.h"
#include "gb-wire-json.h"

#include <string.h>

/* What is understood can be written, read again, and is then the same. */
static void
check_dossier (JsonObject *record)
{
  g_autoptr (GbExchangeDossier) dossier = gb_exchange_dossier_read (record, NULL, NULL);
  g_autoptr (GbExchangeDossier) again = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (dossier == NULL)
    return;
  first = gb_exchange_dossier_to_json (dossier);
  node = gb_wire_json_parse (first, strlen (first), NULL);
  g_assert_nonnull (node);
  again = gb_exchange_dossier_read (json_node_get_object (node), NULL, NULL);
  g_assert_nonnull (again);
  second = gb_exchange_dossier_to_json (again);
  g_assert_cmpstr (first, ==, second);
  gb_exchange_dossier_merge (again, dossier, FALSE);
  g_free (second);
  second = gb_exchange_dossier_to_json (again);
  g_assert_cmpstr (first, ==, second);
}

static void
check_step (JsonObject *record)
{
  g_autoptr (GbExchangeStep) step = gb_exchange_step_read (record, NULL, NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *id = NULL;
  g_autofree char *data = NULL;

  if (step == NULL)
    return;
  id = gb_exchange_step_make_id (step);
  data = gb_exchange_step_to_data (step);
  node = gb_wire_json_parse (data, strlen (data), NULL);
  g_assert_nonnull (node);
}

static void
check_message (GbExchangeMessage *message)
{
  for (guint i = 0; i < gb_exchange_message_n_records (message); i++)
    {
      g_autoptr (JsonObject) record = gb_exchange_message_dup_record (message, i, NULL);

      if (record == NULL)
        continue;
      check_dossier (record);
      check_step (record);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GbExchangeMessage) message = FUZZ_MESSAGE_NEW (bytes, NULL);

  if (message != NULL)
    check_message (message);
  return 0;
}
