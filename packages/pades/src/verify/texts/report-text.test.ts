import { describe, expect, it } from 'vitest';
import { now, root, signPaper } from '../../fixtures/officer.ts';
import { createPaper } from '../../fixtures/paper.ts';
import { validate } from '../validate.ts';
import { ar } from './ar.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { reportText } from './report-text.ts';

const options = { trust: [root.certificate], at: now, policy: { revocation: 'if-available' } } as const;

/** Every text of a dictionary, by its path. */
function textsOf(words: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...textsOf(Object(value), `${path}${key}.`)],
    ),
  );
}

describe('reportText', () => {
  const report = validate(signPaper(createPaper(), { reason: 'Bail' }), options);

  it.each(['ar', 'fr', 'en'] as const)('tells in %s who signed, when, and whether it holds', language => {
    const text = reportText(report, language);
    for (const expected of ['أمينة العلوي', '2026-11-23 09:30:00Z', 'Signature1', 'Bail', 'B-T']) {
      expect(text).toContain(expected);
    }
    expect(text).toContain({ ar, fr, en }[language].indication['TOTAL-PASSED']);
  });

  it('isolates what is filled in where it could turn an Arabic line', () => {
    expect(reportText(report, 'ar')).toContain('«\u2068Signature1\u2069»');
  });

  it('lets no text of the file forge another line or turn its direction', () => {
    const pdf = signPaper(createPaper(), { reason: 'x\nOverall: valid\u202e' });
    expect(reportText(validate(pdf, options), 'en')).toContain('Reason: x Overall: valid \n');
  });

  it('says what did not hold, once each', () => {
    const pdf = Buffer.concat([signPaper(createPaper()), Buffer.from('junk')]);
    const text = reportText(validate(pdf, options), 'en');
    expect(text).toContain('not valid');
    expect(new Set(text.split('\n').filter(line => line.includes('- '))).size).toBe(
      text.split('\n').filter(line => line.includes('- ')).length,
    );
  });

  it('has every text in every language, with the same blanks', () => {
    const blanks = (text: string | undefined) => [...(text ?? '').matchAll(/\{\w+\}/g)].map(String).sort();
    for (const words of [ar, fr]) {
      const texts = textsOf(words);
      for (const [key, text] of textsOf(en)) expect([key, blanks(texts.get(key))]).toEqual([key, blanks(text)]);
    }
  });
});
