import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { civilTime, getValue, type Id, type StaffActor } from '../src/kernel/index.ts';
import type { Acts, PreparationView } from '../src/modules/acts/index.ts';
import { revokeStatement } from '../src/modules/organisation/index.ts';
import { checkSeries } from '../src/modules/register/index.ts';
import { type TestCounter, testCounter } from './act-counter.ts';
import type { TestDatabase } from './database.ts';
import type { TestOfficer } from './signing.ts';
import { writeWorld } from './world.ts';
import { printedPages } from './world-child.ts';

const system = { kind: 'system', task: 'test' } as const;

/** A counter for a test file; before each test its sealer runs, and a new officer sits at it. */
export class Desk {
  counter!: TestCounter;
  officer!: TestOfficer;
  actor!: StaffActor;
  readonly #database: TestDatabase;

  constructor(database: TestDatabase) {
    this.#database = database;
    const app = database.as('app');
    beforeAll(async () => {
      this.counter = await testCounter({ app, sealer: database.as('sealer') });
      const { actor } = await this.counter.commune.appoint();
      const databases = { app: database.url('app'), sealer: database.url('sealer'), worker: database.url('worker') };
      await writeWorld(this.counter.folder, this.counter.commune, actor, databases);
    });
    beforeEach(async () => {
      await this.counter.restartSealer();
      ({ officer: this.officer, actor: this.actor } = await this.counter.commune.appoint());
    });
    afterAll(() => this.counter.close());
  }

  /** The act cycle, as one process of the platform has it. */
  make(options: Partial<Parameters<TestCounter['acts']>[0]> = {}): ReturnType<TestCounter['acts']> {
    return this.counter.acts({ papers: printedPages(this.counter.folder), ...options });
  }

  /** The officer's answer to a preparation's challenge, or another officer's. */
  assertion(prepared: PreparationView, by = this.officer): ReturnType<TestOfficer['passkey']['assert']> {
    return by.passkey.assert(prepared.challenge ?? expect.fail());
  }

  confirm(acts: Acts, prepared: PreparationView): ReturnType<Acts['confirm']> {
    return acts.confirm(this.actor, prepared.id, this.assertion(prepared));
  }

  /** Reads this year's series of the office through. */
  async series() {
    const { communeId, office } = this.counter.commune;
    const place = { communeId, arrondissementId: null, officeId: office.id };
    const { year } = civilTime(new Date());
    return getValue(
      await this.#database.as('app').transaction({ communeId }, tx => checkSeries(tx, system, { place, year })),
    );
  }

  /** Takes a statement back, a second ago. */
  async revoke(statementId: Id<string>): Promise<void> {
    const { communeId } = this.counter.commune;
    const revocation = { communeId, statementId, reason: 'left', now: new Date(Date.now() - 1000) } as const;
    await this.#database
      .as('app')
      .transaction({ communeId }, async tx => getValue(await revokeStatement(tx, system, revocation)));
  }
}

/** How far each act of a preparation is. */
export const progress = (view: PreparationView) => view.acts.map(act => act.progress);

/** What a refused command answers. */
export const refusal = (code: string, params: object = {}) => ({
  ok: false,
  refusal: { code, params: expect.objectContaining(params) },
});

/** A clock that is some minutes ahead. */
export const later = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);
