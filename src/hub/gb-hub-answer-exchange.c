/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What dossier systems send: POST /v1/exchange/NAME and /v1/records. */
#include "gb-hub-call.h"

#include "gb-hub-import-private.h"
#include "gb-wire-json-split.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TAKEN "00"
#define PARTLY "01"
#define NO_MESSAGE "02"

/* @message: what came, where it is one. */
typedef gboolean (*Import) (GbHubCall          *call,
                            GbExchangeMessage  *message,
                            GbImportReport     *report,
                            GError            **error);

/* Imports with the eyes of the token: nothing of another agency is written. */
static gboolean
import_guarded (GbHubCall         *call,
                Import             import,
                GbExchangeMessage *message,
                GbImportReport    *report,
                GError           **error)
{
  GbHubLog *log = gb_hub_get_log (call->hub);
  g_auto (GbHubGuard) guard = { NULL };
  gboolean done;

  if (call->token.scope.agency == NULL)
    return import (call, message, report, error);
  if (!gb_hub_guard_load (&guard, call->connection, call->token.scope.agency, error))
    return FALSE;
  gb_hub_log_set_guard (log, &guard);
  done = import (call, message, report, error);
  gb_hub_log_set_guard (log, NULL);
  return done;
}

static void
append_reply (GString    *json,
              const char *code,
              const char *message)
{
  g_string_append_printf (json, "{\"error_code\":\"%s\",\"message\":", code);
  gb_wire_json_append_string (json, message);
}

/* The reply that dossier systems know (exchange.md), with what became of the records for those that
 * want to know more. */
static GbHubAnswer *
reply (GbImportReport *report)
{
  guint refused = gb_import_report_n_refused (report);
  g_autofree char *details = gb_import_report_to_json (report);
  g_autofree char *message = NULL;
  GString *json = g_string_new (NULL);

  message = refused == 0 ? g_strdup (_("Taken"))
                         : g_strdup_printf (ngettext ("Taken but for %u record, which “refused” lists",
                                                    "Taken but for %u records, which “refused” lists", refused),
                                          refused);
  append_reply (json, refused == 0 ? TAKEN : PARTLY, message);
  g_string_append_c (json, ',');
  g_string_append (json, details + strlen ("{"));
  return gb_hub_answer_new (200, "application/json", GB_HUB_KEEP_NOTHING, g_string_free_to_bytes (json));
}

static GbHubAnswer *
reply_no_message (const GError *error)
{
  GString *json = g_string_new (NULL);

  append_reply (json, NO_MESSAGE, error->message);
  g_string_append_c (json, '}');
  return gb_hub_answer_new (400, "application/json", GB_HUB_KEEP_NOTHING, g_string_free_to_bytes (json));
}

static gboolean
import_message (GbHubCall         *call,
                GbExchangeMessage *message,
                GbImportReport    *report,
                GError           **error)
{
  return gb_hub_import_message (call->hub, "message", call->request->body, message, report, error);
}

GbHubAnswer *
gb_hub_answer_exchange (GbHubCall *call)
{
  GbExchangeService service =
      g_str_has_suffix (call->request->path, "/DongBoHoSoMC") ? GB_EXCHANGE_DOSSIERS : GB_EXCHANGE_STEPS;
  g_autoptr (GbImportReport) report = gb_import_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GbExchangeMessage) message = gb_exchange_message_new_service (call->request->body, service, &error);

  if (message == NULL)
    return reply_no_message (error);
  return import_guarded (call, import_message, message, report, &error) ? reply (report)
                                                                        : gb_hub_call_fail (call, error);
}

static gboolean
import_records (GbHubCall         *call,
                GbExchangeMessage *message,
                GbImportReport    *report,
                GError           **error)
{
  return gb_hub_import_records (call->hub, "records", call->request->body, report, error);
}

GbHubAnswer *
gb_hub_answer_records (GbHubCall *call)
{
  g_autoptr (GbImportReport) report = gb_import_report_new ();
  g_autoptr (GError) error = NULL;
  char *json;

  if (!import_guarded (call, import_records, NULL, report, &error))
    return gb_hub_call_fail (call, error);
  json = gb_import_report_to_json (report);
  return gb_hub_answer_new (200, "application/json", GB_HUB_KEEP_NOTHING, g_bytes_new_take (json, strlen (json)));
}
