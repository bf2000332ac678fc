/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-letter-apology.h"

#include "gb-letter-text.h"

#define NAME "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ"
/* Who is written to: the data do not tell a citizen from a business. */
#define APPLICANT "Ông/Bà/Tổ chức"

static void
add_head (GbPaper            *paper,
          const GbLetterForm *form,
          gint64              now)
{
  const GbLetter *letter = form->letter;
  const char *applicant = gb_dossier_get_applicant (letter->dossier);
  g_autofree char *agency = gb_letter_text_upper (form->commune);
  g_autofree char *number = gb_letter_text_number (letter->number, "PXL");
  g_autofree char *place
      = gb_letter_text_place (form->commune_name, gb_time_day (letter->made != 0 ? letter->made : now));
  g_autofree char *to = g_strdup_printf ("Kính gửi: %s", applicant != NULL ? applicant : APPLICANT " ……");
  const GbPaperStyle centred = { .align = GB_PAPER_CENTER, .before = 6 };

  gb_paper_add_letterhead (paper, "ỦY BAN NHÂN DÂN", agency, number, place);
  gb_paper_add_title (paper, NAME, NULL);
  gb_paper_add_text (paper, to, &centred);
}

/* Takes @text. */
static void
add_paragraph (GbPaper *paper,
               char    *text)
{
  gb_paper_add_paragraph (paper, text);
  g_free (text);
}

static void
add_reason (GbPaper    *paper,
            const char *text)
{
  g_autofree char *reason = text != NULL ? gb_letter_text_sentence (text) : NULL;

  add_paragraph (paper, g_strdup_printf ("Lý do: %s", reason != NULL ? reason : "……………………………………………………"));
}

/* What the form prescribes (Mẫu số 04). A letter that comes in time cannot say that the day is over. */
static void
add_body (GbPaper            *paper,
          const GbLetterForm *form,
          gint64              now)
{
  const GbLetter *letter = form->letter;
  GbDossier *dossier = letter->dossier;
  gint64 received = gb_dossier_get_received (dossier);
  gboolean over = form->old_due != 0 && form->old_due < (letter->made != 0 ? letter->made : now);
  g_autofree char *committee = gb_letter_text_committee (form->commune);
  g_autofree char *day = gb_letter_text_date (received != 0 ? gb_time_day (received) : GB_DAY_NONE);
  g_autofree char *due = gb_letter_text_moment (form->old_due);
  g_autofree char *new_due = gb_letter_text_moment (letter->new_due);

  add_paragraph (paper, g_strdup_printf ("N%s, %s tiếp nhận, giải quyết hồ sơ đề nghị giải quyết thủ tục hành chính: %s "
                                         "của " APPLICANT "; mã số hồ sơ: %s.",
                                         day + 1, committee, gb_dossier_get_procedure (dossier),
                                         gb_dossier_get_code (dossier)));
  add_paragraph (paper, g_strdup_printf ("Thời gian hẹn trả kết quả giải quyết hồ sơ: %s.", due));
  add_paragraph (paper, g_strdup_printf ("Tuy nhiên, %s%s %s trả kết quả giải quyết hồ sơ của " APPLICANT
                                         " đúng thời hạn ghi trong Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
                                         over ? "đến nay " : "", committee, over ? "chưa" : "không thể"));
  add_reason (paper, letter->reason);
  add_paragraph (paper, g_strdup_printf ("%s xin lỗi " APPLICANT " và sẽ trả kết quả giải quyết hồ sơ vào %s.", committee,
                                         new_due));
  add_paragraph (paper, g_strdup ("Sự chậm trễ này đã gây phiền hà, tốn kém thời gian, công sức của " APPLICANT
                                  ", rất mong nhận được sự thông cảm./."));
}

/**
 * gb_letter_apology_paper:
 * @now: UTC seconds: the moment it is made
 *
 * Returns: (transfer full): the letter on A5, to be signed by hand
 */
GbPaper *
gb_letter_apology_paper (const GbLetterForm *form,
                         gint64              now)
{
  GbPaper *paper = gb_paper_new (GB_PAPER_A5);
  const char *code = gb_dossier_get_code (form->letter->dossier);
  g_autofree char *title = g_strdup_printf ("Phiếu xin lỗi và hẹn lại ngày trả kết quả, hồ sơ %s", code);
  g_autofree char *author = gb_letter_text_committee (form->commune);
  g_autofree char *authority = gb_letter_text_authority (form->role);

  gb_paper_set_title (paper, title);
  gb_paper_set_author (paper, author);
  gb_paper_set_subject (paper, "Mẫu số 04, Thông tư số 01/2018/TT-VPCP");
  gb_paper_set_keywords (paper, code);
  gb_paper_set_created (paper, now);
  if (form->illustration)
    gb_paper_set_foot (paper, NULL, "Dữ liệu minh họa");
  add_head (paper, form, now);
  add_body (paper, form, now);
  gb_paper_add_signature (paper, "- Như trên;\n- Lưu: VT, hồ sơ.", authority, form->signer);
  return paper;
}
