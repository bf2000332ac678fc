/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "gb-paper-file.h"
#include "gb-paper.h"
#include "gb-time.h"

/* Documents: what stands on which page, the same bytes for the same contents, and text that other programs read from
 * the file as it was written. */

#define NOW "2026-08-26T07:15:00+07:00"

/* Every letter of Vietnamese, with every tone. */
#define LETTERS                                                                                                        \
  "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"                               \
  "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ"

static const GbPaperColumn columns[] = {
  { "Chỉ tiêu", 55, GB_PAPER_LEFT },
  { "Kỳ này", 16, GB_PAPER_RIGHT },
  { "Kỳ trước", 16, GB_PAPER_RIGHT },
  { "So sánh", 16, GB_PAPER_RIGHT },
};

static const char *const rows[][5] = {
  { "Tiếp nhận trong kỳ", "464", "416", "+48" },
  { "Đã xử lý xong", "471", "419", "+52" },
  { "Trong đó trước hạn, đúng hạn", "465", "411", "+54" },
  { "Đang giải quyết", "290", "297", "−7" },
  { "Trong đó quá hạn", "6", "8", "−2" },
};

static void
add_head (GbPaper *paper)
{
  const GbPaperStyle to = { 13, GB_PAPER_CENTER, GB_PAPER_PLAIN, 0, 6 };
  gint64 now;

  g_assert_true (gb_time_parse (NOW, &now, NULL));
  gb_paper_set_title (paper, "Báo cáo kết quả giải quyết thủ tục hành chính");
  gb_paper_set_author (paper, "Ủy ban nhân dân phường Nghĩa Lộ");
  gb_paper_set_subject (paper, "Từ ngày 19/8/2026 đến ngày 25/8/2026");
  gb_paper_set_keywords (paper, "giao ban, thủ tục hành chính");
  gb_paper_set_created (paper, now);
  gb_paper_set_foot (paper, "Số liệu đến 07:12 thứ Tư, 26/08/2026", "Dữ liệu minh họa");
  gb_paper_add_letterhead (paper, NULL, "ỦY BAN NHÂN DÂN\nPHƯỜNG NGHĨA LỘ", "Số: 87/BC-UBND",
                           "Nghĩa Lộ, ngày 26 tháng 8 năm 2026");
  gb_paper_add_title (paper, "BÁO CÁO",
                      "Kết quả giải quyết thủ tục hành chính\ntừ ngày 19/8/2026 đến ngày 25/8/2026");
  gb_paper_add_text (paper, "Kính gửi: Thường trực Đảng ủy phường Nghĩa Lộ", &to);
}

static GbPaper *
make_briefing (GbPaperFormat format)
{
  GbPaper *paper = gb_paper_new (format);

  add_head (paper);
  gb_paper_add_heading (paper, "1. Tình hình giải quyết hồ sơ");
  gb_paper_add_table (paper, columns, G_N_ELEMENTS (columns), 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gb_paper_add_row (paper, rows[i], GB_PAPER_PLAIN);
  gb_paper_add_heading (paper, "2. Hồ sơ quá hạn và nguyên nhân");
  gb_paper_add_paragraph (paper, "Đất đai 4 hồ sơ, xây dựng 2 hồ sơ. ");
  gb_paper_set_tag (paper, "reasons");
  gb_paper_continue (paper, "Nguyên nhân chính là bản đồ địa chính cũ và mới chưa khớp; phường đã làm việc với Chi "
                            "nhánh Văn phòng đăng ký đất đai và sẽ giải quyết xong trước ngày 28/8.");
  gb_paper_set_tag (paper, NULL);
  gb_paper_add_heading (paper, "5. Đề xuất");
  gb_paper_add_paragraph (paper, "Đề nghị Sở Y tế gia hạn biệt phái hoặc cử người thay thế trước ngày 10/9./.");
  gb_paper_add_signature (paper, "- Như trên;\n- Chủ tịch, các Phó Chủ tịch UBND phường;\n- Lưu: VT.",
                          "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "Nguyễn Văn X");
  return paper;
}


/* --- files ---------------------------------------------------------------------------------------- */

static GFile *
get_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "paper.pdf", NULL);

  return g_file_new_for_path (path);
}

