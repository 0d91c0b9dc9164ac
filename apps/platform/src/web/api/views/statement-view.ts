import { X509Certificate } from 'node:crypto';
import type { OfficeId, PersonName, StaffId } from '../../../kernel/index.ts';
import {
  type AdministratorBody,
  capacityKinds,
  capacityOf,
  type Council,
  type CommunalStatements,
  type KeptStatement,
  type Office,
  type StatementBody,
  type StatementProposal,
  stateOfProposal,
} from '../../../modules/organisation/index.ts';
import type { OfficeNamed, ProposalView, StatementsAnswer, StatementView } from '../contract/index.ts';

/** What names the people and places of statements. */
export interface StatementNames {
  readonly offices: ReadonlyMap<OfficeId, Office>;
  readonly staff: ReadonlyMap<StaffId, PersonName>;
}

/** Everybody whom these statements and proposals name. */
export function peopleNamed(
  { administrators, credentials, delegations }: CommunalStatements,
  proposals: readonly StatementProposal[],
): ReadonlySet<StaffId> {
  const subjects = [...administrators, ...credentials, ...delegations].map(({ body }) => body.subject);
  const others = proposals.flatMap(({ body, proposedBy, signatures }) => {
    return [body.subject, proposedBy, ...signatures.map(({ signedBy }) => signedBy)];
  });
  return new Set([...subjects, ...others]);
}

/** Every statement of a commune, for its administrators; latest beginning first. */
export function viewStatements(statements: CommunalStatements, names: StatementNames, now: Date): StatementView[] {
  const { administrators, credentials, delegations } = statements;
  return [...administrators, ...credentials, ...delegations]
    .toSorted((a, b) => b.body.validFrom.localeCompare(a.body.validFrom))
    .map(kept => viewStatement(kept, administrators, names, now));
}

function viewStatement(
  kept: KeptStatement,
  administrators: CommunalStatements['administrators'],
  names: StatementNames,
  now: Date,
): StatementView {
  const { body, revokedAt, statement } = kept;
  const signers = statement.signatures.flatMap(signature => {
    if (signature.by !== 'administrator') return [];
    const signer = administrators.find(({ body: { id } }) => id === signature.administrator);
    return signer ? [nameOf(names, signer.body.subject)] : [];
  });
  return {
    id: body.id,
    kind: body.kind,
    subject: named(names, body.subject),
    validFrom: body.validFrom,
    validUntil: body.validUntil,
    state: stateOf(kept, now),
    revokedAt: revokedAt?.toISOString() ?? null,
    delegation: body.kind === 'delegation' ? viewDelegation(body, names) : null,
    certificate: body.kind === 'credential' ? viewCertificate(body.certificate) : null,
    signers,
  };
}

/** The usual wordings of a commune, for each kind of officer and gender. */
export function viewWordings(council: Council): StatementsAnswer['wordings'] {
  const capacities = capacityKinds.flatMap(each =>
    (['masculine', 'feminine'] as const).map(gender => {
      return { kind: each, gender, text: capacityOf(each, { council, gender }) };
    }),
  );
  return { capacities };
}

function stateOf({ body, revokedAt }: KeptStatement, now: Date): StatementView['state'] {
  if (revokedAt && revokedAt <= now) return 'revoked';
  if (now < new Date(body.validFrom)) return 'soon';
  return now < new Date(body.validUntil) ? 'in-force' : 'ended';
}

function viewDelegation(
  body: Extract<StatementBody, { kind: 'delegation' }>,
  names: StatementNames,
): StatementView['delegation'] {
  const { reference, capacity, grantor, natures } = body;
  return { reference, capacity, grantor, natures: [...natures], offices: officesOf(names, body) };
}

function viewCertificate(base64: string): StatementView['certificate'] {
  const { subject, issuer, fingerprint256, validToDate } = new X509Certificate(Buffer.from(base64, 'base64'));
  return {
    subject: subject.replaceAll('\n', ', '),
    issuer: issuer.replaceAll('\n', ', '),
    sha256: fingerprint256,
    validUntil: validToDate.toISOString(),
  };
}

/** A proposal, for a reader who holds `administrators` in force, none or some. */
export function viewProposal(
  proposal: StatementProposal,
  reader: { readonly staffId: StaffId; readonly administrators: readonly AdministratorBody[] },
  names: StatementNames,
  now: Date,
): ProposalView {
  const { id, kind, body, bytes, proposedBy, proposedAt, expiresAt, signatures } = proposal;
  return {
    id,
    kind,
    state: stateOfProposal(proposal, now),
    subject: named(names, body.subject),
    proposedBy: nameOf(names, proposedBy),
    proposedAt: proposedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    body: Buffer.from(bytes).toString('base64'),
    offices: officesOf(names, body),
    signatures: signatures.map(({ signedBy, signedAt }) => ({
      name: nameOf(names, signedBy),
      at: signedAt.toISOString(),
    })),
    authentication: maySign(proposal, reader, now) ? askingFor(reader.administrators) : null,
  };
}

function maySign(
  proposal: StatementProposal,
  { staffId, administrators }: Parameters<typeof viewProposal>[1],
  now: Date,
): boolean {
  const { kind, body, signatures } = proposal;
  if (kind === 'administrator' || administrators.length === 0 || stateOfProposal(proposal, now) !== 'open')
    return false;
  return body.subject !== staffId && signatures.every(({ signedBy }) => signedBy !== staffId);
}

function askingFor(administrators: readonly AdministratorBody[]): ProposalView['authentication'] {
  const [first] = administrators;
  if (!first) return null;
  return {
    rpId: first.passkey.rpId,
    allowCredentials: administrators.map(({ passkey }) => ({ id: passkey.credentialId, type: 'public-key' })),
    userVerification: 'required',
  };
}

function officesOf({ offices }: StatementNames, body: StatementBody): OfficeNamed[] {
  if (body.kind !== 'delegation') return [];
  return body.offices.flatMap(id => {
    const office = offices.get(id);
    return office ? [{ id, code: office.code, name: office.name }] : [];
  });
}

function named(names: StatementNames, id: StaffId): StatementView['subject'] {
  return { id, name: nameOf(names, id) };
}

/** Who left long ago may be unknown to the list; a statement still says something of them. */
function nameOf({ staff }: StatementNames, id: StaffId): PersonName {
  return staff.get(id) ?? { arabic: '—', latin: '—' };
}
