import { endingView } from './delegations.ts';
import { z } from 'zod';
import { dateValue, idValue, instantValue, languageValue, localizedTextValue, personNameValue } from './values.ts';

/** Whether the member of staff may sign at an office at this moment, and under which delegation. */
const signingView = z
  .object({
    /** `none`: has no delegation for that office. `soon` and `ended` carry the dates that say when. */
    state: z.enum(['valid', 'none', 'soon', 'ended', 'revoked', 'no-credential']),
    /** The sentence to show, in the caller's language; empty when `valid`. */
    detail: z.string(),
    delegation: z
      .object({
        id: idValue,
        /** The order's reference, as printed on stamps: "88/2026". */
        reference: z.string(),
        capacity: localizedTextValue,
        /** What may be signed under it. */
        natures: z.array(z.enum(['legalisation', 'certification'])),
        validFrom: instantValue,
        validUntil: instantValue,
      })
      .nullable(),
  })
  .meta({ id: 'Signing' });
export type SigningView = z.infer<typeof signingView>;

const officeView = z
  .object({
    id: idValue,
    /** "MAA03", as in entry numbers and references. */
    code: z.string(),
    name: localizedTextValue,
    arrondissement: localizedTextValue.nullable(),
    /** `one-person`: whoever prepares a request goes on to signing it. */
    organised: z.enum(['one-person', 'clerk-and-officer']),
    /** What the caller may do there: `requests.open`, `acts.sign`… */
    permissions: z.array(z.string()),
    signing: signingView,
  })
  .meta({ id: 'Office' });
export type OfficeView = z.infer<typeof officeView>;

/** Who is signed in, and where they work. */
export const meView = z
  .object({
    staffId: idValue,
    name: personNameValue,
    /** Language of every sentence in the answers: the `shubbak-language` cookie, else `Accept-Language`. */
    language: languageValue,
    /** The roles held now, named in that language. */
    roles: z.array(z.string()),
    commune: z.object({ id: idValue, name: localizedTextValue, mark: z.enum(['demo', 'training']).nullable() }),
    offices: z.array(officeView),
    /** The reader's own delegations and certificates that are about to end, and that nothing follows. */
    ending: z.array(endingView),
    now: instantValue,
    today: dateValue,
  })
  .meta({ id: 'Me' });
export type MeView = z.infer<typeof meView>;
