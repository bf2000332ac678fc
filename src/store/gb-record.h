/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GbRecordType:
 *
 * The kinds of record that the feed carries (data/api has their schemas).
 */
typedef enum
{
  GB_RECORD_DOSSIER,
  GB_RECORD_DOSSIER_STEP,
  GB_RECORD_ISSUE,
  GB_RECORD_ISSUE_NOTE,
  GB_RECORD_TASK,
  GB_RECORD_TASK_NOTE,
  GB_RECORD_NOTICE,
  GB_RECORD_ATTENDANCE,
  GB_RECORD_LETTER,
  GB_RECORD_URGE,
  GB_RECORD_ANSWER,
  GB_RECORD_COMMUNE,
  GB_RECORD_PREDECESSOR,
  GB_RECORD_AGENCY,
  GB_RECORD_OFFICER,
  GB_RECORD_CHANNEL,
  GB_RECORD_TEAM,
  GB_RECORD_VISIT,
  GB_RECORD_PROCEDURE,
  GB_RECORD_CALENDAR_DAY,
  GB_RECORD_COMMUNE_HOURS,
  GB_RECORD_ISSUE_RULE,
  GB_RECORD_INDICATOR,
  GB_RECORD_INDICATOR_VALUE,
  GB_RECORD_FILE,
} GbRecordType;

#define GB_N_RECORD_TYPES 25
#define GB_RECORD_BIT(type) (G_GUINT64_CONSTANT (1) << (type))

/**
 * GbRecordGroup:
 * @GB_RECORD_GROUP_WORK: what changes all day
 * @GB_RECORD_GROUP_BASE: what the work refers to
 *
 * Each group has its own cursor.
 */
typedef enum
{
  GB_RECORD_GROUP_WORK,
  GB_RECORD_GROUP_BASE,
} GbRecordGroup;

#define GB_N_RECORD_GROUPS 2

/**
 * GbRecordFieldKind:
 * @GB_RECORD_FIELD_TEXT: a JSON string
 * @GB_RECORD_FIELD_INT: a whole number, or true and false as 1 and 0
 * @GB_RECORD_FIELD_COUNT: a whole number, 0 where it is left out
 * @GB_RECORD_FIELD_REAL: a number
 * @GB_RECORD_FIELD_TIME: an instant after RFC 3339; kept as UTC seconds
 * @GB_RECORD_FIELD_DATE: a date, yyyy-mm-dd; kept as text
 * @GB_RECORD_FIELD_JSON: an array or object; kept as its text
 * @GB_RECORD_FIELD_OBJECTS: an array of objects; kept as its text
 */
typedef enum
{
  GB_RECORD_FIELD_TEXT,
  GB_RECORD_FIELD_INT,
  GB_RECORD_FIELD_COUNT,
  GB_RECORD_FIELD_REAL,
  GB_RECORD_FIELD_TIME,
  GB_RECORD_FIELD_DATE,
  GB_RECORD_FIELD_JSON,
  GB_RECORD_FIELD_OBJECTS,
} GbRecordFieldKind;

/**
 * GbRecordField:
 * @column: the column of the type's table
 * @path: where the value is in the record's `data`: "due", "limit.unit"
 * @kind: its kind
 */
typedef struct
{
  const char *column;
  const char *path;
  GbRecordFieldKind kind;
} GbRecordField;

/**
 * GbRecordSpec:
 * @name: the type as the feed writes it
 * @table: its table; each has also `number` (rowid), `id`, `rev` and `generation`
 * @derived: pairs of a column and the SQL expression that fills it, %NULL ended
 */
typedef struct
{
  const char *name;
  GbRecordGroup group;
  const char *table;
  const GbRecordField *fields;
  guint n_fields;
  const char *const *derived;
} GbRecordSpec;

const GbRecordSpec *gb_record_spec             (GbRecordType   type);
const char         *gb_record_type_name        (GbRecordType   type);
GbRecordGroup       gb_record_type_group       (GbRecordType   type);
gboolean            gb_record_type_from_name   (const char    *name,
                                                GbRecordType  *type);
const char         *gb_record_group_name       (GbRecordGroup  group);
gboolean            gb_record_group_from_name  (const char    *name,
                                                GbRecordGroup *group);

char               *gb_record_put_sql          (GbRecordType   type);
char               *gb_record_delete_sql       (GbRecordType   type);

G_END_DECLS
