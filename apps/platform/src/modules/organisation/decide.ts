import { type Grant, ok, type Refusal, type Result, refuse, type StaffId } from '../../kernel/index.ts';
import type { Posting } from './model.ts';
import { momentOf } from './moment.ts';
import { permissionsOf, type RoleBook } from './roles/role.ts';
import { checkDelegationCovers, type SigningOccasion } from './statements/covers.ts';
import type { CredentialBody, DelegationBody, SignedStatement, StatementBody } from './statements/statement.ts';

/** A statement as the room keeps it: the signed bytes, what they say, and when they were taken back. */
export interface KeptStatement<B extends StatementBody = StatementBody> {
  readonly statement: SignedStatement;
  readonly body: B;
  readonly revokedAt: Date | null;
}

/** Whether a posting holds at `now`; its end is outside. */
export function isInForce({ validFrom, validUntil }: Pick<Posting, 'validFrom' | 'validUntil'>, now: Date): boolean {
  return validFrom <= now && (validUntil === null || now < validUntil);
}

/** The permissions in force at `now`: those of each posting's role, built in or composed, where the posting holds. */
export function grantsAt(postings: readonly Posting[], book: RoleBook, now: Date): readonly Grant[] {
  return postings
    .filter(posting => isInForce(posting, now))
    .flatMap(({ role, jurisdiction }) => permissionsOf(book, role).map(permission => ({ permission, jurisdiction })));
}

/** The refusals that say most about why an officer cannot sign come first. */
const tellingFirst = [
  'organisation.delegation-revoked',
  'organisation.delegation-not-yet',
  'organisation.delegation-ended',
  'organisation.delegation-other-nature',
  'organisation.delegation-other-office',
];

/**
 * The delegation that allows the occasion, or the most telling reason why none does: `organisation.delegation-none` when
 * the officer never had one. Among several that allow it, the one that lasts longest.
 */
export function chooseDelegation(
  delegations: readonly KeptStatement<DelegationBody>[],
  occasion: SigningOccasion,
): Result<KeptStatement<DelegationBody>> {
  const refusals: Refusal[] = [];
  for (const delegation of longestFirst(delegations)) {
    const covers = checkDelegationCovers(delegation.body, occasion);
    if (!covers.ok) refusals.push(covers.refusal);
    else if (delegation.revokedAt === null || occasion.at < delegation.revokedAt) return ok(delegation);
    else refusals.push(revoked(delegation.body.reference, delegation.revokedAt));
  }
  const telling = tellingFirst.map(code => refusals.find(refusal => refusal.code === code)).find(Boolean);
  return telling ? { ok: false, refusal: telling } : refuse('organisation.delegation-none');
}

function revoked(reference: string, at: Date): Refusal {
  return { code: 'organisation.delegation-revoked', params: { reference, ...momentOf(at) } };
}

/**
 * The credential that an officer signs with at `at`, or why there is none: `organisation.credential-none`, -not-yet,
 * -ended, -revoked. Among several in force, the newest: a replaced passkey is not to be asked for.
 */
export function chooseCredential(
  credentials: readonly KeptStatement<CredentialBody>[],
  { officer, at }: { readonly officer: StaffId; readonly at: Date },
): Result<KeptStatement<CredentialBody>> {
  const newestFirst = credentials
    .filter(({ body }) => body.subject === officer)
    .toSorted((a, b) => b.body.validFrom.localeCompare(a.body.validFrom));
  const refusals: Refusal[] = [];
  for (const credential of newestFirst) {
    const refusal = refusalOf(credential, at);
    if (!refusal) return ok(credential);
    refusals.push(refusal);
  }
  const [newest] = refusals;
  return newest ? { ok: false, refusal: newest } : refuse('organisation.credential-none');
}

function refusalOf({ body, revokedAt }: KeptStatement<CredentialBody>, at: Date): Refusal | null {
  const from = new Date(body.validFrom);
  const until = new Date(body.validUntil);
  if (revokedAt && revokedAt <= at) return { code: 'organisation.credential-revoked', params: momentOf(revokedAt) };
  if (at < from) return { code: 'organisation.credential-not-yet', params: momentOf(from) };
  return at < until ? null : { code: 'organisation.credential-ended', params: momentOf(until) };
}

function longestFirst<B extends StatementBody>(statements: readonly KeptStatement<B>[]): readonly KeptStatement<B>[] {
  return statements.toSorted((a, b) => b.body.validUntil.localeCompare(a.body.validUntil));
}
