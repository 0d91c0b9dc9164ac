import { describe, expect, it } from 'vitest';
import { addTimestamp, estimateContentsSize } from '../cms/build.ts';
import { cmsFor, now, officer, root, signPaper, timestampFor, validity } from '../fixtures/officer.ts';
import { createPaper, createStamp } from '../fixtures/paper.ts';
import { embedSignature } from '../sign/embed.ts';
import { prepareSignature } from '../sign/prepare.ts';
import { resumeSignature } from '../sign/resume.ts';
import { createAuthority, issueCertificate } from '../testing/authority.ts';
import { hash } from '../x509/algorithm.ts';
import { verifyOwnSignature } from './own-signature.ts';

const trust = [root.certificate];
const contentsSize = estimateContentsSize(officer.chain);
const checksOf = (pdf: Uint8Array, options: object = {}) =>
  verifyOwnSignature(pdf, { trust, ...options }).failures.map(({ check }) => check);

describe('verifyOwnSignature', () => {
  const paper = createPaper({ shape: 'stream' });
  const signed = signPaper(paper, {
    box: { left: 9, top: 9, width: 99, height: 50 },
    appearance: { pdf: createStamp() },
  });

  it('finds nothing against a file we made, and names its signer and time', () => {
    expect(verifyOwnSignature(signed, { trust, original: paper })).toMatchObject({
      valid: true,
      failures: [],
      fieldName: 'Signature1',
      signer: { commonName: 'أمينة العلوي', certificate: officer.certificate },
      timestamp: { genTime: now, tsaName: 'Test TSA' },
    });
  });

  it('judges the newest of several signatures', () => {
    expect(verifyOwnSignature(signPaper(signed), { trust, original: signed })).toMatchObject({
      valid: true,
      fieldName: 'Signature2',
    });
  });

  it('catches a change of any octet, but in certificates that are carried and not needed', () => {
    const prepared = prepareSignature(createPaper(), { contentsSize: 3000 });
    const cms = Buffer.from(cmsFor(prepared));
    const small = Buffer.from(embedSignature(prepared, cms));
    const { offset, length } = prepared.contents;
    // Whoever verifies has the root already; the copies in the CMS and in its token prove nothing.
    const roots = [cms.indexOf(root.certificate), cms.lastIndexOf(root.certificate)];
    const isCarriedRoot = (index: number) => {
      const octet = Math.floor((index - offset) / 2);
      return roots.some(start => octet >= start && octet < start + root.certificate.length);
    };
    const missed: number[] = [];
    for (let index = 0; index < small.length; index++) {
      // Of Contents every third octet, one of its two digits, and little of the empty room: to stay within seconds.
      const inContents = index >= offset && index < offset + length;
      if (inContents && ((index - offset) % 6 !== 1 || index > offset + 2 * cms.length + 20 || isCarriedRoot(index)))
        continue;
      const before = small[index] ?? 0;
      small[index] = before ^ 0x01;
      if (verifyOwnSignature(small, { trust }).valid) missed.push(index);
      small[index] = before;
    }
    expect(missed).toEqual([]);
  });

  it('names what is wrong', () => {
    expect(checksOf(Buffer.concat([signed, Buffer.from('\n')]))).toEqual(['byte-range', 'message-digest']);
    expect(checksOf(signed.subarray(0, -1))).toEqual(['byte-range', 'message-digest']);
    expect(checksOf(paper)).toEqual(['structure']);
    expect(checksOf(new Uint8Array())).toEqual(['structure']);
    expect(checksOf(signed, { original: createPaper() })).toEqual(['original-kept']);
    const blank = prepareSignature(paper, { contentsSize });
    expect(checksOf(blank.toBytes())).toEqual(['cms']);
  });

  it('asks for the format of PAdES', () => {
    const prepared = prepareSignature(paper, { contentsSize });
    const bytes = Buffer.from(prepared.toBytes());
    bytes.write('adbe.pkcs7.detached', bytes.indexOf('ETSI.CAdES.detached'), 'latin1');
    const [, length, resume] = prepared.byteRange;
    const sha256 = Buffer.from(hash('sha256', bytes.subarray(0, length), bytes.subarray(resume))).toString('hex');
    const other = resumeSignature(bytes, { ...prepared.state(), sha256 });
    expect(checksOf(embedSignature(other, cmsFor(other)))).toEqual(['structure']);
  });

  it('catches a signature that no longer covers what an update added', () => {
    const updated = prepareSignature(signed, { contentsSize }).toBytes();
    expect(checksOf(updated)).toContain('cms');
  });

  it('asks for a timestamp over this very signature, unless told of another time', () => {
    const prepared = prepareSignature(paper, { contentsSize });
    const bare = cmsFor(prepared, { timestamped: false });
    const without = embedSignature(prepared, bare);
    expect(checksOf(without)).toEqual(['timestamp', 'signer-trusted']);
    expect(checksOf(without, { withoutTimestampAt: now })).toEqual([]);
    const other = timestampFor(cmsFor(prepareSignature(createPaper(), { contentsSize }), { timestamped: false }));
    expect(checksOf(embedSignature(prepared, addTimestamp(bare, other)))).toEqual(['timestamp', 'signer-trusted']);
  });

  it('asks for a certificate that is for signatures', () => {
    const wrong = issueCertificate(root, { subject: { commonName: 'Authority' }, usage: 'ca', validity });
    const prepared = prepareSignature(paper, { contentsSize });
    expect(checksOf(embedSignature(prepared, cmsFor(prepared, { signer: wrong })))).toEqual(['signer-usage']);
  });

  it('asks for a signer who is trusted, and was at that time', () => {
    expect(checksOf(signed, { trust: [], timestampTrust: trust })).toEqual(['signer-trusted']);
    const stranger = createAuthority({ name: { commonName: 'Stranger' }, validity });
    expect(checksOf(signed, { trust: [stranger.certificate], timestampTrust: trust })).toEqual(['signer-trusted']);
    const ended = { notBefore: validity.notBefore, notAfter: new Date(now.getTime() - 1000) };
    const former = issueCertificate(root, { subject: { commonName: 'Former' }, usage: 'signer', validity: ended });
    const prepared = prepareSignature(paper, { contentsSize });
    expect(checksOf(embedSignature(prepared, cmsFor(prepared, { signer: former })))).toEqual(['signer-trusted']);
  });
});
