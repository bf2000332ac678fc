/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letter-urging.h"

#include <string.h>

#include "gb-format.h"
#include "gb-letter-text.h"

#define KIND "PĐĐ"
#define NAME "PHIẾU ĐÔN ĐỐC"
/* What the slip says where nobody wrote anything. */
#define ASKS "Đề nghị Ông/Bà khẩn trương giải quyết, trả kết quả cho tổ chức, cá nhân theo quy định."

/* --- number --------------------------------------------------------------------------------- */

/* "18" of "18/PĐĐ" or "18"; FALSE where the number has another form. */
static gboolean
parse_number (const char *number,
              guint64    *figure)
{
  char *end;

  if (number == NULL || !g_ascii_isdigit (*number))
    return FALSE;
  *figure = g_ascii_strtoull (number, &end, 10);
  return *end == '\0' || g_str_equal (end, "/" KIND);
}

static int
compare_figures (gconstpointer a,
                 gconstpointer b)
{
  guint64 one = *(const guint64 *) a, other = *(const guint64 *) b;

  return one < other ? -1 : one > other;
}

/* "18-20, 25"; what stands there twice is said once. */
static char *
join_figures (GArray *figures)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_array_sort (figures, compare_figures);
  for (guint i = figures->len; i > 1; i--)
    if (g_array_index (figures, guint64, i - 1) == g_array_index (figures, guint64, i - 2))
      g_array_remove_index (figures, i - 1);
  for (guint i = 0; i < figures->len;)
    {
      guint64 first = g_array_index (figures, guint64, i);
      guint n = 1;

      while (i + n < figures->len && g_array_index (figures, guint64, i + n) == first + n)
        n++;
      g_string_append_printf (text, "%s%" G_GUINT64_FORMAT, text->len > 0 ? ", " : "", first);
      if (n > 1)
        g_string_append_printf (text, n > 2 ? "-%" G_GUINT64_FORMAT : ", %" G_GUINT64_FORMAT, first + n - 1);
      i += n;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * gb_letter_urging_number:
 *
 * A slip has a number for each dossier; on one paper they stand together. While one of them has none, the paper has none.
 *
 * Returns: (transfer full): "Số: 18-20, 25/PĐĐ"
 */
char *
gb_letter_urging_number (const GbUrgeForm *form)
{
  g_autoptr (GArray) figures = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (guint i = 0; i < form->items->len; i++)
    {
      const GbUrge *slip = ((const GbUrgeFormItem *) form->items->pdata[i])->slip;
      const char *number = slip != NULL ? slip->number : NULL;
      guint64 figure;

      if (number == NULL || *number == '\0')
        return gb_letter_text_number (NULL, KIND);
      if (parse_number (number, &figure))
        g_array_append_val (figures, figure);
      else
        g_ptr_array_add (others, (gpointer) number);
    }
  g_ptr_array_add (others, NULL);
  if (figures->len == 0)
    {
      joined = g_strjoinv (", ", (char **) others->pdata);
      return gb_letter_text_number (joined, KIND);
    }
  joined = join_figures (figures);
  if (others->len == 1)
    return g_strdup_printf ("Số: %s/" KIND, joined);
  {
    g_autofree char *rest = g_strjoinv (", ", (char **) others->pdata);

    return g_strdup_printf ("Số: %s/" KIND ", %s", joined, rest);
  }
}

/* --- what stands in it ---------------------------------------------------------------------- */

static char *
state_words (const GbUrgeForm *form,
             GbDossier        *dossier)
{
  g_autofree char *amount = gb_dossier_has_remaining (dossier)
                                ? gb_letter_text_amount (gb_dossier_get_remaining (dossier), form->day_seconds)
                                : NULL;

  switch (gb_dossier_get_class (dossier))
    {
    case GB_DEADLINE_CLASS_OVERDUE:
      return g_strconcat ("quá hạn", amount != NULL ? " " : NULL, amount, NULL);
    case GB_DEADLINE_CLASS_DUE_TODAY:
      return g_strdup ("đến hạn hôm nay");
    case GB_DEADLINE_CLASS_DUE_SOON:
    case GB_DEADLINE_CLASS_ON_TRACK:
      return amount != NULL ? g_strdup_printf ("còn %s", amount) : g_strdup ("trong hạn");
    case GB_DEADLINE_CLASS_PAUSED:
      return g_strdup ("tạm dừng");
    case GB_DEADLINE_CLASS_AWAITING:
      return g_strdup ("chờ tiếp nhận");
    case GB_DEADLINE_CLASS_FINISHED:
      return g_strdup ("đã xử lý xong");
    default:
      return g_strdup ("chưa có hạn");
    }
}

static char *
due_words (GbDossier *dossier)
{
  gint64 due = gb_dossier_get_due (dossier);
  g_autofree char *day = due != 0 ? gb_format_full_day (gb_time_day (due)) : NULL;
  g_autofree char *time = due != 0 ? gb_format_time (due) : NULL;

  return due != 0 ? g_strdup_printf ("%s %s", time, day) : g_strdup ("Chưa có");
}

static void
add_head (GbPaper          *paper,
          const GbUrgeForm *form,
          gint64            now)
{
  g_autofree char *agency = gb_letter_text_upper (form->commune);
  g_autofree char *number = gb_letter_urging_number (form);
  g_autofree char *place = gb_letter_text_place (form->commune_name, gb_time_day (form->made != 0 ? form->made : now));
  g_autofree char *to = g_strdup_printf ("Kính gửi: Ông/Bà %s%s%s", form->officer != NULL ? form->officer : "……",
                                         form->title != NULL ? ", " : "", form->title != NULL ? form->title : "");
  const GbPaperStyle centred = { .align = GB_PAPER_CENTER, .before = 6 };

  gb_paper_add_letterhead (paper, "ỦY BAN NHÂN DÂN", agency, number, place);
  gb_paper_add_title (paper, NAME, "Về việc giải quyết hồ sơ thủ tục hành chính");
  gb_paper_add_text (paper, to, &centred);
}

static guint
count_overdue (const GbUrgeForm *form)
{
  guint n = 0;

  for (guint i = 0; i < form->items->len; i++)
    n += gb_dossier_get_class (((const GbUrgeFormItem *) form->items->pdata[i])->dossier) == GB_DEADLINE_CLASS_OVERDUE;
  return n;
}

static void
add_one (GbPaper          *paper,
         const GbUrgeForm *form,
         const char       *moment)
{
  GbDossier *dossier = ((const GbUrgeFormItem *) form->items->pdata[0])->dossier;
  g_autofree char *state = state_words (form, dossier);
  g_autofree char *due = gb_letter_text_moment (gb_dossier_get_due (dossier));
  g_autofree char *text = g_strdup_printf (
      "Qua theo dõi tiến độ giải quyết thủ tục hành chính đến %s, hồ sơ do Ông/Bà phụ trách chưa có kết quả: %s, mã số %s; "
      "hạn trả kết quả: %s; tình trạng: %s.",
      moment, gb_dossier_get_procedure (dossier), gb_dossier_get_code (dossier), due, state);

  gb_paper_add_paragraph (paper, text);
}

static void
add_row (GbPaper              *paper,
         const GbUrgeForm     *form,
         const GbUrgeFormItem *item,
         guint                 place,
         gboolean              numbered)
{
  g_autofree char *count = g_strdup_printf ("%u", place);
  g_autofree char *due = due_words (item->dossier);
  g_autofree char *state = state_words (form, item->dossier);
  const char *number = item->slip != NULL && item->slip->number != NULL ? item->slip->number : "……";
  const char *const cells[]
      = { count, gb_dossier_get_code (item->dossier), gb_dossier_get_procedure (item->dossier), due, state, numbered ? number : NULL, NULL };

  gb_paper_add_row (paper, cells, GB_PAPER_PLAIN);
}

static gboolean
has_number (const GbUrgeForm *form)
{
  for (guint i = 0; i < form->items->len; i++)
    {
      const GbUrge *slip = ((const GbUrgeFormItem *) form->items->pdata[i])->slip;

      if (slip != NULL && slip->number != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
add_table (GbPaper          *paper,
           const GbUrgeForm *form)
{
  gboolean numbered = has_number (form);
  /* millimetres */
  static const GbPaperColumn columns[] = {
    { "TT", 10, GB_PAPER_CENTER },          { "Mã hồ sơ", 42, GB_PAPER_LEFT },   { "Thủ tục hành chính", 46, GB_PAPER_LEFT },
    { "Hạn trả kết quả", 23, GB_PAPER_LEFT }, { "Tình trạng", 25, GB_PAPER_LEFT }, { "Phiếu số", 19, GB_PAPER_LEFT },
  };

  gb_paper_add_table (paper, columns, G_N_ELEMENTS (columns) - (numbered ? 0 : 1), 0);
  for (guint i = 0; i < form->items->len; i++)
    add_row (paper, form, form->items->pdata[i], i + 1, numbered);
}

static void
add_many (GbPaper          *paper,
          const GbUrgeForm *form,
          const char       *moment)
{
  guint n_overdue = count_overdue (form);
  g_autofree char *overdue = n_overdue == form->items->len ? g_strdup ("đã quá hạn")
                             : n_overdue > 0 ? g_strdup_printf ("(trong đó %u hồ sơ đã quá hạn)", n_overdue)
                                             : NULL;
  g_autofree char *text = g_strdup_printf ("Qua theo dõi tiến độ giải quyết thủ tục hành chính đến %s, Ông/Bà được giao giải "
                                           "quyết %u hồ sơ%s%s chưa có kết quả:",
                                           moment, form->items->len, overdue != NULL ? " " : "",
                                           overdue != NULL ? overdue : "");

  gb_paper_add_paragraph (paper, text);
  add_table (paper, form);
}

static void
add_body (GbPaper          *paper,
          const GbUrgeForm *form,
          gint64            now)
{
  g_autofree char *moment = gb_letter_text_moment (form->as_of != 0 ? MIN (form->as_of, now) : now);
  g_autofree char *text = form->text != NULL ? gb_letter_text_sentence (form->text) : g_strdup (ASKS);
  g_autofree char *until = gb_letter_text_moment (form->answer_due);
  g_autofree char *answer = g_strdup_printf ("Đề nghị Ông/Bà báo cáo nguyên nhân, tiến độ và thời điểm có kết quả trước %s./.",
                                             until);

  if (form->items->len == 1)
    add_one (paper, form, moment);
  else
    add_many (paper, form, moment);
  gb_paper_add_paragraph (paper, text);
  gb_paper_add_paragraph (paper, answer);
}

static void
add_foot (GbPaper          *paper,
          const GbUrgeForm *form)
{
  g_autofree char *day = form->as_of != 0 ? gb_format_full_day (gb_time_day (form->as_of)) : NULL;
  g_autofree char *time = form->as_of != 0 ? gb_format_time (form->as_of) : NULL;
  g_autofree char *fresh = day != NULL ? g_strdup_printf ("Số liệu đến %s, %s", time, day) : NULL;

  gb_paper_set_foot (paper, fresh, form->illustration ? "Dữ liệu minh họa" : NULL);
}

/**
 * gb_letter_urging_paper:
 * @now: UTC seconds: the moment it is made
 *
 * Returns: (transfer full): the slip on A4, to be signed by hand
 */
GbPaper *
gb_letter_urging_paper (const GbUrgeForm *form,
                        gint64            now)
{
  GbPaper *paper = gb_paper_new (GB_PAPER_A4);
  g_autofree char *title = g_strdup_printf ("Phiếu đôn đốc%s%s", form->officer != NULL ? ": " : "",
                                            form->officer != NULL ? form->officer : "");
  g_autofree char *author = gb_letter_text_committee (form->commune);
  g_autofree char *authority = gb_letter_text_authority (form->role);

  gb_paper_set_title (paper, title);
  gb_paper_set_author (paper, author);
  gb_paper_set_subject (paper, "Đôn đốc giải quyết hồ sơ thủ tục hành chính");
  gb_paper_set_created (paper, now);
  add_foot (paper, form);
  add_head (paper, form, now);
  add_body (paper, form, now);
  gb_paper_add_signature (paper, "- Như trên;\n- Trung tâm Phục vụ hành chính công;\n- Lưu: VT.", authority, form->signer);
  return paper;
}
