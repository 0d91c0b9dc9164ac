// npm run bench -- NAME: measures, beside peers and the limits of the machine, and prints one JSON line a metric.
import { benchPades } from './pades/bench.ts';
import { benchQueues } from './queues/bench.ts';
import { benchRegister } from './register/bench.ts';
import { benchSeal } from './seal/bench.ts';
import { benchVerify } from './verify/bench.ts';

const benches: Readonly<Record<string, () => Promise<void>>> = {
  seal: benchSeal,
  verify: benchVerify,
  pades: benchPades,
  queues: benchQueues,
  register: benchRegister,
};

const bench = benches[process.argv[2] ?? ''];
if (!bench || process.argv.length > 3) {
  console.error(`Usage: npm run bench -- ${Object.keys(benches).join('|')}`);
  process.exit(2);
}
try {
  await bench();
} catch (error) {
  console.error(error);
  // A child that is left would keep the run alive: it ends with its parent.
  process.exit(1);
}
process.exit(0);
