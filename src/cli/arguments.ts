/** The arguments of a command, read by Node's own parser, and its errors as sentences that say what to type. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { clip, nearestName } from '../domain/problem.ts';

export type OptionTypes = NonNullable<ParseArgsConfig['options']>;

/** What was given, by option. */
export type Arguments<O extends OptionTypes> = {
  values: ReturnType<typeof parseArgs<{ options: O }>>['values'];
  positionals: readonly string[];
};

const isNegative = (text: string | undefined): text is string => /^-\.?\d/.test(text ?? '');

/** A negative number behind an option that takes a value, which the parser would take for an option. Example: "--growth-rate -0.3". */
const joined = (args: readonly string[], options: OptionTypes): string[] => {
  const out: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [arg = '', next] = [args[i], args[i + 1]];
    const takes = arg.startsWith('--') && options[arg.slice(2)]?.type === 'string';
    if (takes && isNegative(next)) {
      out.push(`${arg}=${next}`);
      i++;
    } else out.push(arg);
  }
  return out;
};

/** Switches can be turned off: `--no-end-inclusive` is `end-inclusive` with the value false. */
const withNegations = (options: OptionTypes): OptionTypes => ({
  ...Object.fromEntries(
    Object.entries(options)
      .filter(([name, { type }]) => type === 'boolean' && name !== 'json' && name !== 'help')
      .map(([name]) => [`no-${name}`, { type: 'boolean' as const }]),
  ),
  ...options,
});

/** What to type instead, for an error of the parser. */
function sentenceOf(error: Error, args: readonly string[], options: OptionTypes): string {
  const code = 'code' in error ? String(error.code) : '';
  const [, named = ''] = /'(-{1,2}[^\s'=]*)/.exec(error.message) ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const near = nearestName(named.replace(/^-+/, ''), Object.keys(options));
    return `${clip(named, 60)} is no option here${near === undefined ? '' : `; did you mean --${near}?`}`;
  }
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return error.message;
  if (options[named.slice(2)]?.type === 'boolean') return `${named} takes no value; write it alone`;
  const next = args[args.indexOf(named) + 1];
  return next === undefined
    ? `${named} takes a value; write it behind, such as ${named} VALUE`
    : `${named} takes a value, and ${clip(next, 40)} looks like another option; if it is the value, write ${named}=${clip(next, 40)}`;
}

/** Reads the arguments of a command. @throws TypeError with a sentence for what cannot be read. */
export function readArguments<O extends OptionTypes>(args: readonly string[], given: O): Arguments<O> {
  const options = withNegations(given);
  const list = joined(args, options);
  try {
    const { values, positionals } = parseArgs({ args: list, allowPositionals: true, options });
    const out: Record<string, unknown> = { ...values };
    for (const name of Object.keys(values)) {
      if (!name.startsWith('no-') || Object.hasOwn(given, name)) continue;
      delete out[name];
      out[name.slice(3)] ??= false;
    }
    return { values: out as Arguments<O>['values'], positionals };
  } catch (error) {
    throw new TypeError(sentenceOf(error as Error, list, options));
  }
}

/** The one file that a command takes. @throws TypeError with a sentence when more were named. */
export function onlyFile(positionals: readonly string[], what = 'file'): string | undefined {
  if (positionals.length > 1) throw new TypeError(`one ${what} at a time; got ${positionals.join(', ')}`);
  return positionals[0];
}
