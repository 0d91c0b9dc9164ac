import type { PreparationView as Preparation } from '../../../modules/acts/index.ts';
import { entryNumber } from '../../../modules/register/index.ts';
import type { Translator } from '../../../platform/messages/index.ts';
import type { PreparationView, PreparedActView } from '../contract/index.ts';
import { viewRefusal } from '../problem.ts';

type Prepared = Preparation['acts'][number];

/** What a preparation's view needs beside it. */
export interface PreparationSurroundings {
  readonly now: Date;
  readonly simulatedAuthenticator: string | null;
  /** References of the requests, by id. */
  readonly references: ReadonlyMap<string, string>;
}

/** A preparation as the officer's screen follows it. */
export function viewPreparation(
  t: Translator,
  preparation: Preparation,
  around: PreparationSurroundings,
): PreparationView {
  const { challenge, passkey, manifest } = preparation;
  return {
    id: preparation.id,
    state: stateOf(preparation, around.now),
    expiresAt: preparation.expiresAt.toISOString(),
    now: around.now.toISOString(),
    acts: preparation.acts.map(act => viewPrepared(t, preparation, act, around)),
    authentication: challenge && {
      challenge: Buffer.from(challenge).toString('base64url'),
      rpId: passkey.rpId,
      allowCredentials: [{ id: passkey.credentialId, type: 'public-key' }],
      userVerification: 'required',
      timeout: Math.max(1_000, preparation.expiresAt.getTime() - around.now.getTime()),
    },
    manifest: manifest && Buffer.from(manifest).toString('utf8'),
    simulatedAuthenticator: around.simulatedAuthenticator,
  };
}

function stateOf({ acts, confirmed, expiresAt }: Preparation, now: Date): PreparationView['state'] {
  const kinds = acts.map(act => act.progress.kind);
  if (kinds.every(kind => kind === 'cancelled')) return 'cancelled';
  if (kinds.every(kind => kind === 'made' || kind === 'cancelled')) return 'finished';
  if (confirmed) return 'confirmed';
  if (now >= expiresAt) return 'lapsed';
  return kinds.includes('rendering') ? 'rendering' : 'ready';
}

const states = {
  rendering: 'rendering',
  ready: 'ready',
  sealing: 'sealing',
  made: 'done',
  cancelled: 'cancelled',
} as const;

function viewPrepared(
  t: Translator,
  preparation: Preparation,
  act: Prepared,
  { references }: PreparationSurroundings,
): PreparedActView {
  const signing = signedPartOf(preparation, act);
  return {
    actId: act.actId,
    requestId: act.requestId,
    kind: act.face.kind,
    reference: references.get(act.requestId) ?? '',
    number: act.face.number ?? entryNumber(act.year, '', act.number),
    signatories: act.face.signatories.map(({ name }) => name),
    state: states[act.progress.kind],
    file: act.rendered && `/api/v1/preparations/${preparation.id}/acts/${act.actId}/final.pdf`,
    byteRange: signing ? [...signing.byteRange] : null,
    digest: signing?.digest.value ?? null,
    problem: problemOf(t, act),
  };
}

interface SignedPart {
  readonly act: string;
  readonly byteRange: readonly number[];
  readonly digest: { readonly value: string };
}

/** What the manifest says of an act: the ranges and digest that the browser compares with the bytes it shows. */
function signedPartOf({ manifest }: Preparation, act: Prepared): SignedPart | undefined {
  if (!manifest) return undefined;
  const { acts }: { readonly acts: readonly SignedPart[] } = JSON.parse(Buffer.from(manifest).toString('utf8'));
  return acts.find(each => each.act === act.actId);
}

function problemOf(t: Translator, { progress, actId }: Prepared): PreparedActView['problem'] {
  if (progress.kind === 'cancelled')
    return viewRefusal(t, actId, { code: `register.reason-${progress.reason}`, params: {} });
  return progress.kind === 'sealing' && progress.waitingFor ? viewRefusal(t, actId, progress.waitingFor) : null;
}
