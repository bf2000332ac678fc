/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-hub.h"
#include "gb-import-report.h"

G_BEGIN_DECLS

/*
 * The doors of the hub, the same for files, for the seed and (later) for HTTP. Each call is one or
 * more whole transactions; what was taken is in @report (may be NULL) also when a later part fails.
 * FALSE + @error only when nothing more can be done (database, or a file that is no such file at
 * all); a record that cannot be taken is refused in @report and the rest goes in. The same bytes
 * again change nothing. Blocking; from the thread that opened the hub.
 *
 * The order that needs no second run: communes, procedures, calendar; records with the agencies
 * (their `exchange_codes` tell whose dossiers a message brings) and commune-hours; messages; the
 * other records. Dossiers received in another commune: after their messages a feed line
 * {"op":"put","type":"dossier","id":CODE,"data":{"received_by":"21031"}} adds what no message carries.
 */
gboolean gb_hub_import_exchange   (GbHub           *self,
                                   const char      *name,
                                   GBytes          *bytes,
                                   GbImportReport  *report,
                                   GError         **error);
gboolean gb_hub_import_records    (GbHub           *self,
                                   const char      *name,
                                   GBytes          *bytes,
                                   GbImportReport  *report,
                                   GError         **error);
gboolean gb_hub_import_csv        (GbHub           *self,
                                   const char      *name,
                                   GBytes          *bytes,
                                   GbImportReport  *report,
                                   GError         **error);

gboolean gb_hub_import_communes   (GbHub           *self,
                                   const char      *communes_path,
                                   const char      *predecessors_path,
                                   GbImportReport  *report,
                                   GError         **error);
gboolean gb_hub_import_procedures (GbHub           *self,
                                   const char      *path,
                                   GbImportReport  *report,
                                   GError         **error);
gboolean gb_hub_import_calendar   (GbHub           *self,
                                   const char      *path,
                                   GbImportReport  *report,
                                   GError         **error);

G_END_DECLS
