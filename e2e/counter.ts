import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Language } from '../apps/platform/src/kernel/index.ts';
import { enrolByVisit } from '../apps/platform/src/processes/demo/enrol.ts';
import { type Ending, playJourney, signQueued } from '../apps/platform/src/processes/demo/journey.ts';
import { type Citizen, staffName } from '../apps/platform/src/processes/demo/people.ts';
import { signInAs, type StaffSession } from '../apps/platform/src/processes/demo/staff-session.ts';
import { readBarcodes, readText } from './judges.ts';
import { address } from './platform.ts';

/** Where the journeys take place: what was done there before they begin is done by the screens' own calls, without the screens. */
const office = 'MAA03';

/** A citizen's paper of the demo, as the scanner leaves it. */
export function scannedPaper(language: 'ar' | 'fr'): Buffer {
  const path = `../apps/platform/src/demo/papers/accommodation-${language}.jpg`;
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)));
}

const sessions = new Map<string, Promise<StaffSession>>();

export function staffSession(key: string): Promise<StaffSession> {
  const known = sessions.get(key) ?? signInAs(address, staffName(key), 'fr');
  sessions.set(key, known);
  return known;
}

async function officeOf({ api }: StaffSession): Promise<string> {
  const { offices } = await api.call('me', {});
  return offices.find(({ code }) => code === office)?.id ?? '';
}

/** A sealed act, as its holder has it in hand. */
export interface MadeAct extends Extract<Ending, { kind: 'act' }> {
  readonly citizen: Citizen;
  /** What the QR of the first page says. */
  readonly verifyUrl: string;
}

/** Makes an act for the citizen from one scanned page. Throws when it is refused. */
export async function makeAct(citizen: Citizen): Promise<MadeAct> {
  const ending = await play(citizen, 'sealed');
  if (ending.kind !== 'act') throw new Error(`no act was made: ${JSON.stringify(ending)}`);
  const [verifyUrl] = await readBarcodes(ending.pdf);
  if (verifyUrl === undefined) throw new Error('the sealed page has no barcode that can be read');
  return { ...ending, citizen, verifyUrl };
}

/** Has the officer sign a request that waits in the queue. Throws when it is refused. */
export async function signWaiting(requestId: string): Promise<Extract<Ending, { kind: 'act' }>> {
  const officer = await staffSession('maarif-officer');
  const { id, version } = await officer.api.call('readRequest', { params: { requestId } });
  const ending = await signQueued(officer, { id, version });
  if (ending.kind !== 'act') throw new Error(`no act was made: ${JSON.stringify(ending)}`);
  return ending;
}

/** Enrols somebody at the counter of another member of staff, by the screens' own calls. */
export async function enrolAt(clerkKey: string, citizen: Citizen): Promise<void> {
  const clerk = await staffSession(clerkKey);
  const { offices } = await clerk.api.call('me', {});
  await enrolByVisit(clerk, offices[0]?.id ?? '', citizen);
}

/** A company of the demo, and the mandate under which a citizen signs for it. */
export interface Represented {
  readonly organisationId: string;
  readonly mandateId: string;
  /** The company's number in the trade register of Casablanca. */
  readonly register: string;
}

/** Enrols the citizen, a company that nobody else has, and the citizen's mandate for everything. */
export async function representCompany(citizen: Citizen): Promise<Represented> {
  const clerk = await staffSession('maarif-clerk');
  const { api } = clerk;
  const { id: personId } = await enrolByVisit(clerk, await officeOf(clerk), citizen);
  const register = citizen.document.number.slice(2);
  const company = await api.call('enrolOrganisation', { body: companyOf(citizen, register) });
  const { id: organisationId } = company;
  const evidence = { kind: 'minutes', reference: 'PV 7/2026', on: '2026-01-05' } as const;
  const scope = { natures: 'all', most: null, startsOn: '2026-01-05', endsOn: null } as const;
  const rights = { mayRead: true, mayRevoke: true, delegable: 1, group: null };
  const body = { personId, role: 'manager', ...scope, ...rights, evidence } as const;
  const { mandates } = await api.call('recordMandate', { params: { organisationId }, body });
  return { organisationId, mandateId: mandates[0]?.id ?? '', register };
}

