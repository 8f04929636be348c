import { describe, expect, it } from 'vitest';
import { commandFlags } from '../../src/cli/command.ts';
import { coverageCommand } from '../../src/cli/coverage.ts';
import { flagName, flagProblem, flagText, inFlags, wordsOf } from '../../src/cli/flags.ts';
import { hiresCommand } from '../../src/cli/hires.ts';
import { inspectRequest } from '../../src/cli/inspect.ts';
import { retentionCommand } from '../../src/cli/retention.ts';
import { openQuestion, problem } from '../../src/domain/problem.ts';

const retention = commandFlags(retentionCommand);
const coverage = commandFlags(coverageCommand, ['team.csms=2']);

describe('a field is called by its option', () => {
  it.each([
    ['stage', '--stage', '--stage seed|growth|scale'],
    ['source.date_order', '--date-order', '--date-order dmy|mdy|ymd'],
    ['source.period_end', '--period-end', '--period-end DATE'],
    ['source.skip_bad_rows', '--skip-bad-rows', '--skip-bad-rows'],
    ['source.end_inclusive', '--end-inclusive', '--[no-]end-inclusive'],
    ['source.sheet', '--sheet', '--sheet NAME|N'],
    ['currency', '--currency', '--currency CODE'],
    ['source.currency', '--only-currency', '--only-currency CODE'],
    ['source.delimiter', '--delimiter', '--delimiter comma|semicolon|tab|pipe'],
    ['source.columns', '--column', '--column FIELD=HEADER'],
    ['source.columns.term_months', '--column term_months', '--column term_months=HEADER'],
    ['source.exclude[0].column', '--exclude', '--exclude HEADER=VALUE'],
    ['source.status_map', '--status', '--status TEXT=MEANING'],
    ['merge_map', '--merge', '--merge FROM_ID=TO_ID'],
    ['fx.rates', '--fx', '--fx CODE=RATE'],
    ['fx.rates.EUR', '--fx EUR', '--fx EUR=RATE'],
    ['claims.nrr', '--claim nrr', '--claim nrr=VALUE'],
    ['policy.bands.grr', '--policy bands.grr', '--policy bands.grr.FIELD=NUMBER'],
    ['policy.bands.grr.healthy', '--policy bands.grr.healthy', '--policy bands.grr.healthy=NUMBER'],
    ['reason_map', '--reason', '--reason TEXT=CATEGORY'],
    ['source.path', 'file', 'file'],
    ['accounts[].renewal_date', 'accounts[].renewal_date', '--column renewal_date=HEADER'],
    // No option: the field itself.
    ['previous', 'previous', 'previous'],
    ['source.cross_check', 'source.cross_check', 'source.cross_check'],
    ['accounts[3].arr_end', 'accounts[3].arr_end', 'accounts[3].arr_end'],
  ])('%s', (path, name, text) => {
    expect([flagName(retention, path), flagText(retention, path)]).toEqual([name, text]);
  });

  it('any other field of a tool is set, and named so where it was', () => {
    expect(flagText(coverage, 'loaded_cost.smb')).toBe('--set loaded_cost.smb=VALUE');
    expect(flagText(coverage, 'book.enterprise')).toBe('--set book.enterprise.FIELD=VALUE');
    expect(flagName(coverage, 'team.csms')).toBe('--set team.csms');
    expect(flagName(coverage, 'team')).toBe('--set team');
    expect(flagName(coverage, 'book.enterprise')).toBe('book.enterprise');
    expect(flagText(commandFlags(hiresCommand), 'team')).toBe('--set team.FIELD=VALUE');
  });

  it('what a file holds by tier is a column of it, and set where there is none', () => {
    const path = 'book.<tier>.current_csm_count';
    expect(flagText({ ...coverage, file: 'rows' }, path)).toBe('--column current_csm_count=HEADER');
    expect(flagText(coverage, path)).toBe('--set book.TIER.current_csm_count=VALUE');
    expect(flagText({ ...retention, file: 'json' }, 'cohorts[].new_arr')).toBe('cohorts[].new_arr');
    expect(flagText({ ...retention, file: 'rows' }, 'cohorts[].new_arr')).toBe('--column new_arr=HEADER');
    const noColumn = 'book.<tier>.hours_per_account';
    expect(flagText({ ...coverage, file: 'rows' }, noColumn)).toBe(noColumn);
  });
});

