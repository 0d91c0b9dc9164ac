import { basename } from 'node:path';
import { ApiProblem } from '../../web/api/client/index.ts';
import type {
  DrawSignatureBody,
  MeView,
  PreparationView,
  RequestView,
  StampLanguagesValue,
} from '../../web/api/contract/index.ts';
import { enrolByVisit } from './enrol.ts';
import type { Citizen } from './people.ts';
import type { StaffSession } from './staff-session.ts';

/** Two people of one office and the citizen before them. */
export interface Scene {
  readonly clerk: StaffSession;
  readonly officer: StaffSession;
  readonly officeCode: string;
  readonly citizen: Citizen;
  /** For which organisation the citizen signs, under which mandate of theirs; for themselves when absent. */
  readonly signedFor?: { readonly organisationId: string; readonly mandateId: string };
}

/** The citizen's paper, and how it is to be stamped. */
export interface Paper {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly nature: string;
  /** Left to the proposal when absent. */
  readonly languages?: StampLanguagesValue;
}

/** An act that was made, a request that waits for its officer, or the refusal of what was brought. */
export type Ending =
  | { readonly kind: 'queued' }
  | {
      readonly kind: 'act';
      readonly actId: string;
      readonly number: string;
      readonly code: string;
      readonly pdf: Uint8Array;
    }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

/**
 * Plays the counter's journey from the card to the sealed document, by the same calls as the screens. What the platform refuses
 * on the way is an ending, not an error; a draft that was begun is left as it is. `until` leaves the rest to the officer.
 */
export async function playJourney(scene: Scene, paper: Paper, until: 'queued' | 'sealed' = 'sealed'): Promise<Ending> {
  try {
    return await play(scene, paper, until);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { errors, code, detail } = error.problem;
    const [first] = errors;
    return { kind: 'refused', code: first?.code ?? code, message: first?.detail ?? detail };
  }
}

async function play(scene: Scene, paper: Paper, until: 'queued' | 'sealed'): Promise<Ending> {
  const { clerk, officer } = scene;
  const me = await clerk.api.call('me', {});
  const officeId = officeOf(me, scene.officeCode);
  const person = await receive(scene, officeId);
  const opened = await clerk.api.call('openRequest', { body: { officeId, service: 'signature-legalisation' } });
  const taken = await takeIn(clerk, opened, paper);
  if ('refused' in taken) {
    await clerk.api.call('abandonRequest', { params: { requestId: opened.id }, body: { version: taken.version } });
    return { kind: 'refused', ...taken.refused };
  }
  const complete = await signAndChoose(scene, taken, person, paper);
  const queued = await clerk.api.call('submitRequest', {
    params: { requestId: complete.id },
    body: { version: complete.version },
  });
  if (until === 'queued') return { kind: 'queued' };
  return signQueued(officer, queued);
}

/** What an officer makes of a request in their queue: reads, confirms with the passkey. */
export async function signQueued(officer: StaffSession, request: Pick<RequestView, 'id' | 'version'>): Promise<Ending> {
  return ending(officer, await confirm(officer, request));
}

function officeOf(me: MeView, code: string): string {
  const office = me.offices.find(each => each.code === code);
  if (!office) throw new Error(`the clerk does not work at ${code}`);
  return office.id;
}

/** Read by the person whose file is opened from a commune that did not know them yet. */
const reason = 'Demande au guichet / طلب في الشباك';

async function receive(
  { clerk, citizen }: Scene,
  officeId: string,
): Promise<{ personId: string; identityDocumentId: string; language: Citizen['language'] }> {
  const { type, number } = citizen.document;
  const found = await clerk.api.call('findPerson', { body: { type, number, reason } });
  const person = found.person ?? (await enrolByVisit(clerk, officeId, citizen));
  const document = person.documents.find(each => !each.expired);
  if (!document) throw new Error('the demo citizen has no document in date');
  return { personId: person.id, identityDocumentId: document.id, language: citizen.language };
}

async function takeIn(
  clerk: StaffSession,
  { id, version }: RequestView,
  paper: Paper,
): Promise<
  RequestView | { readonly version: number; readonly refused: { readonly code: string; readonly message: string } }
