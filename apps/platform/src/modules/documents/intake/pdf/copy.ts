import { intakeLimits } from '../limits.ts';
import {
  type Body,
  colorSpaceParts,
  imageFilters,
  type Kind,
  plainKeys,
  type Rule,
  type Shape,
  shapes,
} from './allowed.ts';
import { cleanContent } from './content.ts';
import { decodeStream, type FilterStep, filtersOf, type InflationBudget } from './decode.ts';
import { declaredSize } from './declared-size.ts';
import type { Layers } from './layers.ts';
import type { PdfSource } from './source.ts';
import { dictOf, isKind, listOf, nameOf, type PdfRef, type PdfStream, type PdfValue, Stop } from './value.ts';
import { deflatedStream, type PdfWriter } from './write.ts';

type Entries = ReadonlyMap<string, PdfValue>;

/**
 * Copies objects of one file into a new one by the allow-list. An object is copied once, however many pages share it;
 * an object that contains itself is cut where it does.
 */
export class Copier {
  private readonly copied = new Map<string, PdfValue>();
  private steps = 0;
  private depth = 0;
  readonly source: PdfSource;
  private readonly writer: PdfWriter;
  private readonly budget: InflationBudget;
  private readonly layers: Layers;

  constructor(source: PdfSource, writer: PdfWriter, budget: InflationBudget, layers: Layers) {
    this.source = source;
    this.writer = writer;
    this.budget = budget;
    this.layers = layers;
  }

  /** The copy of `value` as `rule` allows it, or null where nothing of it is allowed. */
  copy(rule: Rule, value: PdfValue | undefined): PdfValue {
    if (typeof rule !== 'string') return this.copyMany(rule, value);
    if (!isKind(value, 'ref') || rule === 'plain') return this.copyOne(rule, this.source.resolve(value));
    const key = `${rule} ${value.number}`;
    const known = this.copied.get(key);
    if (known !== undefined) return known;
    const target = this.source.resolve(value);
    if (isKind(target, 'stream') || isKind(target, 'dict')) {
      const ref = this.writer.reserve();
      // Known before its parts are: an object that contains itself finds null here.
      this.copied.set(key, null);
      const copy = this.copyOne(rule, target);
      this.copied.set(key, copy === null || isKind(copy, 'ref') ? copy : this.writer.put(ref, copy));
    } else {
      this.copied.set(key, this.copyOne(rule, target));
    }
    return this.copied.get(key) ?? null;
  }

  /** The operators of `streams` (a page's contents may be cut anywhere between tokens) as one new content stream. */
  cleanPage(contents: PdfValue | undefined, resources: PdfValue): Uint8Array {
    const resolved = this.source.resolve(contents);
    const streams = isKind(resolved, 'list') ? resolved.items.map(item => this.source.resolve(item)) : [resolved];
    const parts = streams.flatMap(stream =>
      isKind(stream, 'stream') ? [this.decoded(stream), Buffer.from('\n')] : [],
    );
    return cleanContent(Buffer.concat(parts), this.contentRules(resources));
  }

  private copyMany(rule: Exclude<Rule, string>, value: PdfValue | undefined): PdfValue {
    const resolved = this.source.resolve(value);
    if (rule[0] === 'list') {
      // A font in a graphics state stands beside its size; numbers pass any list.
      return isKind(resolved, 'list')
        ? listOf(resolved.items.map(item => (typeof item === 'number' ? item : this.copy(rule[1], item))))
        : null;
    }
    if (!isKind(resolved, 'dict')) return null;
    const entries = [...resolved.entries].map(([key, item]) => [key, this.copy(rule[1], item)] as const);
    return { kind: 'dict', entries: new Map(entries.filter(([, item]) => item !== null)) };
  }

  private copyOne(kind: Kind, value: PdfValue): PdfValue {
    this.steps += 1;
    if (this.steps > intakeLimits.objects * 20 || this.depth > intakeLimits.nesting)
      throw new Stop('documents.too-complex');
    this.depth += 1;
    try {
      return this.copyKind(kind, value);
    } finally {
      this.depth -= 1;
    }
  }

  private copyKind(kind: Kind, value: PdfValue): PdfValue {
    if (value === null) return null;
    if (kind === 'plain') return this.copyPlain(value);
    if (kind === 'color-space') return this.copyColorSpace(value);
    if (kind === 'xobject') return this.copyXObject(value);
    if (kind === 'mask')
      return isKind(value, 'stream') ? this.added(this.copyKind('image', value)) : this.copyPlain(value);
    if (kind === 'function' && isKind(value, 'list'))
      return listOf(value.items.map(item => this.copy('function', item)));
    // Names stand for something built in: /Identity functions, /WinAnsiEncoding, /None as a mask; strings for short tables.
    if (isKind(value, 'name')) return value;
    if (kind === 'data' && isKind(value, 'text')) return value;
    if (kind === 'cmap' && isKind(value, 'dict')) return this.copyPlain(value);
    const shape = shapes[kind];
    if (shape === undefined || (!isKind(value, 'dict') && !isKind(value, 'stream'))) return null;
    const entries = this.copyKeys(shape, value.entries);
    if (!isKind(value, 'stream')) return { kind: 'dict', entries };
    return shape.body === undefined ? null : this.copyBody(shape.body, value, entries);
  }

  private copyKeys(shape: Shape, from: Entries): Map<string, PdfValue> {
    const entries = new Map<string, PdfValue>();
    for (const [key, rule] of Object.entries(shape.keys)) {
      const value = from.has(key) ? this.copy(rule, from.get(key)) : null;
      // A stream must be indirect: one that was reached through a direct value gets its own number.
      if (value !== null) entries.set(key, this.added(value));
    }
    return entries;
  }

