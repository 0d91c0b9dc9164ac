import type { SimulatedPerson } from '../../adapters/national-identity/index.ts';
import { atHome, citizens } from './people.ts';

/** SIMULATED: whom one may be at the demo's national identity provider. */
export const simulatedPeople: readonly SimulatedPerson[] = [
  {
    documentNumber: atHome.document.number,
    name: atHome.name,
    birthDate: '1988-05-17',
    documentExpiresOn: '2034-06-30',
    note: {
      ar: 'لها طلبات في كل حال: في الانتظار، للتصحيح، مرفوضة…',
      fr: 'A des demandes dans tous les états : en attente, à corriger, refusée…',
    },
  },
  {
    documentNumber: 'BL904417',
    name: { arabic: 'إلهام السعدي', latin: 'Ilham ESSAADI' },
    birthDate: '1996-09-21',
    documentExpiresOn: '2033-02-28',
    note: {
      ar: 'لا يعرفها أي شباك: يُفتح لها حساب عن بعد',
      fr: 'Inconnue des guichets : son compte s’ouvre à distance',
    },
  },
  {
    documentNumber: citizens.fr.document.number,
    name: citizens.fr.name,
    birthDate: '1979-11-02',
    documentExpiresOn: '2033-06-30',
    note: { ar: 'مسجل في شباك: يُربط حسابه', fr: 'Enregistré à un guichet : son compte est rattaché' },
  },
  {
    documentNumber: citizens.ar.document.number,
    name: { arabic: 'كريم التازي', latin: 'Karim TAZI' },
    birthDate: '1990-02-02',
    documentExpiresOn: '2032-12-31',
    note: {
      ar: 'رقم بطاقته مسجل باسم شخص آخر: يُرفض',
      fr: 'Le numéro de sa carte est au nom d’une autre personne : refusé',
    },
  },
  {
    documentNumber: 'BM120934',
    name: { arabic: 'آدم العلوي', latin: 'Adam EL ALAOUI' },
    birthDate: '2012-04-03',
    documentExpiresOn: '2031-04-30',
    note: { ar: 'قاصر: يُوجَّه إلى الشباك', fr: 'Mineur : renvoyé au guichet' },
  },
];
