/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-problem.h"

typedef struct
{
  const char *title;
  const char *detail;
} Words;

/* Both languages go out in one answer, whatever the hub's own is: so they stand here and not in po/. */
static const struct
{
  guint status;
  const char *type;
  Words vietnamese;
  Words english;
} problems[] = {
  [GB_HUB_PROBLEM_REQUEST] = { 400, "/request",
    { "Yêu cầu không đúng", "Tham số thiếu hoặc không hợp lệ." },
    { "Bad request", "A parameter is missing or cannot be understood." } },
  [GB_HUB_PROBLEM_TOKEN] = { 401, "/token",
    { "Cần đăng nhập", "Không có mã truy cập, hoặc mã không phải của trục dữ liệu này." },
    { "Sign in", "There is no token, or it is none of this hub's." } },
  [GB_HUB_PROBLEM_EXPIRED] = { 401, "/token-expired",
    { "Mã truy cập đã hết hạn", "Hãy đăng nhập lại để nhận mã mới." },
    { "The token has expired", "Sign in again to get a new one." } },
  [GB_HUB_PROBLEM_WITHDRAWN] = { 401, "/token-withdrawn",
    { "Mã truy cập đã bị thu hồi", "Tỉnh đã thu hồi mã này. Hãy đăng nhập lại." },
    { "The token was withdrawn", "The province has withdrawn this token. Sign in again." } },
  [GB_HUB_PROBLEM_SCOPE] = { 403, "/scope",
    { "Ngoài phạm vi được cấp", "Mã truy cập không dùng được cho phạm vi đã yêu cầu." },
    { "Beyond the scope", "The token does not open the scope that was asked for." } },
  [GB_HUB_PROBLEM_NOT_FOUND] = { 404, "/not-found",
    { "Không tìm thấy", "Trục dữ liệu không có địa chỉ hoặc tệp này." },
    { "Not found", "This hub has no such address or file." } },
  [GB_HUB_PROBLEM_METHOD] = { 405, "/method",
    { "Phương thức không được phép", "Địa chỉ này không nhận phương thức đó; xem Allow." },
    { "Method not allowed", "This address does not take that method; see Allow." } },
  [GB_HUB_PROBLEM_CODE] = { 403, "/code",
    { "Mã ghi danh không dùng được", "Mã sai, đã dùng hoặc đã quá hạn. Hãy xin mã mới của tỉnh." },
    { "The code does not work", "It is wrong, was used, or is too old. Ask the province for another." } },
  [GB_HUB_PROBLEM_IDENTITY] = { 403, "/identity",
    { "Không xác nhận được danh tính", "Hệ thống định danh của tỉnh không xác nhận, hoặc tài khoản chưa được giao phạm vi nào." },
    { "Identity not confirmed", "The province's identity provider does not vouch for it, or the account has no scope here." } },
  [GB_HUB_PROBLEM_REVOKED] = { 403, "/revoked",
    { "Máy trạm đã bị thu hồi quyền", "Tỉnh đã thu hồi quyền của máy trạm này và yêu cầu xóa dữ liệu." },
    { "The workstation's access was withdrawn", "The province has withdrawn it and asks for the data to be wiped." } },
  [GB_HUB_PROBLEM_OFFSET] = { 409, "/offset",
    { "Phần tệp không nối tiếp", "Hãy gửi tiếp từ vị trí nêu ở Upload-Offset." },
    { "The part does not follow", "Go on from where Upload-Offset says." } },
  [GB_HUB_PROBLEM_TOO_LARGE] = { 413, "/too-large",
    { "Nội dung quá lớn", "Nội dung dài hơn mức địa chỉ này nhận." },
    { "Content too large", "The content is longer than this address takes." } },
  [GB_HUB_PROBLEM_CONTENT_TYPE] = { 415, "/content-type",
    { "Loại nội dung không nhận", "Địa chỉ này nhận loại nội dung khác, mã UTF-8, không nén." },
    { "Content of another kind", "This address takes another type of content, in UTF-8 and not compressed." } },
  [GB_HUB_PROBLEM_RANGE] = { 416, "/range",
    { "Không có phần tệp này", "Tệp ngắn hơn; xem Content-Range." },
    { "No such part", "The file is shorter; see Content-Range." } },
  [GB_HUB_PROBLEM_HASH] = { 422, "/hash",
    { "Tệp không khớp mã băm", "Nội dung nhận được không đúng tệp đã báo; hãy gửi lại từ đầu." },
    { "The file is another", "What came is not the file that was named; send it from the start." } },
  [GB_HUB_PROBLEM_TOO_MANY] = { 429, "/too-many",
    { "Quá nhiều yêu cầu", "Hãy thử lại sau thời gian nêu ở Retry-After." },
    { "Too many requests", "Try again after the time that Retry-After gives." } },
  [GB_HUB_PROBLEM_BUSY] = { 503, "/busy",
    { "Trục dữ liệu đang bận", "Hãy thử lại sau thời gian nêu ở Retry-After." },
    { "The hub is busy", "Try again after the time that Retry-After gives." } },
  [GB_HUB_PROBLEM_GONE] = { 410, "/gone",
    { "Phải tải lại từ đầu", "Trục dữ liệu không còn lưu vị trí đã dừng; hãy tải lại toàn bộ." },
    { "Pull from the start", "The hub does not know where the pull stopped; fetch everything again." } },
  [GB_HUB_PROBLEM_FAULT] = { 500, "/fault",
    { "Trục dữ liệu gặp lỗi", "Lỗi nằm ở trục dữ liệu của tỉnh. Hãy thử lại sau." },
    { "The hub failed", "The fault lies with the province's hub. Try again later." } },
};

