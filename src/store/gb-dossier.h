/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "gb-core-enums.h"

G_BEGIN_DECLS

#define GB_TYPE_DOSSIER (gb_dossier_get_type ())
G_DECLARE_FINAL_TYPE (GbDossier, gb_dossier, GB, DOSSIER, GObject)

gint64           gb_dossier_get_number         (GbDossier *self);
const char      *gb_dossier_get_code           (GbDossier *self);
const char      *gb_dossier_get_procedure      (GbDossier *self);
const char      *gb_dossier_get_procedure_code (GbDossier *self);
const char      *gb_dossier_get_applicant      (GbDossier *self);
const char      *gb_dossier_get_phone          (GbDossier *self);
const char      *gb_dossier_get_summary        (GbDossier *self);
const char      *gb_dossier_get_field          (GbDossier *self);
const char      *gb_dossier_get_officer        (GbDossier *self);
const char      *gb_dossier_get_unit           (GbDossier *self);
const char      *gb_dossier_get_commune        (GbDossier *self);
const char      *gb_dossier_get_received_by    (GbDossier *self);
GbChannel        gb_dossier_get_channel        (GbDossier *self);
GbDossierState   gb_dossier_get_state          (GbDossier *self);
GbDeadlineClass  gb_dossier_get_class          (GbDossier *self);
gint64           gb_dossier_get_submitted      (GbDossier *self);
gint64           gb_dossier_get_received       (GbDossier *self);
gint64           gb_dossier_get_due            (GbDossier *self);
gint64           gb_dossier_get_finished       (GbDossier *self);
gint64           gb_dossier_get_handed_over    (GbDossier *self);
gint64           gb_dossier_get_rescheduled    (GbDossier *self);
gboolean         gb_dossier_has_remaining      (GbDossier *self);
gint64           gb_dossier_get_remaining      (GbDossier *self);
gboolean         gb_dossier_is_late_reception  (GbDossier *self);
gboolean         gb_dossier_is_cross_boundary  (GbDossier *self);
gboolean         gb_dossier_is_forgotten       (GbDossier *self);
gboolean         gb_dossier_is_loading         (GbDossier *self);

G_END_DECLS
