import { describe, expect, test } from 'vitest';
import { findLanguages } from './languages.ts';
import type { WrittenLanguage } from './stop-words.ts';

/** Papers as people bring them, one a language: written for this test. */
const papers: Readonly<Record<WrittenLanguage, string>> = {
  ar: 'أنا الموقع أسفله السيد يوسف بناني الحامل لبطاقة التعريف الوطنية رقم أصرح بشرفي أنني أؤوي بمنزلي الكائن بزنقة ابن سينا حي المعاريف السيدة زينب العمراني وذلك منذ فاتح شتنبر وقد حرر هذا الإشهاد للإدلاء به عند الحاجة',
  fr: 'Je soussigné Youssef Bennani, né à Casablanca, demeurant au 14 rue Ibnou Sina, atteste sur l’honneur héberger à mon domicile Madame Zineb El Amrani depuis le premier septembre. La présente attestation est délivrée à l’intéressée pour servir et valoir ce que de droit, et je sais que toute fausse déclaration est punie par la loi.',
  zgh: 'ⵏⴽⴽ ⵢⵓⵙⵙⴼ ⴱⵏⵏⴰⵏⵉ ⵣⴷⵖⵖ ⴳ ⵜⵉⴳⵎⵎⵉ ⵉⵏⵓ ⴳ ⵜⵎⴷⵉⵏⵜ ⵏ ⴽⴰⵣⴰⴱⵍⴰⵏⴽⴰ ⵙⵙⵉⵖ ⴷ ⵎⴰⵙⵙⴰ ⵣⵉⵏⴱ ⵍⵄⵎⵔⴰⵏⵉ ⵙⴳ ⵡⴰⵙⵙ ⴰⵎⵣⵡⴰⵔⵓ ⵏ ⵛⵓⵜⴰⵏⴱⵉⵔ ⵉⵜⵜⵢⴰⵔⴰ ⵓⵙⴽⴽⵉⵏ ⴰⴷ ⵎⴰⵔ ⴰⴷ ⵜⵜ ⵜⵙⵙⵎⵔⵙ',
  'zgh-Latn':
    'Nekk d Yusef Bennani, zedɣeɣ deg uxxam inu deg tmurt n Casablanca, uriɣ tabrat agi akken ad iniɣ belli massa Zineb n Lɛamrani tezdeɣ akked nekk deg uxxam nni seg wass amezwaru n ctember ɣer ass agi, ur yella ara wayen nniḍen deg wayen i d-nniɣ.',
  en: 'I the undersigned Youssef Bennani, born in Casablanca and living at 14 Ibnou Sina street, hereby declare that Mrs Zineb El Amrani has been living with me in my house since the first of September. This letter is given to her on her request and may be used for whatever purpose it will serve by law.',
  es: 'Yo, el abajo firmante Youssef Bennani, nacido en Casablanca y con domicilio en la calle Ibnou Sina, declaro bajo mi responsabilidad que doña Zineb El Amrani vive en mi casa desde el primero de septiembre. Se expide el presente certificado a petición de la interesada para los efectos que sean oportunos, y sin que se pueda usar para otros fines.',
  de: 'Ich, der Unterzeichnete Youssef Bennani, geboren in Casablanca und wohnhaft in der Straße Ibnou Sina, erkläre hiermit, dass Frau Zineb El Amrani seit dem ersten September bei mir wohnt und die Wohnung mit mir teilt. Diese Bescheinigung wird auf Antrag der Betroffenen für die Vorlage bei den Behörden ausgestellt und ist nicht für andere Zwecke zu verwenden.',
  it: 'Io sottoscritto Youssef Bennani, nato a Casablanca e residente nella via Ibnou Sina, dichiaro sotto la mia responsabilità che la signora Zineb El Amrani vive con me nella mia casa dal primo settembre. Questo certificato è rilasciato su richiesta della interessata per gli usi che sono consentiti dalla legge e non può essere usato per altri scopi.',
  pt: 'Eu, abaixo assinado, Youssef Bennani, nascido em Casablanca e residente na rua Ibnou Sina, declaro que a senhora Zineb El Amrani vive em minha casa desde o primeiro de setembro. Este atestado é passado a pedido da interessada para os fins que sejam convenientes, e não pode ser usado para outros fins pelo seu titular.',
  nl: 'Ik, de ondergetekende Youssef Bennani, geboren in Casablanca en wonende in de straat Ibnou Sina, verklaar dat mevrouw Zineb El Amrani sinds de eerste september bij mij in huis woont. Dit bewijs is op verzoek van de betrokkene gegeven en wordt niet voor andere doelen gebruikt dan die waarvoor het door haar is gevraagd.',
};

const namesOf = (text: string): readonly string[] => findLanguages(text).map(({ language }) => language);

describe('the languages of a text', () => {
  test.each(Object.entries(papers))('%s is told, however its lines are broken', (language, text) => {
    expect(findLanguages(text)).toEqual([{ language, share: 1 }]);
    expect(namesOf(text.replace(/((?:\S+ ){7})/g, '$1\n'))).toEqual([language]);
    expect(namesOf(text.replaceAll(' ', '\n'))).toEqual([language]);
    expect(namesOf(text.toUpperCase())).toEqual([language]);
  });

  test('a paper in two is in both, with the share of each', () => {
    expect(namesOf(`${papers.ar}\n${papers.es}`).toSorted()).toEqual(['ar', 'es']);
    const [most, least] = findLanguages(`${papers.fr}\n${papers.fr}\n${papers.fr}\n${papers.en}`);
    expect([most?.language, least?.language]).toEqual(['fr', 'en']);
    expect(most?.share).toBeGreaterThan(0.6);
  });

  test('a heading, a title, names and addresses are no language', () => {
    const heading = 'ROYAUME DU MAROC\nMinistère de l’Intérieur\n';
    expect(namesOf(`${heading}${papers.ar}`)).toEqual(['ar']);
    expect(namesOf(`${papers.fr}\nSociedad Anónima de Casablanca, Avenida de la Paz`)).toEqual(['fr']);
    for (const nothing of [
      '',
      'BE771204 14/2026',
      'Casablanca Youssef BENNANI Zineb EL AMRANI Maârif',
      'lorem ipsum dolor sit amet '.repeat(9),
    ])
      expect(findLanguages(nothing)).toEqual([]);
  });
});
