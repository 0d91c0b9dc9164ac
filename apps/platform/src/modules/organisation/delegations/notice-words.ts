import type { Language, LocalizedText } from '../../../kernel/index.ts';
import { defineMessages, formatDate, translator } from '../../../platform/messages/index.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };
import type { EndingNotice } from './notices.ts';

const messages = defineMessages({ ar, fr, zgh, en });

/** An e-mail about an end, in its reader's language: `lines` are its paragraphs, one of which is `address`. */
export interface EndingMail {
  readonly language: Language;
  readonly subject: string;
  readonly lines: readonly string[];
  readonly address: string;
}

/** Writes it: what ends, where and when, and where that is seen to. It names nobody, and its address opens nothing without a passkey. */
export function composeEndingMail(
  {
    kind,
    own,
    office,
    endsAt,
    address: { language },
  }: Pick<EndingNotice, 'kind' | 'own' | 'office' | 'endsAt' | 'address'>,
  { commune, publicUrl }: { readonly commune: LocalizedText; readonly publicUrl: string },
): EndingMail {
  const t = translator(messages, language);
  const place = [commune[language], ...(office ? [office[language]] : [])].join(' · ');
  const said = { place, day: formatDate(language, endsAt) };
  const address = `${publicUrl}${own ? '/office/signed' : '/office/statements'}`;
  const lines = [
    t('ending.greeting'),
    t(own ? `ending.own-${kind}` : `ending.other-${kind}`, said),
    t(own ? 'ending.own-next' : 'ending.other-next'),
    address,
    t('ending.why'),
  ];
  return { language, subject: t(`ending.subject-${kind}`, said), lines, address };
}
