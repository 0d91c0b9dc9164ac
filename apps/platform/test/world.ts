import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StaffActor } from '../src/kernel/index.ts';
import { createPapers, type SealerStep } from '../src/modules/sealing/index.ts';
import type { SigningCommune } from './acts.ts';
import { aGivenFace, paperMaker } from './papers.ts';
import type { TestOfficer } from './signing.ts';
import type { ArchiveTask, CounterTask, World } from './world-child.ts';

/** Writes the world down in its folder, and real pages printed once, so that processes that are killed need not print. */
export async function writeWorld(
  folder: string,
  commune: SigningCommune,
  actor: StaffActor,
  databases: World['databases'],
): Promise<World> {
  const { authority } = commune.signing;
  const world: World = {
    folder,
    databases,
    communeId: commune.communeId,
    office: commune.office,
    actor,
    ceremonyKey: authority.ceremonyKey,
    officerKeys: authority.officerKeys,
    timestampUrl: authority.url,
    revocationUrl: authority.revocationUrl,
    trust: authority.trust.map(each => Buffer.from(each).toString('base64')),
  };
  writeFileSync(join(folder, 'world.json'), JSON.stringify(world));
  const papers = createPapers();
  const face = {
    ...aGivenFace,
    number: '2026/MAA03/000000',
    code: '0'.repeat(16),
    verifyUrl: 'https://localhost/v/0/0',
    host: 'localhost/v',
  };
  const officer = {
    name: { arabic: 'ادريس العلمي', latin: 'Driss EL ALAMI' },
    capacity: aGivenFace.office.name,
    delegation: '12/2026',
  };
  const pages = await paperMaker(papers).finalPages(
    commune.communeId,
    { ...face, instant: new Date('2026-11-23T10:00:00Z'), officer },
    {},
  );
  await papers.close();
  writeFileSync(join(folder, 'pages.pdf'), pages.pdf);
  writeFileSync(join(folder, 'stamp.pdf'), pages.stampPdf);
  writeFileSync(join(folder, 'stamp-place.json'), JSON.stringify(pages.stampPlace));
  return world;
}

/** A child process of the world, which may be told to kill itself after a step. */
export interface WorldProcess {
  /** Resolves when it is up (a sealer), or when it has done what it was for (a counter). Rejects when it dies first. */
  readonly ready: Promise<void>;
  /** The signal or code with which it ended. */
  readonly ended: Promise<string>;
  kill(): void;
}

const childPath = (name: string): string => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));

/** A real sealer in a process of its own, that dies by its own kill -9 after `dieAfter`. */
export function startSealerProcess(world: World, dieAfter: SealerStep | null = null): WorldProcess {
  return startChild('sealer-child', world, { dieAfter });
}

/** A process that prepares and confirms (or withdraws) requests for the officer, who answers its challenges from here. */
export function startCounterProcess(world: World, officer: TestOfficer, task: CounterTask): WorldProcess {
  return startChild('counter-child', world, task, challenge => officer.passkey.assert(Buffer.from(challenge, 'hex')));
}

/** A worker that brings one act's file to its next revision. */
export function startArchiveProcess(world: World, task: ArchiveTask): WorldProcess {
  return startChild('archive-child', world, task);
}

function startChild(
  name: string,
  { folder }: World,
  task: object,
  assert?: (challenge: string) => object,
): WorldProcess {
  const child = fork(childPath(name), [join(folder, 'world.json'), JSON.stringify(task)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code, signal]) => String(signal ?? code));
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: { ready?: true; challenge?: string }) => {
      if (message.ready) resolve();
      const { challenge } = message;
      if (challenge !== undefined && assert) child.send({ challenge, assertion: assert(challenge) });
    });
    child.on('exit', () => reject(new Error(`${name} ended`)));
  });
  ready.catch(() => undefined);
  return { ready, ended, kill: () => void child.kill('SIGKILL') };
}