/** A company to enrol, named after the citizen's family so that no other bears the name. */
export function companyOf({ name }: Pick<Citizen, 'name'>, register: string) {
  const [latin, arabic] = [name.latin, name.arabic].map(each => each.split(' ').at(-1) ?? '');
  return {
    kind: 'company' as const,
    name: { latin: `Négoce ${latin}`, arabic: `تجارة ${arabic}` },
    legalForm: 'sarl' as const,
    registration: { court: 'casablanca', number: register },
    address: '12, rue des Roses, Casablanca',
    contacts: {},
  };
}

/** Leaves a request that the citizen signed for a company in the officer's queue, then ends the mandate. */
export async function queueThenRevoke(citizen: Citizen, represented: Represented): Promise<void> {
  const ending = await play(citizen, 'queued', represented);
  if (ending.kind !== 'queued') throw new Error(`nothing was queued: ${JSON.stringify(ending)}`);
  const { api } = await staffSession('maarif-clerk');
  const { organisationId, mandateId } = represented;
  const body = { reason: 'PV de révocation', since: null };
  await api.call('endMandate', { params: { organisationId, mandateId }, body });
}

/** Enrols the citizen twice, as two counters would that saw two cards: the same name and birth date under two numbers. */
export async function enrolTwice(citizen: Citizen): Promise<void> {
  const clerk = await staffSession('maarif-clerk');
  const officeId = await officeOf(clerk);
  const other = { ...citizen.document, number: citizen.document.number.replace('JY', 'JZ') };
  for (const document of [citizen.document, other]) await enrolByVisit(clerk, officeId, { ...citizen, document });
}

/** Leaves a request of the citizen in the officer's queue. Throws when it is refused. */
export async function queueRequest(citizen: Citizen): Promise<void> {
  const ending = await play(citizen, 'queued');
  if (ending.kind !== 'queued') throw new Error(`nothing was queued: ${JSON.stringify(ending)}`);
}

async function play(citizen: Citizen, until: 'queued' | 'sealed', signedFor?: Represented): Promise<Ending> {
  const [clerk, officer] = await Promise.all([staffSession('maarif-clerk'), staffSession('maarif-officer')]);
  const bytes = scannedPaper(paperLanguage(citizen.language));
  return playJourney(
    { clerk, officer, officeCode: office, citizen, ...(signedFor && { signedFor }) },
    { name: 'page.jpg', bytes, nature: 'accommodation' },
    until,
  );
}

function paperLanguage(language: Language): 'ar' | 'fr' {
  return language === 'fr' || language === 'en' ? 'fr' : 'ar';
}

/** The two things that a slip gives, as the eye reads them on the paper. */
export interface Slip {
  readonly accountNumber: string;
  readonly activationCode: string;
}

/** Prints the citizen's slip, enrolling them first if nobody knows them, and reads it. */
export async function printSlip(citizen: Citizen): Promise<Slip> {
  const clerk = await staffSession('maarif-clerk');
  const { api } = clerk;
  const { type, number } = citizen.document;
  const { person } = await api.call('findPerson', { body: { type, number, reason: 'Au guichet' } });
  const officeId = await officeOf(clerk);
  const { id } = person ?? (await enrolByVisit(clerk, officeId, citizen));
  const slip = await api.call('printSlip', { params: { personId: id }, body: { officeId } });
  return readSlip(new Uint8Array(await slip.arrayBuffer()));
}

/** Reads a slip. Throws when one of the two is not there to be read. */
export async function readSlip(pdf: Uint8Array): Promise<Slip> {
  const text = await readText(pdf);
  const accountNumber = /\d{4} \d{4} \d{4}/.exec(text)?.[0];
  // Printed large and wide: what extracts the text takes some of the gaps for spaces.
  const activationCode = /(?:(?:[0-9A-Z] ?){4}-){3}(?:[0-9A-Z] ?){4}/.exec(text)?.[0].replaceAll(' ', '');
  if (!accountNumber || !activationCode) throw new Error(`this slip cannot be read:\n${text}`);
  return { accountNumber, activationCode };
}

/** What a clerk reads with the code that they brought, and the picture of their signature. */
export async function openPreEnrolment(code: string) {
  const { api } = await staffSession('maarif-clerk');
  const declared = await api.call('findPreEnrolment', { body: { code } });
  const picture = declared.signature
    ? await (await api.call('preEnrolmentSignature', { params: { preEnrolmentId: declared.id } })).text()
    : undefined;
  return { declared, picture };
}
