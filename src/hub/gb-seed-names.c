/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-seed-names.h"

/* Common family, middle and given names put together by chance: nobody is meant. */
static const char *const families[] = {
  "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Phạm",
  "Huỳnh", "Huỳnh", "Võ", "Võ", "Phan", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh",
  "Đinh", "Đoàn", "Trương", "Lương", "Mai", "Tạ", "Cao", "Hà", "Vũ", "Lâm", "Trịnh", "Châu",
};
static const char *const male_middles[] = {
  "Văn", "Văn", "Văn", "Hữu", "Đức", "Minh", "Quốc", "Công", "Thanh", "Ngọc", "Xuân", "Đình", "Quang",
};
static const char *const female_middles[] = {
  "Thị", "Thị", "Thị", "Thị Thu", "Thị Thanh", "Thị Ngọc", "Thị Kim", "Thị Mỹ", "Ngọc", "Thu", "Kim",
};
static const char *const male_given[] = {
  "An", "Bình", "Cường", "Dũng", "Đạt", "Đông", "Giang", "Hải", "Hậu", "Hiếu", "Hòa", "Hoàng",
  "Hùng", "Huy", "Khánh", "Khoa", "Kiên", "Lâm", "Long", "Lực", "Mạnh", "Minh", "Nam", "Nghĩa",
  "Nhân", "Phong", "Phúc", "Quân", "Quý", "Sơn", "Tài", "Tâm", "Thành", "Thắng", "Thịnh", "Tiến",
  "Toàn", "Trí", "Trung", "Tuấn", "Tùng", "Việt", "Vinh", "Vương",
};
static const char *const female_given[] = {
  "An", "Anh", "Ánh", "Bích", "Châu", "Chi", "Diễm", "Dung", "Duyên", "Đào", "Giang", "Hà", "Hạnh",
  "Hằng", "Hiền", "Hoa", "Hồng", "Huệ", "Hương", "Lan", "Liên", "Linh", "Loan", "Ly", "Mai", "My",
  "Nga", "Ngân", "Nhung", "Oanh", "Phương", "Quyên", "Sương", "Tâm", "Thảo", "Thu", "Thủy", "Trang",
  "Trinh", "Tuyết", "Uyên", "Vân", "Xuân", "Yến",
};

/**
 * gb_seed_name:
 *
 * Returns: (transfer full): a person's name, family name first
 */
char *
gb_seed_name (GbRandom *random)
{
  const char *family = gb_random_pick (random, families);
  gboolean female = gb_random_chance (random, 500);
  const char *middle = female ? gb_random_pick (random, female_middles)
                              : gb_random_pick (random, male_middles);
  const char *given = female ? gb_random_pick (random, female_given)
                             : gb_random_pick (random, male_given);

  return g_strjoin (" ", family, middle, given, NULL);
}

/**
 * gb_seed_phone:
 *
 * Returns: (transfer full): ten digits that everybody sees are made up
 */
char *
gb_seed_phone (GbRandom *random)
{
  return g_strdup_printf ("0900000%03d", gb_random_below (random, 1000));
}

/**
 * gb_seed_number:
 *
 * Returns: (transfer full): twelve digits in the place of an identity number; no province has the
 * code 000
 */
char *
gb_seed_number (GbRandom *random)
{
  return g_strdup_printf ("000%09d", gb_random_below (random, 1000000000));
}
