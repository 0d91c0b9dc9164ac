import type { StaffActor } from '../src/kernel/index.ts';
import { completeDraft } from './drafts.ts';
import type { TestOffice } from './office.ts';
import type { TestOfficer } from './signing.ts';

/** Somebody who signs at an office, and the passkey with which they do. */
export interface Signer {
  readonly officer: TestOfficer;
  readonly actor: StaffActor;
}

/** An act that stands in the register. */
export interface RegisteredAct {
  readonly actId: string;
  readonly number: string;
  readonly personId: string;
}

/** Makes an act for a new person over the API: by a clerk's hands, and an officer's. */
export async function registerAct(office: TestOffice, clerk: StaffActor, signer: Signer): Promise<RegisteredAct> {
  const draft = await completeDraft(office, clerk);
  const submitted = await office.ask(clerk, 'POST', `${draft.path}/submit`, { body: { version: draft.view.version } });
  const requests = [{ id: draft.view.id, version: submitted.json.version }];
  const prepared = await office.ask(signer.actor, 'POST', '/preparations', { body: { requests } });
  const challenge = Buffer.from(prepared.json.authentication.challenge, 'base64url');
  const { credentialId: id, ...response } = signer.officer.passkey.assert(challenge);
  const assertion = { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} };
  const path = `/preparations/${prepared.json.id}/confirm`;
  const confirmed = await office.ask(signer.actor, 'POST', path, { body: { assertion } });
  const [act] = confirmed.json.acts;
  if (act?.state !== 'done') throw new Error(`no act was made: ${JSON.stringify(confirmed.json)}`);
  const done = await office.ask(clerk, 'GET', draft.path);
  return { actId: done.json.act.id, number: done.json.act.number, personId: draft.personId };
}
