import {
  type CatalogueWord,
  type DeclaredNature,
  type DoubtReason,
  defineService,
  type NatureRule,
} from '../../modules/catalogue/index.ts';
import { textOf } from './texts.ts';

/** Version of the rules on kinds of originals below: raised with every change of one, so that a request says by which it was judged. */
const ruleVersion = '2026-11';

/** The usual fee of a commune, 2 DH, until tariffs are kept per commune with their dates. */
const usualFee = 200;

type Text = Parameters<typeof textOf>[0];

function kind(code: string, label: Text, rule: NatureRule = 'allow', basis?: Text): DeclaredNature {
  return {
    code,
    label: textOf(label),
    rule,
    basis: basis === undefined ? null : textOf(basis),
    ruleVersion,
    fee: usualFee,
  };
}

function word(code: string, label: Text): CatalogueWord {
  return { code, label: textOf(label) };
}

type DoubtCode = Text extends infer N ? (N extends `doubt-${infer Rest}` ? Rest : never) : never;

function doubt(code: DoubtCode, refusalReason = 'DOUBT'): DoubtReason {
  return { ...word(code, `doubt-${code}`), refusalReason };
}

/**
 * Certification that a copy is true to its original (decree 2-22-047 on the administrative attestation of signatures and copies). Its natures are
 * the kinds of originals. The rules await a jurist's confirmation.
 */
export const certifiedCopy = defineService({
  code: 'certified-copy',
  name: textOf('name'),
  natures: [
    kind('diploma', 'kind-diploma'),
    kind('transcript', 'kind-transcript'),
    kind('contract', 'kind-contract'),
    kind('certificate', 'kind-certificate'),
    kind('work', 'kind-work'),
    kind('identity', 'kind-identity'),
    kind('invoice', 'kind-invoice'),
    kind('company', 'kind-company'),
    kind('medical', 'kind-medical'),
    kind('judgment', 'kind-judgment', 'warn', 'basis-judgment'),
    kind('property', 'kind-property', 'warn', 'basis-property'),
    kind('foreign', 'kind-foreign', 'warn', 'basis-foreign'),
    kind('other', 'kind-other'),
    kind('civil-status', 'kind-civil-status', 'refuse', 'basis-at-source'),
    kind('criminal-record', 'kind-criminal-record', 'refuse', 'basis-at-source'),
    kind('copy', 'kind-copy', 'refuse', 'basis-copy'),
  ],
  refusalReasons: [
    word('COPY_OF_COPY', 'reason-copy-of-copy'),
    word('ERASURES', 'reason-erasures'),
    word('CUT', 'reason-cut'),
    word('AT_SOURCE', 'reason-at-source'),
    word('DOUBT', 'reason-doubt'),
    word('FOREIGN', 'reason-foreign'),
    word('EXPIRED', 'reason-expired'),
    word('NO_ORIGINAL', 'reason-no-original'),
    word('ILLEGIBLE', 'reason-illegible'),
    word('NOT_HOLDER', 'reason-not-holder'),
    word('TERRITORY', 'reason-territory'),
  ],
  doubtReasons: [
    doubt('erasure', 'ERASURES'),
    doubt('overwriting', 'ERASURES'),
    doubt('added-later', 'ERASURES'),
    doubt('cut', 'CUT'),
    doubt('copy', 'COPY_OF_COPY'),
    doubt('signature-differs'),
    doubt('seal'),
    doubt('other'),
  ],
  checks: [
    word('is-original', 'check-is-original'),
    word('no-alterations', 'check-no-alterations'),
    word('whole', 'check-whole'),
    word('not-at-source', 'check-not-at-source'),
  ],
  checkOfPoorPages: word('legible', 'check-legible'),
  consent: { version: '2026-11', text: textOf('consent') },
});
