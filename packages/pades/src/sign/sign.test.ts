import { describe, expect, it } from 'vitest';
import { timestampImprint } from '../cms/build.ts';
import { drawPage, extractCms, pdfsig, qpdfCheck } from '../fixtures/judges.ts';
import { now, officer, officerFor, policy, root, timestampAuthority } from '../fixtures/officer.ts';
import { createPaper, createStamp } from '../fixtures/paper.ts';
import { createTimestampResponder } from '../testing/timestamp-responder.ts';
import { createNonce, timestampRequest } from '../tsp/request.ts';
import { checkTimestampResponse } from '../tsp/response.ts';
import type { TimestampSource } from '../tsp/source.ts';
import { verifyOwnSignature } from '../verify/own-signature.ts';
import { signBatch } from './batch.ts';
import { signPdf } from './sign.ts';
import type { Signer } from './signer.ts';
import { softwareSigner } from './software-signer.ts';

const trust = [root.certificate];
const signer = softwareSigner(officer.key, officer.chain);
const responder = createTimestampResponder({ ...timestampAuthority, policy, clock: () => now });

const timestamps: TimestampSource = async imprint => {
  const nonce = createNonce();
  const response = responder.respond(timestampRequest(imprint, nonce));
  return checkTimestampResponse(response, { imprint, nonce, trust, at: now });
};

const signedBy = (pdf: Uint8Array) => verifyOwnSignature(pdf, { trust, withoutTimestampAt: now });

describe('signPdf', () => {
  it('signs, dates and verifies in one call, without copying the input', async () => {
    const paper = createPaper({ content: ' ' });
    const box = { left: 30, top: 50, width: 200, height: 100 };
    const blanks = [
      { name: 'code', box: { ...box, width: 40, height: 40 }, width: 1, height: 1, bitsPerPixel: 8 },
    ] as const;
    const signed = await signPdf(paper, signer, {
      box,
      appearance: { pdf: createStamp() },
      blanks,
      fill: { code: Uint8Array.of(0) },
      claimedRoles: ['Officier'],
      timestamps,
      trust,
    });
    expect(signed.segments[0]).toBe(paper);
    expect(signed.timestamp?.genTime).toEqual(now);
    const bytes = signed.toBytes();
    expect(timestampImprint(extractCms(bytes).cms)).toHaveLength(32);
    expect(qpdfCheck(bytes)).toMatchObject({ code: 0 });
    expect(pdfsig(bytes)).toContain('Signature is Valid.');
    expect(verifyOwnSignature(bytes, { trust, original: paper })).toMatchObject({ valid: true });
    expect(drawPage(bytes).darkest(32, 52, 5, 5)).toBe(0);
  });

  it('reserves no room for a timestamp that nobody makes', async () => {
    const [bare, dated] = await Promise.all(
      [{}, { timestamps }].map(options => signPdf(createPaper(), signer, options)),
    );
    const saved = (dated?.toBytes().length ?? 0) - (bare?.toBytes().length ?? 0);
    // The digits of an offset may be one more.
    expect(saved - 2 * 8192).toBeOneOf([0, 1, 2]);
    expect(Buffer.from(bare?.toBytes() ?? []).toString('latin1')).toMatch(/\/M \(D:\d{14}Z\)/);
  });

  it('signs by RSA-PSS with a plain RSA key, and with no key that does not fit', async () => {
    const { key, chain } = officerFor('rsa-pkcs1-sha256');
    const signed = await signPdf(createPaper(), softwareSigner(key, chain, 'rsa-pss-sha256'));
    expect(signedBy(signed.toBytes()).failures).toEqual([]);
    expect(() => softwareSigner(officer.key, officer.chain, 'ed25519')).toThrow('algorithm-unsupported');
    expect(() => softwareSigner(officerFor('rsa-pss-sha256').key, chain, 'rsa-pkcs1-sha256')).toThrow(
      'algorithm-unsupported',
    );
  });

  it('releases nothing that does not verify', async () => {
    const stranger = softwareSigner(officerFor('ecdsa-p384-sha384').key, officer.chain, 'ecdsa-p384-sha384');
    await expect(signPdf(createPaper(), stranger)).rejects.toThrow('signature-mismatch');
    const distrust = [timestampAuthority.certificate];
    await expect(signPdf(createPaper(), signer, { trust: distrust })).rejects.toThrow(
      'signature-mismatch: signer-trusted',
    );
    const both = { reason: 'why', commitmentType: 'proof-of-origin' } as const;
    await expect(signPdf(createPaper(), signer, both)).rejects.toThrow('option-invalid');
    await expect(signPdf(createPaper(), { ...signer, chain: [] })).rejects.toThrow('option-invalid');
    await expect(signPdf(createPaper(), signer, { contentsSize: 100 })).rejects.toThrow('contents-too-small');
  });
});

describe('signBatch', () => {
  const papers = [createPaper(), Buffer.from('GIF89a'), createPaper({ shape: 'stream' }), createPaper({ pages: 2 })];
  const items = papers.map(pdf => ({ pdf }));

  it('asks the signer once, and keeps the failure of one file from the others', async () => {
    const asked: number[] = [];
    const together: Signer = {
      ...signer,
      signAll: async list => {
        asked.push(list.length);
        return Promise.all(
          list.map(async (bytes, index) => (index === 1 ? new Error('card removed') : signer.sign(bytes))),
        );
      },
    };
    const results = await signBatch(items, together, { timestamps, reason: 'lot' });
    expect(asked).toEqual([3]);
    expect(results).toMatchObject([
      { signed: { timestamp: { genTime: now } } },
      { failure: { code: 'pdf-not-a-pdf' } },
      { failure: { message: 'card removed' } },
      { signed: {} },
    ]);
    for (const result of results) {
      if ('signed' in result) expect(signedBy(result.signed.toBytes())).toMatchObject({ failures: [], reason: 'lot' });
    }
  });

  it('signs one by one where the signer knows no other way', async () => {
    const results = await signBatch([...items, { pdf: createPaper(), options: { page: 5 } }], signer);
    expect(results.map(result => ('signed' in result ? 'signed' : result.failure.message.split(':')[0]))).toEqual([
      'signed',
      'pdf-not-a-pdf',
      'signed',
      'signed',
      'page-out-of-range',
    ]);
    const refusing: Signer = { ...signer, sign: () => Promise.reject(new Error('no')) };
    expect(await signBatch([{ pdf: createPaper() }], refusing)).toMatchObject([{ failure: { message: 'no' } }]);
    const throwing: Signer = {
      ...signer,
      sign: () => {
        throw new Error('no token');
      },
    };
    expect(await signBatch([{ pdf: createPaper() }], throwing)).toMatchObject([{ failure: { message: 'no token' } }]);
    expect(await signBatch([], signer)).toEqual([]);
  });

  it('takes no signatures that it cannot tell apart, and embeds none over other bytes', async () => {
    const short: Signer = { ...signer, signAll: async () => [] };
    expect(await signBatch(items, short)).toMatchObject(
      papers.map((_, index) => ({ failure: { code: index === 1 ? 'pdf-not-a-pdf' : 'signature-malformed' } })),
    );
    const mixed: Signer = {
      ...signer,
      signAll: async list => (await Promise.all(list.map(bytes => signer.sign(bytes)))).reverse(),
    };
    const results = await signBatch(
      [{ pdf: papers[0] ?? new Uint8Array() }, { pdf: papers[2] ?? new Uint8Array() }],
      mixed,
    );
    expect(results).toMatchObject([
      { failure: { code: 'signature-mismatch' } },
      { failure: { code: 'signature-mismatch' } },
    ]);
  });
});