> {
  const form = new FormData();
  form.set('version', String(version));
  form.append('file', new File([Uint8Array.from(paper.bytes)], basename(paper.name)));
  const { request, report } = await clerk.api.call('uploadFiles', { params: { requestId: id }, form });
  const [refused] = report.refused;
  if (refused) return { version: request.version, refused: { code: refused.code, message: refused.detail } };
  const stop = request.document?.pages.flatMap(page => page.verdicts).find(verdict => verdict.severity === 'stop');
  if (stop) return { version: request.version, refused: { code: `documents.${stop.kind}`, message: stop.detail } };
  return request;
}

async function signAndChoose(
  { clerk, signedFor }: Scene,
  request: RequestView,
  person: Awaited<ReturnType<typeof receive>>,
  paper: Paper,
): Promise<RequestView> {
  const { checks, consent } = await clerk.api.call('catalogue', {});
  const { personId, identityDocumentId, language } = person;
  const params = { requestId: request.id };
  let { version } = request;
  ({ version } = await clerk.api.call('addSignatory', { params, body: { version, personId, identityDocumentId } }));
  if (signedFor) {
    const body = { version, signedFor: { ...signedFor, worth: null } };
    ({ version } = await clerk.api.call('represent', { params: { ...params, personId }, body }));
  }
  ({ version } = await clerk.api.call('drawSignature', {
    params: { ...params, personId },
    body: { version, ...drawnSignature },
  }));
  ({ version } = await clerk.api.call('consent', {
    params: { ...params, personId },
    body: { version, sentence: consent.version, language },
  }));
  return clerk.api.call('changeOptions', {
    params,
    body: {
      version,
      nature: paper.nature,
      checks: checks.map(({ code }) => code),
      ...(paper.languages && { stampLanguages: paper.languages }),
    },
  });
}

async function confirm(
  officer: StaffSession,
  { id, version }: Pick<RequestView, 'id' | 'version'>,
): Promise<PreparationView> {
  const prepared = await settled(
    officer,
    await officer.api.call('prepare', { body: { requests: [{ id, version }] } }),
    'rendering',
  );
  if (!prepared.authentication)
    throw new Error(`the pages were not made: ${prepared.acts[0]?.problem?.detail ?? prepared.state}`);
  const assertion = await officer.assert(prepared.authentication);
  const confirmed = await officer.api.call('confirm', { params: { preparationId: prepared.id }, body: { assertion } });
  return settled(officer, confirmed, 'confirmed');
}

/** Asks again while the preparation stays in `state`: rendering is quick, and a timestamp authority may be slow. */
async function settled(
  officer: StaffSession,
  first: PreparationView,
  state: PreparationView['state'],
): Promise<PreparationView> {
  let view = first;
  for (let attempt = 0; view.state === state && attempt < 120; attempt += 1) {
    await new Promise(resolve => setTimeout(resolve, 500));
    view = await officer.api.call('readPreparation', { params: { preparationId: view.id } });
  }
  return view;
}

async function ending(officer: StaffSession, { acts, state }: PreparationView): Promise<Ending> {
  const [act] = acts;
  if (act?.state !== 'done') {
    return { kind: 'refused', code: act?.problem?.code ?? `acts.${state}`, message: act?.problem?.detail ?? state };
  }
  const params = { actId: act.actId };
  const [made, sealed] = await Promise.all([
    officer.api.call('readAct', { params }),
    officer.api.call('sealedFile', { params }),
  ]);
  return {
    kind: 'act',
    actId: act.actId,
    number: made.number,
    code: made.code,
    pdf: new Uint8Array(await sealed.arrayBuffer()),
  };
}

/** A signature as a pen leaves it: a few loops over two seconds, in millimetres on a pad of 100 by 40. */
/** A signature as a hand draws it on the pad. */
export const drawnSignature: Omit<DrawSignatureBody, 'version'> = {
  pad: { widthMm: 100, heightMm: 40 },
  strokes: [
    Array.from({ length: 90 }, (_, step) => ({
      x: 12 + step * 0.8,
      y: 20 + 9 * Math.sin(step / 5) * Math.cos(step / 23),
      t: step * 22,
      pressure: 0.4 + 0.3 * Math.abs(Math.sin(step / 9)),
    })),
    Array.from({ length: 30 }, (_, step) => ({
      x: 20 + step * 2,
      y: 31 - step * 0.1,
      t: 2200 + step * 15,
      pressure: 0.5,
    })),
  ],
};
