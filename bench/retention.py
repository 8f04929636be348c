"""The same job with Python's standard library alone: read accounts, reconcile, decompose retention, print JSON."""
import csv
import hashlib
import json
import math
import re
import sys
from collections import defaultdict

Z = 1.959963984540054
AMOUNT = re.compile(r"^[$\s]*(\d[\d,]*(?:\.\d+)?)\s*$")


def amount(text, row):
    if not text.strip():
        return 0.0
    match = AMOUNT.match(text)
    if match is None:
        raise SystemExit(f"row {row}: {text!r} is no amount")
    return float(match.group(1).replace(",", ""))


def read(path):
    """Accounts by id order, every row accounted for."""
    accounts, seen, left_out, rows = [], set(), defaultdict(int), 0
    with open(path, newline="", encoding="utf-8-sig") as file:
        for row, cells in enumerate(csv.DictReader(file), start=2):
            rows += 1
            name = cells["customer_id"].strip()
            if not any(value and value.strip() for value in cells.values()):
                left_out["blank"] += 1
                continue
            if name.lower() in ("total", "totals", "grand total", "sum"):
                left_out["total_row"] += 1
                continue
            if name in seen:
                raise SystemExit(f"customer {name} stands on several rows")
            seen.add(name)
            start, end = amount(cells["arr_start"], row), amount(cells["arr_end"], row)
            accounts.append((name, start, end, cells["segment"].strip(), cells["churn_reason"].strip()))
    accounts.sort()
    ties = {
        "rows_read": rows,
        "rows_used": len(accounts),
        "left_out": left_out,
        "arr_start": math.fsum(account[1] for account in accounts),
        "arr_end": math.fsum(account[2] for account in accounts),
    }
    return accounts, ties


def wilson(hits, n):
    p, zz = hits / n, Z * Z
    reach = Z * math.sqrt(p * (1 - p) / n + zz / (4 * n * n))
    return (p + zz / (2 * n) - reach) / (1 + zz / n), (p + zz / (2 * n) + reach) / (1 + zz / n)


def interval(pairs, rate, start):
    n = len(pairs)
    spread = math.fsum((kept - rate * before) ** 2 for before, kept in pairs)
    reach = Z * math.sqrt(n / (n - 1) * spread) / start
    return rate - reach, rate + reach


def decompose(accounts):
    parts = defaultdict(list)
    gross, net, gains = [], [], []
    segments = defaultdict(lambda: [0.0, 0.0, 0.0, 0, 0, 0.0])
    causes = defaultdict(lambda: [0, 0.0])
    leaks = defaultdict(lambda: [0, 0.0])
    for name, start, end, segment, reason in accounts:
        if start == 0:
            parts["new"].append(end)
            continue
        gross.append((start, min(start, end)))
        net.append((start, end))
        group = segments[segment]
        group[0] += start
        group[1] += min(start, end)
        group[2] += end
        group[3] += 1
        if end > start:
            parts["major" if end - start > 0.1 * start else "minor"].append(end - start)
            gains.append((end - start, name))
        elif end == 0:
            cause = reason or "unknown"
            parts["churned"].append(start)
            group[4] += 1
            group[5] += start
            for total in (causes[cause], leaks[segment, cause]):
                total[0] += 1
                total[1] += start
        elif end < start:
            parts["contraction"].append(start - end)
            leak = leaks[segment, "contraction"]
            leak[0] += 1
            leak[1] += start - end
    sums = defaultdict(float, {name: math.fsum(values) for name, values in parts.items()})
    base = math.fsum(start for start, _ in gross)
    grr = math.fsum(kept for _, kept in gross) / base
    nrr = math.fsum(end for _, end in net) / base
    lost = len(parts["churned"])
    expansion = sums["major"] + sums["minor"]
    gains.sort(key=lambda gain: (-gain[0], gain[1]))
    top = {n: math.fsum(gain for gain, _ in gains[:n]) for n in (1, 2, 5, 10)}
    return {
        "bridge": sums,
        "grr": grr,
        "grr_interval": interval(gross, grr, base),
        "nrr": nrr,
        "nrr_interval": interval(net, nrr, base),
        "logo": 1 - lost / len(net),
        "logo_interval": wilson(len(net) - lost, len(net)),
        "concentration": {n: (gain / expansion, nrr - gain / base) for n, gain in top.items()},
        "effective_expanders": 1 / math.fsum((gain / expansion) ** 2 for gain, _ in gains),
        "size_index": (sums["churned"] / lost) / (base / len(net)),
        "segments": {
            name: {
                "grr": kept / start,
                "nrr": end / start,
                "logo": wilson(count - gone, count),
                "size_index": (left / gone) / (start / count) if gone else None,
            }
            for name, (start, kept, end, count, gone, left) in sorted(segments.items())
        },
        "causes": dict(sorted(causes.items())),
        "leaks": [[*key, *leak] for key, leak in sorted(leaks.items(), key=lambda item: -item[1][1])[:3]],
    }


def main(path):
    accounts, reconciliation = read(path)
    digest = hashlib.sha256("\n".join("\x1f".join(map(str, account)) for account in accounts).encode())
    print(json.dumps({"id": digest.hexdigest()[:16], "reconciliation": reconciliation, **decompose(accounts)}))


if __name__ == "__main__":
    main(sys.argv[1])
