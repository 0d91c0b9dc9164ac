import { expect, test } from 'vitest';
import type { JudgedSignature } from '../../../modules/documents/index.ts';
import { languages } from '../../../kernel/index.ts';
import { translator } from '../../../platform/messages/index.ts';
import { catalogue } from '../../catalogue.ts';
import { viewEarlierSignature } from './signature-view.ts';

const unknown: JudgedSignature = {
  kind: 'signature',
  name: 'Samira BENNANI',
  indication: 'INDETERMINATE',
  subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
  findings: ['path-not-found'],
  revocationKnown: false,
  provenAt: null,
  claimedAt: null,
  changes: 'none',
};
const t = translator<string>(catalogue, 'en');
const said = (signature: Partial<JudgedSignature>) => viewEarlierSignature(t, { ...unknown, ...signature }).detail;
const passed = { indication: 'TOTAL-PASSED', subIndication: null, findings: [] } as const;

test.each<[RegExp, Partial<JudgedSignature>]>([
  [/this name is not confirmed\.$/, {}],
  [/by an authority that we trust\.$/, { ...passed, revocationKnown: true }],
  [/whether it was revoked could not be asked\.$/, passed],
  [/has expired and nothing proves/, { subIndication: 'OUT_OF_BOUNDS_NO_POE', findings: ['certificate-expired'] }],
  [/do not rely on this name/, { subIndication: 'REVOKED_NO_POE', findings: ['certificate-revoked'] }],
  [/something is missing/, { subIndication: 'CHAIN_CONSTRAINTS_FAILURE', findings: ['path-constraints'] }],
  [/\. Other signatures .* which is allowed\.$/, { changes: 'form-filling' }],
  [/\. Proofs for long-term keeping/, { changes: 'long-term-data' }],
])('a judged signature is said in plain words: %s', (words, signature) => {
  expect(said(signature)).toMatch(words);
});

test('what could not be computed is never called intact', () => {
  const weak = { subIndication: 'NO_SIGNING_CERTIFICATE_FOUND', findings: ['signer-certificate-missing'] } as const;
  expect(said(weak)).not.toMatch(/[Ii]ntact/);
  expect(said({ ...weak, subIndication: 'CRYPTO_CONSTRAINTS_FAILURE', findings: ['algorithm-unknown'] })).not.toMatch(
    /[Ii]ntact/,
  );
});

test('every language has its words for it', () => {
  for (const language of languages) {
    const { detail } = viewEarlierSignature(translator<string>(catalogue, language), unknown);
    expect(detail).not.toMatch(/[{}]|documents\./);
    expect(detail.length).toBeGreaterThan(20);
  }
});
