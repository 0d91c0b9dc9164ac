import { nameIn } from '../kernel/index.ts';
import { nameAfter, type SignatoryCapacity } from '../modules/sealing/index.ts';
import type { Translator } from '../platform/messages/index.ts';

type Register = NonNullable<SignatoryCapacity['register']>;

/** The texts that name a capacity. */
type CapacityKey =
  | `mandates.as-${Exclude<SignatoryCapacity['role'], 'other'>}`
  | `mandates.of-${SignatoryCapacity['kind']}`
  | `mandates.register-${Register['type']}`;

/** Whoever speaks of capacities: a translator that knows the mandates' texts. */
export type CapacitySpeaker = Translator<CapacityKey>;

/** For whom somebody signs, in a reader's words: "gérant de la société Atlas SARL", and where the organisation can be looked up. */
export interface SaidCapacity {
  readonly line: string;
  readonly register: string | null;
}

/** The words of a capacity. */
export function sayCapacity(t: CapacitySpeaker, capacity: SignatoryCapacity): SaidCapacity {
  const { role, roleWords, kind, organisation, register } = capacity;
  const quality = role === 'other' ? nameIn(t.language, roleWords ?? organisation) : t(`mandates.as-${role}`);
  return {
    line: `${quality} ${nameAfter(t(`mandates.of-${kind}`), nameIn(t.language, organisation))}`,
    register: register && sayRegister(t, register),
  };
}

/** Where an organisation can be looked up: "RC 12345 Casablanca". */
export function sayRegister(t: CapacitySpeaker, { type, number, place }: Register): string {
  return t(`mandates.register-${type}`, { number, ...(place && { place: nameIn(t.language, place) }) });
}
