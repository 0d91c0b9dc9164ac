import { type Language, nameIn } from '../kernel/index.ts';
import { nameAfter, type SignatoryCapacity } from '../modules/sealing/index.ts';
import type { Translator } from '../platform/messages/index.ts';

/** For whom somebody signs, in a reader's words: "gérant de la société Atlas SARL", and where the organisation can be looked up. */
export interface SaidCapacity {
  readonly line: string;
  readonly register: string | null;
}

/** The words of a capacity. The translator must know the mandates' texts. */
export function sayCapacity(t: Translator, capacity: SignatoryCapacity): SaidCapacity {
  const { role, roleWords, kind, organisation, register } = capacity;
  const quality = role === 'other' && roleWords ? nameIn(t.language, roleWords) : t(`mandates.as-${role}`);
  return {
    line: `${quality} ${nameAfter(t(`mandates.of-${kind}`), nameIn(t.language, organisation))}`,
    register: register && sayRegister(t, register),
  };
}

/** Where an organisation can be looked up: "RC 12345 Casablanca". */
export function sayRegister(t: Translator, register: NonNullable<SignatoryCapacity['register']>): string {
  const { type, number, place } = register;
  return t(`mandates.register-${type}`, { number, place: place ? placeIn(t.language, place) : '' }).trim();
}

function placeIn(language: Language, place: { readonly arabic: string; readonly latin: string }): string {
  return nameIn(language, place);
}