/* Removes the folder, which holds nothing else. */
static void
clear_folder (const char *folder)
{
  g_autoptr (GFile) file = get_file (folder);

  g_file_delete (file, NULL, NULL);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* (transfer full) (nullable): what a program of poppler or qpdf says of a document, with an option before the file and
 * another behind it; %NULL where the program is not there */
static char *
ask (const char *variable,
     const char *option,
     GbPaper    *paper,
     const char *last)
{
  const char *program = g_getenv (variable);
  g_autofree char *folder = g_dir_make_tmp ("giaoban-paper-XXXXXX", NULL);
  g_autoptr (GFile) file = get_file (folder);
  const char *const arguments[] = { program, option, g_file_peek_path (file), last, NULL };
  const char *const without[] = { program, g_file_peek_path (file), NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  g_assert_true (gb_paper_save (paper, file, NULL, &error));
  g_assert_no_error (error);
  if (program != NULL)
    {
      g_spawn_sync (NULL, (char **) (option != NULL ? arguments : without), NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL, &status,
                    &error);
      g_assert_no_error (error);
      g_assert_cmpint (status, ==, 0);
    }
  else
    g_test_skip ("a program that reads PDF is not there");
  clear_folder (folder);
  return output;
}

static const char briefing_text[] = "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "
                                    "PHƯỜNG NGHĨA LỘ Độc lập - Tự do - Hạnh phúc "
                                    "Số: 87/BC-UBND Nghĩa Lộ, ngày 26 tháng 8 năm 2026 "
                                    "BÁO CÁO "
                                    "Kết quả giải quyết thủ tục hành chính "
                                    "từ ngày 19/8/2026 đến ngày 25/8/2026 "
                                    "Kính gửi: Thường trực Đảng ủy phường Nghĩa Lộ "
                                    "1. Tình hình giải quyết hồ sơ "
                                    "Chỉ tiêu Kỳ này Kỳ trước So sánh "
                                    "Tiếp nhận trong kỳ 464 416 +48 "
                                    "Đã xử lý xong 471 419 +52 "
                                    "Trong đó trước hạn, đúng hạn 465 411 +54 "
                                    "Đang giải quyết 290 297 −7 "
                                    "Trong đó quá hạn 6 8 −2 "
                                    "2. Hồ sơ quá hạn và nguyên nhân "
                                    "Đất đai 4 hồ sơ, xây dựng 2 hồ sơ. Nguyên nhân chính là bản đồ địa chính cũ và mới "
                                    "chưa khớp; phường đã làm việc với Chi nhánh Văn phòng đăng ký đất đai và sẽ giải "
                                    "quyết xong trước ngày 28/8. "
                                    "5. Đề xuất "
                                    "Đề nghị Sở Y tế gia hạn biệt phái hoặc cử người thay thế trước ngày 10/9./. "
                                    "Nơi nhận: TM. ỦY BAN NHÂN DÂN "
                                    "- Như trên; CHỦ TỊCH "
                                    "- Chủ tịch, các Phó Chủ tịch UBND phường; "
                                    "- Lưu: VT. "
                                    "Nguyễn Văn X "
                                    "Số liệu đến 07:12 thứ Tư, 26/08/2026 Dữ liệu minh họa";

/* Runs of white space as one space, none at the ends. */
static char *
squeeze (const char *text)
{
  g_autoptr (GRegex) space = g_regex_new ("\\s+", 0, 0, NULL);
  char *squeezed = g_regex_replace_literal (space, text, -1, 0, " ", 0, NULL);

  return g_strstrip (squeezed);
}

static void
test_text (void)
{
  g_autoptr (GbPaper) paper = make_briefing (GB_PAPER_A4);
  g_autofree char *read = ask ("GIAOBAN_TEST_PDFTOTEXT", "-layout", paper, "-");
  g_autofree char *expected = squeeze (briefing_text);
  g_autofree char *found = read != NULL ? squeeze (read) : NULL;

  g_assert_cmpuint (gb_paper_get_n_pages (paper), ==, 1);
  if (found != NULL)
    g_assert_cmpstr (found, ==, expected);
}

/* All letters are found again, and all of them are of the one face, which is in the file. */
static void
test_fonts (void)
{
  const GbPaperFlags looks[]
      = { GB_PAPER_PLAIN, GB_PAPER_BOLD, GB_PAPER_ITALIC, GB_PAPER_BOLD | GB_PAPER_ITALIC };

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr (GbPaper) paper = gb_paper_new (GB_PAPER_A4);
      const GbPaperStyle style = { 9, GB_PAPER_LEFT, looks[i] };
      g_autofree char *text = NULL, *fonts = NULL, *joined = NULL;
      g_auto (GStrv) lines = NULL, parts = NULL;

      gb_paper_add_text (paper, LETTERS, &style);
      text = ask ("GIAOBAN_TEST_PDFTOTEXT", "-raw", paper, "-");
      fonts = ask ("GIAOBAN_TEST_PDFFONTS", NULL, paper, NULL);
      if (text == NULL || fonts == NULL)
        return;
      parts = g_strsplit_set (g_strstrip (text), "\n\f", -1);
      joined = g_strjoinv ("", parts);
      g_assert_cmpstr (joined, ==, LETTERS);
      lines = g_strsplit (g_strchomp (fonts), "\n", -1);
      g_assert_cmpuint (g_strv_length (lines), >, 2);
      for (guint line = 2; lines[line] != NULL; line++)
        {
          g_assert_nonnull (strstr (lines[line], "+TeXGyreTermes-"));
          g_assert_nonnull (strstr (lines[line], " yes yes yes "));
        }
    }
}

static void
test_properties (void)
{
  static const char *const expected[] = {
    "Title:           Báo cáo kết quả giải quyết thủ tục hành chính\n",
    "Author:          Ủy ban nhân dân phường Nghĩa Lộ\n",
    "Subject:         Từ ngày 19/8/2026 đến ngày 25/8/2026\n",
    "Keywords:        giao ban, thủ tục hành chính\n",
    "CreationDate:    2026-08-26T07:15:00+07",
    "Page size:       419.528 x 595.276 pts",
    "Pages:           1\n",
  };
  g_autoptr (GbPaper) paper = make_briefing (GB_PAPER_A5);
  g_autofree char *read = ask ("GIAOBAN_TEST_PDFINFO", "-isodates", paper, NULL);
  g_autofree char *checked = ask ("GIAOBAN_TEST_QPDF", "--check", paper, NULL);

  for (gsize i = 0; read != NULL && i < G_N_ELEMENTS (expected); i++)
    if (strstr (read, expected[i]) == NULL)
      g_error ("“%s” is not in: %s", expected[i], read);
  if (checked != NULL)
    g_assert_nonnull (strstr (checked, "No syntax or stream encoding errors found"));
}

static GBytes *
write_to_memory (GbPaper *paper)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  gb_paper_write_pdf (paper, stream, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static gpointer
write_in_thread (gpointer paper)
{
  return write_to_memory (paper);
}

/* The same bytes, whichever thread writes them and whatever was drawn before. */
static void
test_same_bytes (void)
{
  g_autoptr (GbPaper) paper = make_briefing (GB_PAPER_A4);
  g_autoptr (GBytes) first = write_to_memory (paper);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GbPaper) other = make_briefing (GB_PAPER_A4);
      GThread *threads[] = { g_thread_new ("one", write_in_thread, paper),
                             g_thread_new ("other", write_in_thread, i == 1 ? paper : other) };

      for (gsize j = 0; j < G_N_ELEMENTS (threads); j++)
        {
          g_autoptr (GBytes) bytes = g_thread_join (threads[j]);

          g_assert_true (g_bytes_equal (bytes, first));
        }
    }
}

