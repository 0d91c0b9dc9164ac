import type { Actor, Clock, PersonId, Result } from '../../../kernel/index.ts';
import type { Database, Tx } from '../../../platform/db/index.ts';
import type { IdentityService } from '../../identity/index.ts';
import type { FactsByField } from './corrections.ts';
import type { PreEnrolmentId } from '../pre-enrolment/index.ts';
import type { FingerprintTaken } from './model.ts';

/** What a visit needs of the pre-enrolment that shortens it. */
export interface PreEnrolmentsAtVisit {
  /** What was declared at home, field by field. Refused when it is unknown, over, or used already. */
  readDeclared(actor: Actor, id: PreEnrolmentId): Promise<Result<FactsByField>>;
  /** It led to this person, in the transaction that enrols them. Refused when another visit was faster. */
  markUsed(tx: Tx, id: PreEnrolmentId, personId: PersonId): Promise<Result<null>>;
}

/** Where fingerprint templates go. */
export interface FingerprintsAtVisit {
  /** Whether templates may be kept here: in production, from the day on which the authorisation's number is entered. */
  isOpen(): boolean;
  /** Keeps a template of somebody enrolled, once a `key`. The schema of templates has a login of its own, so a transaction too. */
  keep(actor: Actor, personId: PersonId, taken: FingerprintTaken, key: string): Promise<Result<unknown>>;
}

/** What visits need from outside. */
export interface VisitDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly identity: Pick<IdentityService, 'enrolWithin' | 'getFile' | 'vault'>;
  readonly preEnrolments: PreEnrolmentsAtVisit;
  readonly fingerprints: FingerprintsAtVisit;
  /** A keyed digest: what was typed stays out of the row of the command. */
  readonly digest: (text: string) => string;
}
