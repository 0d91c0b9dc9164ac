import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage.ts';

/** Options and operands of a command line; one that is not known throws a UsageError. */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\nTry: pades --help`);
  }
}

/** The one file that a command is about. */
export function onlyFile(positionals: readonly string[], command: string): string {
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new UsageError(`Name one file: pades ${command} FILE`);
  return path;
}

/** A value that must be given. */
export function required<T>(option: string, value: T | undefined): T {
  if (value === undefined) throw new UsageError(`--${option} is missing. Try: pades --help`);
  return value;
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

/** Numbers with commas between them, as many as `count`. */
export function numbersOf(option: string, value: string, count: number): number[] {
  const numbers = value.split(',').map(Number);
  if (numbers.length !== count || !numbers.every(Number.isFinite)) {
    throw new UsageError(`--${option} must be ${count} numbers with commas between them, not “${value}”`);
  }
  return numbers;
}
