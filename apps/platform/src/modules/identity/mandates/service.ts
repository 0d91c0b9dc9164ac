import {
  type Actor,
  type MandateId,
  ok,
  type OrganisationId,
  type PersonActor,
  type PersonId,
  refuse,
  type Result,
} from '../../../kernel/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { holds } from '../policy.ts';
import { delegate, type Delegation } from './delegating.ts';
import type { MandatesDependencies } from './dependencies.ts';
import { endMandate, type Ending } from './ending.ts';
import { createEnrolling, type Enrolling } from './enrolling.ts';
import { createFinding, type OrganisationFinding } from './finding.ts';
import {
  listOwn,
  listReadable,
  listSigning,
  meetOrganisation,
  openOwn,
  type OwnFile,
  type OwnOrganisation,
} from './own.ts';
import { recordMandate, type TypedMandate } from './recording.ts';
import { check, checkTogether, listUsable, readCapacities, type UsableMandate } from './standing.ts';

/** Organisations, and who acts for them. */
export interface Mandates extends Enrolling, OrganisationFinding {
  /** Writes down a mandate at the counter; see `recordMandate`. */
  record(actor: Actor, typed: TypedMandate, key: string): Promise<Result<MandateId>>;
  /** Ends a mandate, at the counter or online; see `endMandate`. */
  end(actor: Actor, ending: Ending, key: string): Promise<Result<null>>;
  /** Delegates a mandate of one's own; see `delegate`. */
  delegate(actor: PersonActor, asked: Delegation, key: string): Promise<Result<MandateId>>;
  /** Mandates that a person may sign under now, for organisations known in the actor's commune. Refused: `identity.not-allowed`. */
  listUsable(actor: Actor, personId: PersonId): Promise<Result<readonly UsableMandate[]>>;
  /** One's own organisations; see `listOwn`. */
  listOwn(actor: PersonActor): Promise<readonly OwnOrganisation[]>;
  /** The file of an organisation that one acts for; see `openOwn`. */
  openOwn(actor: PersonActor, organisationId: OrganisationId): Promise<Result<OwnFile>>;
  /** Organisations whose vault a person reads at this moment; see `listReadable`. */
  listReadable(tx: Tx, personId: PersonId): Promise<readonly OrganisationId[]>;
  readonly listSigning: typeof listSigning;
  readonly meetOrganisation: typeof meetOrganisation;
  readonly check: typeof check;
  readonly checkTogether: typeof checkTogether;
  readonly readCapacities: typeof readCapacities;
}

/** Builds organisations and mandates. */
export function createMandates(deps: MandatesDependencies): Mandates {
  return {
    ...createEnrolling(deps),
    ...createFinding(deps),
    record: (actor, typed, key) => recordMandate(deps, actor, typed, key),
    end: (actor, ending, key) => endMandate(deps, actor, ending, key),
    delegate: (actor, asked, key) => delegate(deps, actor, asked, key),
    listUsable: async (actor, personId) => {
      if (!holds(actor, 'identity.find')) return refuse('identity.not-allowed');
      const { communeId } = actor;
      return deps.db.transaction({ communeId }, async tx => ok(await listUsable(tx, personId, deps.clock())));
    },
    listOwn: actor => listOwn(deps, actor),
    openOwn: (actor, organisationId) => openOwn(deps, actor, organisationId),
    listReadable: (tx, personId) => listReadable(tx, personId, deps.clock()),
    listSigning,
    meetOrganisation,
    check,
    checkTogether,
    readCapacities,
  };
}
