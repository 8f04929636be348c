/** Verdicts that a memo states, against those of its reports; and the caveats of the reports that it must carry. */
import { languages, verdictNames } from '../language.ts';
import { clip } from '../problem.ts';
import type { CitedReport, CitedTool } from './cited-report.ts';
import { type Line, withoutQuotes } from './parts.ts';
import type { Breaches } from './result.ts';

/** The verdicts of each tool that are told by a word of their own. */
const families: Readonly<Record<CitedTool, readonly string[]>> = {
  cco_decompose_retention: [
    'healthy',
    'concerning',
    'critical',
    'leaky_bucket',
    'insufficient_data',
    'contradictory_data',
  ],
  cco_design_segments: ['tiers-only', 'exits-first', 'over-budget', 'not-choosing', 'balanced'],
  cco_size_coverage: [
    'hire',
    'redeploy',
    'redeploy-or-shrink',
    'hold',
    'promise-less',
    'promise-less-before-hiring',
    'founder-led',
    'promote',
  ],
  cco_plan_hires: [
    'hire',
    'promote',
    'stay-founder-led',
    'ramp-first',
    'not-yet',
    'name-the-outcome-first',
    'no-cs-hire-fixes-it',
  ],
  cco_review_plan: ['SHIP', 'SHARPEN', 'BLOCK'],
};

/** Plain words in which a verdict is claimed at the beginning of a sentence, or as what a rate does. */
const claims: readonly (readonly [verdict: string, pattern: RegExp])[] = [
  [
    'hire',
    /^(?:please )?(?:hire|recruit|employ)\b(?!.{0,20}\b(?:nobody|no one)\b)|^(?:open|add) (?:\S{1,20} ){0,5}(?:roles?|csms?|seats?|heads?)\b|^(?:先|下一步先?|立即|现在)?招聘|を採用/i,
  ],
  ['promote', /^promote\b|^(?:内部提拔|提拔)/i],
  ['redeploy', /^(?:move|redeploy) .{1,20}\bcsms? (?:from|to)\b/i],
  ['SHIP', /^(?:ship|go ahead|proceed)\b|^放行/i],
  ['BLOCK', /^(?:do not go ahead|block|stop the plan)\b|^叫停/i],
  ['SHARPEN', /^sharpen\b|^打磨/i],
  [
    'healthy',
    /\bmeets? (?:the|its|their|both|all) (?:\S{1,20} )?(?:targets?|lines?|bars?)\b|\bretention is (?:honest|fine|strong|good|healthy)\b|留存健康|達成/i,
  ],
  ['balanced', /\bspend follows value\b/i],
];

/** Verdicts that withhold one. */
const withheld = new Set(['insufficient_data', 'contradictory_data', 'tiers-only', 'name-the-outcome-first']);

const letters = /^[A-Za-z]/;

/** Names of verdicts that are everyday words: they are one only in backticks. */
const everyday = new Set(['hire', 'hold', 'promote', 'redeploy', 'balanced']);

/** Whether a text names a verdict, by its code or its name in a language. A critical path counts as the verdict too. */
function names(text: string, verdict: string): boolean {
  if (text.includes(`\`${verdict}\``)) return true;
  if (everyday.has(verdict)) return false;
  const plain = withoutQuotes(text);
  return languages.some((language) => {
    const name = verdictNames[verdict]?.[language] ?? verdict;
    if (!letters.test(name)) return plain.includes(name);
    const words = name.replace(/[-_]/g, '[-_ ]');
    const flags = /^[A-Z]+$/.test(name) ? '' : 'i';
    return new RegExp(
      `(?<![\\w-])(?<!(?:\\b(?:not|no|never|neither)|n['’]t) )${words}(?![\\w-])`,
      flags,
    ).test(plain);
  });
}

const claimsOf = (text: string): string[] => {
  const start = text.replace(/^[^\p{L}]{1,4}/u, '');
  return claims.flatMap(([verdict, pattern]) => (pattern.test(start) ? [verdict] : []));
};

const isMatch = (said: string, verdict: string): boolean =>
  said === verdict || (said === 'redeploy' && verdict === 'redeploy-or-shrink');

/** Verdicts in the bottom line, the choice and any line that gives one, against the reports. */
export function checkVerdict(
  lines: readonly Line[],
  reports: readonly CitedReport[],
  breaches: Breaches,
): void {
  const verdicts = reports.map(({ verdict }) => verdict);
  const known = new Set(reports.flatMap(({ tool }) => families[tool]));
  for (const line of lines) {
    const said = new Set([
      ...[...known].filter((verdict) => names(line.text, verdict)),
      ...claimsOf(line.text),
    ]);
    for (const verdict of said) {
      if (!known.has(verdict) || verdicts.some((of) => isMatch(verdict, of))) continue;
      const from = reports.filter(({ tool }) => families[tool].includes(verdict));
      const [first] = from;
      if (first === undefined) continue;
      const because = withheld.has(first.verdict)
        ? `the memo says ${verdict}, the report gives no verdict (\`${clip(first.verdict, 40)}\`)`
        : `the memo says ${verdict}, the report says \`${clip(first.verdict, 40)}\``;
      breaches.raise('verdict-overstated', line, because);
    }
  }
}

/** Words in which a memo says that there is no verdict, or that sources disagree. */
const says = {
  blocker:
    /\bno verdict\b|withheld|cannot (?:carry|say|tell|be judged)|can't tell|insufficient|not enough data|stays? unknown|too (?:few|small|wide)|数据不足|不下结论|无法(?:判断|得出)|データ不足|判断(?:を)?(?:保留|できない)/i,
  contradiction: /contradict|disagree|do not (?:match|tie|agree)|conflicting|矛盾|不一致|对不上|食い違/i,
  stop: /\bdo not go ahead\b|\bblock(?:ed)?\b|叫停|差し止め/i,
} as const;

/** Whether a memo names a code: as it is, or in its words. */
const namesCode = (memo: string, code: string): boolean =>
  memo.includes(code.toLowerCase()) || memo.includes(code.toLowerCase().replaceAll('-', ' '));

/** Contradictions, blockers and withheld verdicts that the memo leaves out. `ids`: what its Evidence cites. */
export function checkCaveats(
  memo: string,
  at: Line,
  ids: ReadonlySet<string>,
  reports: readonly CitedReport[],
  breaches: Breaches,
): void {
  const lower = memo.toLowerCase();
  for (const { tool, verdict, findings, report_id: id } of reports) {
    const carried = (
      code: string,
      severity: 'blocker' | 'contradiction',
      evidence: readonly string[],
    ): boolean =>
      namesCode(lower, code) ||
      says[severity].test(memo) ||
      (tool === 'cco_review_plan' && says.stop.test(memo)) ||
      (evidence.length > 0 && evidence.every((one) => ids.has(one)));
    for (const { code, severity, evidence } of findings)
      if ((severity === 'blocker' || severity === 'contradiction') && !carried(code, severity, evidence))
        breaches.raise(
          'caveat-dropped',
          at,
          `report ${id} has the ${severity} \`${clip(code, 60)}\`, the memo does not say so`,
          {
            text: code,
          },
        );
    if (
      withheld.has(verdict) &&
      !namesCode(lower, verdict) &&
      !says.blocker.test(memo) &&
      !says.contradiction.test(memo)
    )
      breaches.raise(
        'caveat-dropped',
        at,
        `report ${id} gives no verdict (\`${clip(verdict, 40)}\`), the memo does not say so`,
        {
          text: verdict,
          mend: 'say that there is no verdict, and what would settle it',
        },
      );
  }
}
