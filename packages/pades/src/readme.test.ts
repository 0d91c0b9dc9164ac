import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pdfsig, qpdfCheck } from './fixtures/judges.ts';
import { createPaper, createStamp } from './fixtures/paper.ts';

it('the example in README.md signs a file that the judges accept', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const program = example
    .replace("'@shubbak/pades/testing'", JSON.stringify(new URL('testing/index.ts', import.meta.url)))
    .replace("'@shubbak/pades'", JSON.stringify(new URL('index.ts', import.meta.url)));
  const directory = mkdtempSync(join(tmpdir(), 'pades-'));
  try {
    writeFileSync(join(directory, 'paper.pdf'), createPaper());
    writeFileSync(join(directory, 'stamp.pdf'), createStamp());
    writeFileSync(join(directory, 'example.ts'), program);
    const said = execFileSync(process.execPath, ['example.ts'], { cwd: directory, encoding: 'utf8', stdio: 'pipe' });
    expect(said.trim()).toBe('signed by أمينة العلوي at 2026-11-23T09:30:00.000Z');
    const signed = readFileSync(join(directory, 'signed.pdf'));
    expect(qpdfCheck(signed).code).toBe(0);
    expect(pdfsig(signed)).toContain('Signature is Valid.');
  } finally {
    rmSync(directory, { recursive: true });
  }
});
