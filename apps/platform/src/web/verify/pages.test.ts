import { expect, test } from 'vitest';
import { verifySite } from '../../../test/verify-site.ts';
import { type ActId, type CommuneId, type LocalizedText, newId, type PersonName } from '../../kernel/index.ts';
import { formatCode, newCode, parseCode, type PublicAct, type VerificationCode } from '../../modules/acts/index.ts';
import type { Verification } from '../../modules/verification/index.ts';

/** Codes are read and none is known. */
const silent: Verification = {
  verify: async text => {
    const code = parseCode(text);
    return code.ok ? { kind: 'unknown' } : { kind: 'mistyped', refusal: code.refusal };
  },
  open: () => expect.unreachable(),
  findList: async () => undefined,
};

/** An act that says these things of everything and everybody. */
function actNaming(everywhere: LocalizedText, name: PersonName): PublicAct {
  return {
    communeId: newId<CommuneId>(new Date()),
    actId: newId<ActId>(new Date()),
    kind: 'legalisation',
    entryNumber: everywhere.en,
    code: newCode(),
    face: {
      commune: everywhere,
      arrondissement: everywhere,
      office: everywhere,
      capacity: everywhere,
      officer: name,
      signatories: [name],
      instant: '2026-11-23T10:00:00Z',
      pages: 1,
      mark: 'demo',
    },
    timestampedAt: new Date(),
    file: { sha256: '' as PublicAct['file']['sha256'], length: 1 },
    keyGeneration: 1,
    standing: null,
  };
}

test('what an act or a reader says is text, never markup', async () => {
  const evil = '<img src=x onerror=alert(1)>"\'';
  const everywhere = { ar: evil, fr: evil, zgh: evil, en: evil };
  const name = { arabic: evil, latin: evil };
  const act = actNaming(everywhere, name);
  for (const file of ['proven', 'unproven'] as const) {
    const { ask } = verifySite({ ...silent, verify: async () => ({ kind: 'found', act, file }) });
    expect((await ask(`/v/x/${encodeURIComponent(evil)}`)).bytes.toString()).not.toContain('<img');
  }
  const typed = await verifySite(silent).ask(`/v?code=${encodeURIComponent(evil)}`);
  expect(typed.bytes.toString()).not.toContain('<img');
});

test.each([
  ['legalisation', 'Signatory', 'never what the document says'],
  ['certified-copy', 'Holder of the original', 'What the original says'],
  ['reissue', 'Holder of the original', 'What the original says'],
  ['refusal', 'Applicant', undefined],
] as const)('a %s names its people and its limits as what they are', async (kind, people, limit) => {
  const text = { ar: 'م', fr: 'B', zgh: 'B', en: 'B' };
  const act = { ...actNaming(text, { arabic: 'ز', latin: 'Z' }), kind };
  const { ask } = verifySite({ ...silent, verify: async () => ({ kind: 'found', act, file: 'closed' }) });
  const html = (await ask('/v/x')).bytes.toString();
  expect(html).toContain(people);
  for (const each of ['never what the document says', 'What the original says'])
    expect(html.includes(each)).toBe(each === limit);
});

test('the code printed on papers and the one of the page are grouped alike', () => {
  expect(formatCode('7K3M9QXD2HVAR5TC' as VerificationCode)).toBe('7K3M-9QXD-2HVA-R5TC');
});
