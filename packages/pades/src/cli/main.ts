// The command `pades`: its arguments to `runCommand`, and out with the exit code.
import { runCommand } from './run.ts';

process.exitCode = await runCommand(process.argv.slice(2), {
  print: text => process.stdout.write(text),
  warn: line => process.stderr.write(`${line}\n`),
});
