import type { ApiClient } from '../../../api/client/index.ts';
import type { PersonCard } from '../../../api/contract/index.ts';
import { needsIssuer } from '../counter/person/find-people.ts';
import { readStart } from './start-text.ts';
import { type Visit, type WitnessForm, withDeclared, withZone } from './visit.ts';

/** What a code, a zone or a number does to the visit that lies on the screen when its answer comes. */
export type Reading = (before: Visit) => Visit;

/** Reads what was typed, scanned or pasted; undefined while it is unfinished. */
export async function readText(api: ApiClient, text: string): Promise<Reading | undefined> {
  const start = readStart(text);
  switch (start.kind) {
    case 'unfinished':
      return undefined;
    case 'code': {
      const declared = await api.call('findPreEnrolment', { body: { code: start.code } });
      return before => withDeclared(before, declared);
    }
    case 'zone': {
      const zone = await api.call('readZone', { body: { text: start.text } });
      return before => ({ ...before, zone, form: withZone(before.form, zone) });
    }
    case 'number':
      return before => ({ ...before, form: { ...before.form, number: start.number } });
  }
}

/** Whether somebody holds the document already; then their file is completed, and nothing is typed again. */
export async function identify(api: ApiClient, form: WitnessForm, reason: string | undefined): Promise<Visit['known']> {
  const body = { ...numberOf(form), ...(reason !== undefined && { reason }) };
  const { person } = await api.call('findPerson', { body });
  return person ? knownBy(api, person, form) : undefined;
}

function numberOf({ type, number, issuer }: WitnessForm) {
  return { type, number, ...(needsIssuer(type) && { issuer }) };
}

/** The document that identifies the person today; a renewed card is taken into the file first. */
async function knownBy(api: ApiClient, card: PersonCard, form: WitnessForm): Promise<Visit['known']> {
  const document = validOf(card, form);
  if (document || form.expiresOn === '') return document && { card, documentId: document.id };
  const body = { ...numberOf(form), expiresOn: form.expiresOn };
  const renewed = await api.call('addDocument', { params: { personId: card.id }, body });
  const fresh = validOf(renewed, form);
  return fresh && { card: renewed, documentId: fresh.id };
}

function validOf({ documents }: PersonCard, form: WitnessForm) {
  const valid = documents.filter(({ expired }) => !expired);
  return valid.find(({ type }) => type === form.type) ?? valid[0];
}
