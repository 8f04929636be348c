"""The same job with Python's standard library alone: monthly rows to accounts at two positions, rates, a bridge a month."""
import csv
import json
import re
import sys
from collections import defaultdict

MONTH = re.compile(r"^\d{4}-\d{2}$")


def read(path):
    """MRR by customer and month; every row used, or the file refused."""
    accounts, segments, rows, total = defaultdict(dict), {}, 0, defaultdict(float)
    with open(path, newline="", encoding="utf-8-sig") as file:
        reader = csv.reader(file)
        header = next(reader)
        at = {name: header.index(name) for name in ("customer_id", "month", "mrr", "segment")}
        who, when, what, group = (at[name] for name in ("customer_id", "month", "mrr", "segment"))
        for cells in reader:
            rows += 1
            if len(cells) != len(header) or not MONTH.match(cells[when]):
                raise SystemExit(f"row {rows + 1} cannot be read")
            name, month, arr = cells[who].strip(), cells[when], float(cells[what]) * 12
            months = accounts[name]
            if month in months:
                raise SystemExit(f"row {rows + 1}: {name} twice in {month}")
            months[month] = arr
            segments.setdefault(name, cells[group])
            total[month] += arr
    return accounts, segments, rows, total


def main(path):
    accounts, segments, rows, total = read(path)
    months = sorted(total)
    end, start = months[-1], months[-13]
    base = kept_gross = kept_net = 0.0
    customers = lost = 0
    by_segment = defaultdict(lambda: [0.0, 0.0, 0.0])
    for name, paid in accounts.items():
        before, after = paid.get(start, 0.0), paid.get(end, 0.0)
        if before <= 0:
            continue
        customers += 1
        lost += after == 0
        base += before
        kept_gross += min(before, after)
        kept_net += after
        sums = by_segment[segments[name]]
        sums[0] += before
        sums[1] += min(before, after)
        sums[2] += after
    bridge = []
    for first, second in zip(months, months[1:]):
        new = expansion = contraction = churn = 0.0
        for paid in accounts.values():
            before, after = paid.get(first, 0.0), paid.get(second, 0.0)
            if before == 0:
                new += after
            elif after == 0:
                churn += before
            elif after > before:
                expansion += after - before
            else:
                contraction += before - after
        bridge.append([second, total[first], new, expansion, contraction, churn, total[second]])
    print(
        json.dumps(
            {
                "rows": rows,
                "grr": kept_gross / base,
                "nrr": kept_net / base,
                "logo_retention": (customers - lost) / customers,
                "segments": {name: [s[0], s[1] / s[0], s[2] / s[0]] for name, s in by_segment.items()},
                "bridge": bridge,
            }
        )
    )


main(sys.argv[1])
