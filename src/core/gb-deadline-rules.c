/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-deadline-rules.h"

#include <glib/gi18n-lib.h>

/* Sources are names of Vietnamese legal texts and stay as they are in every language. */
#define D61_19 "Nghị định 61/2018/NĐ-CP, Điều 19"
#define D61_19_4 "Nghị định 61/2018/NĐ-CP, khoản 4 Điều 19; Nghị định 297/2025/NĐ-CP, khoản 4 Điều 6"
#define D61_19_9 "Nghị định 61/2018/NĐ-CP, khoản 9 Điều 19; Nghị định 118/2025/NĐ-CP"
#define D297 "Nghị định 297/2025/NĐ-CP"
#define LABOUR_CODE "Bộ luật Lao động 2019, Điều 111 và 112"
#define EXCHANGE "Quy ước trao đổi dữ liệu hồ sơ"

typedef struct
{
  const char *id;
  const char *source;
  const char *label;
} Rule;

static const Rule rules[GB_N_DEADLINE_RULES] = {
  [GB_RULE_ACCEPTED] = { "accepted", D61_19, N_ ("Accepted: the limit counts from this moment") },
  [GB_RULE_CUTOFF] = { "cutoff", D61_19, N_ ("After the cut-off: counts from the next working day") },
  [GB_RULE_LAST_HOUR] = { "last-hour", D297, N_ ("In the day's last hour: counts from the next working day") },
  [GB_RULE_NEXT_OPEN] = { "next-open", LABOUR_CODE, N_ ("Outside working hours: counts from the next session") },
  [GB_RULE_SAME_DAY] = { "same-day", D61_19, N_ ("Same-day service: by the end of the day") },
  [GB_RULE_DAYS_SAME_TIME] = { "working-days:same-time", D61_19, N_ ("Working days, at the same time of day") },
  [GB_RULE_DAYS_DAY_END] = { "working-days:day-end", D61_19, N_ ("Working days, at the end of the day") },
  [GB_RULE_HALF_DAYS_SAME_TIME] = { "half-days:same-time", D61_19, N_ ("Half days, at the same time of day") },
  [GB_RULE_HALF_DAYS_DAY_END] = { "half-days:day-end", D61_19, N_ ("Half days, at the end of the session") },
  [GB_RULE_WORKING_HOURS] = { "working-hours", D61_19, N_ ("Working hours") },
  [GB_RULE_CALENDAR_DAYS] = { "calendar-days", D61_19, N_ ("Calendar days, at the end of the day") },
  [GB_RULE_SUPPLEMENT_ASKED] = { "supplement-asked", D61_19_4, N_ ("Papers asked for: the clock stands") },
  [GB_RULE_RESTART] = { "restart", D61_19_4, N_ ("Papers complete: the whole limit is counted again") },
  [GB_RULE_PAUSE] = { "pause", D61_19, N_ ("Paused: the clock stands") },
  [GB_RULE_RESUME] = { "resume", D61_19, N_ ("Resumed: the due moment moves by the pause's working time") },
  [GB_RULE_EXTEND] = { "extend", D61_19_9, N_ ("Extended once by an apology letter") },
  [GB_RULE_FINISHED] = { "finished", D61_19, N_ ("Finished: the clock stops") },
  [GB_WARNING_LATE_RECEPTION] = { "late-reception", D61_19, N_ ("Accepted later than 8 working hours after filing") },
  [GB_WARNING_SUPPLEMENT_LATE] = { "supplement-late", D61_19_4, N_ ("Papers asked for later than 3 working days after receipt") },
  [GB_WARNING_SUPPLEMENT_TWICE] = { "supplement-twice", D61_19_4, N_ ("Papers asked for more than once") },
  [GB_WARNING_SUPPLEMENT_INCOMPLETE] = { "supplement-incomplete", D61_19_4, N_ ("Papers not complete after 15 working days: consider closing") },
  [GB_WARNING_SUPPLEMENT_AFTER_DUE] = { "supplement-after-due", D61_19_4, N_ ("Papers asked for when the dossier was already late") },
  [GB_WARNING_PAUSE_AFTER_DUE] = { "pause-after-due", D61_19, N_ ("A pause after the due moment changes nothing") },
  [GB_WARNING_EXTEND_AFTER_DUE] = { "extend-after-due", D61_19_9, N_ ("An extension after the due moment changes nothing") },
  [GB_WARNING_EXTEND_TWICE] = { "extend-twice", D61_19_9, N_ ("Re-scheduling is allowed once; the second one is not applied") },
  [GB_WARNING_EXTEND_BACKWARDS] = { "extend-backwards", D61_19_9, N_ ("A new due moment that is not after the re-scheduling is not applied") },
  [GB_WARNING_APOLOGY_LATE] = { "apology-late", D61_19_9, N_ ("The apology letter came after its last day") },
  [GB_WARNING_FUTURE_EVENT] = { "future-event", EXCHANGE, N_ ("An event lies in the future") },
  [GB_WARNING_BEFORE_RECEIVED] = { "before-received", EXCHANGE, N_ ("An event before receipt was left out") },
  [GB_WARNING_AFTER_END] = { "after-end", EXCHANGE, N_ ("An event after the end was left out") },
  [GB_WARNING_OPEN_AT_END] = { "open-at-end", EXCHANGE, N_ ("It ended while the clock stood") },
  [GB_WARNING_NO_PARTNER] = { "no-partner", EXCHANGE, N_ ("An event without its beginning was left out") },
  [GB_WARNING_DUPLICATE] = { "duplicate", EXCHANGE, N_ ("An event that was told twice counts once") },
  [GB_WARNING_OUT_OF_ORDER] = { "out-of-order", EXCHANGE, N_ ("Events were not told in the order of time; they were put in order") },
};

/**
 * gb_deadline_rule_id:
 *
 * Returns: the rule's stable name in JSON
 */
const char *
gb_deadline_rule_id (GbDeadlineRule rule)
{
  g_return_val_if_fail (rule < GB_N_DEADLINE_RULES, NULL);

  return rules[rule].id;
}

/**
 * gb_deadline_rule_source:
 *
 * Returns: the article, in Vietnamese
 */
const char *
gb_deadline_rule_source (GbDeadlineRule rule)
{
  g_return_val_if_fail (rule < GB_N_DEADLINE_RULES, NULL);

  return rules[rule].source;
}

/**
 * gb_deadline_rule_label:
 *
 * Returns: the rule in one sentence, in the interface's language
 */
const char *
gb_deadline_rule_label (GbDeadlineRule rule)
{
  g_return_val_if_fail (rule < GB_N_DEADLINE_RULES, NULL);

  return _(rules[rule].label);
}