/* --- pages ---------------------------------------------------------------------------------------- */

/* How many pixels of a page are black, each a point; between two heights. */
static guint
count_ink (GbPaper *paper,
           guint    page,
           double   from,
           double   to)
{
  cairo_surface_t *surface;
  double width, height;
  guint ink = 0;
  cairo_t *cr;

  gb_paper_get_size (paper, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, (int) width, (int) height);
  cr = cairo_create (surface);
  gb_paper_draw_page (paper, cr, page);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = (int) (from * height); y < (int) (to * height); y++)
    for (int x = 0; x < (int) width; x++)
      ink += cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + x] > 127;
  cairo_surface_destroy (surface);
  return ink;
}

static guint
count_in (const char *text,
          const char *word)
{
  guint n = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;
  return n;
}

/* Each row is on one page, each page has the header, none holds nothing but it. */
static void
test_table (void)
{
  const guint counts[] = { 0, 1, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 500 };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (GbPaper) paper = gb_paper_new (i % 2 == 0 ? GB_PAPER_A4 : GB_PAPER_A5);
      guint seen = 0;

      gb_paper_add_heading (paper, "Đầu mục");
      gb_paper_add_table (paper, columns, G_N_ELEMENTS (columns), 0);
      for (guint row = 0; row < counts[i]; row++)
        {
          g_autofree char *name = g_strdup_printf ("Dòng %u.", row);
          const char *const cells[] = { name, "1", "2", NULL };

          gb_paper_add_row (paper, cells, row % 7 == 0 ? GB_PAPER_BOLD : GB_PAPER_PLAIN);
        }
      for (guint page = 0; page < gb_paper_get_n_pages (paper); page++)
        {
          g_autofree char *text = gb_paper_dup_text (paper, page);
          guint here = count_in (text, "Dòng ");

          g_assert_true (here > 0 || counts[i] == 0);
          g_assert_cmpuint (count_ink (paper, page, 0.07, 0.1), >, 0);
          seen += here;
        }
      g_assert_cmpuint (seen, ==, counts[i]);
    }
}