  private added(value: PdfValue): PdfValue {
    return isKind(value, 'stream') ? this.writer.add(value) : value;
  }

  private copyPlain(value: PdfValue): PdfValue {
    this.steps += 1;
    if (this.steps > intakeLimits.objects * 20 || this.depth > intakeLimits.nesting)
      throw new Stop('documents.too-complex');
    this.depth += 1;
    try {
      const resolved = this.source.resolve(value);
      if (isKind(resolved, 'stream')) return null;
      if (isKind(resolved, 'list')) return listOf(resolved.items.map(item => this.copyPlain(item)));
      if (!isKind(resolved, 'dict')) return resolved;
      const kept = [...resolved.entries].filter(([key]) => plainKeys.has(key));
      return { kind: 'dict', entries: new Map(kept.map(([key, item]) => [key, this.copyPlain(item)])) };
    } finally {
      this.depth -= 1;
    }
  }

  private copyColorSpace(value: PdfValue): PdfValue {
    if (isKind(value, 'name')) return value;
    if (!isKind(value, 'list')) return null;
    const family = this.source.resolve(value.items[0]);
    const parts = isKind(family, 'name') ? colorSpaceParts[family.name] : undefined;
    if (parts === undefined || !isKind(family, 'name')) throw new Stop('documents.unreadable');
    const rest = value.items.slice(1, parts.length + 1);
    return listOf([family, ...rest.map((item, index) => this.added(this.copy(parts[index] ?? 'plain', item)))]);
  }

  private copyXObject(value: PdfValue): PdfValue {
    if (!isKind(value, 'stream')) return null;
    if (this.layers.isHidden(value.entries.get('OC'))) throw new Stop('documents.hidden-layers');
    const subtype = this.source.resolve(value.entries.get('Subtype'));
    if (isKind(subtype, 'name') && subtype.name === 'Image') return this.copyKind('image', value);
    const form = isKind(subtype, 'name') && subtype.name === 'Form';
    // PostScript XObjects (8.8.1) are programs.
    return form || subtype === null ? this.copyKind('form', value) : null;
  }

  private copyBody(body: Body, stream: PdfStream, entries: Map<string, PdfValue>): PdfStream {
    if (body === 'image') return this.copyImage(stream, entries);
    const data = this.decoded(stream);
    if (body === 'data') return deflatedStream(entries, data);
    return deflatedStream(entries, cleanContent(data, this.contentRules(stream.entries.get('Resources') ?? null)));
  }

  private decoded(stream: PdfStream): Uint8Array {
    const { data, remaining } = decodeStream(this.source, stream, this.budget);
    if (remaining.length > 0) throw new Stop('documents.unreadable');
    return data;
  }

  private copyImage(stream: PdfStream, entries: Map<string, PdfValue>): PdfStream {
    checkPixels(entries.get('Width'), entries.get('Height'));
    const { data, remaining } = decodeStream(this.source, stream, this.budget);
    const [codec, ...more] = remaining;
    if (more.length > 0) throw new Stop('documents.unreadable');
    if (codec !== undefined) {
      const declared = declaredSize(codec.name, data);
      if (declared !== undefined) checkPixels(declared.width, declared.height);
      return { kind: 'stream', entries: this.withFilter(entries, codec), data };
    }
    // Scans stored with Flate stay as they are: compressing them again would cost a second a page and change nothing.
    const [only, ...others] = filtersOf(this.source, stream.entries);
    if (only?.name !== 'FlateDecode' || others.length > 0) return deflatedStream(entries, data);
    return { kind: 'stream', entries: this.withFilter(entries, only), data: stream.data };
  }

  private withFilter(entries: Entries, { name, parms }: FilterStep): Map<string, PdfValue> {
    const allowed = imageFilters[name];
    if (allowed === undefined) throw new Stop('documents.unreadable');
    const kept = new Map(
      allowed.filter(key => parms.has(key)).map(key => [key, this.copyPlain(parms.get(key) ?? null)] as const),
    );
    if (name === 'JBIG2Decode' && parms.has('JBIG2Globals')) {
      kept.set('JBIG2Globals', this.added(this.copy('data', parms.get('JBIG2Globals'))));
    }
    const filtered = new Map([...entries, ['Filter', nameOf(name)] as const]);
    return kept.size === 0 ? filtered : filtered.set('DecodeParms', { kind: 'dict', entries: kept });
  }

  private contentRules(resources: PdfValue) {
    const resolved = this.source.resolve(resources);
    const properties = this.source.resolve(isKind(resolved, 'dict') ? resolved.entries.get('Properties') : null);
    const lists = isKind(properties, 'dict') ? properties : dictOf({});
    return { isHiddenLayer: (name: string) => this.layers.isHidden(lists.entries.get(name)) };
  }
}

function checkPixels(width: PdfValue | undefined, height: PdfValue | undefined): void {
  const pixels = typeof width === 'number' && typeof height === 'number' ? width * height : 0;
  if (pixels > intakeLimits.imagePixels) {
    const limit = intakeLimits.imagePixels / 1e6;
    throw new Stop('documents.too-many-pixels', { megapixels: Math.round(pixels / 1e6), limit });
  }
}

/** A reference that is known to be one: what `copy` returns for pages and forms. */
export function asRef(value: PdfValue): PdfRef | undefined {
  return isKind(value, 'ref') ? value : undefined;
}
