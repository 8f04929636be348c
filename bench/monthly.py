"""The same job with Python's standard library alone: monthly rows to accounts at two positions, reconciled, with a bridge
for every month, then all that the decomposition of a list of accounts does; up to 10,000 accounts with a bootstrap."""
import csv
import hashlib
import json
import random
import re
import sys
from collections import defaultdict

from retention import decompose

MONTH = re.compile(r"^\d{4}-\d{2}$")
RESAMPLES = 2000
LARGE = 10_000


def read(path):
    """ARR by customer and month; every row used, or the file refused."""
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


def bridges(accounts, months):
    """What each month did, customer by customer; who paid before is no new customer."""
    flows = [[0.0] * 6 for _ in months[1:]]
    for paid in accounts.values():
        known = False
        for i, (first, second) in enumerate(zip(months, months[1:])):
            before, after = paid.get(first, 0.0), paid.get(second, 0.0)
            known = known or before > 0
            flow = flows[i]
            flow[5] += after
            if before == 0:
                flow[1 if known else 0] += after
            elif after == 0:
                flow[2] += before
            elif after > before:
                flow[3] += after - before
            else:
                flow[4] += before - after
    return flows


def bootstrap(pairs):
    """95% intervals of GRR and NRR by resampling accounts."""
    draw = random.Random(1)
    gross, net = [], []
    for _ in range(RESAMPLES):
        start = capped = end = 0.0
        for before, after in draw.choices(pairs, k=len(pairs)):
            start += before
            capped += before if after > before else after
            end += after
        gross.append(capped / start)
        net.append(end / start)
    gross.sort()
    net.sort()
    return [[rates[49], rates[1950]] for rates in (gross, net)]


def main(path):
    accounts, segments, rows, total = read(path)
    months = sorted(total)
    end, start = months[-1], months[-13]
    table = []
    for name in sorted(accounts):
        paid = accounts[name]
        before, after = paid.get(start, 0.0), paid.get(end, 0.0)
        if before > 0 or after > 0:
            table.append((name, before, after, segments[name], ""))
    ties = [abs(sum(row[i] for row in table) - total[month]) < 0.005 for i, month in ((1, start), (2, end))]
    pairs = [(before, after) for _, before, after, _, _ in table if before > 0]
    digest = hashlib.sha256("\n".join("\x1f".join(map(str, row)) for row in table).encode())
    answer = decompose(table)
    print(
        json.dumps(
            {
                "id": digest.hexdigest()[:16],
                "rows": rows,
                "ties": ties,
                **answer,
                "logo_retention": answer["logo"],
                "bootstrap": bootstrap(pairs) if len(pairs) <= LARGE else None,
                "bridge": bridges(accounts, months),
            }
        )
    )


main(sys.argv[1])
