/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-hub-refusal.h"

/* Both languages go out in one answer, whatever the hub's own is: so they stand here and not in po/.
 * A %s is the field's name. */
static const struct
{
  const char *type;
  int status;
  const char *title_vi;
  const char *title_en;
  const char *detail_vi;
  const char *detail_en;
} refusals[] = {
  [GB_HUB_REFUSAL_TYPE] = { "/action", 422, "Thao tác không hợp lệ", "The action is not valid",
    "Trục dữ liệu không biết loại thao tác này; có thể cần cập nhật phần mềm của tỉnh.",
    "The hub does not know this type of action; its software may have to be brought up to date." },
  [GB_HUB_REFUSAL_MISSING] = { "/action", 422, "Thao tác không hợp lệ", "The action is not valid",
    "Thiếu mục “%s”.", "“%s” is missing." },
  [GB_HUB_REFUSAL_VALUE] = { "/action", 422, "Thao tác không hợp lệ", "The action is not valid",
    "Mục “%s” có giá trị không dùng được.", "“%s” has a value that cannot be used." },
  [GB_HUB_REFUSAL_UNKNOWN] = { "/action", 422, "Thao tác không hợp lệ", "The action is not valid",
    "Loại thao tác này không có mục “%s”.", "This type of action has no “%s”." },
  [GB_HUB_REFUSAL_REPLACES] = { "/action", 422, "Thao tác không hợp lệ", "The action is not valid",
    "Thao tác được thay thuộc loại khác hoặc về đối tượng khác.",
    "The action to be replaced was of another type or about something else." },
  [GB_HUB_REFUSAL_SCOPE] = { "/scope", 403, "Ngoài phạm vi được cấp", "Beyond the scope",
    "Không có đối tượng này trong phạm vi được cấp.", "There is nothing like that in this scope." },
  [GB_HUB_REFUSAL_FINISHED] = { "/state", 409, "Hồ sơ đã kết thúc", "The dossier is finished",
    "Hồ sơ đã giải quyết xong hoặc đã đóng nên không cần thao tác này nữa.",
    "The dossier is settled or closed, so there is nothing left to do about it." },
  [GB_HUB_REFUSAL_NOT_ACCEPTED] = { "/state", 409, "Hồ sơ chưa được tiếp nhận", "The dossier was not accepted yet",
    "Hồ sơ chưa tiếp nhận nên chưa có ngày hẹn trả.", "So no date was promised that could be changed." },
  [GB_HUB_REFUSAL_PAUSED] = { "/state", 409, "Hồ sơ đang tạm dừng", "The dossier is paused",
    "Hồ sơ đang tạm dừng nên thời hạn không tính.", "So its deadline does not run." },
  [GB_HUB_REFUSAL_RESCHEDULED] = { "/rescheduled", 409, "Hồ sơ đã hẹn lại", "The dossier was re-scheduled already",
    "Mỗi hồ sơ chỉ được hẹn lại ngày trả kết quả một lần (khoản 9 Điều 19 Nghị định 61/2018/NĐ-CP).",
    "Re-scheduling is allowed only once (decree 61/2018/ND-CP, art. 19(9))." },
  [GB_HUB_REFUSAL_NEW_DUE] = { "/action", 422, "Ngày hẹn lại không hợp lệ", "The new date is not valid",
    "Ngày hẹn lại phải sau thời điểm hiện tại và sau ngày hẹn trả cũ.",
    "The new date must be later than now and than the old due date." },
  [GB_HUB_REFUSAL_NOT_ANSWERED] = { "/state", 409, "Vướng mắc chưa được trả lời", "The issue is not answered",
    "Chưa có trả lời nào đang chờ xác nhận.", "There is no answer that waits to be confirmed." },
  [GB_HUB_REFUSAL_SETTLED] = { "/state", 409, "Vướng mắc đã kết thúc", "The issue is settled",
    "Vướng mắc đã được xác nhận, từ chối hoặc đóng.", "It was confirmed, rejected or closed." },
  [GB_HUB_REFUSAL_LEVEL] = { "/state", 409, "Không chuyển lên cấp này được", "It cannot be passed on to that level",
    "Vướng mắc đã ở cấp này hoặc cấp cao hơn.", "The issue is with that level, or with one above, already." },
  [GB_HUB_REFUSAL_CANCELLED] = { "/state", 409, "Nhiệm vụ đã hủy", "The task was cancelled",
    "Nhiệm vụ đã hủy nên không cập nhật tiến độ.", "So there is no progress to be told." },
  [GB_HUB_REFUSAL_SHARED] = { "/target", 409, "Nhiệm vụ chung của mọi xã", "A task of every commune",
    "Nhiệm vụ giao chung, chỉ tỉnh cập nhật được tiến độ.", "Only the province can tell how far it has got." },
  [GB_HUB_REFUSAL_FILE] = { "/action", 422, "Thiếu tệp đính kèm", "A file is missing",
    "Tệp ở mục “%s” chưa được gửi lên trục dữ liệu.", "A file of “%s” was not sent to the hub." },
  [GB_HUB_REFUSAL_NO_CLASS] = { "/state", 409, "Thông báo không cần đăng ký", "There is nothing to register for",
    "Chỉ đăng ký người dự cho lớp tập huấn và hội nghị.", "Only classes and conferences have participants." },
  [GB_HUB_REFUSAL_REPLACED] = { "/replaced", 409, "Đã được thay bằng thao tác khác", "Another action took its place",
    "Thao tác sửa lại đã đến trước và được dùng thay.", "The one that was made in its place came before it." },
};

static char *
fill_in (const char *text,
         const char *field)
{
  g_auto (GStrv) parts = g_strsplit (text, "%s", 2);

  return g_strjoinv (field != NULL ? field : "", parts);
}

/**
 * gb_hub_refusal_to_result:
 * @action: its id
 * @field: (nullable): the member at fault
 *
 * Returns: (transfer full): a result that tells why, in Vietnamese and English
 */
GbActionResult *
gb_hub_refusal_to_result (GbHubRefusal self,
                          const char  *action,
                          const char  *field)
{
  GbActionResult *result = gb_action_result_new (action, GB_ACTION_STATUS_REFUSED);

  result->problem.type = g_strdup (refusals[self].type);
  result->problem.status = refusals[self].status;
  result->problem.title_vi = g_strdup (refusals[self].title_vi);
  result->problem.title_en = g_strdup (refusals[self].title_en);
  result->problem.detail_vi = fill_in (refusals[self].detail_vi, field);
  result->problem.detail_en = fill_in (refusals[self].detail_en, field);
  result->problem.field = g_strdup (field);
  return result;
}
