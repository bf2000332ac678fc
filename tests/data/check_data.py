#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the facts in data/ against what the resolutions and notices say. Prints TAP.

usage: check_data.py DATA_FOLDER
"""

import csv
import datetime
import json
import pathlib
import re
import sys
import traceback
from collections import Counter, defaultdict
from decimal import Decimal

DATA = pathlib.Path(sys.argv[1])
PROVINCE = DATA / 'provinces' / 'quang-ngai'

COMMUNE_HEADER = ['code', 'name', 'type', 'area_km2', 'population', 'lon', 'lat', 'clause']
PREDECESSOR_HEADER = ['name', 'type', 'district', 'province', 'part', 'commune']
KEPT = {'Ba Xa', 'Đăk Long', 'Rờ Kơi', 'Ia Đal', 'Mô Rai'}
DISTRICTS = {
    'Tỉnh Quảng Ngãi': {
        'Thành phố Quảng Ngãi', 'Thị xã Đức Phổ', 'Huyện Bình Sơn', 'Huyện Trà Bồng',
        'Huyện Sơn Tịnh', 'Huyện Tư Nghĩa', 'Huyện Sơn Hà', 'Huyện Sơn Tây', 'Huyện Minh Long',
        'Huyện Nghĩa Hành', 'Huyện Mộ Đức', 'Huyện Ba Tơ', 'Huyện Lý Sơn'},
    'Tỉnh Kon Tum': {
        'Thành phố Kon Tum', 'Huyện Đắk Glei', 'Huyện Ngọc Hồi', 'Huyện Đắk Tô',
        'Huyện Tu Mơ Rông', 'Huyện Kon Plông', 'Huyện Kon Rẫy', 'Huyện Đắk Hà',
        'Huyện Sa Thầy', "Huyện Ia H' Drai"},
}

PROCEDURE_KEYS = {
    'id', 'code', 'code_source', 'name', 'field', 'field_code', 'limit', 'fee', 'fee_note',
    'papers', 'steps', 'post', 'online', 'paper_result', 'authority', 'source', 'weight', 'checked'}
UNITS = {'working-days', 'half-days', 'working-hours', 'calendar-days'}
RULES = {'same-time', 'day-end'}
CUTOFFS = {None, '15:00', 'last-hour'}
SLUG = re.compile(r'[a-z0-9]+(-[a-z0-9]+)*\Z')

CHECKS = []


def check(function):
    CHECKS.append(function)
    return function


def same(got, wanted, what=''):
    if got != wanted:
        raise AssertionError(f'{what}: {got!r}, wanted {wanted!r}')


def holds(condition, what):
    if not condition:
        raise AssertionError(str(what))


def table(name, header):
    with open(PROVINCE / name, encoding='utf-8', newline='') as stream:
        reader = csv.DictReader(stream)
        same(reader.fieldnames, header, name)
        rows = list(reader)
    for row in rows:
        holds(None not in row and None not in row.values(), row)
        holds(all(value == value.strip() for value in row.values()), row)
    return rows


def communes():
    return table('communes.csv', COMMUNE_HEADER)


def predecessors():
    return table('predecessors.csv', PREDECESSOR_HEADER)


def procedures():
    return json.loads((DATA / 'procedures' / 'commune.json').read_text(encoding='utf-8'))


def calendar():
    text = (DATA / 'calendar' / 'vietnam.json').read_text(encoding='utf-8')
    return json.loads(text)['days']


def where(name, district=None):
    """Codes of the new units that the old unit `name` went into."""
    return sorted(row['commune'] for row in predecessors()
                  if row['name'] == name and district in (None, row['district']))


@check
def province_names_its_resolution():
    province = json.loads((PROVINCE / 'province.json').read_text(encoding='utf-8'))
    same((province['code'], province['name'], province['type']), ('51', 'Quảng Ngãi', 'tỉnh'))
    same(province['resolution'], '1677/NQ-UBTVQH15')
    same(province['exchange_prefix'], 'H48')
    holds(province['sources'], 'no source')


@check
def communes_are_96_of_three_types():
    rows = communes()
    same(len(rows), 96, 'rows')
    same(Counter(row['type'] for row in rows), {'xã': 86, 'phường': 9, 'đặc khu': 1})
    same(len({row['code'] for row in rows}), 96, 'different codes')
    same(len({row['name'] for row in rows}), 96, 'different names')
    holds(all(re.match(r'\d{5}\Z', row['code']) for row in rows), 'codes have five digits')


@check
def communes_sum_to_the_province():
    rows = communes()
    same(sum(Decimal(row['area_km2']) for row in rows), Decimal('14832.53'), 'area')
    same(sum(int(row['population']) for row in rows), 2161735, 'population')


@check
def communes_lie_in_the_province():
    for row in communes():
        holds(107.2 < float(row['lon']) < 109.3 and 13.9 < float(row['lat']) < 15.6, row)


@check
def communes_have_their_clause():
    rows = communes()
    clauses = [int(row['clause']) for row in rows if row['clause']]
    same(sorted(clauses), list(range(1, 92)), 'clauses')
    same({row['name'] for row in rows if not row['clause']}, KEPT, 'left as they were')


@check
def every_commune_has_a_predecessor():
    codes = {row['code'] for row in communes()}
    same({row['commune'] for row in predecessors()}, codes)
    kept = {row['name']: row['code'] for row in communes() if not row['clause']}
    for name, code in kept.items():
        holds(code in where(name), f'{name} has no row for itself')


@check
def predecessors_name_old_units():
    for row in predecessors():
        holds(row['name'], row)
        holds(row['type'] in {'xã', 'phường', 'thị trấn', 'huyện'}, row)
        holds(row['district'] in DISTRICTS[row['province']], row)
        holds(row['part'] in {'', 'một phần', 'phần còn lại'}, row)
        if row['type'] == 'phường':
            holds(row['district'].startswith(('Thành phố', 'Thị xã')), row)
        if row['type'] == 'thị trấn':
            holds(row['district'].startswith('Huyện'), row)
    same({(row['province'], row['district']) for row in predecessors()},
         {(province, name) for province, names in DISTRICTS.items() for name in names})


@check
def split_units_go_to_several():
    parts = defaultdict(list)
    for row in predecessors():
        parts[row['name'], row['type'], row['district']].append(row)
    for unit, rows in parts.items():
        if len(rows) == 1:
            same(rows[0]['part'], '', unit)
        else:
            holds(all(row['part'] for row in rows), unit)
            same(len({row['commune'] for row in rows}), len(rows), unit)
            holds(sum(row['part'] == 'phần còn lại' for row in rows) <= 1, unit)
    same(where('Trà Bùi'), ['21136', '21157'])


@check
def old_names_lead_to_the_new():
    same(where('Lê Hồng Phong', 'Thành phố Quảng Ngãi'), ['21028'])
    for name in ('Trần Phú', 'Quảng Phú', 'Nghĩa Lộ'):
        same(where(name), ['21028'], name)
    same(where('Nguyễn Nghiêm', 'Thành phố Quảng Ngãi'), ['21025'])
    same(where('Nguyễn Nghiêm', 'Thị xã Đức Phổ'), ['21439'])
    same([row['code'] for row in communes() if row['name'] == 'Nguyễn Nghiêm'], ['21457'])
    same(where('Trần Hưng Đạo', 'Thành phố Kon Tum'), ['23302'])
    same(where('Trần Hưng Đạo', 'Thành phố Quảng Ngãi'), ['21025'])
    same(where('Tịnh Hòa', 'Thành phố Quảng Ngãi'), ['21109'])
    same(where('Bình Châu', 'Huyện Bình Sơn'), ['21109'])
    same(where('Đăk Long', 'Huyện Đắk Hà'), ['23504'])
    same(where('Đăk Long', 'Huyện Đắk Glei'), ['23368'])


@check
def procedures_are_enough_and_unique():
    rows = procedures()
    holds(len(rows) >= 60, len(rows))
    for key in ('id', 'name'):
        same([value for value, n in Counter(row[key] for row in rows).items() if n > 1], [], key)
    codes = Counter(row['code'] for row in rows if row['code'])
    same([code for code, n in codes.items() if n > 1], [], 'codes')


@check
def procedures_have_their_form():
    for row in procedures():
        name = row['id']
        same(set(row), PROCEDURE_KEYS, name)
        holds(3 <= len(row['steps']) <= 6 and all(step['name'] for step in row['steps']), f'{name}: steps')
        holds(all(set(step) <= {'name', 'unit', 'note'} for step in row['steps']), f'{name}: steps')
        holds(row['post'] in (True, False, None), name)
        holds(SLUG.match(row['id']) and SLUG.match(row['field_code']), name)
        holds(row['code'] == '' or re.match(r'\d\.\d{6}\Z', row['code']), name)
        same(bool(row['code']), bool(row['code_source']), f'{name}: a code and its source')
        holds(row['name'] and row['authority'] and row['source'] and row['fee_note'], name)
        holds(len(row['field']) <= 24, f'{name}: field too long for a table')
        holds(row['fee'] is None or (type(row['fee']) is int and row['fee'] >= 0), name)
        holds(2 <= len(row['papers']) <= 8 and all(row['papers']), name)
        holds(row['online'] in {'full', 'partial', 'none'}, name)
        holds(type(row['paper_result']) is bool, name)
        holds(type(row['weight']) is int and 1 <= row['weight'] <= 100, name)
        holds(set(row['checked']) <= {'code', 'limit', 'fee', 'papers'}, name)
        same('code' in row['checked'], bool(row['code']), f'{name}: checked')


@check
def procedures_have_a_limit():
    for row in procedures():
        limit = row['limit']
        name = row['id']
        same(set(limit), {'unit', 'amount', 'rule', 'cutoff', 'source'}, name)
        holds(limit['unit'] in UNITS, name)
        holds(limit['rule'] in RULES, name)
        holds(limit['cutoff'] in CUTOFFS, name)
        holds(type(limit['amount']) is int and 0 <= limit['amount'] <= 60, name)
        holds(limit['source'], name)
        if limit['amount'] == 0:
            same(limit['unit'], 'working-days', name)


@check
def fields_are_spelt_one_way():
    rows = procedures()
    holds(len({row['field'] for row in rows}) >= 15, 'few fields')
    by_code = defaultdict(set)
    by_name = defaultdict(set)
    for row in rows:
        by_code[row['field_code']].add(row['field'])
        by_name[row['field']].add(row['field_code'])
    holds(all(len(names) == 1 for names in by_code.values()), dict(by_code))
    holds(all(len(names) == 1 for names in by_name.values()), dict(by_name))


@check
def known_procedures_are_as_in_law():
    rows = {row['code']: row for row in procedures() if row['code']}
    birth = rows['1.001193']
    same((birth['field'], birth['limit']['amount'], birth['limit']['cutoff']),
         ('Hộ tịch', 0, '15:00'))
    same(rows['2.000815']['limit']['cutoff'], '15:00', 'certified copy')
    same(rows['1.001612']['limit']['amount'], 3, 'household business')
    same((rows['2.000635']['fee'], rows['2.001035']['limit']['amount']), (8000, 2))


@check
def days_are_dates_in_order():
    days = calendar()
    dates = [day['date'] for day in days]
    same(dates, sorted(set(dates)), 'dates')
    for day in days:
        same(set(day), {'date', 'kind', 'replaces', 'name', 'source'}, day['date'])
        holds(datetime.date.fromisoformat(day['date']).year in (2025, 2026, 2027), day)
        holds(day['kind'] in {'off', 'work'} and day['name'] and day['source'], day)


@check
def make_up_days_replace_a_day_off():
    days = {day['date']: day for day in calendar()}
    for date, day in days.items():
        if day['kind'] == 'off':
            same(day['replaces'], None, date)
            continue
        holds(datetime.date.fromisoformat(date).weekday() >= 5, f'{date} is worked anyway')
        replaced = day['replaces']
        same(days[replaced]['kind'], 'off', replaced)
        holds(datetime.date.fromisoformat(replaced).weekday() < 5, replaced)
    same({date: day['replaces'] for date, day in days.items() if day['kind'] == 'work'},
         {'2025-04-26': '2025-05-02', '2026-01-10': '2026-01-02', '2026-08-22': '2026-08-31'})


@check
def holidays_are_those_of_the_law():
    off = {day['date'] for day in calendar() if day['kind'] == 'off'}
    for year in (2025, 2026, 2027):
        for day in ('01-01', '04-30', '05-01', '09-02'):
            holds(f'{year}-{day}' in off, f'{year}-{day}')
    for date in ('2025-01-27', '2025-01-31', '2025-04-07', '2025-09-01', '2026-02-16',
                 '2026-02-20', '2026-04-27', '2026-08-31', '2026-09-01', '2026-11-24',
                 '2027-02-05', '2027-02-11', '2027-04-16', '2027-05-03', '2027-11-24'):
        holds(date in off, date)
    for date in ('2025-02-03', '2026-02-13', '2026-02-23', '2026-09-03', '2025-11-24',
                 '2027-02-04', '2027-02-12'):
        holds(date not in off, date)


@check
def holidays_on_rest_days_move():
    """A public holiday on a Saturday or Sunday gives the next working day (article 111(3))."""
    off = {day['date'] for day in calendar() if day['kind'] == 'off'}
    for date in sorted(off):
        day = datetime.date.fromisoformat(date)
        if day.weekday() < 5:
            continue
        while day.weekday() >= 5:
            day += datetime.timedelta(days=1)
        holds(day.isoformat() in off, f'{date} is not made up on {day}')


@check
def only_what_is_not_announced_is_computed():
    for day in calendar():
        same(day['source'].startswith('computed'), day['date'] >= '2027', day['date'])


def main():
    failed = 0
    print(f'1..{len(CHECKS)}')
    for number, function in enumerate(CHECKS, 1):
        name = function.__name__.replace('_', ' ')
        try:
            function()
            print(f'ok {number} - {name}')
        except Exception:
            failed += 1
            for line in traceback.format_exc().rstrip().splitlines():
                print(f'# {line}')
            print(f'not ok {number} - {name}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
