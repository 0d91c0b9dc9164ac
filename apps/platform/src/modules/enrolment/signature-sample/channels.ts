/**
 * The full format of ISO/IEC 19794-7:2007 as this platform writes and reads it. Numbers are big-endian. A record is: "SDI" and a
 * zero octet, " 10" and a zero octet, two octets that say which channels there are, one description a channel, a zero octet; then
 * the body: a zero octet (no extended data follows), the number of points in three octets, the points.
 */
export const opening = Buffer.from('SDI\0 10\0', 'latin1');

/** The channels that we know, in the order of the standard, each with its bit of the inclusion field (bit 1 is the most significant). */
export const channels = {
  /** To the right. */
  x: { bit: 0x8000, octets: 2, signed: true },
  /** Upwards: the standard's axis, turned round by reader and writer. */
  y: { bit: 0x4000, octets: 2, signed: true },
  /** Time since the first point. */
  t: { bit: 0x0100, octets: 2, signed: false },
  /** Force of the tip: without a scaling value, between the least and the most that the device can tell. */
  f: { bit: 0x0040, octets: 2, signed: false },
  /** State of the tip: 1 on the paper, 0 above it. */
  s: { bit: 0x0020, octets: 1, signed: false },
} as const;

export type ChannelName = keyof typeof channels;
export const channelNames = ['x', 'y', 't', 'f', 's'] as const satisfies readonly ChannelName[];

/** Bits of the octet that opens a channel's description: what follows it, two octets each, in this order. */
export const described = { scaling: 0x80, least: 0x40, most: 0x20 } as const;

/** A scaling value: how many units of the channel make a millimetre or a second, as five bits of exponent and eleven of fraction. */
export function writeScaling(units: number): number {
  const exponent = Math.floor(Math.log2(units));
  const fraction = Math.round((units / 2 ** exponent - 1) * 2048);
  return ((exponent + 16) << 11) | fraction;
}

/** The units that a scaling value stands for: (1 + F / 2¹¹) · 2^(E − 16). */
export function readScaling(value: number): number {
  return (1 + (value & 0x7ff) / 2048) * 2 ** ((value >> 11) - 16);
}
