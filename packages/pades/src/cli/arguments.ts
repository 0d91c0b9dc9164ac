import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage.ts';

/** Options of a command, as `parseArgs` takes them. */
export type OptionTable = NonNullable<ParseArgsConfig['options']>;

/** Options and operands of a command line; one that is not known throws a UsageError. */
export function readArguments<Options extends OptionTable>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\nTry: pades --help`);
  }
}

/** A value that must be one of some words. */
export function oneOf<Word extends string>(option: string, value: string, words: readonly Word[]): Word {
  const found = words.find(word => word === value);
  if (found === undefined) throw new UsageError(`--${option} must be ${words.join(' or ')}, not “${value}”`);
  return found;
}

/** A date as ISO 8601 writes it; now when there is none. */
export function dateOf(option: string, value: string | undefined): Date {
  if (value === undefined) return new Date();
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw new UsageError(`--${option} must be a date like 2026-11-28T10:00:00Z`);
  return date;
}
