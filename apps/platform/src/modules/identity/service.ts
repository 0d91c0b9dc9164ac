import type { Actor, CommuneId, Language, PersonId, PersonName, Result } from '../../kernel/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { deleteForgotten } from './account-store.ts';
import type { ContactKind } from './contact-store.ts';
import { type CitizenSignIn, createCitizenSignIn } from './citizen-sign-in.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { addDocument, type DocumentSeen } from './documents.ts';
import { type Enrolled, type EnrolledWithin, enrol, enrolWithin } from './enrolment.ts';
import { type IdentifiedPerson, readAddress, readContactsOf, readIdentified } from './file.ts';
import type { Enrolment, IdentityDocumentId } from './model.ts';
import { findChoices, listConfirmed } from './profile/choice-store.ts';
import type { Choices } from './profile/choices.ts';
import { findDocumentInForce, ownsContact } from './own-facts.ts';
import { createPeople, type People } from './people.ts';
import { findPerson, makeKnown, selectNames } from './people-store.ts';
import { type RingTurn, turnRing } from './ring-turning.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { printSlip, type PrintedSlip, type SlipAsked } from './slip-printing.ts';
import { createStaffAccounts, type StaffAccounts } from './staff-accounts.ts';
import { createSubjectVault, type SubjectVault } from './subject-vault.ts';
import { createStaffSignIn, type StaffSignIn } from './staff-sign-in.ts';

/** Where a message to a person goes, and in which language. */
export interface Addressee {
  readonly name: PersonName;
  readonly language: Language;
  readonly email: string | undefined;
  /** E.164. */
  readonly phone: string | undefined;
  /** Which of the two a code has shown the person to read. */
  readonly confirmed: readonly ContactKind[];
  /** What they chose: how steps and papers are announced, in which script their name stands, how big the letters are. */
  readonly choices: Omit<Choices, 'language'>;
}

/** Who is who: people, their documents and accounts, and who is signed in. */
export interface IdentityService extends People, CitizenSignIn, StaffSignIn, StaffAccounts, Sessions {
  /** Seals and opens what rooms write down of people and organisations. */
  readonly vault: SubjectVault;
  /** Enrols a person once; see `enrol`. */
  enrol(actor: Actor, enrolment: Enrolment, key: string): Promise<Result<Enrolled>>;
  /** Inside another room's transaction: the same without a slip; see `enrolWithin`. */
  enrolWithin(tx: Tx, actor: Actor, enrolment: Enrolment): Promise<Result<EnrolledWithin>>;
  /** A further or renewed document of a person known in the commune; see `addDocument`. */
  addDocument(actor: Actor, seen: DocumentSeen): Promise<Result<IdentityDocumentId>>;
  /** The slip of a person who is served at an office; see `printSlip`. */
  printSlip(actor: Actor, asked: SlipAsked): Promise<Result<PrintedSlip>>;
  /** Inside another room's transaction: a person with one document, as an act prints them; undefined outside its scope. */
  readIdentified(
    tx: Tx,
    asked: { readonly personId: PersonId; readonly documentId: IdentityDocumentId },
  ): Promise<IdentifiedPerson | undefined>;
  /** Inside another room's transaction: the names of several persons, for a list; those outside its scope are absent. */
  readNames(tx: Tx, personIds: readonly PersonId[]): Promise<ReadonlyMap<PersonId, PersonName>>;
  /** Inside another room's transaction: where a person lives, for a register; undefined when nobody has said it. */
  readAddress(tx: Tx, personId: PersonId): Promise<string | undefined>;
  /** Inside another room's transaction: where to write to a person, read at the moment of sending. */
  readAddressee(tx: Tx, personId: PersonId): Promise<Addressee | undefined>;
  /** Inside another room's transaction bound to the person: whether an address or phone is theirs, as a code has shown. */
  ownsContact(
    tx: Tx,
    personId: PersonId,
    contact: { readonly kind: 'email' | 'phone'; readonly value: string },
  ): Promise<boolean>;
  /** Inside another room's transaction: the newest document of a person that has not run out; undefined when none is left. */
  findDocumentInForce(tx: Tx, personId: PersonId): Promise<IdentityDocumentId | undefined>;
  /**
   * Inside another room's transaction, bound to the commune and to the person: who comes to a commune by themselves, at a distance, is known
   * there from now on, as at its counters. Again is the same.
   */
  meet(tx: Tx, communeId: CommuneId, personId: PersonId): Promise<void>;
  /** Forgets failed attempts and challenges a day old: a job, once an hour or so. */
  forget(): Promise<void>;
  /** Seals data keys with the newest key of the ring: a job, once an hour; see `turnRing`. */
  turnRing(): Promise<RingTurn>;
}

/** Builds the room's service from what composition hands in. */
export function createIdentityService(deps: IdentityDependencies): IdentityService {
  const { db, clock, keys } = deps;
  return {
    ...createPeople(deps),
    ...createCitizenSignIn(deps),
    ...createStaffSignIn(deps),
    ...createStaffAccounts(deps),
    ...createSessions(deps),
    vault: createSubjectVault(keys),
    enrol: (actor, enrolment, key) => enrol(deps, actor, enrolment, key),
    enrolWithin: (tx, actor, enrolment) => enrolWithin(deps, tx, actor, enrolment),
    addDocument: (actor, seen) => addDocument(deps, actor, seen),
    printSlip: (actor, asked) => printSlip(deps, actor, asked),
    readIdentified: (tx, asked) => readIdentified(tx, keys, asked, clock()),
    readNames: selectNames,
    readAddress: (tx, personId) => readAddress(tx, keys, personId),
    readAddressee: async (tx, personId) => {
      const person = await findPerson(tx, personId);
      const choices = await findChoices(tx, personId);
      if (!person || !choices) return undefined;
      const { email, phone } = await readContactsOf(tx, keys, personId);
      const confirmed = await listConfirmed(tx, personId);
      return { name: person.name, language: person.language, email, phone, confirmed, choices };
    },
    ownsContact: (tx, personId, contact) => ownsContact(tx, keys, personId, contact),
    findDocumentInForce: (tx, personId) => findDocumentInForce(tx, personId, clock()),
    meet: async (tx, communeId, personId) => {
      const person = await findPerson(tx, personId);
      if (!person) throw new Error('a person comes to a commune who is out of reach of the transaction');
      await makeKnown(tx, communeId, person, clock());
    },
    forget: () => db.transaction({}, tx => deleteForgotten(tx, new Date(clock().getTime() - 86_400_000))),
    turnRing: () => turnRing(db, keys),
  };
}
