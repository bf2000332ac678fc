/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-record.h"

#include <string.h>

#define T(name)   { #name, #name, GB_RECORD_FIELD_TEXT }
#define I(name)   { #name, #name, GB_RECORD_FIELD_INT }
#define R(name)   { #name, #name, GB_RECORD_FIELD_REAL }
#define TIME(name) { #name, #name, GB_RECORD_FIELD_TIME }
#define DAY(name) { #name, #name, GB_RECORD_FIELD_DATE }
#define J(name)   { #name, #name, GB_RECORD_FIELD_JSON }
#define O(name)   { #name, #name, GB_RECORD_FIELD_OBJECTS }
/* Where the column cannot be called as the feed calls the value. */
#define AS(column, path, kind) { column, path, GB_RECORD_FIELD_##kind }
#define FACT(name) { #name, "facts." #name, GB_RECORD_FIELD_INT }

static const GbRecordField dossier_fields[] = {
  T (procedure), T (procedure_code), T (field), T (field_code), T (channel), T (applicant),
  T (phone), T (summary), T (commune), T (received_by), T (unit), T (officer), I (state),
  TIME (submitted), TIME (received), TIME (due), TIME (finished), TIME (handed_over),
  O (supplements), FACT (digitised), FACT (reused), FACT (from_store), FACT (result_file), FACT (identity),
  FACT (population), FACT (paid_online), FACT (fee_zero), FACT (complaint),
};
static const GbRecordField dossier_step_fields[] = {
  T (dossier), TIME (at), I (state), T (officer), T (title), T (unit), T (text),
  TIME (planned_from), TIME (planned_to), T (event), TIME (new_due),
};
static const GbRecordField issue_fields[] = {
  T (kind), T (commune), T (field), T (title), T (text), T (state), T (level), T (department),
  TIME (raised), T (raised_by), TIME (due), TIME (answered), T (answer), DAY (cycle), AS ("urged", "urged", COUNT),
  R (lon), R (lat), O (files), T (place), TIME (forwarded), TIME (refused), TIME (supplement_asked), TIME (published),
  T (rating), I (repeated), I (guidance),
};
static const GbRecordField issue_note_fields[] = {
  T (issue), TIME (at), T (kind), T (author), T (text), O (files),
};
static const GbRecordField task_fields[] = {
  AS ("document", "number", TEXT), T (title), T (commune), T (issuer), TIME (issued), TIME (due),
  T (state), R (done), R (total), T (programme), T (text), T (indicator), T (assignee), T (link), O (files),
};
static const GbRecordField task_note_fields[] = {
  T (task), TIME (at), T (author), T (text), R (done), R (total), T (state), O (files),
};
static const GbRecordField notice_fields[] = {
  T (kind), T (title), T (text), TIME (published), TIME (starts), TIME (ends), T (place), T (link),
  T (commune), TIME (registration_due),
};
static const GbRecordField attendance_fields[] = {
  T (notice), T (commune), TIME (at), T (author), J (officers),
};
static const GbRecordField letter_fields[] = {
  T (dossier), AS ("document", "number", TEXT), TIME (made), T (reason), TIME (new_due),
  T (signer),
};
static const GbRecordField urge_fields[] = {
  T (dossier), AS ("document", "number", TEXT), T (officer), TIME (made), TIME (answer_due),
  T (text),
};
static const GbRecordField answer_fields[] = {
  T (urge), TIME (at), T (officer), T (text),
};
static const GbRecordField commune_fields[] = {
  T (name), T (type), T (province), R (area_km2), I (population), R (lon), R (lat), T (resolution),
  T (clause),
};
static const GbRecordField predecessor_fields[] = {
  T (name), T (type), T (district), T (province), T (part), T (commune),
};
static const GbRecordField agency_fields[] = {
  T (name), T (kind), T (commune), T (parent), J (exchange_codes),
};
static const GbRecordField officer_fields[] = {
  T (name), T (title), T (kind), T (commune), T (agency), T (home), T (field), O (fields),
  T (decision), AS ("from_day", "from", DATE), AS ("to_day", "to", DATE), T (mentor), T (phone),
};
static const GbRecordField channel_fields[] = {
  T (kind), T (name), T (value), T (agency), T (field), DAY (verified),
};
static const GbRecordField team_fields[] = {
  T (name), T (organisation), I (members), T (kind), I (sessions), T (phone),
};
static const GbRecordField visit_fields[] = {
  T (team), T (commune), T (state), DAY (date), T (topic), T (result), T (proposals), TIME (asked),
  T (asked_by),
};
static const GbRecordField procedure_fields[] = {
  T (code), T (name), T (field), T (field_code), AS ("limit_unit", "limit.unit", TEXT),
  AS ("limit_amount", "limit.amount", REAL), AS ("limit_rule", "limit.rule", TEXT),
  AS ("limit_cutoff", "limit.cutoff", TEXT), AS ("limit_source", "limit.source", TEXT), I (fee),
  T (fee_note), J (papers), T (online), I (paper_result), T (authority), T (source),
  DAY (valid_from), DAY (valid_to), O (steps), I (post),
};
static const GbRecordField calendar_day_fields[] = {
  T (kind), DAY (replaces), T (hours), T (name), T (source),
};
static const GbRecordField commune_hours_fields[] = {
  T (commune), AS ("from_day", "from", DATE), AS ("to_day", "to", DATE), T (hours),
};
static const GbRecordField issue_rule_fields[] = {
  T (kind), T (issue_kind), T (step), I (weekday), T (time), I (amount), T (unit), T (source),
  AS ("from_day", "from", DATE), AS ("to_day", "to", DATE),
};
static const GbRecordField indicator_fields[] = {
  T (name), T (unit), T (kind), AS ("position", "order", INT), AS ("score_group", "group", INT), R (points),
};
static const GbRecordField indicator_value_fields[] = {
  T (indicator), T (commune), T (period), R (numerator), R (denominator), R (target), TIME (due),
  TIME (as_of),
};
static const GbRecordField file_fields[] = {
  T (name), T (kind), T (sha256), I (bytes),
};

