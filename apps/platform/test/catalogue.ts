import { createCatalogue } from '../src/modules/catalogue/index.ts';
import { signatureLegalisation } from '../src/services/signature-legalisation/service.ts';

/** What the communes of tests offer: the legalisation of signatures, as it is declared. */
export const testCatalogue = createCatalogue([signatureLegalisation]);
