import type { LocalizedText } from '../../kernel/index.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };

type Name = keyof typeof fr extends `certified-copy.${infer N}` ? N : never;

/** What the service says under `name`, in every language. */
export function textOf(name: Name): LocalizedText {
  const key = `certified-copy.${name}` as const;
  return { ar: ar[key], fr: fr[key], zgh: zgh[key], en: en[key] };
}
