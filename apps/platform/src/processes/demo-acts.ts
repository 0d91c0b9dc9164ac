import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoPapers, readDemoPaper } from '../demo/papers/index.ts';
import { readConfig } from '../platform/config/index.ts';
import { showOriginal } from './demo/certify.ts';
import { playJourney, type Scene, signQueued } from './demo/journey.ts';
import { answerHome, proposeRefusal } from './demo/office-day.ts';
import { atHome, citizens, staffName } from './demo/people.ts';
import { signInAs } from './demo/staff-session.ts';
import { proposeExemplars, revokeAct } from './demo/withdraw.ts';

/**
 * Makes the demo city's first acts by the counter's own journey, once for a data folder: three at Maârif, one in Mohammedia for
 * somebody whom Casablanca knows already, and one request left waiting for the officer; one of the acts is revoked, and a correction
 * of another waits. The office answers what came from home, proposes a refusal, and certifies a copy that its holder may have issued again.
 * Killed in the middle, the next start begins again: that leaves some acts more, and no half of one.
 */
const config = readConfig(process.env);
const marker = join(config.dataDir, 'demo-acts');
const base = `http://127.0.0.1:${config.port}`;

async function sceneOf(clerk: string, officer: string, officeCode: string): Promise<Omit<Scene, 'citizen'>> {
  return {
    clerk: await signInAs(base, staffName(clerk), 'fr'),
    officer: await signInAs(base, staffName(officer), 'fr'),
    officeCode,
  };
}

if (!existsSync(marker)) {
  const maarif = await sceneOf('maarif-clerk', 'maarif-officer', 'MAA03');
  const mohammedia = await sceneOf('mohammedia-clerk', 'mohammedia-officer', 'MOH01');
  const play = async (
    scene: Omit<Scene, 'citizen'>,
    who: keyof typeof citizens,
    paper: keyof typeof demoPapers,
    until?: 'queued',
  ): Promise<string> => {
    const given = { name: demoPapers[paper], bytes: readDemoPaper(paper), nature: 'accommodation', languages: paper };
    const ending = await playJourney({ ...scene, citizen: citizens[who] }, given, until);
    if (ending.kind === 'refused') throw new Error(`a demo act was refused: ${ending.code}`);
    return ending.kind === 'act' ? ending.actId : '';
  };
  await play(maarif, 'ar', 'ar');
  const corrected = await play(maarif, 'fr', 'fr');
  const revoked = await play(maarif, 'en', 'fr');
  await play(mohammedia, 'ar', 'ar');
  await play(maarif, 'zgh', 'ar', 'queued');
  const head = await signInAs(base, staffName('maarif-head'), 'fr');
  await revokeAct({ first: maarif.clerk, second: head }, revoked);
  await proposeExemplars(maarif.clerk, corrected, 2);
  const { offices } = await maarif.clerk.api.call('me', {});
  const team = { ...maarif, officeId: offices.find(({ code }) => code === maarif.officeCode)?.id ?? '' };
  await answerHome(team);
  await proposeRefusal(team, citizens.en);
  const shown = { citizen: atHome, officeId: team.officeId, page: readDemoPaper('fr') };
  const requestId = await showOriginal(team.clerk, shown);
  const copy = await team.officer.api.call('readRequest', { params: { requestId } });
  await signQueued(team.officer, copy);
  writeFileSync(marker, '');
}
process.exit(0);
