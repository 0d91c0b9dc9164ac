import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { now, root, signPaper } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { certificatePem } from '../testing/certificate.ts';
import { runCommand } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'pades-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function run(...args: string[]) {
  const [printed, warned]: [string[], string[]] = [[], []];
  const code = await runCommand(args, { print: text => printed.push(text), warn: line => warned.push(line) });
  return { code, printed: printed.join(''), warned: warned.join('\n') };
}

const signed = file('signed.pdf', signPaper(createPaper()));
const unsigned = file('paper.pdf', createPaper());
const rootPem = file('root.pem', certificatePem(root.certificate));
mkdirSync(join(folder, 'trusted'));
writeFileSync(join(folder, 'trusted', 'root.der'), root.certificate);
mkdirSync(join(folder, 'empty'));
const known = ['--trust', rootPem, '--revocation', 'if-available', '--at', now.toISOString()];

describe('pades verify', () => {
  it('ends with 0 when all passed, and says so in the language asked for', async () => {
    expect(await run('verify', signed, ...known)).toMatchObject({ code: 0, warned: '' });
    expect((await run('verify', signed, ...known, '--language', 'fr')).printed).toContain('Conclusion : valide');
    expect((await run('verify', signed, ...known, '--language', 'ar')).printed).toContain('صحيح');
  });

  it('takes a folder of certificates', async () => {
    const trusted = ['--trust', join(folder, 'trusted'), ...known.slice(2)];
    expect((await run('verify', signed, ...trusted)).code).toBe(0);
  });

  it('ends with 1 when one of several did not pass', async () => {
    expect((await run('verify', signed, unsigned, ...known)).code).toBe(1);
    const broken = file('broken.pdf', Buffer.concat([signPaper(createPaper()), Buffer.from('junk')]));
    expect((await run('verify', broken, ...known)).code).toBe(1);
  });

  it('passes nothing without trust, and says why', async () => {
    const { code, warned } = await run('verify', signed);
    expect([code, warned]).toEqual([1, 'No --trust: no signer is known, so nothing can pass.']);
  });

  it('prints a line of JSON for each file', async () => {
    const { printed } = await run('verify', signed, unsigned, ...known, '--json');
    const [first, second] = printed
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({
      file: signed,
      indication: 'TOTAL-PASSED',
      signatures: [{ level: 'B-T', provenAt: now.toISOString() }],
    });
    expect(second).toMatchObject({ file: unsigned, signatures: [] });
  });
});

describe('a command that cannot be carried out', () => {
  it.each([
    [['verify', '/nowhere.pdf'], 'there is no such file'],
    [['verify'], 'Name at least one file'],
    [['verify', 'a.pdf', '--at', 'noon'], 'must be a date'],
    [['verify', 'a.pdf', '--language', 'es'], 'must be ar or fr or en'],
    [['verify', 'a.pdf', '--colour'], '--help'],
    [['verify', signed, '--trust', join(folder, 'empty')], 'no certificate'],
    [['verify', 'a.pdf', '--trust', unsigned], 'no certificate'],
    [['constructor'], 'no command'],
  ])('ends with 2 and a sentence: %j', async (args, sentence) => {
    const { code, warned } = await run(...args);
    expect(code).toBe(2);
    expect(warned).toContain(sentence);
  });

  it('shows how it is used', async () => {
    expect(await run('--help')).toMatchObject({ code: 0 });
    expect((await run()).printed).toContain('pades verify');
  });
});