/* However long the text before them: a heading is not last on a page, a signature has lines of the text above it, and no
 * line of a paragraph is alone. */
static void
test_breaks (void)
{
  const char *words = "Phường đã làm việc với Chi nhánh Văn phòng đăng ký đất đai và sẽ giải quyết xong. Đề nghị Sở Y tế "
                      "gia hạn biệt phái hoặc cử người thay thế trước ngày mười tháng chín năm nay, không muộn hơn.";

  for (guint n = 25; n < 50; n++)
    {
      g_autoptr (GbPaper) paper = gb_paper_new (GB_PAPER_A4);
      guint headings = 0, signatures = 0, pages;

      for (guint i = 0; i < n; i++)
        gb_paper_add_paragraph (paper, "Một dòng");
      gb_paper_add_heading (paper, "Đầu mục");
      gb_paper_add_paragraph (paper, words);
      for (guint i = 0; i < 50 - n; i++)
        gb_paper_add_paragraph (paper, "Một dòng");
      gb_paper_add_paragraph (paper, words);
      gb_paper_add_signature (paper, "- Như trên;", "CHỦ TỊCH", "Nguyễn Văn X");
      pages = gb_paper_get_n_pages (paper);
      for (guint page = 0; page < pages; page++)
        {
          g_autofree char *text = gb_paper_dup_text (paper, page);

          g_assert_false (g_str_has_suffix (text, "Đầu mục\n"));
          headings += count_in (text, "Đầu mục\n");
          if (count_in (text, "Nguyễn Văn X") == 0)
            continue;
          signatures++;
          g_assert_false (g_str_has_prefix (text, "Nơi nhận"));
          g_assert_nonnull (strstr (text, "không muộn hơn."));
        }
      g_assert_cmpuint (headings, ==, 1);
      g_assert_cmpuint (signatures, ==, 1);
    }
}

static void
test_numbers (void)
{
  g_autoptr (GbPaper) paper = gb_paper_new (GB_PAPER_A4);

  gb_paper_add_paragraph (paper, "Trang một");
  gb_paper_add_page_break (paper);
  gb_paper_add_paragraph (paper, "Trang hai");
  g_assert_cmpuint (gb_paper_get_n_pages (paper), ==, 2);
  g_assert_cmpuint (count_ink (paper, 0, 0, 0.066), ==, 0);
  g_assert_cmpuint (count_ink (paper, 1, 0, 0.066), >, 0);
  g_assert_cmpuint (count_ink (paper, 2, 0, 1), ==, 0);
}

