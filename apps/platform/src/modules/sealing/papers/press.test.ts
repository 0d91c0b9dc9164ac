import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createLanes } from './lanes.ts';
import { createPress, type Press, type PressOptions, type PrintJob } from './press.ts';

const program = fileURLToPath(new URL('press-process.fixture.ts', import.meta.url));
const calm: PressOptions = { documentsPerProcess: 1000, documentLimit: 60_000, pageLimit: 0, queueLimit: 10, program };
const job = (paper: string): PrintJob => ({ data: { paper }, qr: null, files: {}, tagged: false, measureOnly: true });

let press: Press;
afterEach(() => press?.close());

const pidOf = async (paper = 'echo') => (await press.print('office', job(paper))).size?.width;

describe('the press', () => {
  it('keeps its process from one document to the next', async () => {
    press = createPress(calm);
    expect(await pidOf()).toBe(await pidOf());
  });

  it('serves offices in turn', async () => {
    press = createPress(calm);
    const order: string[] = [];
    const print = (lane: string, name: string) => press.print(lane, job('echo')).then(() => order.push(name));
    await Promise.all([print('a', 'a1'), print('a', 'a2'), print('a', 'a3'), print('b', 'b1')]);
    expect(order).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('replaces a worn process without losing a document', async () => {
    press = createPress({ ...calm, documentsPerProcess: 2 });
    const first = await pidOf();
    const seen = new Set([first]);
    while (seen.size < 3) seen.add(await pidOf());
    expect(seen).not.toContain(undefined);
  });

  it('gives up a document that kills the process twice, and prints the next', async () => {
    press = createPress(calm);
    const before = await pidOf();
    const crash = press.print('office', job('crash'));
    const after = pidOf();
    await expect(crash).rejects.toMatchObject({ fault: 'crashed' });
    expect(await after).not.toBe(before);
  });

  it('stops a document that takes too long, and prints the next', async () => {
    press = createPress({ ...calm, documentLimit: 3000 });
    const hang = press.print('office', job('hang'));
    const next = pidOf();
    await expect(hang).rejects.toMatchObject({ fault: 'late' });
    expect(await next).toBeGreaterThan(0);
  });

  it('refuses what it cannot queue', async () => {
    press = createPress({ ...calm, queueLimit: 1 });
    const accepted = [pidOf(), pidOf()];
    await expect(pidOf()).rejects.toMatchObject({ fault: 'busy' });
    await Promise.all(accepted);
  });

  it('closes after the running document, and refuses the others', async () => {
    press = createPress(calm);
    const [running, waiting] = [pidOf(), pidOf()];
    const refused = expect(waiting).rejects.toMatchObject({ fault: 'closed' });
    await press.close();
    expect(await running).toBeGreaterThan(0);
    await refused;
    await expect(pidOf()).rejects.toMatchObject({ fault: 'closed' });
  });
});

describe('lanes', () => {
  it('give back everything once, each lane in its own order', () => {
    const lanes = createLanes<string>();
    for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']) lanes.push(item.charAt(0), item);
    expect(lanes.size).toBe(6);
    const taken = Array.from({ length: 7 }, () => lanes.shift());
    expect(taken).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3', undefined]);
    expect(lanes.size).toBe(0);
  });
});
