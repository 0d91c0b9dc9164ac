import { PadesError } from '../failure.ts';
import { augmentCommand } from './augment.ts';
import { signCommand } from './sign.ts';
import type { Terminal } from './terminal.ts';
import { help, UsageError } from './usage.ts';
import { verifyCommand } from './verify.ts';
import { withdrawnCommand } from './withdrawn.ts';

const commands: Readonly<Record<string, (args: readonly string[], terminal: Terminal) => number | Promise<number>>> = {
  verify: verifyCommand,
  sign: signCommand,
  augment: augmentCommand,
  withdrawn: withdrawnCommand,
};

/** Carries out a command line (without the program’s name) and gives its exit code: see `help`. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name = '', ...rest] = args;
  if (name === '' || name === 'help' || args.includes('--help') || args.includes('-h')) {
    terminal.print(help);
    return name === '' ? 2 : 0;
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new UsageError(`There is no command “${name}”. Try: pades --help`);
    return await command(rest, terminal);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof PadesError)) throw error;
    terminal.warn(error.message);
    return 2;
  }
}