static const char *const nuisances[] = {
  "",
  "<b>không đóng & lạc",
  "Hồ sơ \"<&>'\" số 1",
  "\xff\xfe không phải UTF-8",
  "Chữ rời: Nguye\xcc\x82\xcc\x83n Va\xcc\x86n",
  "tab\tvà\r\nxuống dòng\v\f\001",
  "Motchurấtdài"
  "MotchurấtdàiMotchurấtdàiMotchurấtdàiMotchurấtdàiMotchurấtdàiMotchurấtdàiMotchurấtdàiMotchurấtdàiMotchurấtdài",
  "漢字 العربية 🇻🇳",
};

/* Two sign beside each other. */
static void
test_pair (void)
{
  g_autoptr (GbPaper) paper = gb_paper_new (GB_PAPER_A4);
  g_autofree char *read = NULL, *found = NULL;

  gb_paper_add_paragraph (paper, "Danh sách bàn giao.");
  gb_paper_add_pair (paper, "NGƯỜI BÀN GIAO", "Đỗ Thị E", "NGƯỜI NHẬN BÀN GIAO", NULL);
  read = ask ("GIAOBAN_TEST_PDFTOTEXT", "-layout", paper, "-");
  found = read != NULL ? squeeze (read) : NULL;
  if (found != NULL)
    g_assert_cmpstr (found, ==, "Danh sách bàn giao. NGƯỜI BÀN GIAO NGƯỜI NHẬN BÀN GIAO Đỗ Thị E");
}

/* Whatever is typed or fetched becomes a document; a name without end does not lose what comes after it. */
static void
test_nuisances (void)
{
  g_autoptr (GString) endless = g_string_new (NULL);
  g_autoptr (GbPaper) paper = gb_paper_new (GB_PAPER_A5);
  const GbPaperStyle markup = { 13, GB_PAPER_JUSTIFY, GB_PAPER_MARKUP };
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (endless, "Nguyễn ");
  gb_paper_add_table (paper, columns, G_N_ELEMENTS (columns), 0);
  for (gsize i = 0; i < G_N_ELEMENTS (nuisances); i++)
    {
      const char *const cells[] = { nuisances[i], nuisances[i], NULL };

      gb_paper_add_row (paper, cells, i == 1 ? GB_PAPER_SPAN : GB_PAPER_PLAIN);
    }
  gb_paper_add_row (paper, (const char *const[]) { endless->str, endless->str, NULL }, GB_PAPER_PLAIN);
  gb_paper_add_letterhead (paper, endless->str, endless->str, nuisances[1], NULL);
  gb_paper_add_title (paper, nuisances[1], nuisances[6]);
  for (gsize i = 0; i < G_N_ELEMENTS (nuisances); i++)
    {
      gb_paper_add_text (paper, nuisances[i], &markup);
      gb_paper_continue (paper, nuisances[i]);
    }
  gb_paper_add_paragraph (paper, endless->str);
  gb_paper_add_paragraph (paper, "Cuối cùng");
  bytes = write_to_memory (paper);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 1000);
  text = gb_paper_dup_text (paper, gb_paper_get_n_pages (paper) - 1);
  g_assert_true (g_str_has_suffix (text, "Cuối cùng\n"));
}

/* --- marks ---------------------------------------------------------------------------------------- */

static guint
count_marks (GbPaper    *paper,
             const char *tag)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 596, 842);
  cairo_t *cr = cairo_create (surface);
  guint marked = 0;

  gb_paper_draw_marks (paper, cr, 0, tag);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int i = 0; i < 842; i++)
    for (int x = 0; x < 596; x++)
      marked += cairo_image_surface_get_data (surface)[i * cairo_image_surface_get_stride (surface) + x] > 127;
  cairo_surface_destroy (surface);
  return marked;
}

/* What is marked is part of a paragraph: less than the three lines that it is on. */
static void
test_marks (void)
{
  g_autoptr (GbPaper) paper = make_briefing (GB_PAPER_A4);
  guint lines = 3 * 465 * 16, page;
  double y;

  g_assert_cmpuint (count_marks (paper, "reasons"), >, lines / 3);
  g_assert_cmpuint (count_marks (paper, "reasons"), <, lines * 9 / 10);
  g_assert_cmpuint (count_marks (paper, "other"), ==, 0);
  g_assert_false (gb_paper_find_tag (paper, "other", &page, &y));
  g_assert_true (gb_paper_find_tag (paper, "reasons", &page, &y));
  g_assert_cmpuint (page, ==, 0);
  g_assert_cmpfloat (y, >, 300);
  g_assert_cmpfloat (y, <, 400);
}

