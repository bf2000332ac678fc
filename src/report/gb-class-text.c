/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-class-text.h"

#include <glib/gi18n-lib.h>

#include "gb-duration.h"

static const struct
{
  const char *icon;
  const char *style;
} looks[GB_N_DEADLINE_CLASSES] = {
  [GB_DEADLINE_CLASS_OVERDUE] = { "gb-late-symbolic", "late" },
  [GB_DEADLINE_CLASS_DUE_TODAY] = { "gb-due-today-symbolic", "due-today" },
  [GB_DEADLINE_CLASS_DUE_SOON] = { "gb-due-soon-symbolic", "due-soon" },
  [GB_DEADLINE_CLASS_ON_TRACK] = { "gb-on-track-symbolic", "on-track" },
  [GB_DEADLINE_CLASS_PAUSED] = { "gb-paused-symbolic", "paused" },
  [GB_DEADLINE_CLASS_NO_DUE] = { "gb-no-due-symbolic", "no-due" },
  [GB_DEADLINE_CLASS_AWAITING] = { "gb-awaiting-symbolic", "awaiting" },
  [GB_DEADLINE_CLASS_FINISHED] = { "gb-finished-symbolic", "finished" },
};

/**
 * gb_class_icon_name:
 *
 * Returns: the icon of a class, the same everywhere
 */
const char *
gb_class_icon_name (GbDeadlineClass klass)
{
  g_return_val_if_fail (klass < GB_N_DEADLINE_CLASSES, NULL);

  return looks[klass].icon;
}

/**
 * gb_class_style:
 *
 * Returns: the class's name in style.css
 */
const char *
gb_class_style (GbDeadlineClass klass)
{
  g_return_val_if_fail (klass < GB_N_DEADLINE_CLASSES, NULL);

  return looks[klass].style;
}

/**
 * gb_mark_icon_name:
 *
 * Returns: the icon of a mark, the same everywhere
 */
const char *
gb_mark_icon_name (GbDossierMark mark)
{
  return mark == GB_DOSSIER_MARK_LATE_RECEPTION ? "gb-late-reception-symbolic"
                                                : "gb-cross-boundary-symbolic";
}

/**
 * gb_class_format_remaining:
 * @klass: the class
 * @seconds: working seconds left, negative when late
 * @day_seconds: how long a working day is, see gb_duration_typical_day()
 *
 * Returns: (transfer full): words for a table such as "còn 1 giờ 15 phút"
 */
char *
gb_class_format_remaining (GbDeadlineClass klass,
                           gint64          seconds,
                           int             day_seconds)
{
  /* A moment outside working hours can pass without any working time passing: "0 minutes" would be
   * odd. */
  if (klass == GB_DEADLINE_CLASS_OVERDUE && seconds > -60)
    return g_strdup (_("just past due"));
  if (klass != GB_DEADLINE_CLASS_OVERDUE && seconds < 60)
    return g_strdup (_("due now"));
  return gb_duration_format_remaining (seconds, day_seconds);
}

/**
 * gb_class_format_sentence:
 * @klass: the class
 * @seconds: working seconds left, negative when late
 * @day_seconds: how long a working day is
 *
 * Returns: (transfer full): words that stand alone such as "Quá 2 giờ 55 phút làm việc"
 */
char *
gb_class_format_sentence (GbDeadlineClass klass,
                          gint64          seconds,
                          int             day_seconds)
{
  g_autofree char *amount = gb_duration_format_working (seconds, day_seconds);

  if (klass == GB_DEADLINE_CLASS_OVERDUE && seconds > -60)
    return g_strdup (_("Just past due"));
  if (klass == GB_DEADLINE_CLASS_OVERDUE)
    /* Translators: %s is an amount of time such as "1 d 3 h of working time" */
    return g_strdup_printf (_("Late by %s"), amount);
  if (seconds < 60)
    return g_strdup (_("Due now"));
  /* Translators: %s is an amount of time such as "1 d 3 h of working time" */
  return g_strdup_printf (_("Another %s"), amount);
}
