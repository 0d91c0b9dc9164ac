import { parseArgs } from 'node:util';
import { isLanguage, type Language } from '../../kernel/index.ts';

/** What `npm run demo` was asked. */
export interface DemoCommand {
  readonly files: readonly string[];
  readonly out: string;
  readonly language: Language | undefined;
}

export const usage = 'Usage: npm run demo -- FILE… --out DIR [--language ar|fr|zgh|en]';

/** Reads the command line. Answers undefined when it cannot be used: the caller prints `usage`. */
export function readCommand(words: readonly string[]): DemoCommand | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { out: { type: 'string' }, language: { type: 'string' } },
    });
    const { out, language } = values;
    if (positionals.length === 0 || !out || (language !== undefined && !isLanguage(language))) return undefined;
    return { files: positionals, out, language };
  } catch {
    return undefined;
  }
}
