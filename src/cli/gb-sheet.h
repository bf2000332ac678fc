/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-cli.h"

G_BEGIN_DECLS

/**
 * GbSheetColumn:
 * @key: its name in JSON and CSV
 * @header: (nullable): its name in a table; to be translated; %NULL = not shown there
 * @width: most cells wide in a table, 0 = as wide as need be; a longer text ends in an ellipsis
 */
typedef struct
{
  const char *key;
  const char *header;
  int width;
} GbSheetColumn;

typedef struct _GbSheet GbSheet;

GbSheet *gb_sheet_new       (GbCliFormat          format,
                             const GbSheetColumn *columns,
                             guint                n_columns);
void     gb_sheet_begin_row (GbSheet             *self);
void     gb_sheet_text      (GbSheet             *self,
                             const char          *value);
void     gb_sheet_integer   (GbSheet             *self,
                             gint64               value);
void     gb_sheet_number    (GbSheet             *self,
                             double               value);
void     gb_sheet_time      (GbSheet             *self,
                             gint64               value);
void     gb_sheet_json      (GbSheet             *self,
                             const char          *json);
void     gb_sheet_choice    (GbSheet             *self,
                             const char          *nick,
                             const char          *label);
void     gb_sheet_state     (GbSheet             *self,
                             gint64               value,
                             const char          *label);
void     gb_sheet_null      (GbSheet             *self);
void     gb_sheet_end_row   (GbSheet             *self);
void     gb_sheet_finish    (GbSheet             *self);
void     gb_sheet_free      (GbSheet             *self);

int      gb_sheet_width     (const char          *text);
char    *gb_sheet_fit       (const char          *text,
                             int                  width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GbSheet, gb_sheet_free)

G_END_DECLS
