import { addRingKey, readConfig } from '../platform/config/index.ts';

/** `npm run new-ring-key`: makes the ring's next key; what happens then is told on the terminal and in docs/operate.md. */
try {
  const config = readConfig(process.env);
  const name = addRingKey(config);
  process.stdout.write(`
  ${config.secretsDir}/${name} is the ring's newest key. Copy it to where the other secrets are kept, then restart: the worker seals
  every data key with it. Its log says “data keys were sealed with the newest key of the ring”; with older: 0 in that line, the
  older files of the ring may be taken away.

`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
