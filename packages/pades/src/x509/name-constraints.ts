import { childrenOf, DerFields, type DerValue, oidOf, readOnly } from '../der/decode.ts';
import { oids } from '../der/oids.ts';
import { contextTag, tag } from '../der/tag.ts';
import type { Certificate } from './certificate.ts';

/** Tag octets of the GeneralName kinds that matter here (RFC 5280 §4.2.1.6). */
const rfc822Name = 0x81;
const directoryName = contextTag(4);

/** One relative name after another, each in a form in which equal names are equal strings. */
type ComparableName = readonly string[];

/** A name of a certificate, or the base of a subtree: its kind, and what is compared where that is understood. */
interface Named {
  readonly kind: number;
  readonly name: ComparableName | undefined;
}

/**
 * Which name of `certificate` breaks the nameConstraints of an authority above it (RFC 5280 §4.2.1.10), for engineers;
 * undefined when none does. Directory names are compared; any other kind of name that the authority constrains and the
 * certificate has is refused, as §6.1.4 (g) asks of who does not understand it.
 */
export function brokenNameConstraint(authority: Certificate, certificate: Certificate): string | undefined {
  const extension = authority.extensions.get(oids.nameConstraints);
  if (extension === undefined) return undefined;
  const fields = new DerFields(readOnly(extension.value, tag.sequence));
  const permitted = subtreesIn(fields.optional(contextTag(0)));
  const excluded = subtreesIn(fields.optional(contextTag(1)));
  fields.end();
  for (const own of namesOf(certificate)) {
    const allowed = permitted.filter(({ kind }) => kind === own.kind);
    const denied = excluded.filter(({ kind }) => kind === own.kind);
    if (allowed.length + denied.length === 0) continue;
    const text = own.name === undefined ? `a name of kind ${own.kind & 0x1f}` : own.name.join(', ');
    if (own.name === undefined) return `${text}, whose constraint is not understood`;
    if (denied.some(subtree => isWithin(own, subtree))) return `${text} is excluded`;
    if (allowed.length > 0 && !allowed.some(subtree => isWithin(own, subtree))) return `${text} is not permitted`;
  }
  return undefined;
}

function isWithin({ name = [] }: Named, { name: base }: Named): boolean {
  return base?.every((part, index) => name[index] === part) === true;
}

/** Bases of GeneralSubtrees; `minimum` and `maximum` are not used by anybody, and an error here. */
function subtreesIn(subtrees: DerValue | undefined): Named[] {
  if (subtrees === undefined) return [];
  return childrenOf(subtrees).map(subtree => {
    const fields = new DerFields(subtree);
    const base = namedBy(fields.any());
    fields.end();
    return base;
  });
}

function namedBy(value: DerValue): Named {
  return { kind: value.tag, name: value.tag === directoryName ? comparable(readOnly(value.content)) : undefined };
}

/** Subject and subjectAltName; an e-mail address in the subject is a name of that kind as well. */
function namesOf(certificate: Certificate): Named[] {
  const subject = comparable(readOnly(certificate.subject, tag.sequence));
  const names: Named[] = subject.length === 0 ? [] : [{ kind: directoryName, name: subject }];
  if (subject.some(part => part.includes(`${oids.emailAddress}=`))) names.push({ kind: rfc822Name, name: undefined });
  const others = certificate.extensions.get(oids.subjectAltName);
  if (others !== undefined) names.push(...childrenOf(readOnly(others.value, tag.sequence)).map(namedBy));
  return names;
}

function comparable(name: DerValue): ComparableName {
  return childrenOf(name).map(relative => childrenOf(relative).map(attributeText).sort().join('+'));
}

const readableStrings = new Set<number>([tag.utf8String, tag.printableString, tag.ia5String]);

/** Type and value; text without regard to case and spaces (RFC 5280 §7.1), anything else octet by octet. */
function attributeText(attribute: DerValue): string {
  const fields = new DerFields(attribute);
  const type = oidOf(fields.take(tag.oid));
  const value = fields.any();
  if (!readableStrings.has(value.tag)) return `${type}=#${Buffer.from(value.bytes).toString('hex')}`;
  const text = new TextDecoder().decode(value.content).normalize('NFKC').toLowerCase();
  return `${type}=${text.replace(/\s+/g, ' ').trim()}`;
}
