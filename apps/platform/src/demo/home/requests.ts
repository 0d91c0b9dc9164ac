import { getValue, type RequestId } from '../../kernel/index.ts';
import { needVersion } from '../../modules/legalisation/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { demoId } from '../city/ids.ts';
import { communeIdOf, officeIdOf } from '../city/places/index.ts';
import { readDemoPaper } from '../papers/index.ts';
import { type AtHome, type HomeRooms, settle } from './person.ts';

const communeId = communeIdOf('CAS');

/** Requests that are left with the office, by what will become of them there; the word is also the end of their ids' seeds. */
const sent = { waiting: 'declaration', returned: 'school', refused: 'undertaking' } as const;

/**
 * Makes what somebody asks for from home, once: a lease that two others are asked to sign, three papers that lie with the office at Maârif
 * (one with a message), a contract that was given up, and an original scanned ahead. Nothing when the person is there already. Throws on a
 * refusal, which would be a bug.
 */
export async function loadHome(rooms: HomeRooms): Promise<void> {
  const home = await settle(rooms);
  if (!home) return;
  await Promise.all([
    inviteOthers(rooms, home, { begun: { key: 'collecting', nature: 'lease' }, invited: others }),
    ...Object.entries(sent).map(([key, nature]) => sendAlone(rooms, home, { key, nature })),
    scanAhead(rooms, home),
    giveUp(rooms, home),
  ]);
}

interface Begun {
  /** Of the ids of its commands. */
  readonly key: string;
  readonly nature: string;
}

async function begin({ distance }: HomeRooms, { actor }: AtHome, { key, nature }: Begun): Promise<RequestId> {
  const asked = { communeId, officeId: officeIdOf('MAA03'), need: needVersion, warningRead: true, signedFor: null };
  return getValue(await distance.begin(actor, { key: demoId(`home/${key}/begin`), nature, ...asked })).requestId;
}

/** Where they sign, one beside the other. */
const spots = ['bottom-right', 'bottom-left', 'bottom-centre'] as const;

/** A paper of one page with a place to sign for everybody who shall. */
async function prepare(rooms: HomeRooms, home: AtHome, begun: Begun, work?: (id: RequestId) => Promise<unknown>) {
  const { distance } = rooms;
  const { actor } = home;
  const requestId = await begin(rooms, home, begun);
  const step = (word: string) => ({ key: demoId(`home/${begun.key}/${word}`), requestId });
  const files = [{ name: 'page.jpg', bytes: Buffer.from(readDemoPaper('fr')) }];
  getValue(await distance.addToPaper(actor, { ...step('paper'), files }));
  await work?.(requestId);
  const { parties, document } = getValue(await distance.read(actor, requestId));
  const pageId = document?.pages[0]?.id;
  if (!pageId) throw new Error('a demo paper has no page');
  for (const [index, { id: partyId }] of parties.entries()) {
    const placed = spots[index] ?? 'top-right';
    const place = { partyId, pageId, placed, everyPage: false } as const;
    getValue(await distance.placeField(actor, { ...step(`place ${index}`), ...place }));
  }
  const { request } = getValue(await distance.read(actor, requestId));
  getValue(await distance.send(actor, { ...step('send'), version: request.version }));
  return requestId;
}

const others = [
  { name: 'Nora EL KHATTABI', value: 'nora@example.ma' },
  { name: 'Youssef BENNANI', value: 'youssef@example.ma' },
] as const;

async function inviteOthers(
  rooms: HomeRooms,
  home: AtHome,
  { begun, invited }: { readonly begun: Begun; readonly invited: readonly (typeof others)[number][] },
): Promise<RequestId> {
  return prepare(rooms, home, begun, async requestId => {
    for (const { name, value } of invited) {
      const key = demoId(`home/${begun.key}/${value}`);
      const signatory = { name, language: 'fr', contact: { kind: 'email', value } } as const;
      getValue(await rooms.distance.addSignatory(home.actor, { key, requestId, ...signatory }));
    }
  });
}

/** Somebody's own paper, agreed to by passkey: it lies with the office from then on. */
async function sendAlone(rooms: HomeRooms, home: AtHome, begun: Begun): Promise<void> {
  const { actor, prove } = home;
  const requestId = await prepare(rooms, home, begun);
  const { questionId } = getValue(await rooms.parties.askConsent(actor, { requestId, language: 'fr' }));
  getValue(await rooms.parties.consent(actor, { requestId, questionId, prove }));
  if (begun.key !== 'waiting') return;
  const text = 'Bonjour, je pars en voyage vendredi : ma déclaration peut-elle être prête avant ?';
  const say = (tx: Tx) => rooms.conversation.send(tx, actor, { requestId, communeId, text }, rooms.clock());
  getValue(await rooms.db.transaction({ communeId, personId: actor.personId }, say));
}

async function scanAhead({ originals }: HomeRooms, { actor }: AtHome): Promise<void> {
  const issuer = { latin: 'Université Hassan II de Casablanca', arabic: 'جامعة الحسن الثاني بالدار البيضاء' };
  const particulars = { issuer, ownNumber: 'LF-2014/002218', issuedOn: '2014-07-10', expiresOn: null };
  const files = [{ name: 'diplome.jpg', bytes: Buffer.from(readDemoPaper('fr')) }];
  getValue(
    await originals.keepAhead(actor, { key: demoId('home/ahead'), communeId, kind: 'diploma', particulars, files }),
  );
}

/** A contract that she gives up while the other signatory is awaited: it can be taken up again. */
async function giveUp(rooms: HomeRooms, home: AtHome): Promise<void> {
  const nora = others.slice(0, 1);
  const requestId = await inviteOthers(rooms, home, { begun: { key: 'abandoned', nature: 'contract' }, invited: nora });
  const { request } = getValue(await rooms.distance.read(home.actor, requestId));
  const step = { key: demoId('home/abandoned/abandon'), requestId, version: request.version };
  getValue(await rooms.distance.abandon(home.actor, step));
}
