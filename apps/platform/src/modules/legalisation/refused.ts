import { ok, type OrganisationId, type PersonId, refuse, type Result } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { ServiceRequest } from '../requests/index.ts';
import { draftFaceOf, loadFile, stampLanguagesOf } from './file.ts';
import type { LegalisationFile } from './model.ts';
import type { DraftFace, LegalisationDeps } from './ports.ts';

/** Whom a refused request concerns, what was asked for, and the languages in which its refusal is written. */
export interface RefusedLegalisation {
  readonly face: DraftFace;
  readonly nature: string | null;
  readonly languages: 'ar' | 'fr' | 'ar+fr';
  readonly holders: readonly PersonId[];
  readonly organisations: readonly OrganisationId[];
}

/** What the refusal of a request says of it. Refused: `legalisation.nobody-to-refuse` where nobody is known who asked. */
export async function readRefused(
  deps: LegalisationDeps,
  tx: Tx,
  request: ServiceRequest,
): Promise<Result<RefusedLegalisation>> {
  const loaded = await loadFile(deps, tx, request);
  if (!loaded.ok) return loaded;
  const file = loaded.value;
  if (file.signatories.length === 0) return refuse('legalisation.nobody-to-refuse');
  const { applicantId } = request;
  const signatories = file.signatories.map(({ personId }) => personId);
  return ok({
    face: onlyNamed(await draftFaceOf(tx, file)),
    nature: file.legalisation.nature,
    languages: refusalLanguagesOf(file),
    holders: [...new Set(applicantId === null ? signatories : [...signatories, applicantId])],
    organisations: [...new Set(file.signatories.flatMap(({ signedFor }) => signedFor?.organisationId ?? []))],
  });
}

/** Nobody's signature is recognised by a refusal: how, where and before whom is told of nobody. */
function onlyNamed({ witnesses: _heard, signatories, ...face }: DraftFace): DraftFace {
  return {
    ...face,
    signatories: signatories.map(({ attestedAt: _place, ...named }) => ({ ...named, mode: 'presence' })),
  };
}

/** Arabic and French, each where the paper or somebody concerned reads it; a refusal in neither would explain nothing, so then both. */
function refusalLanguagesOf(file: LegalisationFile): RefusedLegalisation['languages'] {
  const read = new Set<string>([
    ...(file.document ? stampLanguagesOf(file).split('+') : []),
    ...file.signatories.map(({ person }) => person.language),
  ]);
  if (read.has('ar') === read.has('fr')) return 'ar+fr';
  return read.has('ar') ? 'ar' : 'fr';
}
