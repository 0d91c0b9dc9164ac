import { z } from 'zod';
import { type ArrondissementId, type CommuneId, newId, type OfficeId } from '../kernel/index.ts';
import { type CommuneSetUp, roleNames } from '../modules/organisation/index.ts';

const text = z.string().trim().min(1).max(200);
const localized = z.strictObject({ ar: text, fr: text, zgh: text, en: text });
const personName = z.strictObject({ arabic: text, latin: text });

/** A commune as its operator writes it down before it is installed: docs/operate.md shows one. */
const communeFile = z.strictObject({
  /** Two to four capitals. */
  code: z.string().regex(/^[A-Z]{2,4}$/),
  name: localized,
  arrondissements: z.array(z.strictObject({ code: z.string().regex(/^[A-Z]{3}$/), name: localized })).default([]),
  offices: z
    .array(
      z.strictObject({
        /** Stands in every entry number of the office. */
        code: z.string().regex(/^[A-Z]{3}[0-9]{2}$/),
        name: localized,
        address: localized,
        kind: z.enum(['seat', 'annex']),
        organised: z.enum(['one-person', 'clerk-and-officer']),
        openedOn: z.iso.date(),
        /** Code of its arrondissement, where there are any. */
        arrondissement: z.string().optional(),
      }),
    )
    .min(1),
  /** The installation's first administrators, in the order of their codes, when they administer this commune. */
  firstAdministrators: z.array(personName).max(2).default([]),
  staff: z
    .array(
      z.strictObject({
        name: personName,
        /** A role at an office, by its code; in the whole commune without one. */
        postings: z.array(z.strictObject({ role: z.enum(roleNames), office: z.string().optional() })).min(1),
      }),
    )
    .default([]),
});
export type CommuneFile = z.output<typeof communeFile>;

/** Reads what an operator wrote. Throws, naming each place in the file that is wrong. */
export function readCommuneFile(json: string): CommuneFile {
  const parsed = communeFile.safeParse(JSON.parse(json));
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return parsed.data;
}

/** A commune to install, and the id that each office's code got. */
export interface CommunePlan {
  readonly setUp: CommuneSetUp;
  /** Throws on a code that no office of the file has. */
  officeId(code: string): OfficeId;
}

/** Gives everything in the file its id. Throws on a code that the file itself does not know. */
export function planCommune(file: CommuneFile, now: Date): CommunePlan {
  const communeId = newId<CommuneId>(now);
  const arrondissements = file.arrondissements.map(({ code, name }) => {
    return { communeId, id: newId<ArrondissementId>(now), prefectureId: null, code, name };
  });
  const offices = file.offices.map(({ arrondissement, ...office }) => {
    const arrondissementId = arrondissement === undefined ? null : find(arrondissements, arrondissement).id;
    return { communeId, id: newId<OfficeId>(now), arrondissementId, ...office };
  });
  const commune = { id: communeId, code: file.code, name: file.name, mark: null };
  return {
    setUp: { commune, prefectures: [], arrondissements, offices },
    officeId: code => find(offices, code).id,
  };
}

function find<T extends { readonly code: string }>(all: readonly T[], code: string): T {
  const found = all.find(each => each.code === code);
  if (!found) throw new Error(`the file has no place with the code ${code}`);
  return found;
}