describe('a sentence', () => {
  it.each([
    ['set dedupe to sum or keep_last', 'add --dedupe sum or --dedupe keep_last'],
    ['fix them, or pass skip_bad_rows: true', 'fix them, or pass --skip-bad-rows'],
    ['say which period, such as period_end 2025-12', 'say which period, such as --period-end 2025-12'],
    ['is not after period_start 2025-01-31', 'is not after --period-start 2025-01-31'],
    [
      'are never added; give fx.rates, or source.currency to keep one',
      'are never added; give --fx CODE=RATE, or --only-currency CODE to keep one',
    ],
    [
      'taken as different; pass merge_map if they are one',
      'taken as different; pass --merge FROM_ID=TO_ID if they are one',
    ],
    [
      'count as unknown until reason_map maps them',
      'count as unknown until --reason TEXT=CATEGORY maps them',
    ],
    ['name the column: source.columns.product', 'name the column: --column product=HEADER'],
    [
      'bad rows exceed max_bad_rows 12; check source.columns',
      'bad rows exceed --max-bad-rows 12; check --column FIELD=HEADER',
    ],
    ['such as customer_id: "ARR Jan"', 'such as --column customer_id="ARR Jan"'],
    // Words of the language, and text of the file.
    ['the currency of a stage', 'the currency of a stage'],
    ['column "period_end" and `merge_map` of a file', 'column "period_end" and `merge_map` of a file'],
    ['headers: id, period_end, dedupe; say which', 'headers: id, period_end, dedupe; say which'],
    ['no column for term_months; name it', 'no column for term_months; name it'],
  ])('%s', (given, said) => {
    expect(inFlags(retention, given)).toBe(said);
  });
});

it('an inspection names the options of the command that analyses the file', async () => {
  const request = await inspectRequest(['book.csv']);
  if (request === 'help') throw new Error('help instead of a request');
  expect(inFlags(request.flags, 'give fx.rates, or source.currency to keep one')).toBe(
    'give --fx CODE=RATE, or --only-currency CODE to keep one',
  );
});

describe('a problem', () => {
  it('names its option and the answers to choose from, as they are typed', () => {
    const options = [
      { value: 'dmy', effect: '' },
      { value: 'mdy', effect: '' },
    ];
    const asked = openQuestion(
      'source.date_order',
      'ambiguous-date',
      'column "a" can be dmy or mdy; say which',
      options,
    );
    expect(flagProblem(retention, asked).message).toBe(
      '--date-order: column "a" can be dmy or mdy; add --date-order dmy or --date-order mdy',
    );
    const ends = openQuestion('source.end_inclusive', 'ambiguous-end', 'is the last day paid', [
      { value: 'true', effect: '' },
      { value: 'false', effect: '' },
    ]);
    expect(flagProblem(retention, ends).message).toBe(
      '--end-inclusive: is the last day paid; add --end-inclusive or --no-end-inclusive',
    );
  });

  it('about a text of the file names that text', () => {
    const asked = openQuestion(
      'source.status_map',
      'unknown-status',
      '"on hold" (3 rows) is unknown; map it',
      [
        { value: 'active', effect: '' },
        { value: 'paused', effect: '' },
      ],
    );
    expect(flagProblem(retention, asked).message).toBe(
      `--status: "on hold" (3 rows) is unknown; map it; add --status 'on hold'=active or --status 'on hold'=paused`,
    );
  });

  it('of a file and of a field that --set fills at once', () => {
    const both = problem('input', 'conflicting-keys', 'team and source are both given; keep one');
    expect(flagProblem(coverage, both).message).toBe('input: --set team and a file are both given; keep one');
  });
});

describe('the command that reads a file as a source says', () => {
  const { command } = wordsOf(retention);
  const lines = (source: Record<string, unknown>) => command?.('cco_decompose_retention', source);

  it('quotes what a shell would take apart, and breaks a long line', () => {
    expect(lines({ path: 'my file.csv', dedupe: 'sum' })).toEqual([
      "cco-advisor retention 'my file.csv' --dedupe sum",
    ]);
    expect(
      lines({
        path: 'a.csv',
        columns: { arr_start: "Jan's", arr_end: 'Dec' },
        status_map: { frozen: 'paused' },
      }),
    ).toEqual([
      'cco-advisor retention a.csv \\',
      "  --column arr_start='Jan'\\''s' \\",
      '  --column arr_end=Dec \\',
      '  --status frozen=paused',
    ]);
  });

  it('is none where an option is missing, or a name would speak to the terminal', () => {
    expect(lines({ path: 'a.csv', cross_check: [{ path: 'b.csv' }] })).toEqual([]);
    expect(lines({ path: 'a\u001b[2J.csv' })).toEqual([]);
    expect(command?.(null, { path: 'a.csv' })).toEqual([]);
  });
});
