import { createHash } from 'node:crypto';

/** A key outside the database: 32 bytes, known by the first 8 of its digest. */
export interface RingKey {
  readonly id: Buffer;
  readonly key: Buffer;
}

/** The keys that seal data keys. The newest seals, all of them open: a ring turns without anything being unreadable meanwhile. */
export interface KeyRing {
  /** The key that seals. */
  newest(): RingKey;
  /** A key by its id, or by the first bytes of it; undefined when it is not at hand. */
  find(id: Buffer): RingKey | undefined;
  /** Looks again which keys there are. */
  reload(): void;
}

/**
 * A ring over what `read` answers: keys of 32 bytes, oldest first. It is read again when a value names a key that is not at hand,
 * so that a process which started before the ring turned opens what others sealed since. Throws when there is no key.
 */
export function createKeyRing(read: () => readonly Buffer[]): KeyRing {
  let keys: readonly RingKey[] = [];
  const reload = (): void => {
    keys = read().map(key => ({ id: ringKeyId(key), key }));
  };
  const find = (id: Buffer): RingKey | undefined => keys.find(each => each.id.subarray(0, id.length).equals(id));
  reload();
  return {
    newest: () => {
      const newest = keys.at(-1);
      if (!newest) throw new Error('the ring holds no key');
      return newest;
    },
    find: id => {
      const known = find(id);
      if (known) return known;
      reload();
      return find(id);
    },
    reload,
  };
}

function ringKeyId(key: Buffer): Buffer {
  return createHash('sha256').update('shubbak envelope key id').update(key).digest().subarray(0, 8);
}
