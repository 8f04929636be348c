"""The same job with Python's standard library alone: read 100,000 accounts, decompose retention, print JSON."""
import csv
import json
import math
import sys
from collections import defaultdict

Z = 1.959963984540054


def amount(text):
    text = text.strip().lstrip("$").replace(",", "")
    return float(text) if text else 0.0


def wilson(hits, n):
    p, zz = hits / n, Z * Z
    reach = Z * math.sqrt(p * (1 - p) / n + zz / (4 * n * n))
    return (p + zz / (2 * n) - reach) / (1 + zz / n), (p + zz / (2 * n) + reach) / (1 + zz / n)


def interval(pairs, rate, start):
    n = len(pairs)
    spread = sum((kept - rate * before) ** 2 for before, kept in pairs)
    reach = Z * math.sqrt(n / (n - 1) * spread) / start
    return rate - reach, rate + reach


def main(path):
    seen, gross, net, gains, new = set(), [], [], [], []
    segments = defaultdict(lambda: [0.0, 0.0, 0.0, 0, 0])
    causes = defaultdict(lambda: [0, 0.0])
    with open(path, newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["customer_id"] in seen:
                raise SystemExit("duplicate id " + row["customer_id"])
            seen.add(row["customer_id"])
            start, end = amount(row["arr_start"]), amount(row["arr_end"])
            if start == 0:
                new.append(end)
                continue
            gross.append((start, min(start, end)))
            net.append((start, end))
            if end > start:
                gains.append(end - start)
            group = segments[row["segment"]]
            group[0] += start
            group[1] += min(start, end)
            group[2] += end
            group[3] += 1
            group[4] += end > 0
            if end == 0:
                cause = causes[row["churn_reason"] or "unknown"]
                cause[0] += 1
                cause[1] += start
    base = math.fsum(start for start, _ in gross)
    grr = math.fsum(kept for _, kept in gross) / base
    nrr = math.fsum(end for _, end in net) / base
    kept = sum(end > 0 for _, end in net)
    gains.sort(reverse=True)
    expansion = math.fsum(gains)
    print(
        json.dumps(
            {
                "grr": grr,
                "grr_interval": interval(gross, grr, base),
                "nrr": nrr,
                "nrr_interval": interval(net, nrr, base),
                "logo": kept / len(net),
                "logo_interval": wilson(kept, len(net)),
                "new_arr": math.fsum(new),
                "top5_share": math.fsum(gains[:5]) / expansion,
                "segments": {
                    name: {"grr": g[1] / g[0], "nrr": g[2] / g[0], "logo": g[4] / g[3]}
                    for name, g in sorted(segments.items())
                },
                "causes": {name: cause for name, cause in sorted(causes.items())},
            }
        )
    )


main(sys.argv[1])
