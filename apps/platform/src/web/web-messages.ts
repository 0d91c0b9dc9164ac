import { defineMessages } from '../platform/messages/index.ts';
import ar from './messages/ar.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };
import zgh from './messages/zgh.json' with { type: 'json' };

/** The texts of the shell, the home page and the error pages. */
export const webMessages = defineMessages({ ar, fr, zgh, en });
