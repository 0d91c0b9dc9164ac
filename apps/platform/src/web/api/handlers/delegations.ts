import {
  asId,
  type DelegationId,
  ok,
  type PersonName,
  refuse,
  type Result,
  type StaffActor,
} from '../../../kernel/index.ts';
import {
  drawSignature,
  type DrawnSignature,
  leastMarkMillimetres,
  leastSignatureMillimetres,
  readSignature,
  writeSignature,
} from '../../../modules/legalisation/index.ts';
import {
  coverageDays,
  type EndingStatement,
  findSpecimen,
  listCoverage,
  listEnding,
  listSpecimens,
  listStaffNames,
  readCap,
  recordSpecimen,
  setCap,
} from '../../../modules/organisation/index.ts';
import type { Tx } from '../../../platform/db/index.ts';
import { type DelegationsAnswer, type EndingView, routes } from '../contract/index.ts';
import type { ApiDeps } from '../ports.ts';
import { type Api, serve } from '../serve.ts';

/** Who may sign where and until when: what administrators watch over. */
export function mountDelegations(api: Api, deps: ApiDeps): void {
  const { clock } = deps;
  const within = <T>({ communeId }: StaffActor, work: (tx: Tx) => Promise<T>): Promise<T> =>
    deps.db.transaction({ communeId }, work);
  serve(api, routes.readDelegations, ({ actor }) => within(actor, tx => readDelegations(deps, tx, actor)));
  serve(api, routes.setDelegationCap, ({ actor, body }) =>
    within(actor, async tx => {
      const set = await setCap(tx, actor, body.most, clock());
      return set.ok ? readDelegations(deps, tx, actor) : set;
    }),
  );
  serve(api, routes.recordDelegateSpecimen, ({ actor, params, body }) => {
    const delegationId = asId<DelegationId>(params.delegationId);
    return within(actor, async tx => {
      const kept = await keepSpecimen(deps, tx, actor, { delegationId, ...body });
      return kept.ok ? readDelegations(deps, tx, actor) : kept;
    });
  });
  for (const part of ['signature', 'initials'] as const)
    serve(api, routes[part === 'signature' ? 'delegateSignature' : 'delegateInitials'], ({ actor, params }) =>
      within(actor, tx => pictureOf(deps, tx, actor, asId(params.delegationId), part)),
    );
}

const placeOf = (delegationId: DelegationId, part: 'signature' | 'initials'): string =>
  `organisation.delegation_specimen/${delegationId}/${part}`;

async function keepSpecimen(
  { identity, clock }: ApiDeps,
  tx: Tx,
  actor: StaffActor,
  drawn: {
    readonly delegationId: DelegationId;
    readonly signature: DrawnSignature;
    readonly initials: DrawnSignature;
  },
): Promise<Result<null>> {
  const signature = readSignature(drawn.signature, leastSignatureMillimetres);
  if (!signature.ok) return signature;
  // Initials are short by nature.
  const initials = readSignature(drawn.initials, leastMarkMillimetres);
  if (!initials.ok) return initials;
  const { delegationId } = drawn;
  const seal = (part: 'signature' | 'initials', value: DrawnSignature): Promise<Buffer> =>
    identity.vault.seal(tx, delegationId, placeOf(delegationId, part), Buffer.from(writeSignature(value)));
  const sealed = {
    delegationId,
    signature: await seal('signature', signature.value),
    initials: await seal('initials', initials.value),
  };
  return recordSpecimen(tx, actor, sealed, clock());
}

async function pictureOf(
  { identity }: ApiDeps,
  tx: Tx,
  actor: StaffActor,
  delegationId: DelegationId,
  part: 'signature' | 'initials',
): Promise<Result<string>> {
  const specimen = await findSpecimen(tx, actor, delegationId);
  if (!specimen) return refuse('organisation.specimen-none');
  const bytes = await identity.vault.open(tx, delegationId, placeOf(delegationId, part), specimen[part]);
  return ok(drawSignature(bytes));
}

async function readDelegations({ clock }: ApiDeps, tx: Tx, actor: StaffActor): Promise<Result<DelegationsAnswer>> {
  const now = clock();
  const { communeId } = actor;
  const coverage = await listCoverage(tx, actor, now);
  if (!coverage.ok) return coverage;
  const cap = await readCap(tx, actor, communeId);
  if (!cap.ok) return cap;
  const ending = await listEnding(tx, communeId, { subject: null, now });
  const people = coverage.value.flatMap(({ signers }) => signers.map(({ staffId }) => staffId));
  const setBy = cap.value ? [cap.value.setBy] : [];
  const names = await listStaffNames(tx, communeId, [
    ...new Set([...people, ...setBy, ...ending.map(({ subject }) => subject)]),
  ]);
  const named = (id: EndingStatement['subject']): PersonName => names.get(id) ?? { arabic: '', latin: '' };
  return ok({
    cap: cap.value
      ? { most: cap.value.most, setBy: named(cap.value.setBy), setAt: cap.value.setAt.toISOString() }
      : null,
    ending: ending.map(each => viewEnding(each, named(each.subject))),
    days: coverageDays,
    offices: coverage.value.map(({ office, signers, gaps }) => ({
      id: office.id,
      code: office.code,
      name: office.name,
      signers: signers.map(({ staffId, natures, reference, until, away }) => ({
        name: named(staffId),
        natures: [...natures],
        reference,
        until: until.toISOString(),
        away,
      })),
      gaps: [...gaps],
    })),
    specimens: [...(await listSpecimens(tx, communeId))],
  });
}

/** An end that comes near, of somebody named. */
export function viewEnding({ kind, reference, endsAt, days }: EndingStatement, name: PersonName): EndingView {
  return { kind, name, reference, endsAt: endsAt.toISOString(), days };
}
