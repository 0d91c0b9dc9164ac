import type { LocalizedText } from '../../kernel/index.ts';
import {
  type CatalogueWord,
  type DeclaredNature,
  type DoubtReason,
  defineService,
  type NatureRule,
  type RefusalReason,
} from '../../modules/catalogue/index.ts';
import { textOf } from './texts.ts';

/** Version of the rules on natures below: raised with every change of one, so that a request says by which it was judged. */
const ruleVersion = '2026-12';

/** The usual fee of a commune, 2 DH, until tariffs are kept per commune with their dates. */
const usualFee = 200;

type Name = Parameters<typeof textOf>[0];
type After<Prefix extends string, N = Name> = N extends `${Prefix}-${infer Rest}` ? Rest : never;

/** What a nature is declared with beside its name; what is not said is allowed, binds nobody and has no beginning. */
interface Terms {
  readonly rule?: NatureRule;
  readonly basis?: After<'basis'>;
  /** First day of the law that the basis names. */
  readonly since?: string;
  /** When somebody who cannot read would bind themselves by it (Code of Obligations and Contracts, art. 427). */
  readonly illiterate?: NatureRule;
}

function nature(
  code: After<'nature'>,
  { rule = 'allow', basis, since, illiterate = 'allow' }: Terms = {},
): DeclaredNature {
  return {
    code,
    label: textOf(`nature-${code}`),
    rule,
    basis: basis === undefined ? null : textOf(`basis-${basis}`),
    attributes: { illiterateObligation: illiterate },
    ruleVersion,
    validFrom: since ?? null,
    fee: usualFee,
  };
}

function word(code: string, label: Name): CatalogueWord {
  return { code, label: textOf(label) };
}

function reason(code: string, label: Name, ground: After<'ground'>): RefusalReason {
  const basis: LocalizedText = textOf(`ground-${ground}`);
  return { ...word(code, label), basis };
}

function doubt(code: After<'doubt'>, refusalReason = 'DOUBT'): DoubtReason {
  return { ...word(code, `doubt-${code}`), refusalReason };
}

/** Days on which the laws that are cited came into force. */
const since = {
  obligations: '1913-09-15',
  familyCode: '2004-02-05',
  realRights: '2012-05-24',
  powersForRealRights: '2017-09-14',
  promises: '2003-11-07',
  collectiveLand: '2019-08-26',
  housingLetters: '2025-04-01',
} as const;

/**
 * Legalisation of signature (decree 2-22-047; dahir of 25 July 1915). The natures' rules, articles and days await a jurist's confirmation;
 * law 39-08 art. 4 was completed by law 69-16 so as to name powers of attorney. A commune sets its own rules over these, with their dates.
 */
export const signatureLegalisation = defineService({
  code: 'signature-legalisation',
  name: textOf('name'),
  natures: [
    nature('declaration'),
    nature('accommodation'),
    nature('power', { rule: 'warn', basis: 'power', since: since.powersForRealRights, illiterate: 'warn' }),
    nature('lease', { illiterate: 'refuse' }),
    nature('contract', { rule: 'warn', basis: 'contract', since: since.realRights, illiterate: 'refuse' }),
    nature('undertaking', { rule: 'warn', basis: 'undertaking', since: since.obligations, illiterate: 'refuse' }),
    nature('debt', { rule: 'warn', basis: 'debt', since: since.obligations, illiterate: 'refuse' }),
    nature('school'),
    nature('vehicle-sale', { illiterate: 'refuse' }),
    nature('company', { rule: 'warn', basis: 'company', since: since.realRights, illiterate: 'refuse' }),
    nature('other', { illiterate: 'warn' }),
    nature('power-real-estate', { rule: 'refuse', basis: 'real-estate', since: since.powersForRealRights }),
    nature('real-estate', { rule: 'refuse', basis: 'real-estate', since: since.realRights }),
    nature('promise-real-estate', { rule: 'refuse', basis: 'promise-real-estate', since: since.promises }),
    nature('collective-land', { rule: 'refuse', basis: 'collective-land', since: since.collectiveLand }),
    nature('housing-programme', { rule: 'refuse', basis: 'housing-programme', since: since.housingLetters }),
    nature('authentic-form', { rule: 'refuse', basis: 'authentic-form', since: since.familyCode }),
  ],
  refusalReasons: [
    reason('IDENTITY', 'reason-identity', 'identity'),
    reason('ABSENT', 'reason-absent', 'absent'),
    reason('BLANK', 'reason-blank', 'content'),
    reason('LANGUAGE', 'reason-language', 'content'),
    reason('ORDER', 'reason-order', 'content'),
    reason('REAL_ESTATE', 'reason-real-estate', 'real-estate'),
    reason('AUTHENTIC_FORM', 'reason-authentic-form', 'authentic-form'),
    reason('ILLITERATE_OBLIGATION', 'reason-illiterate-obligation', 'illiterate-obligation'),
    reason('SIGNED_BEFORE', 'reason-signed-before', 'absent'),
    reason('DOUBT', 'reason-doubt', 'content'),
    reason('NO_MANDATE', 'reason-no-mandate', 'mandate'),
    reason('TERRITORY', 'reason-territory', 'territory'),
  ],
  doubtReasons: [
    doubt('erasure'),
    doubt('overwriting'),
    doubt('added-later'),
    doubt('cut'),
    doubt('copy'),
    doubt('signature-differs'),
    doubt('seal'),
    doubt('other'),
  ],
  checks: [word('read', 'check-read'), word('no-blanks', 'check-no-blanks'), word('signed-here', 'check-signed-here')],
  checkOfPoorPages: word('legible', 'check-legible'),
  consent: { version: '2026-11', text: textOf('consent') },
});
