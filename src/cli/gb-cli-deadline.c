/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-cli-deadline.h"

#include "gb-cli-json.h"

static const char *const ledger_kinds[] = {
  [GB_LEDGER_COUNTED] = "counted",
  [GB_LEDGER_VOID] = "void",
  [GB_LEDGER_PAUSED] = "paused",
  [GB_LEDGER_SUPPLEMENT] = "supplement",
};

/* The note goes with the steps that count the limit. */
static void
write_step_text (JsonBuilder   *builder,
                 GbDeadlineRule rule,
                 const char    *note)
{
  const char *label = gb_deadline_rule_label (rule);
  g_autofree char *both = note != NULL ? g_strdup_printf ("%s (%s)", label, note) : NULL;
  gboolean counts = rule >= GB_RULE_SAME_DAY && rule <= GB_RULE_CALENDAR_DAYS;

  gb_cli_json_text (builder, "step", counts && both != NULL ? both : label);
}

/* Every instant is one, the first second of 1970 too. */
static void
add_time (JsonBuilder *builder,
          const char  *name,
          gint64       instant)
{
  g_autofree char *text = gb_time_format (instant);

  gb_cli_json_text (builder, name, text);
}

/**
 * gb_cli_deadline_due:
 * @builder: in an object
 * @deadline: what the engine found
 *
 * Writes the due moment, null while the clock stands.
 */
void
gb_cli_deadline_due (JsonBuilder      *builder,
                     const GbDeadline *deadline)
{
  if (deadline->has_due)
    add_time (builder, "due", deadline->due);
  else
    gb_cli_json_text (builder, "due", NULL);
}

/**
 * gb_cli_deadline_trace:
 * @builder: where a value may stand
 * @deadline: what the engine found
 * @note: (nullable): what must be known of the limit
 *
 * Writes the steps that led to the due moment, each with its rule and article.
 */
void
gb_cli_deadline_trace (JsonBuilder      *builder,
                       const GbDeadline *deadline,
                       const char       *note)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < deadline->trace->len; i++)
    {
      const GbDeadlineStep *step = &g_array_index (deadline->trace, GbDeadlineStep, i);

      json_builder_begin_object (builder);
      write_step_text (builder, step->rule, note);
      add_time (builder, "from", step->from);
      add_time (builder, "to", step->to);
      gb_cli_json_text (builder, "rule", gb_deadline_rule_id (step->rule));
      gb_cli_json_text (builder, "source", gb_deadline_rule_source (step->rule));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * gb_cli_deadline_ledger:
 * @builder: where a value may stand
 * @deadline: what the engine found
 *
 * Writes which time counted; the minutes are working minutes.
 */
void
gb_cli_deadline_ledger (JsonBuilder      *builder,
                        const GbDeadline *deadline)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < deadline->ledger->len; i++)
    {
      const GbLedgerEntry *entry = &g_array_index (deadline->ledger, GbLedgerEntry, i);

      json_builder_begin_object (builder);
      add_time (builder, "from", entry->from);
      add_time (builder, "to", entry->to);
      gb_cli_json_text (builder, "kind", ledger_kinds[entry->kind]);
      gb_cli_json_integer (builder, "minutes", entry->seconds / 60);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * gb_cli_deadline_warnings:
 * @builder: where a value may stand
 * @deadline: what the engine found
 *
 * Writes which rules were broken or could not be applied.
 */
void
gb_cli_deadline_warnings (JsonBuilder      *builder,
                          const GbDeadline *deadline)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < deadline->warnings->len; i++)
    {
      GbDeadlineRule rule = g_array_index (deadline->warnings, GbDeadlineRule, i);

      json_builder_begin_object (builder);
      gb_cli_json_text (builder, "code", gb_deadline_rule_id (rule));
      gb_cli_json_text (builder, "source", gb_deadline_rule_source (rule));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
