import type { ActsPorts } from '../modules/acts/index.ts';
import { deposit } from '../modules/documents/index.ts';
import type { Mandates } from '../modules/identity/index.ts';
import { type CertificationService, certificationService } from '../modules/certification/index.ts';
import { type LegalisationService, legalisationService } from '../modules/legalisation/index.ts';
import type { NotificationService } from '../modules/notifications/index.ts';
import { checkSettled, type Requests } from '../modules/requests/index.ts';
import { refuse } from '../kernel/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { Register } from './register.ts';
import type { Refusals } from './refusals.ts';
import { boundTo } from './request-notices.ts';
import { findReadable } from './vaults.ts';

/** The rooms that acts are made for. */
export interface RoomsOfActs {
  readonly db: Database;
  readonly legalisation: LegalisationService;
  readonly certification: CertificationService;
  readonly mandates: Mandates;
  readonly notifications: Pick<NotificationService, 'notifyActReady' | 'notifyRequest'>;
  readonly requests: Requests;
  readonly register: Pick<Register, 'enterAct'>;
  readonly refusals: Refusals;
}

/** Where the facts of an act come from, by the service of its request. */
type FactsOf = Readonly<Record<string, ActsPorts['readFacts']>>;

/** What acts ask of the rooms whose requests they end, and what becomes of a recorded act there, in the transaction that records it. */
export function actsPorts(rooms: RoomsOfActs): ActsPorts {
  const { db, legalisation, certification, mandates, notifications, requests, register, refusals } = rooms;
  const factsOf: FactsOf = {
    [legalisationService]: (tx, actor, request) => legalisation.actFacts(tx, actor, request),
    [certificationService]: (tx, actor, request) => certification.actFacts(tx, actor, request),
  };
  return {
    readFacts: async (tx, actor, request) => {
      const standing = await requests.findStanding(tx, request);
      if (standing?.state === 'refusing') return refusals.readFacts(tx, actor, request);
      const facts = standing && (await factsOf[standing.service]?.(tx, actor, request));
      if (!facts?.ok) return facts ?? refuse('requests.not-found');
      // The request is locked by now: no mark can come between this and the act.
      const settled = await checkSettled(tx, request);
      return settled.ok ? facts : settled;
    },
    findInVault: (personId, actId) => findReadable({ db, mandates }, personId, actId),
    onRecorded: async (tx, act) => {
      const { communeId, actId, requestId, kind, holders, organisations, recordedAt } = act;
      for (const personId of holders) {
        await deposit(tx, { holder: { personId }, actId, communeId, addedAt: recordedAt });
        // Whoever is refused is told so by the end of their request, not that a paper of theirs is ready.
        if (kind !== 'refusal') await notifications.notifyActReady(tx, { communeId, personId, actId });
      }
      for (const organisationId of organisations)
        await deposit(tx, { holder: { organisationId }, actId, communeId, addedAt: recordedAt });
      await register.enterAct(tx, { communeId, actId, requestId, holders });
      const ended = { communeId, requestId, actId };
      const completed =
        kind === 'reissue'
          ? await requests.issue(tx, ended, recordedAt)
          : await requests.complete(tx, ended, recordedAt);
      if (!completed.ok) throw new Error(`an act was recorded for a request that ${completed.refusal.code}`);
      if (kind === 'refusal') return;
      await certification.onRecorded(tx, { ...act, officeId: completed.value.officeId });
      for (const personId of await boundTo(tx, completed.value)) {
        if (!holders.includes(personId))
          await notifications.notifyRequest(tx, { communeId, personId, requestId, event: 'ready' });
      }
    },
  };
}