static const char *const dossier_derived[] = {
  "folded",
  "gb_fold(?1->>'$.data.applicant',?1->>'$.data.procedure',?1->>'$.data.summary')",
  "code_key",
  "gb_code_key(?1->>'$.id')",
  "applicant_key",
  "gb_person_key(?1->>'$.data.applicant')",
  NULL,
};
static const char *const name_derived[] = {
  "folded", "gb_fold(?1->>'$.data.name')", "name_key", "gb_sort_key(?1->>'$.data.name')", NULL,
};
static const char *const person_derived[] = {
  "folded", "gb_fold(?1->>'$.data.name')", "name_key", "gb_person_key(?1->>'$.data.name')", NULL,
};
static const char *const agency_derived[] = {
  "folded", "gb_fold(?1->>'$.data.name')", NULL,
};

#define SPEC(name, group, table, derived)                                                          \
  { name, GB_RECORD_GROUP_##group, #table, table##_fields, G_N_ELEMENTS (table##_fields), derived }

static const GbRecordSpec specs[GB_N_RECORD_TYPES] = {
  [GB_RECORD_DOSSIER] = SPEC ("dossier", WORK, dossier, dossier_derived),
  [GB_RECORD_DOSSIER_STEP] = SPEC ("dossier-step", WORK, dossier_step, NULL),
  [GB_RECORD_ISSUE] = SPEC ("issue", WORK, issue, NULL),
  [GB_RECORD_ISSUE_NOTE] = SPEC ("issue-note", WORK, issue_note, NULL),
  [GB_RECORD_TASK] = SPEC ("task", WORK, task, NULL),
  [GB_RECORD_TASK_NOTE] = SPEC ("task-note", WORK, task_note, NULL),
  [GB_RECORD_NOTICE] = SPEC ("notice", WORK, notice, NULL),
  [GB_RECORD_ATTENDANCE] = SPEC ("attendance", WORK, attendance, NULL),
  [GB_RECORD_LETTER] = SPEC ("letter", WORK, letter, NULL),
  [GB_RECORD_URGE] = SPEC ("urge", WORK, urge, NULL),
  [GB_RECORD_ANSWER] = SPEC ("answer", WORK, answer, NULL),
  [GB_RECORD_COMMUNE] = SPEC ("commune", BASE, commune, name_derived),
  [GB_RECORD_PREDECESSOR] = SPEC ("predecessor", BASE, predecessor, name_derived),
  [GB_RECORD_AGENCY] = SPEC ("agency", BASE, agency, agency_derived),
  [GB_RECORD_OFFICER] = SPEC ("officer", BASE, officer, person_derived),
  [GB_RECORD_CHANNEL] = SPEC ("channel", BASE, channel, NULL),
  [GB_RECORD_TEAM] = SPEC ("team", BASE, team, NULL),
  [GB_RECORD_VISIT] = SPEC ("visit", BASE, visit, NULL),
  [GB_RECORD_PROCEDURE] = SPEC ("procedure", BASE, procedure, name_derived),
  [GB_RECORD_CALENDAR_DAY] = SPEC ("calendar-day", BASE, calendar_day, NULL),
  [GB_RECORD_COMMUNE_HOURS] = SPEC ("commune-hours", BASE, commune_hours, NULL),
  [GB_RECORD_ISSUE_RULE] = SPEC ("issue-rule", BASE, issue_rule, NULL),
  [GB_RECORD_INDICATOR] = SPEC ("indicator", BASE, indicator, NULL),
  [GB_RECORD_INDICATOR_VALUE] = SPEC ("indicator-value", BASE, indicator_value, NULL),
  [GB_RECORD_FILE] = SPEC ("file", BASE, file, NULL),
};

static const char *const group_names[GB_N_RECORD_GROUPS] = { "work", "base" };

static const char *const kind_functions[] = {
  [GB_RECORD_FIELD_TEXT] = "gb_text", [GB_RECORD_FIELD_INT] = "gb_int",
  [GB_RECORD_FIELD_COUNT] = "gb_int",
  [GB_RECORD_FIELD_REAL] = "gb_real", [GB_RECORD_FIELD_TIME] = "gb_time",
  [GB_RECORD_FIELD_DATE] = "gb_date", [GB_RECORD_FIELD_JSON] = "gb_json",
  [GB_RECORD_FIELD_OBJECTS] = "gb_objects",
};

/**
 * gb_record_spec:
 *
 * Returns: (transfer none): the type's name, group, table and fields
 */
const GbRecordSpec *
gb_record_spec (GbRecordType type)
{
  g_return_val_if_fail (type < GB_N_RECORD_TYPES, NULL);

  return &specs[type];
}

/**
 * gb_record_type_name:
 *
 * Returns: the type as the feed writes it: "dossier-step"
 */
const char *
gb_record_type_name (GbRecordType type)
{
  return gb_record_spec (type)->name;
}

/**
 * gb_record_type_group:
 *
 * Returns: the group of the feed that carries the type
 */
GbRecordGroup
gb_record_type_group (GbRecordType type)
{
  return gb_record_spec (type)->group;
}

/**
 * gb_record_type_from_name:
 * @name: a type as the feed writes it
 * @type: (out): the type
 *
 * Returns: whether this version knows the type
 */
gboolean
gb_record_type_from_name (const char   *name,
                          GbRecordType *type)
{
  for (int i = 0; i < GB_N_RECORD_TYPES; i++)
    if (strcmp (name, specs[i].name) == 0)
      {
        *type = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * gb_record_group_name:
 *
 * Returns: "work" or "base"
 */
const char *
gb_record_group_name (GbRecordGroup group)
{
  g_return_val_if_fail (group < GB_N_RECORD_GROUPS, NULL);

  return group_names[group];
}

/**
 * gb_record_group_from_name:
 * @name: "work" or "base"
 * @group: (out): the group
 *
 * Returns: whether there is such a group
 */
gboolean
gb_record_group_from_name (const char    *name,
                           GbRecordGroup *group)
{
  for (int i = 0; i < GB_N_RECORD_GROUPS; i++)
    if (g_strcmp0 (name, group_names[i]) == 0)
      {
        *group = i;
        return TRUE;
      }
  return FALSE;
}

static void
append_value (GString             *sql,
              const GbRecordField *field)
{
  gboolean counts = field->kind == GB_RECORD_FIELD_COUNT;

  g_string_append_printf (sql, "%s%s(json_extract(?1,'$.data.%s'),'%s')%s", counts ? "coalesce(" : "",
                          kind_functions[field->kind], field->path, field->path, counts ? ",0)" : "");
}

/**
 * gb_record_put_sql:
 *
 * The statement that takes a feed line apart and stores it: ?1 is the line, ?2 the generation.
 * Whatever is wrong with the line makes it fail, and then nothing has changed. What the feed leaves
 * out becomes NULL, also where an older revision had a value.
 *
 * Returns: (transfer full): SQL without result rows
 */
char *
gb_record_put_sql (GbRecordType type)
{
  const GbRecordSpec *spec = gb_record_spec (type);
  GString *sql = g_string_new (NULL);
  g_autoptr (GString) values = g_string_new (NULL);
  g_autoptr (GString) sets = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s(id,rev,generation", spec->table);
  g_string_append (values, "gb_text(json_extract(?1,'$.id'),'id'),"
                           "gb_int(json_extract(?1,'$.rev'),'rev'),?2");
  g_string_append (sets, "rev=excluded.rev,generation=excluded.generation");
  for (guint i = 0; i < spec->n_fields; i++)
    {
      const char *column = spec->fields[i].column;

      g_string_append_printf (sql, ",%s", column);
      g_string_append_c (values, ',');
      append_value (values, &spec->fields[i]);
      g_string_append_printf (sets, ",%s=excluded.%s", column, column);
    }
  for (const char *const *d = spec->derived; d != NULL && *d != NULL; d += 2)
    {
      g_string_append_printf (sql, ",%s", d[0]);
      g_string_append_printf (values, ",%s", d[1]);
      g_string_append_printf (sets, ",%s=excluded.%s", d[0], d[0]);
    }
  g_string_append_printf (sql, ") VALUES(%s) ON CONFLICT(id) DO UPDATE SET %s", values->str,
                          sets->str);
  return g_string_free (sql, FALSE);
}

/**
 * gb_record_delete_sql:
 *
 * Returns: (transfer full): the statement that deletes the record that the feed line ?1 names
 */
char *
gb_record_delete_sql (GbRecordType type)
{
  return g_strdup_printf ("DELETE FROM %s WHERE id=gb_text(json_extract(?1,'$.id'),'id')",
                          gb_record_spec (type)->table);
}
