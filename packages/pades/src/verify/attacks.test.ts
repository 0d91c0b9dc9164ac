import { describe, expect, it } from 'vitest';
import { activeAnnotations, evilAnnotations } from '../fixtures/forger/annotations.ts';
import { cmsForgeries, embedAnything } from '../fixtures/forger/cms.ts';
import { contentsForgeries } from '../fixtures/forger/contents.ts';
import type { Forgery } from '../fixtures/forger/forgery.ts';
import { incrementalForgeries } from '../fixtures/forger/incremental.ts';
import { shadowForgeries } from '../fixtures/forger/shadow.ts';
import { fieldForgeries, sneakySignatures } from '../fixtures/forger/signature-fields.ts';
import { structureForgeries } from '../fixtures/forger/structure.ts';
import { borrowedSignatures, wrappingForgeries } from '../fixtures/forger/wrapping.ts';
import { cmsFor, now, root, signPaper } from '../fixtures/officer.ts';
import { createPaper } from '../fixtures/paper.ts';
import { prepareSignature } from '../sign/prepare.ts';
import { validate } from './validate.ts';

const trust = [root.certificate];
const judge = (pdf: Uint8Array) => validate(pdf, { trust, at: now, policy: { revocation: 'if-available' } });

const families: Readonly<Record<string, readonly Forgery[]>> = {
  'universal signature forgery': contentsForgeries,
  'incremental saving': incrementalForgeries,
  'signature wrapping': wrappingForgeries,
  'shadow attacks': shadowForgeries,
  'evil annotations': evilAnnotations,
  'active annotations': activeAnnotations,
  'signature fields': fieldForgeries,
  structure: structureForgeries,
};

describe.each(['table', 'stream'] as const)('forgeries, cross-reference %s', shape => {
  describe.each(Object.entries(families))('%s', (_, forgeries) => {
    it.each(forgeries.map(forgery => [forgery.name, forgery] as const))('%s', (__, { forge, prepared }) => {
      const genuine = signPaper(createPaper({ shape, pages: 2, ...prepared }));
      expect(judge(genuine).indication).toBe('TOTAL-PASSED');
      const { indication, signatures } = judge(forge(genuine));
      expect(indication).not.toBe('TOTAL-PASSED');
      // What the officer signed is what was attacked, so that this signature must not be the one that passes.
      const [first] = signatures.filter(({ fieldName }) => fieldName === 'Signature1');
      expect(first?.conclusion.indication).not.toBe('TOTAL-PASSED');
    });
  });
});

describe('signatures that are lent', () => {
  it.each(borrowedSignatures.map(forgery => [forgery.name, forgery] as const))('%s', (_, { forge }) => {
    const { indication, signatures } = judge(forge(signPaper(createPaper({ pages: 2 }))));
    expect(indication).toBe('TOTAL-FAILED');
    expect(signatures.filter(({ conclusion }) => conclusion.indication === 'TOTAL-PASSED')).toHaveLength(1);
  });
});

describe('forged CMS', () => {
  const prepared = prepareSignature(createPaper(), { contentsSize: 9000 });

  it('is not told from a genuine one by how it is embedded', () => {
    expect(judge(embedAnything(prepared, cmsFor(prepared))).indication).toBe('TOTAL-PASSED');
  });

  it.each(cmsForgeries.map(forgery => [forgery.name, forgery] as const))('%s', (_, { cms }) => {
    const { indication, signatures } = judge(embedAnything(prepared, cms(prepared)));
    expect(signatures).toHaveLength(1);
    expect(indication).not.toBe('TOTAL-PASSED');
  });
});

describe.each([1, 2, 3] as const)('a file certified at level %i', permissions => {
  const certified = signPaper(createPaper({ pages: 2 }), { certify: { permissions } });
  const firstOf = (pdf: Uint8Array) => judge(pdf).signatures.find(({ fieldName }) => fieldName === 'Signature1');

  it.each(evilAnnotations.map(forgery => [forgery.name, forgery] as const))('%s', (_, { forge }) => {
    expect(judge(certified)).toMatchObject({ indication: 'TOTAL-PASSED' });
    const expected =
      permissions === 3
        ? { indication: 'TOTAL-PASSED', findings: [] }
        : { indication: 'TOTAL-FAILED', findings: [{ code: 'changed-against-certification' }] };
    expect(firstOf(forge(certified))).toMatchObject({ conclusion: expected, changes: { class: 'annotation' } });
  });

  it.each(sneakySignatures.map(forgery => [forgery.name, forgery] as const))('%s', (_, { forge }) => {
    expect(firstOf(forge(certified))).toMatchObject({
      conclusion: { indication: 'TOTAL-FAILED', findings: [{ code: 'changed-against-certification' }] },
      changes: { class: 'form-filling' },
    });
  });
});
