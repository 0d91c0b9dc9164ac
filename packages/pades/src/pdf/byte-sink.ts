/** Bytes that grow at the end. */
export class ByteSink {
  #buffer = Buffer.alloc(16 * 1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Appends one octet for each character. */
  text(value: string): void {
    this.#reserve(value.length);
    this.#buffer.write(value, this.#length, 'latin1');
    this.#length += value.length;
  }

  /** Appends octets. */
  octets(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#buffer.set(value, this.#length);
    this.#length += value.length;
  }

  /** Writes over what stands at `offset`, one octet for each character. */
  overwrite(offset: number, value: string): void {
    this.#buffer.write(value, offset, 'latin1');
  }

  /** What was written so far; a view, valid until the next write. */
  written(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#buffer.length) return;
    const larger = Buffer.alloc(Math.max(this.#buffer.length * 2, this.#length + more));
    larger.set(this.written());
    this.#buffer = larger;
  }
}
