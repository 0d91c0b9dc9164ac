import type { LocalizedText } from '../../../kernel/index.ts';

/** By what somebody stands for a minor (Family Code, art. 230 and 231). */
export type Authority = 'father' | 'mother' | 'testamentary' | 'court';

/** What may be done for a minor. */
export type Power = 'open-account' | 'read-file' | 'receive-news' | 'follow-requests' | 'sign' | 'dispose';

/** Whether a guardian may do something: alone, with the judge's permission shown, or not. */
export type PowerRule = 'alone' | 'with-permission' | 'never';

/** A row of the table: who may do what for a minor, by which article. */
export interface PowerRow {
  readonly power: Power;
  readonly rules: Readonly<Record<Authority, PowerRule>>;
  readonly basis: LocalizedText;
}

const family = (article: string): LocalizedText => ({
  ar: `مدونة الأسرة (القانون رقم 70.03)، المادة ${article}`,
  fr: `Code de la famille (loi n° 70-03), art. ${article}`,
  zgh: `ⵜⴰⵙⵓⵜⵍⵜ ⵏ ⵜⵡⴰⵛⵓⵏⵜ (70-03), ${article}`,
  en: `Family Code (law 70-03), art. ${article}`,
});

const all = (rule: PowerRule): Readonly<Record<Authority, PowerRule>> => ({
  father: rule,
  mother: rule,
  testamentary: rule,
  court: rule,
});

/**
 * What guardians may do, with the article that it rests on: the configuration of this platform until a jurist has confirmed it. Acts
 * by which a minor's goods are disposed of need the judge's permission where the representative is not a parent.
 */
export const guardianPowers: { readonly version: string; readonly rows: readonly PowerRow[] } = {
  version: 'powers-1',
  rows: [
    { power: 'open-account', rules: all('alone'), basis: family('230, 231') },
    { power: 'read-file', rules: all('alone'), basis: family('233') },
    { power: 'receive-news', rules: all('alone'), basis: family('233') },
    { power: 'follow-requests', rules: all('alone'), basis: family('233') },
    { power: 'sign', rules: all('alone'), basis: family('229, 233') },
    {
      power: 'dispose',
      rules: { ...all('with-permission'), father: 'alone', mother: 'alone' },
      basis: family('240, 271'),
    },
  ],
};
