/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "gb-core-enums.h"

G_BEGIN_DECLS

#define GB_TYPE_CLASS_LABEL (gb_class_label_get_type ())
G_DECLARE_FINAL_TYPE (GbClassLabel, gb_class_label, GB, CLASS_LABEL, GtkWidget)

GtkWidget  *gb_class_label_new                (void);
int         gb_class_label_get_deadline_class (GbClassLabel *self);
const char *gb_class_label_get_text           (GbClassLabel *self);
void        gb_class_label_set_deadline_class (GbClassLabel *self,
                                               int           klass);
void        gb_class_label_set_text           (GbClassLabel *self,
                                               const char   *text);
void        gb_class_label_set_mark           (GbClassLabel *self,
                                               GbDossierMark mark);

G_END_DECLS
