import {
  asId,
  type Id,
  ok,
  type OfficeId,
  type Result,
  refuse,
  type StaffActor,
  type StaffId,
} from '../../../kernel/index.ts';
import {
  type AbsenceId,
  administratorsInForce,
  findStaff,
  getProposal,
  listArrondissements,
  listOffices,
  listProposals,
  listStaffNames,
  listStatements,
  type Passkey,
  propose,
  revokeStatement,
  type Staff,
  type StatementDraft,
  type StatementId,
  type StatementProposal,
  searchStaff,
  signByCeremony,
  signProposal,
  withdrawProposal,
} from '../../../modules/organisation/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { routes } from '../contract/index.ts';
import type { ProposalView, StatementsAnswer } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, type Call, serve } from '../serve.ts';
import {
  peopleNamed,
  type StatementNames,
  viewProposal,
  viewStatements,
  viewWordings,
} from '../views/statement-view.ts';

/** Statements of administrators: proposed, signed with passkeys or by the ceremony, taken back. */
export function mountStatements(api: Api, deps: ApiDeps): void {
  const { clock } = deps;
  serve(api, routes.listStatements, ({ actor }) => within(deps, actor, tx => answerStatements(deps, tx, actor)));
  serve(api, routes.searchSubjects, async ({ actor, body }) => {
    const found = await within(deps, actor, tx => searchStaff(tx, actor, body.name));
    return found.ok ? ok({ staff: found.value.map(({ id, name }) => ({ id, name })) }) : found;
  });
  serve(api, routes.listStaffPasskeys, async ({ actor, params }) => {
    const passkeys = await passkeysOf(deps, actor, asId(params.staffId));
    return passkeys.ok ? ok({ passkeys: passkeys.value.map(({ publicKey: _key, ...shown }) => shown) }) : passkeys;
  });
  mountProposing(api, deps);
  serve(api, routes.signProposal, ({ actor, params, body }) => {
    const { id, response } = body.assertion;
    const { clientDataJSON, authenticatorData, signature } = response;
    const assertion = { credentialId: id, clientDataJSON, authenticatorData, signature };
    const proposalId = asId<StatementId>(params.proposalId);
    return answered(deps, actor, tx => signProposal(tx, actor, { proposalId, assertion }, momentOf(deps)));
  });
  serve(api, routes.signByCeremony, call => answerCeremony(deps, call));
  serve(api, routes.withdrawProposal, ({ actor, params }) =>
    answered(deps, actor, tx => withdrawProposal(tx, actor, { proposalId: asId(params.proposalId), now: clock() })),
  );
  serve(api, routes.revokeStatement, ({ actor, params, body }) =>
    within(deps, actor, async tx => {
      const statementId = asId<Id<string>>(params.statementId);
      const command = { communeId: actor.communeId, statementId, reason: body.reason, now: clock() };
      const revoked = await revokeStatement(tx, actor, command);
      return revoked.ok ? answerStatements(deps, tx, actor) : revoked;
    }),
  );
}

function mountProposing(api: Api, deps: ApiDeps): void {
  serve(api, routes.proposeDelegation, ({ actor, body, key }) => {
    const { subject, offices, covers, ...said } = body;
    const draft = {
      ...said,
      kind: 'delegation',
      subject: asId<StaffId>(subject),
      offices: offices.map(id => asId<OfficeId>(id)),
      ...(covers !== undefined && { covers: asId<AbsenceId>(covers) }),
      ...spanOf(body),
    } as const;
    return proposed(deps, actor, draft, key);
  });
  serve(api, routes.proposeCredential, call => proposeCredential(deps, call));
  serve(api, routes.proposeAdministrator, async ({ actor, body, key }) => {
    const subject = asId<StaffId>(body.subject);
    const passkey = await passkeyOf(deps, actor, subject, body.credentialId);
    if (!passkey.ok) return passkey;
    return proposed(deps, actor, { kind: 'administrator', subject, passkey: passkey.value, ...spanOf(body) }, key);
  });
}

async function proposeCredential(
  deps: ApiDeps,
  { actor, body, key }: Call<typeof routes.proposeCredential>,
): Promise<Result<ProposalView>> {
  const subject = asId<StaffId>(body.subject);
  const passkey = await passkeyOf(deps, actor, subject, body.credentialId);
  if (!passkey.ok) return passkey;
  const text = body.certificate ?? (await simulatedCertificate(deps, actor, subject));
  if (text === undefined) return refuse('organisation.certificate-malformed');
  const certificate = await deps.statements.judgeCertificate(text);
  if (!certificate.ok) return certificate;
  const { der, ...validity } = certificate.value;
  const span = spanOf(body);
  if (span.validFrom < validity.validFrom || span.validUntil > validity.validUntil) {
    const [from, until] = [validity.validFrom, validity.validUntil].map(each => each.toISOString().slice(0, 10));
    return refuse('organisation.certificate-dates', { from: from ?? '', until: until ?? '' });
  }
  return proposed(deps, actor, { kind: 'credential', subject, passkey: passkey.value, certificate: der, ...span }, key);
}

