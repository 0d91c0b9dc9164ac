// Stands in for the Typst process in tests of the press: it answers with its own process id, dies or hangs when told to.
import type { PressOrder } from './press.ts';

process.on('message', ({ id, job }: PressOrder) => {
  if (job.data['paper'] === 'crash') process.exit(1);
  if (job.data['paper'] === 'hang') return;
  process.send?.({ id, pdf: null, size: { width: process.pid, height: 0 } });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
