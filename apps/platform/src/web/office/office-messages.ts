import { defineMessages, mergeCatalogues } from '../../platform/messages/index.ts';
import officeAr from './messages/ar.json' with { type: 'json' };
import officeEn from './messages/en.json' with { type: 'json' };
import officeFr from './messages/fr.json' with { type: 'json' };
import officeZgh from './messages/zgh.json' with { type: 'json' };
import visitScreensAr from './visit/messages/ar.json' with { type: 'json' };
import visitScreensEn from './visit/messages/en.json' with { type: 'json' };
import visitScreensFr from './visit/messages/fr.json' with { type: 'json' };
import visitScreensZgh from './visit/messages/zgh.json' with { type: 'json' };
import organisationScreensAr from './organisations/messages/ar.json' with { type: 'json' };
import organisationScreensEn from './organisations/messages/en.json' with { type: 'json' };
import organisationScreensFr from './organisations/messages/fr.json' with { type: 'json' };
import organisationScreensZgh from './organisations/messages/zgh.json' with { type: 'json' };
import fileScreensAr from './files/messages/ar.json' with { type: 'json' };
import fileScreensEn from './files/messages/en.json' with { type: 'json' };
import fileScreensFr from './files/messages/fr.json' with { type: 'json' };
import fileScreensZgh from './files/messages/zgh.json' with { type: 'json' };
import mergingScreensAr from './merging/messages/ar.json' with { type: 'json' };
import mergingScreensEn from './merging/messages/en.json' with { type: 'json' };
import mergingScreensFr from './merging/messages/fr.json' with { type: 'json' };
import mergingScreensZgh from './merging/messages/zgh.json' with { type: 'json' };
import administrationAr from './administration/messages/ar.json' with { type: 'json' };
import administrationEn from './administration/messages/en.json' with { type: 'json' };
import administrationFr from './administration/messages/fr.json' with { type: 'json' };
import administrationZgh from './administration/messages/zgh.json' with { type: 'json' };
import statementScreensAr from './statements/messages/ar.json' with { type: 'json' };
import statementScreensEn from './statements/messages/en.json' with { type: 'json' };
import statementScreensFr from './statements/messages/fr.json' with { type: 'json' };
import statementScreensZgh from './statements/messages/zgh.json' with { type: 'json' };

/** Texts of the staff screens, which travel to the browser in the language of the page. */
export const officeMessages = mergeCatalogues(
  defineMessages({ ar: officeAr, fr: officeFr, zgh: officeZgh, en: officeEn }),
  defineMessages({ ar: visitScreensAr, fr: visitScreensFr, zgh: visitScreensZgh, en: visitScreensEn }),
  defineMessages({
    ar: organisationScreensAr,
    fr: organisationScreensFr,
    zgh: organisationScreensZgh,
    en: organisationScreensEn,
  }),
  defineMessages({ ar: fileScreensAr, fr: fileScreensFr, zgh: fileScreensZgh, en: fileScreensEn }),
  defineMessages({ ar: mergingScreensAr, fr: mergingScreensFr, zgh: mergingScreensZgh, en: mergingScreensEn }),
  defineMessages({ ar: administrationAr, fr: administrationFr, zgh: administrationZgh, en: administrationEn }),
  defineMessages({ ar: statementScreensAr, fr: statementScreensFr, zgh: statementScreensZgh, en: statementScreensEn }),
);