/* --- many ----------------------------------------------------------------------------------------- */

typedef struct
{
  guint fail_at;   /* which cannot be made */
  guint cancel_at; /* after which the user has enough */
  guint cancel_in; /* in the making of which */
  guint told;
  guint alive, most_alive;
  GCancellable *cancellable;
} Batch;

static void
on_drawing_gone (gpointer data)
{
  ((Batch *) data)->alive--;
}

static void
draw_nothing (cairo_t     *cr,
              PangoLayout *layout,
              double       width,
              double       height,
              gpointer     data)
{
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_stroke (cr);
}

static GbPaper *
make_one (guint      i,
          gpointer   data,
          GError   **error)
{
  Batch *batch = data;
  g_autofree char *text = g_strdup_printf ("Phiếu thứ %u.", i + 1);
  GbPaper *paper;

  if (i == batch->fail_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "không có dữ liệu");
      return NULL;
    }
  paper = gb_paper_new (GB_PAPER_A5);
  gb_paper_set_title (paper, text);
  gb_paper_add_paragraph (paper, text);
  /* Ends with the document. */
  gb_paper_add_drawing (paper, 20, NULL, draw_nothing, batch, on_drawing_gone);
  batch->alive++;
  batch->most_alive = MAX (batch->most_alive, batch->alive);
  if (i % 10 == 0)
    {
      gb_paper_add_page_break (paper);
      gb_paper_add_paragraph (paper, "Trang sau");
    }
  if (batch->cancel_in != 0 && i == batch->cancel_in)
    g_cancellable_cancel (batch->cancellable);
  return paper;
}

static void
on_progress (guint    done,
             guint    n,
             gpointer data)
{
  Batch *batch = data;

  g_assert_cmpuint (done, ==, ++batch->told);
  if (done == batch->cancel_at)
    g_cancellable_cancel (batch->cancellable);
}

static const struct
{
  guint n, fail_at, cancel_at, cancel_in;
  guint n_pages; /* 0: nothing is saved */
  int code;
} batches[] = {
  { 1, G_MAXUINT, 0, 0, 2 },
  { 100, G_MAXUINT, 0, 0, 110 },
  { 100, 50, 0, 0, 0, G_IO_ERROR_INVALID_DATA },
  { 100, G_MAXUINT, 30, 0, 0, G_IO_ERROR_CANCELLED },
  /* while it is in the list of contents and on no page yet */
  { 100, G_MAXUINT, 0, 30, 0, G_IO_ERROR_CANCELLED },
};

static void
test_many (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (batches); i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("giaoban-paper-XXXXXX", NULL);
      g_autoptr (GFile) file = get_file (folder);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Batch batch = { batches[i].fail_at, batches[i].cancel_at, batches[i].cancel_in, 0, 0, 0, cancellable };
      GbPaperMany many = { batches[i].n, make_one, on_progress, &batch };
      guint n = gb_paper_save_many (&many, file, cancellable, &error);

      g_assert_cmpuint (n, ==, batches[i].n_pages);
      g_assert_cmpuint (batch.most_alive, ==, 1);
      g_assert_cmpuint (batch.alive, ==, 0);
      g_assert_true (g_file_query_exists (file, NULL) == (n > 0));
      if (n > 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, G_IO_ERROR, batches[i].code);
      clear_folder (folder);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/text", test_text);
  g_test_add_func ("/paper/fonts", test_fonts);
  g_test_add_func ("/paper/properties", test_properties);
  g_test_add_func ("/paper/same-bytes", test_same_bytes);
  g_test_add_func ("/paper/table", test_table);
  g_test_add_func ("/paper/breaks", test_breaks);
  g_test_add_func ("/paper/numbers", test_numbers);
  g_test_add_func ("/paper/pair", test_pair);
  g_test_add_func ("/paper/nuisances", test_nuisances);
  g_test_add_func ("/paper/marks", test_marks);
  g_test_add_func ("/paper/many", test_many);
  return g_test_run ();
}
