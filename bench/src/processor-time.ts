import { readdirSync, readFileSync } from 'node:fs';

/** What the kernel counts a second in (USER_HZ), the same on every Linux. */
const ticksPerSecond = 100;

/**
 * Processor time in milliseconds that a process and all beneath it have used; of this process, that is database, sealer and
 * press too. On a machine that others use at the same time it says more than a clock.
 */
export function processorTime(root: number = process.pid): number {
  const processes = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(readProcess);
  const family = new Set([root]);
  // A child's number may be lower than its parent's: look until nobody is added.
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
  }
  const ticks = processes.filter(({ pid }) => family.has(pid)).reduce((sum, each) => sum + each.ticks, 0);
  return (ticks / ticksPerSecond) * 1000;
}

interface ProcessTimes {
  readonly pid: number;
  readonly parent: number;
  /** Its own, and that of children that have ended. */
  readonly ticks: number;
}

/** See proc_pid_stat(5); nothing for a process that has just ended. */
function readProcess(name: string): ProcessTimes[] {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'latin1');
    // The program's name stands in brackets and may hold anything: what follows the last one is numbers.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    return [{ pid: Number(name), parent, ticks: fields.slice(11, 15).reduce((sum, each) => sum + each, 0) }];
  } catch {
    return [];
  }
}
