/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-dossier.h"

#include <glib/gi18n-lib.h>

/* The row of a dossier in `queue` and `dossier`. */
const GbSheetColumn gb_cli_dossier_columns[GB_CLI_N_DOSSIER_COLUMNS] = {
  { "code", N_("Code"), 0 },
  { "procedure", N_("Procedure"), 40 },
  { "procedure_code", NULL, 0 },
  { "applicant", N_("Applicant"), 28 },
  { "field", N_("Field"), 20 },
  { "officer", N_("Officer"), 24 },
  { "commune", N_("Commune"), 0 },
  { "received_by", NULL, 0 },
  { "submitted", NULL, 0 },
  { "received", N_("Received"), 0 },
  { "due", N_("Due"), 0 },
  { "finished", N_("Finished"), 0 },
  { "state", N_("State"), 0 },
  { "class", N_("Class"), 0 },
  { "remaining_minutes", N_("Minutes left"), 0 },
};

/**
 * gb_cli_dossier_cells:
 * @sheet: in a row whose next column is the first of gb_cli_dossier_columns
 * @dossier: a dossier
 */
void
gb_cli_dossier_cells (GbSheet   *sheet,
                      GbDossier *dossier)
{
  gb_sheet_text (sheet, gb_dossier_get_code (dossier));
  gb_sheet_text (sheet, gb_dossier_get_procedure (dossier));
  gb_sheet_text (sheet, gb_dossier_get_procedure_code (dossier));
  gb_sheet_text (sheet, gb_dossier_get_applicant (dossier));
  gb_sheet_text (sheet, gb_dossier_get_field (dossier));
  gb_sheet_text (sheet, gb_dossier_get_officer (dossier));
  gb_sheet_text (sheet, gb_dossier_get_commune (dossier));
  gb_sheet_text (sheet, gb_dossier_get_received_by (dossier));
  gb_sheet_time (sheet, gb_dossier_get_submitted (dossier));
  gb_sheet_time (sheet, gb_dossier_get_received (dossier));
  gb_sheet_time (sheet, gb_dossier_get_due (dossier));
  gb_sheet_time (sheet, gb_dossier_get_finished (dossier));
  gb_sheet_state (sheet, gb_dossier_get_state (dossier), gb_dossier_state_label (gb_dossier_get_state (dossier)));
  gb_sheet_choice (sheet, gb_deadline_class_nick (gb_dossier_get_class (dossier)),
                   gb_deadline_class_label (gb_dossier_get_class (dossier)));
  if (gb_dossier_has_remaining (dossier))
    gb_sheet_integer (sheet, gb_dossier_get_remaining (dossier) / 60);
  else
    gb_sheet_null (sheet);
}
