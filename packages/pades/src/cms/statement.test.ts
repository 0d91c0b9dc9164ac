import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractCms, judge, pdfsig } from '../fixtures/judges.ts';
import { now, officer, root } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { PdfDocument } from '../pdf/document.ts';
import { embedSignature } from '../sign/embed.ts';
import { prepareSignature } from '../sign/prepare.ts';
import { signWithKey } from '../sign/software-signer.ts';
import { claimsOf } from '../verify/claims.ts';
import { verifyOwnSignature } from '../verify/own-signature.ts';
import { signedFields } from '../pdf/signature-field.ts';
import { hash } from '../x509/algorithm.ts';
import { signedAttributes } from './attributes.ts';
import { buildCms, estimateContentsSize } from './build.ts';
import { onlySigner, parseSignedData } from './signed-data.ts';
import { type CommitmentType, type SignerStatement } from './statement.ts';

const algorithm = 'ecdsa-p256-sha256';
const policy = {
  identifier: '1.3.6.1.4.1.99999.2',
  digest: { algorithm: 'sha256', value: hash('sha256', Buffer.from('the policy')) },
  uri: 'https://policies.example/officers.pdf',
} as const;

function signWith(statement: SignerStatement, reason?: string): Uint8Array {
  const contentsSize = estimateContentsSize(officer.chain, { algorithm, timestampAllowance: 0, ...statement });
  const prepared = prepareSignature(createPaper(), { contentsSize, ...(reason === undefined ? {} : { reason }) });
  const attributes = signedAttributes({
    messageDigest: prepared.digest(),
    signerCertificate: officer.certificate,
    ...statement,
  });
  const signature = signWithKey(officer.key, algorithm, attributes);
  return embedSignature(
    prepared,
    buildCms({ signedAttributes: attributes, signature, algorithm, chain: officer.chain }),
  );
}

function foundIn(signed: Uint8Array) {
  const [field] = signedFields(new PdfDocument(signed));
  if (field === undefined) throw new Error('nothing is signed');
  return claimsOf(field, onlySigner(parseSignedData(extractCms(signed).cms)));
}

describe('what a signer states', () => {
  it('is signed, read again, and accepted by the judges', () => {
    const signed = signWith({
      commitmentType: 'proof-of-approval',
      claimedRoles: ['موظف مفوض له', 'Officier'],
      signaturePolicy: policy,
    });
    expect(foundIn(signed)).toMatchObject({
      commitment: '1.2.840.113549.1.9.16.6.5',
      policy: policy.identifier,
      roles: expect.arrayContaining(['Officier', 'موظف مفوض له']),
    });
    expect(pdfsig(signed)).toContain('Signature is Valid.');
    expect(verifyOwnSignature(signed, { trust: [root.certificate], withoutTimestampAt: now }).failures).toEqual([]);
    const { output } = judge('openssl', { 'c.der': extractCms(signed).cms }, [
      'cms',
      '-cmsout',
      '-print',
      '-inform',
      'DER',
      '-in',
      'c.der',
    ]);
    expect(output).toContain('id-smime-aa-ets-commitmentType');
    expect(output).toContain('id-smime-cti-ets-proofOfApproval');
    expect(output).toContain('id-smime-aa-ets-sigPolicyId');
    expect(output).toContain('0.4.0.19122.1.1');
    expect(output).not.toContain('signingTime');
  });

  it.each<[CommitmentType, string]>([
    ['proof-of-origin', 'proofOfOrigin'],
    ['proof-of-receipt', 'proofOfReceipt'],
    ['proof-of-delivery', 'proofOfDelivery'],
    ['proof-of-sender', 'proofOfSender'],
    ['proof-of-approval', 'proofOfApproval'],
    ['proof-of-creation', 'proofOfCreation'],
  ])('%s is what openssl calls %s', (commitmentType, name) => {
    const attributes = signedAttributes({
      messageDigest: new Uint8Array(32),
      signerCertificate: officer.certificate,
      commitmentType,
    });
    const { output } = judge('openssl', { 'a.der': attributes }, ['asn1parse', '-inform', 'DER', '-in', 'a.der']);
    expect(output).toContain(`id-smime-cti-ets-${name}`);
  });

  it('has room in Contents, however long its roles are', () => {
    const roles = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), { maxLength: 5 });
    fc.assert(
      fc.property(roles, claimedRoles => {
        const found = foundIn(signWith({ claimedRoles, signaturePolicy: policy })).roles;
        expect(new Set(found)).toEqual(new Set(claimedRoles.map(role => role.toWellFormed())));
      }),
      { numRuns: 20 },
    );
  });

  it('gives no reason beside a commitment, which EN 319 142-1 rules out', () => {
    expect(() => signWith({ commitmentType: 'proof-of-approval' }, 'why')).toThrow('option-invalid');
    expect(() => signWith({ claimedRoles: ['x'] }, 'why')).not.toThrow();
  });

  it.each<[string, SignerStatement]>([
    ['an empty role', { claimedRoles: [''] }],
    [
      'a digest of the wrong length',
      { signaturePolicy: { ...policy, digest: { algorithm: 'sha384', value: new Uint8Array(32) } } },
    ],
    ['an identifier that is none', { signaturePolicy: { ...policy, identifier: 'x' } }],
    ['an address that is not ASCII', { signaturePolicy: { ...policy, uri: 'https://é' } }],
  ])('is refused with %s', (_what, statement) => {
    expect(() => signWith(statement)).toThrow('option-invalid');
  });
});
