import { type Actor, ok, type OrganisationId, refuse, type Result, type StaffActor } from '../../../kernel/index.ts';
import { rebind, type Tx } from '../../../platform/db/index.ts';
import { searchWords } from '../names.ts';
import { holds } from '../policy.ts';
import type { MandatesDependencies } from './dependencies.ts';
import type { OrganisationFound, OrganisationKind } from './organisation.ts';
import { type OrganisationFile, readOrganisationFile } from './organisation-file.ts';
import * as store from './organisation-store.ts';
import { readIce, readRegister } from './read-organisation.ts';

const searchLimit = 20;
/** Fewest letters of a reason that its reader can make something of. */
const shortestReason = 5;

/** What an organisation is exactly looked for by: its entry in a register, or its ICE. */
export type ExactNumber =
  | { readonly kind: OrganisationKind; readonly registration: { readonly court: string; readonly number: string } }
  | { readonly ice: string };

/** Finding organisations and reading their files, each reading kept. */
export interface OrganisationFinding {
  /** Up to 20 organisations known in the actor's commune, by words of their name. Refused: `identity.not-allowed`, `identity.search-too-short`. */
  search(actor: Actor, text: string): Promise<Result<readonly OrganisationFound[]>>;
  /**
   * The organisation with exactly that number, anywhere in the country; undefined when there is none. One that the commune has not
   * served yet needs a `reason` (`mandates.reason-needed`), which its representatives can read, and becomes known there. Refused
   * besides: `identity.not-allowed`, mistakes in the number.
   */
  find(
    actor: Actor,
    asked: ExactNumber & { readonly reason?: string | undefined },
  ): Promise<Result<OrganisationFile | undefined>>;
  /** The file of an organisation known in the actor's commune. Refused: `identity.not-allowed`, `mandates.organisation-unknown`. */
  get(actor: Actor, organisationId: OrganisationId): Promise<Result<OrganisationFile>>;
}

/** Builds the finding of organisations. */
export function createFinding(deps: MandatesDependencies): OrganisationFinding {
  return {
    search: async (actor, text) => {
      if (!holds(actor, 'identity.find')) return refuse('identity.not-allowed');
      const { communeId } = actor;
      const words = searchWords(text.slice(0, 200)).slice(0, 8);
      if (words.join('').length < 2) return refuse('identity.search-too-short');
      return deps.db.transaction({ communeId }, async tx =>
        ok(await store.searchKnownOrganisations(tx, communeId, words, searchLimit)),
      );
    },
    find: (actor, asked) => find(deps, actor, asked),
    get: async (actor, organisationId) => {
      if (!holds(actor, 'identity.find')) return refuse('identity.not-allowed');
      const { communeId } = actor;
      return deps.db.transaction({ communeId }, async tx =>
        (await store.isKnownOrganisation(tx, communeId, organisationId))
          ? readRecorded(deps, tx, actor, { organisationId, purpose: 'opened' })
          : refuse('mandates.organisation-unknown'),
      );
    },
  };
}

async function find(
  deps: MandatesDependencies,
  actor: Actor,
  asked: ExactNumber & { readonly reason?: string | undefined },
): Promise<Result<OrganisationFile | undefined>> {
  if (!holds(actor, 'identity.find')) return refuse('identity.not-allowed');
  const { communeId } = actor;
  return deps.db.transaction({ communeId }, async tx => {
    const found = await lookUp(tx, asked);
    if (!found.ok || found.value === undefined) return found.ok ? ok(undefined) : found;
    const organisationId = found.value;
    if (await store.isKnownOrganisation(tx, communeId, organisationId))
      return readRecorded(deps, tx, actor, { organisationId, purpose: 'found' });
    const reason = (asked.reason ?? '').trim().slice(0, 300);
    if (reason.length < shortestReason) return refuse('mandates.reason-needed');
    return readRecorded(deps, tx, actor, { organisationId, purpose: 'found-elsewhere', reason });
  });
}

async function lookUp(tx: Tx, asked: ExactNumber): Promise<Result<OrganisationId | undefined>> {
  if ('ice' in asked) {
    const ice = readIce(asked.ice);
    if (!ice.ok) return ice;
    return ice.value === null ? refuse('mandates.ice-malformed') : ok(await store.findByIce(tx, ice.value));
  }
  const registration = readRegister(asked.registration);
  return registration.ok ? ok(await store.findByRegister(tx, asked.kind, registration.value)) : registration;
}

/** Reads a file for a clerk, writes the reading down, and makes the organisation known in the commune. */
export async function readRecorded(
  { vault, clock }: MandatesDependencies,
  tx: Tx,
  actor: StaffActor,
  reading: Parameters<typeof store.insertOrganisationReading>[2],
): Promise<Result<OrganisationFile>> {
  const { organisationId } = reading;
  const now = clock();
  await rebind(tx, { communeId: actor.communeId, organisationId });
  const file = await readOrganisationFile(vault, tx, organisationId, now);
  if (!file) return refuse('mandates.organisation-unknown');
  await store.makeOrganisationKnown(tx, actor.communeId, file, now);
  await store.insertOrganisationReading(tx, actor, reading, now);
  return ok(file);
}
