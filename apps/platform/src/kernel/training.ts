import { createHash } from 'node:crypto';
import type { CommuneId, Id } from './ids.ts';

/** The six octets that spell “traini”, by which an id of training is known everywhere, whatever the database says. */
const spelled = '747261696e69';

/**
 * The id that something has in training: of the shadow of a commune, of an office in it, of a member of staff there. A UUIDv8 (RFC 9562
 * §5.8) that spells its purpose, then SHA-256 of what it shadows: no other id of ours begins like it before the year 5994.
 */
export function trainingId<I extends Id<string>>(id: I): I {
  const rest = createHash('sha256').update(`shubbak.training/${id}`).digest('hex');
  const [head, tail] = [spelled.slice(0, 8), spelled.slice(8)];
  return `${head}-${tail}-8${rest.slice(0, 3)}-a${rest.slice(3, 6)}-${rest.slice(6, 18)}` as I;
}

/** Whether a commune is the shadow of one, in which people train: its acts have no effect, and no key of a real one works in it. */
export function isTraining(communeId: CommuneId): boolean {
  return communeId.replaceAll('-', '').startsWith(`${spelled}8`);
}
