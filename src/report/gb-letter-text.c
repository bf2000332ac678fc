/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letter-text.h"

#include <string.h>

#define DOTS "……"

/**
 * gb_letter_text_upper:
 * @text: (nullable): such as "phường Nghĩa Lộ"
 *
 * Returns: (transfer full): "PHƯỜNG NGHĨA LỘ", room to write where it is not known
 */
char *
gb_letter_text_upper (const char *text)
{
  return text != NULL ? g_utf8_strup (text, -1) : g_strdup (DOTS);
}

/**
 * gb_letter_text_date:
 * @day: or %GB_DAY_NONE
 *
 * Days under ten and the first two months have two digits, the others are as they are spoken (decree 30/2020/NĐ-CP, annex
 * I, part II, section I, no. 4).
 *
 * Returns: (transfer full): "ngày 05 tháng 9 năm 2026"
 */
char *
gb_letter_text_date (GbDay day)
{
  int year, month, number;

  if (day == GB_DAY_NONE)
    return g_strdup ("ngày " DOTS " tháng " DOTS " năm " DOTS);
  gb_day_to_ymd (day, &year, &month, &number);
  return g_strdup_printf (month <= 2 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d", number, month, year);
}

/**
 * gb_letter_text_moment:
 * @instant: UTC seconds, 0 = not known
 *
 * Returns: (transfer full): "09 giờ 20 phút, ngày 27 tháng 8 năm 2026"
 */
char *
gb_letter_text_moment (gint64 instant)
{
  g_autofree char *date = gb_letter_text_date (instant != 0 ? gb_time_day (instant) : GB_DAY_NONE);
  int minutes = gb_time_of_day (instant) / 60;

  if (instant == 0)
    return g_strdup_printf (DOTS " giờ " DOTS " phút, %s", date);
  return g_strdup_printf ("%02d giờ %02d phút, %s", minutes / 60, minutes % 60, date);
}

/**
 * gb_letter_text_place:
 * @place: (nullable): a commune's name without its type
 *
 * Returns: (transfer full): "Nghĩa Lộ, ngày 26 tháng 8 năm 2026"
 */
char *
gb_letter_text_place (const char *place,
                      GbDay       day)
{
  g_autofree char *date = gb_letter_text_date (day);

  return g_strdup_printf ("%s, %s", place != NULL ? place : DOTS, date);
}

/**
 * gb_letter_text_number:
 * @number: (nullable): as the hub gave it: "18/PXL"; some systems send the figure only
 * @kind: what stands behind the figure: "PXL"
 *
 * Returns: (transfer full): "Số: 18/PXL"; "Số: ……" while there is none
 */
char *
gb_letter_text_number (const char *number,
                       const char *kind)
{
  if (number == NULL || *number == '\0')
    return g_strdup ("Số: " DOTS);
  if (strspn (number, "0123456789") == strlen (number))
    return g_strdup_printf ("Số: %s/%s", number, kind);
  return g_strdup_printf ("Số: %s", number);
}

/**
 * gb_letter_text_committee:
 * @commune: (nullable): with its type
 *
 * Returns: (transfer full): "Ủy ban nhân dân phường Nghĩa Lộ"
 */
char *
gb_letter_text_committee (const char *commune)
{
  return g_strdup_printf ("Ủy ban nhân dân %s", commune != NULL ? commune : DOTS);
}

/**
 * gb_letter_text_sentence:
 * @text: what somebody wrote
 *
 * Returns: (transfer full): the same in one paragraph, with a full stop at its end
 */
char *
gb_letter_text_sentence (const char *text)
{
  g_autoptr (GString) sentence = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gboolean space = g_unichar_isspace (g_utf8_get_char (at));

      if (space && sentence->len > 0 && sentence->str[sentence->len - 1] != ' ')
        g_string_append_c (sentence, ' ');
      else if (!space)
        g_string_append_len (sentence, at, g_utf8_next_char (at) - at);
    }
  while (sentence->len > 0 && strchr (" ,;", sentence->str[sentence->len - 1]) != NULL)
    g_string_truncate (sentence, sentence->len - 1);
  if (sentence->len > 0 && strchr (".!?", sentence->str[sentence->len - 1]) == NULL)
    g_string_append_c (sentence, '.');
  return g_string_free (g_steal_pointer (&sentence), FALSE);
}

/**
 * gb_letter_text_amount:
 * @seconds: an amount of working time; its sign does not matter
 * @day_seconds: how long a working day is
 *
 * Returns: (transfer full): "1 ngày 5 giờ"; what is smaller is cut off
 */
char *
gb_letter_text_amount (gint64 seconds,
                       int    day_seconds)
{
  gint64 rest = ABS (seconds);
  int days = (int) (rest / day_seconds), hours = (int) (rest % day_seconds / 3600);
  int minutes = (int) (rest % day_seconds % 3600 / 60);

  if (days > 0 && hours > 0)
    return g_strdup_printf ("%d ngày %d giờ", days, hours);
  if (days > 0)
    return g_strdup_printf ("%d ngày", days);
  if (hours > 0 && minutes > 0)
    return g_strdup_printf ("%d giờ %d phút", hours, minutes);
  return hours > 0 ? g_strdup_printf ("%d giờ", hours) : g_strdup_printf ("%d phút", minutes);
}

/**
 * gb_letter_text_authority:
 *
 * Whose authority somebody signs with (decree 30/2020/NĐ-CP, annex I, part II, section I, no. 7).
 *
 * Returns: (transfer full): lines such as "TM. ỦY BAN NHÂN DÂN" and "CHỦ TỊCH"
 */
char *
gb_letter_text_authority (GbSignerRole role)
{
  static const char *const lines[] = {
    [GB_SIGNER_CHAIRMAN] = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    [GB_SIGNER_DEPUTY] = "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    [GB_SIGNER_CENTRE] = "TL. CHỦ TỊCH\nGIÁM ĐỐC TRUNG TÂM\nPHỤC VỤ HÀNH CHÍNH CÔNG",
    [GB_SIGNER_CENTRE_DEPUTY] = "KT. GIÁM ĐỐC TRUNG TÂM\nPHỤC VỤ HÀNH CHÍNH CÔNG\nPHÓ GIÁM ĐỐC",
  };

  g_return_val_if_fail (role < G_N_ELEMENTS (lines), NULL);

  return g_strdup (lines[role]);
}
