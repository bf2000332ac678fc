/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-cli.h"
#include "gb-table-file.h"

G_BEGIN_DECLS

typedef struct _GbCliExportKind GbCliExportKind;

/**
 * GbCliExport:
 * @kind: what is exported
 * @cli: the program; not for the thread that writes
 * @file: where to
 * @suffix: the file's, with its point: one of the kind's forms
 * @plain: whether a CSV is for programs
 * @commune: (nullable): whose, by its code; %NULL for the whole scope
 * @now: UTC seconds
 * @wanted: (owned) (nullable): what the kind's own options said
 * @n_rows: (out): how many rows are in the file
 * @saved: (out): whether it is there
 *
 * An export on its way.
 */
typedef struct
{
  const GbCliExportKind *kind;
  GbCli *cli;
  GFile *file;
  const char *suffix;
  gboolean plain;
  const char *commune;
  gint64 now;
  gpointer wanted;
  gint64 n_rows;
  gboolean saved;
} GbCliExport;

/**
 * GbCliExportKind:
 * @what: as it is typed
 * @forms: suffixes of files that it can be written as, with a space between them
 * @parse: takes the kind's own options out of the arguments, those of the command that lists the same
 * @free: (nullable): frees GbCliExport.wanted
 * @save: writes the file and says how many rows it has; runs on a thread of the store
 *
 * Something that can be exported.
 */
struct _GbCliExportKind
{
  const char *what;
  const char *forms;
  gboolean (*parse) (GbCliExport  *self,
                     int          *argc,
                     char       ***argv,
                     GError      **error);
  void (*free) (gpointer wanted);
  gboolean (*save) (GbCliExport      *self,
                    GbSqlConnection  *connection,
                    GCancellable     *cancellable,
                    GError          **error);
};

extern const GbCliExportKind gb_cli_export_channels;
extern const GbCliExportKind gb_cli_export_communes;
extern const GbCliExportKind gb_cli_export_deadlines;
extern const GbCliExportKind gb_cli_export_dossiers;
extern const GbCliExportKind gb_cli_export_issues;
extern const GbCliExportKind gb_cli_export_letters;
extern const GbCliExportKind gb_cli_export_people;
extern const GbCliExportKind gb_cli_export_reconcile;
extern const GbCliExportKind gb_cli_export_scorecard;
extern const GbCliExportKind gb_cli_export_tasks;
extern const GbCliExportKind gb_cli_export_tracking;
extern const GbCliExportKind gb_cli_export_visits;

gboolean gb_cli_export_no_options (GbCliExport      *self,
                                   int              *argc,
                                   char           ***argv,
                                   GError          **error);
gboolean gb_cli_export_is         (const GbCliExport *self,
                                   const char       *suffix);
gboolean gb_cli_export_table      (GbCliExport      *self,
                                   GbSqlConnection  *connection,
                                   GbTable          *table,
                                   GCancellable     *cancellable,
                                   GError          **error);

G_END_DECLS
