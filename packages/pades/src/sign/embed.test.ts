import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { estimateContentsSize } from '../cms/build.ts';
import { pdfsig } from '../fixtures/judges.ts';
import { cmsFor, officer, root, signPaper } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { verifyOwnSignature } from '../verify/own-signature.ts';
import { assertContentsFit, embedSignature, embedSignatureSegments } from './embed.ts';
import { prepareSignature } from './prepare.ts';
import { resumeSignature } from './resume.ts';

const contentsSize = estimateContentsSize(officer.chain);
const prepare = () => prepareSignature(createPaper(), { contentsSize });

describe('embedSignature', () => {
  it('changes nothing but Contents, and does not copy the input', () => {
    const paper = createPaper();
    const prepared = prepareSignature(paper, { contentsSize });
    const segments = embedSignatureSegments(prepared, cmsFor(prepared));
    expect(segments[0]).toBe(paper);
    const before = prepared.toBytes();
    const after = Buffer.concat(segments);
    const { offset, length } = prepared.contents;
    expect(after).toHaveLength(before.length);
    const outside = (bytes: Uint8Array) => Buffer.concat([bytes.subarray(0, offset), bytes.subarray(offset + length)]);
    expect(outside(after).equals(outside(before))).toBe(true);
  });

  it('refuses a CMS over other bytes', () => {
    const other = prepareSignature(createPaper(), { contentsSize, reason: 'other' });
    expect(() => embedSignature(prepare(), cmsFor(other))).toThrow('message-digest-mismatch');
  });

  it('refuses what is not a CMS', () => {
    expect(() => embedSignature(prepare(), Uint8Array.of(0x30, 0))).toThrow('cms-malformed');
  });

  it('refuses a CMS that is too long, which is known before anything is signed', () => {
    const small = prepareSignature(createPaper(), { contentsSize: 1000 });
    expect(() => assertContentsFit(small, officer.chain)).toThrow('contents-too-small');
    expect(() => assertContentsFit(prepare(), officer.chain)).not.toThrow();
    expect(() => embedSignature(small, cmsFor(small))).toThrow('contents-too-small');
  });

  it('fills Contents to the last octet', () => {
    const exact = cmsFor(prepare(), { algorithm: 'ecdsa-p256-sha256', timestamped: false }).length + 8;
    const prepared = prepareSignature(createPaper(), { contentsSize: exact });
    const signed = embedSignature(prepared, cmsFor(prepared, { timestamped: false }));
    expect(pdfsig(signed)).toContain('Signature is Valid.');
  });
});

describe('resumeSignature', () => {
  it('goes on in another process, from stored bytes and JSON', () => {
    const prepared = prepare();
    const directory = mkdtempSync(join(tmpdir(), 'pades-'));
    try {
      writeFileSync(join(directory, 'prepared.pdf'), prepared.toBytes());
      writeFileSync(join(directory, 'state.json'), JSON.stringify(prepared.state()));
      writeFileSync(join(directory, 'cms.der'), cmsFor(prepared));
      const index = fileURLToPath(new URL('../index.ts', import.meta.url));
      const program = `
        import { readFileSync, writeFileSync } from 'node:fs';
        import { embedSignature, resumeSignature } from ${JSON.stringify(index)};
        const state = JSON.parse(readFileSync('state.json', 'utf8'));
        const prepared = resumeSignature(readFileSync('prepared.pdf'), state);
        writeFileSync('signed.pdf', embedSignature(prepared, readFileSync('cms.der')));`;
      execFileSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: directory });
      const signed = readFileSync(join(directory, 'signed.pdf'));
      expect(verifyOwnSignature(signed, { trust: [root.certificate], original: createPaper() }).failures).toEqual([]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('gives the same digest, for every algorithm', () => {
    const prepared = prepare();
    const resumed = resumeSignature(prepared.toBytes(), prepared.state());
    for (const algorithm of ['sha256', 'sha384', 'sha512'] as const) {
      expect(resumed.digest(algorithm)).toEqual(prepared.digest(algorithm));
    }
    expect(resumed.contents).toEqual(prepared.contents);
  });

  it('refuses bytes that are not those of the preparation', () => {
    const prepared = prepare();
    const state = prepared.state();
    const changed = prepared.toBytes();
    changed[20] = 0x41;
    expect(() => resumeSignature(changed, state)).toThrow('prepared-bytes-changed');
    expect(() => resumeSignature(signPaper(createPaper()), state)).toThrow('prepared-bytes-changed');
    expect(() => resumeSignature(prepared.toBytes().subarray(1), state)).toThrow('prepared-state-invalid');
    for (const byteRange of [undefined, [], [0, 'x', 2, 3], [0, 1, 2, 3, 4]]) {
      const broken = JSON.parse(JSON.stringify({ ...state, byteRange }));
      expect(() => resumeSignature(prepared.toBytes(), broken)).toThrow('prepared-state-invalid');
    }
    const [, length, resume, rest] = state.byteRange;
    const shifted = { ...state, byteRange: [0, length - 2, resume, rest] as const };
    expect(() => resumeSignature(prepared.toBytes(), shifted)).toThrow('prepared-bytes-changed');
  });
});
