import { demoPeople } from '../../demo/city/index.ts';
import { homePerson } from '../../demo/home/index.ts';
import type { EnrolPersonBody } from '../../web/api/contract/index.ts';

/** A citizen of the demo city: invented, like everybody there. */
export type Citizen = EnrolPersonBody;

const citizen = (
  latin: string,
  arabic: string,
  number: string,
  rest: Pick<Citizen, 'language'> & { readonly birthDate: string; readonly email?: string },
): Citizen => ({
  name: { latin, arabic },
  birthDate: rest.birthDate,
  language: rest.language,
  document: { type: 'cnie', number, issuer: 'MA', expiresOn: '2033-06-30' },
  contacts: rest.email === undefined ? {} : { email: rest.email },
});

/** The citizens whose papers the demo signs, first the one for each language of the command line. */
export const citizens = {
  ar: citizen('Zineb EL AMRANI', 'زينب العمراني', 'BK482913', {
    birthDate: '1987-03-14',
    language: 'ar',
    email: 'zineb@example.ma',
  }),
  fr: citizen('Youssef BENNANI', 'يوسف بناني', 'BE771204', {
    birthDate: '1979-11-02',
    language: 'fr',
    email: 'youssef@example.ma',
  }),
  zgh: citizen('Tilila OUHADDOU', 'تيليلا أوحدو', 'JB215067', { birthDate: '1994-01-13', language: 'zgh' }),
  en: citizen('Nora EL KHATTABI', 'نورة الخطابي', 'BH630418', {
    birthDate: '1991-08-25',
    language: 'en',
    email: 'nora@example.ma',
  }),
} as const;

/** Who asks from home: the simulated national provider leads into their account. */
export const atHome: Citizen = { ...homePerson, document: { ...homePerson.document, issuer: 'MA' } };

/** Name of the demo's member of staff with this key. Throws on an unknown key: a mistake of ours. */
export function staffName(key: string): string {
  const person = demoPeople.find(each => each.key === key);
  if (!person) throw new Error(`no member of staff ${key}`);
  return person.name.latin;
}