/**
 * gb_hub_problem_status:
 *
 * Returns: the HTTP status that tells it
 */
guint
gb_hub_problem_status (GbHubProblem problem)
{
  return problems[problem].status;
}

static void
write_words (GbJsonWriter *writer,
             const char   *language,
             const Words  *words)
{
  gb_json_writer_open (writer, language, '{');
  gb_json_writer_text (writer, "title", words->title);
  gb_json_writer_text (writer, "detail", words->detail);
  gb_json_writer_close (writer, '}');
}

/**
 * gb_hub_problem_open:
 * @subject: (nullable): the parameter or thing at fault
 * @english: whether the reader wants English rather than Vietnamese
 * @writer: empty; other members may be added, then the object is to be closed
 *
 * Writes problem details (RFC 9457) in the language wanted, with members `vi` and `en` for both.
 */
void
gb_hub_problem_open (GbHubProblem  problem,
                     const char   *subject,
                     gboolean      english,
                     GbJsonWriter *writer)
{
  const Words *words = english ? &problems[problem].english : &problems[problem].vietnamese;

  gb_json_writer_open (writer, NULL, '{');
  gb_json_writer_text (writer, "type", problems[problem].type);
  gb_json_writer_text (writer, "title", words->title);
  gb_json_writer_integer (writer, "status", problems[problem].status);
  gb_json_writer_text (writer, "detail", words->detail);
  gb_json_writer_text (writer, "subject", subject);
  write_words (writer, "vi", &problems[problem].vietnamese);
  write_words (writer, "en", &problems[problem].english);
}

/**
 * gb_hub_problem_to_json:
 * @subject: (nullable): the parameter or thing at fault
 * @english: whether the reader wants English rather than Vietnamese
 *
 * Returns: (transfer full): problem details
 */
char *
gb_hub_problem_to_json (GbHubProblem  problem,
                        const char   *subject,
                        gboolean      english)
{
  g_auto (GbJsonWriter) writer = { NULL };

  gb_hub_problem_open (problem, subject, english, &writer);
  gb_json_writer_close (&writer, '}');
  return gb_json_writer_steal (&writer);
}
