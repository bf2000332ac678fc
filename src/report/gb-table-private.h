/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gb-table-file.h"

G_BEGIN_DECLS

/* What writers of tables share; for them alone. */

typedef enum
{
  GB_TABLE_CELL_NULL,
  GB_TABLE_CELL_TEXT,
  GB_TABLE_CELL_INTEGER,
  GB_TABLE_CELL_NUMBER,
  GB_TABLE_CELL_DAY,
  GB_TABLE_CELL_TIME,
} GbTableCellType;

typedef struct
{
  GbTableCellType type;
  GString *text; /* (owned): for people */
  GString *nick; /* (owned): for programs; empty where it is the text */
  gint64 integer; /* also a day or an instant */
  double number;
} GbTableCell;

struct _GbTableRow
{
  GbTableCell *cells; /* (owned) (array length=n_cells) */
  guint n_cells;
  guint at; /* the next cell */
  gboolean strong;
};

typedef struct
{
  char *key;    /* (owned) */
  char *header; /* (owned) */
  GbTableKind kind;
  int width;
} GbTableHead;

struct _GbTable
{
  char *name;       /* (owned) */
  char *title;      /* (owned) (nullable) */
  GPtrArray *notes; /* (owned) (element-type utf8) */
  GArray *columns;  /* (owned) (element-type GbTableHead) */
  GbTableNextFunc next;
  gpointer data;
  GDestroyNotify destroy; /* (nullable) */
  gint64 n_rows;          /* -1 = not known */
  GbTableRow row;
};

/* How far the writing is. */
typedef struct
{
  GbTableProgressFunc progress; /* (nullable) */
  gpointer data;
  GCancellable *cancellable; /* (nullable) */
  gint64 done;
  gint64 total;
} GbTableRun;

GbTableHead *gb_table_get_column (const GbTable  *self,
                                  guint           column);
void         gb_table_row_init   (GbTableRow     *self,
                                  guint           n_cells);
void         gb_table_row_clear  (GbTableRow     *self);
gboolean     gb_table_run_next   (GbTableRun     *self,
                                  GbTable        *table,
                                  GError        **error);

gboolean     gb_table_write_csv  (GbTable        *table,
                                  GbTableForm     form,
                                  GbTableRun     *run,
                                  GOutputStream  *stream,
                                  GError        **error);
gboolean     gb_table_write_xlsx (GbTable *const *tables,
                                  guint           n_tables,
                                  gint64          now,
                                  GFile          *file,
                                  GbTableRun     *run,
                                  GOutputStream  *stream,
                                  GError        **error);

G_END_DECLS
