import { type CatalogueWord, defineService, type Nature, type NatureRule } from '../../modules/catalogue/index.ts';
import { textOf } from './texts.ts';

/** Version of the rules on natures below: raised with every change of one, so that a request says by which it was judged. */
const ruleVersion = '2026-11';

/** The usual fee of a commune, 2 DH, until tariffs are kept per commune with their dates. */
const usualFee = 200;

type Text = Parameters<typeof textOf>[0];

function nature(code: string, label: Text, rule: NatureRule = 'allow', basis?: Text): Nature {
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

/**
 * Legalisation of signature (decree 2-22-047; dahir of 25 July 1915). The natures' rules await a jurist's confirmation; law 39-08 art. 4
 * was completed by law 69-16 so as to name powers of attorney.
 */
export const signatureLegalisation = defineService({
  code: 'signature-legalisation',
  name: textOf('name'),
  natures: [
    nature('declaration', 'nature-declaration'),
    nature('accommodation', 'nature-accommodation'),
    nature('power', 'nature-power', 'warn', 'basis-power'),
    nature('lease', 'nature-lease'),
    nature('contract', 'nature-contract', 'warn', 'basis-contract'),
    nature('undertaking', 'nature-undertaking', 'warn', 'basis-undertaking'),
    nature('school', 'nature-school'),
    nature('vehicle-sale', 'nature-vehicle-sale'),
    nature('other', 'nature-other'),
    nature('power-real-estate', 'nature-power-real-estate', 'refuse', 'basis-real-estate'),
    nature('real-estate', 'nature-real-estate', 'refuse', 'basis-real-estate'),
    nature('authentic-form', 'nature-authentic-form', 'refuse', 'basis-authentic-form'),
  ],
  refusalReasons: [
    word('IDENTITY', 'reason-identity'),
    word('ABSENT', 'reason-absent'),
    word('BLANK', 'reason-blank'),
    word('LANGUAGE', 'reason-language'),
    word('ORDER', 'reason-order'),
    word('REAL_ESTATE', 'reason-real-estate'),
    word('AUTHENTIC_FORM', 'reason-authentic-form'),
    word('ILLITERATE_OBLIGATION', 'reason-illiterate-obligation'),
    word('SIGNED_BEFORE', 'reason-signed-before'),
    word('DOUBT', 'reason-doubt'),
    word('NO_MANDATE', 'reason-no-mandate'),
    word('TERRITORY', 'reason-territory'),
  ],
  checks: [word('read', 'check-read'), word('no-blanks', 'check-no-blanks'), word('signed-here', 'check-signed-here')],
  checkOfPoorPages: word('legible', 'check-legible'),
  consent: { version: '2026-11', text: textOf('consent') },
});