/** SIMULATED: a certificate of the demo's own authority; undefined elsewhere. */
async function simulatedCertificate(deps: ApiDeps, actor: StaffActor, subject: StaffId): Promise<string | undefined> {
  const { simulated } = deps.statements;
  const staff = simulated && (await findSubject(deps, actor, subject));
  return staff ? simulated.issueCertificate(staff.name) : undefined;
}

async function answerCeremony(
  deps: ApiDeps,
  { actor, params, body }: Call<typeof routes.signByCeremony>,
): Promise<Result<ProposalView>> {
  const proposalId = asId<StatementId>(params.proposalId);
  const { simulated } = deps.statements;
  let { signature } = body;
  if (signature === null) {
    const proposal = await within(deps, actor, tx => getProposal(tx, actor, proposalId));
    if (!proposal.ok) return proposal;
    if (!simulated || proposal.value.kind !== 'administrator') return refuse('organisation.statement-altered');
    signature = Buffer.from(await simulated.signCeremony(proposal.value.bytes)).toString('base64');
  }
  const given = { proposalId, signature };
  return answered(deps, actor, tx => signByCeremony(tx, actor, given, momentOf(deps)));
}

function within<T>({ db }: ApiDeps, { communeId }: StaffActor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction({ communeId }, work);
}

const momentOf = ({ statements, clock }: ApiDeps) => ({ ceremonyKey: statements.ceremonyKey, now: clock() });

function spanOf({ validFrom, validUntil }: { readonly validFrom: string; readonly validUntil: string }) {
  return { validFrom: new Date(validFrom), validUntil: new Date(validUntil) };
}

function findSubject(deps: ApiDeps, actor: StaffActor, id: StaffId): Promise<Staff | undefined> {
  return within(deps, actor, tx => findStaff(tx, actor.communeId, id));
}

interface StaffPasskey {
  readonly credentialId: string;
  /** COSE_Key, base64url. */
  readonly publicKey: string;
  readonly backedUp: boolean;
  readonly simulated: boolean;
}

async function passkeysOf(deps: ApiDeps, actor: StaffActor, id: StaffId): Promise<Result<StaffPasskey[]>> {
  const staff = await findSubject(deps, actor, id);
  if (!staff) return refuse('organisation.staff-unknown');
  const passkeys = await deps.identity.listPasskeys(actor, staff.accountId);
  if (!passkeys.ok) return passkeys;
  return ok(
    passkeys.value.map(({ credentialId, publicKey, backedUp, simulated }) => ({
      credentialId,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      backedUp,
      simulated,
    })),
  );
}

/** One passkey of a member of staff, as a statement names it: never one that the caller sends. */
async function passkeyOf(
  deps: ApiDeps,
  actor: StaffActor,
  id: StaffId,
  credentialId: string,
): Promise<Result<Passkey>> {
  const passkeys = await passkeysOf(deps, actor, id);
  if (!passkeys.ok) return passkeys;
  const passkey = passkeys.value.find(each => each.credentialId === credentialId);
  if (!passkey) return refuse('organisation.assertion-other-passkey');
  return ok({ credentialId, publicKey: passkey.publicKey, rpId: deps.statements.rpId });
}

function proposed(deps: ApiDeps, actor: StaffActor, draft: StatementDraft, key: string): Promise<Result<ProposalView>> {
  return answered(deps, actor, tx => propose(tx, actor, draft, { key, now: deps.clock() }));
}

/** Does something to a proposal and answers how it stands. */
function answered(
  deps: ApiDeps,
  actor: StaffActor,
  work: (tx: Tx) => Promise<Result<StatementProposal>>,
): Promise<Result<ProposalView>> {
  return within(deps, actor, async tx => {
    const proposal = await work(tx);
    if (!proposal.ok) return proposal;
    const now = deps.clock();
    const people = peopleNamed({ administrators: [], credentials: [], delegations: [] }, [proposal.value]);
    const names = await namesFor(tx, actor, people);
    return ok(viewProposal(proposal.value, await readerOf(tx, actor, now), names, now));
  });
}

async function answerStatements(deps: ApiDeps, tx: Tx, actor: StaffActor): Promise<Result<StatementsAnswer>> {
  const now = deps.clock();
  const statements = await listStatements(tx, actor, actor.communeId);
  if (!statements.ok) return statements;
  const proposals = await listProposals(tx, actor, now);
  if (!proposals.ok) return proposals;
  const names = await namesFor(tx, actor, peopleNamed(statements.value, proposals.value));
  const reader = await readerOf(tx, actor, now);
  return ok({
    statements: viewStatements(statements.value, names, now),
    proposals: proposals.value.map(proposal => viewProposal(proposal, reader, names, now)),
    wordings: viewWordings((await listArrondissements(tx, actor.communeId)).length > 0 ? 'arrondissement' : 'commune'),
    administers: reader.administrators.length > 0,
    simulated: deps.statements.simulated !== null,
  });
}

async function readerOf(tx: Tx, { communeId, staffId }: StaffActor, now: Date) {
  return { staffId, administrators: await administratorsInForce(tx, communeId, staffId, now) };
}

async function namesFor(tx: Tx, { communeId }: StaffActor, people: ReadonlySet<StaffId>): Promise<StatementNames> {
  const offices = await listOffices(tx, communeId);
  return {
    offices: new Map(offices.map(office => [office.id, office])),
    staff: await listStaffNames(tx, communeId, [...people]),
  };
}
