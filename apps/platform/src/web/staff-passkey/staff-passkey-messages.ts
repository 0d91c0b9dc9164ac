import { defineMessages } from '../../platform/messages/index.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };

/** Texts of the page where a one-time code becomes a passkey. */
export const staffPasskeyMessages = defineMessages({ ar, fr, zgh, en });
