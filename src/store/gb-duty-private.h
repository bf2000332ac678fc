/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whether officer o works where they are on :today; gb_officer_is_present() is the same. */
#define GB_DUTY_PRESENT "(coalesce(o.from_day,:today)<=:today AND coalesce(o.to_day,:today)>=:today)"

/* Whether officer o is seconded (biệt phái) to a commune on :today. */
#define GB_DUTY_SECONDED "(o.kind='seconded' AND " GB_DUTY_PRESENT ")"

/* Who does which field in which commune on :today, and what is missing: the gaps, fields that somebody does and nobody
 * would take over (decree 61/2018/ND-CP, art. 12(8): each field needs at least one stand-in), and the unmanned, which
 * have a stand-in alone. Tables of a WITH clause; :commune NULL is every commune. */
#define GB_DUTY_WITH                                                                               \
  "duty(commune,field,role) AS (SELECT o.commune,f.value->>'field',f.value->>'role' "              \
  "FROM officer o,json_each(o.fields) f WHERE o.fields IS NOT NULL "                               \
  "AND (:commune IS NULL OR o.commune=:commune) AND " GB_DUTY_PRESENT "),"                         \
  "gap(commune,field) AS (SELECT commune,field FROM duty WHERE role='main' "                       \
  "EXCEPT SELECT commune,field FROM duty WHERE role='stand-in'),"                                  \
  "unmanned(commune,field) AS (SELECT commune,field FROM duty WHERE role='stand-in' "              \
  "EXCEPT SELECT commune,field FROM duty WHERE role='main')"
