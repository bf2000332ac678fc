/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gb-commune-vocabulary.h"

#include <string.h>

#include "gb-text.h"

/* How the types of units are written, the longer before the shorter that they end with. Single letters count only
 * right before a name: elsewhere they may be part of one. */
static const GbCommuneType types[] = {
  { "thi tran", "thị trấn" },  { "thanh pho", "thành phố" }, { "thi xa", "thị xã" }, { "dac khu", "đặc khu" },
  { "huyen dao", "huyện" },    { "phuong", "phường" },       { "huyen", "huyện" },   { "quan", "quận" },
  { "tinh", "tỉnh" },          { "xa", "xã" },               { "tt", "thị trấn" },   { "tp", "thành phố" },
  { "tx", "thị xã" },          { "dk", "đặc khu" },          { "p", "phường" },      { "f", "phường" },
  { "x", "xã" },               { "h", "huyện" },             { "q", "quận" },        { "t", "tỉnh" },
};

/* Words around a place in what a citizen says. They are dropped only where no name has them: "cũ" is one, "Củ Chi" is
 * not. Typed without accents they count as well. */
static const char *const fillers[] = {
  "tôi", "tui", "em", "anh", "chị", "bác", "ông", "bà", "cháu", "mình", "con", "chúng", "gia", "đình", "nhà", "người",
  "dân", "ở", "tại", "trú", "cư", "sống", "thường", "tạm", "hộ", "khẩu", "quê", "gốc", "sinh", "địa", "chỉ", "bàn",
  "danh", "cũ", "xưa", "trước", "đây", "kia", "hồi", "thuộc", "nay", "là", "giờ", "bây", "hiện", "đang", "mới", "sau",
  "khi", "sáp", "nhập", "hợp", "nhất", "vào", "về", "với", "và", "của", "bên", "chỗ", "khu", "vực", "nào", "gì", "đâu",
  "hỏi", "xin", "cho", "biết", "thì", "đã", "được", "gọi", "tên", "từ", "ra", "thành", "có", "phải", "không", "lên",
  "xuống", "đến", "tới", "làm", "chuyển", "gồm", "những", "các", "một", "phần", "còn", "lại", "đơn", "vị", "hành",
  "chính", "cấp", "ubnd", "đảo", "lúc", "do", "theo", "nơi", "ạ", "nhé", "vậy", "hả",
};

/* What says that the name is one of before. */
static const char *const former[] = { "cũ", "xưa", "trước" };

/**
 * gb_commune_vocabulary_types:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): the types of units, the longer before those that they end with
 */
const GbCommuneType *
gb_commune_vocabulary_types (gsize *n)
{
  *n = G_N_ELEMENTS (types);
  return types;
}

/* A word of a table, typed as it is there or without any accents. */
static gboolean
is_listed (const char        *typed,
           const char        *plain,
           const char *const *table,
           gsize              n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *folded = NULL;

      if (strcmp (table[i], typed) == 0)
        return TRUE;
      if (strcmp (typed, plain) != 0)
        continue;
      folded = gb_text_fold (table[i]);
      if (strcmp (folded, plain) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * gb_commune_vocabulary_is_filler:
 * @typed: a word, small letters
 * @plain: the same without accents
 *
 * Returns: whether it says nothing of a place where it is not part of a name
 */
gboolean
gb_commune_vocabulary_is_filler (const char *typed,
                                 const char *plain)
{
  return is_listed (typed, plain, fillers, G_N_ELEMENTS (fillers));
}

/**
 * gb_commune_vocabulary_is_former:
 * @typed: a word, small letters
 * @plain: the same without accents
 *
 * Returns: whether it says that a name is one of before
 */
gboolean
gb_commune_vocabulary_is_former (const char *typed,
                                 const char *plain)
{
  return is_listed (typed, plain, former, G_N_ELEMENTS (former));
}

/**
 * gb_commune_vocabulary_plain:
 * @text: (nullable): a name
 *
 * Returns: (transfer full): small letters without accents, and single spaces for all that is neither letter nor digit
 */
char *
gb_commune_vocabulary_plain (const char *text)
{
  g_autofree char *folded = gb_text_fold (text);
  char *out = folded;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalnum (g_utf8_get_char (p)))
        for (const char *end = g_utf8_next_char (p), *c = p; c < end; c++)
          *out++ = *c;
      else if (out > folded && out[-1] != ' ')
        *out++ = ' ';
    }
  while (out > folded && out[-1] == ' ')
    out--;
  *out = '\0';
  return g_steal_pointer (&folded);
}

/**
 * gb_commune_vocabulary_skip_type:
 * @text: a unit with its type, such as "Huyện Sơn Tịnh"
 * @type: (out) (transfer none) (nullable): the type, small letters
 *
 * Returns: (transfer none): the name in @text; @text where it has no type
 */
const char *
gb_commune_vocabulary_skip_type (const char  *text,
                               const char **type)
{
  g_autofree char *small = g_utf8_strdown (text, -1);

  *type = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gsize length = strlen (types[i].type);

      if (strlen (small) == strlen (text) && g_str_has_prefix (small, types[i].type) && small[length] == ' ')
        {
          *type = types[i].type;
          return text + length + 1;
        }
    }
  return text;
}
