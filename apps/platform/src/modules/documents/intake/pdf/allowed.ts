/**
 * The allow-list of a rebuilt page: which keys of which objects are copied, and as what. A key that is not named here does not exist
 * for us, so a feature of PDF that nobody thought of is left behind, not carried along.
 * References are to ISO 32000-1:2008.
 */
export type Kind =
  | 'cid-font'
  | 'cid-map'
  | 'cmap'
  | 'color-space'
  | 'content'
  | 'data'
  | 'font'
  | 'font-descriptor'
  | 'font-file'
  | 'form'
  | 'function'
  | 'graphics-state'
  | 'group'
  | 'image'
  | 'mask'
  | 'pattern'
  | 'plain'
  | 'profile'
  | 'resources'
  | 'shading'
  | 'soft-mask'
  | 'xobject';

/** One object of a kind, a list of them, or a dictionary of them. */
export type Rule = Kind | readonly ['list', Kind] | readonly ['each', Kind];

/** How the bytes of a stream are taken over: checked operators, compressed pixels, or bytes that a decoder of fonts or colour reads. */
export type Body = 'content' | 'image' | 'data';

export interface Shape {
  readonly keys: Readonly<Record<string, Rule>>;
  readonly body?: Body;
}

function plain(...keys: string[]): Record<string, Rule> {
  return Object.fromEntries(keys.map(key => [key, 'plain' as const]));
}

export const shapes: Partial<Record<Kind, Shape>> = {
  /** 7.8.3; ProcSet is obsolete, Properties only serve marked content. */
  resources: {
    keys: {
      ExtGState: ['each', 'graphics-state'],
      ColorSpace: ['each', 'color-space'],
      Pattern: ['each', 'pattern'],
      Shading: ['each', 'shading'],
      XObject: ['each', 'xobject'],
      Font: ['each', 'font'],
    },
  },
  /** 8.10.2 without Ref (another file's page), Metadata, PieceInfo, OPI, PS, structure. */
  form: {
    keys: { ...plain('Type', 'Subtype', 'FormType', 'BBox', 'Matrix'), Resources: 'resources', Group: 'group' },
    body: 'content',
  },
  /** 11.4.7. */
  group: { keys: { ...plain('Type', 'S', 'I', 'K'), CS: 'color-space' } },
  /** 8.9.5 without Alternates, OPI, Metadata. */
  image: {
    keys: {
      ...plain(
        'Type',
        'Subtype',
        'Width',
        'Height',
        'BitsPerComponent',
        'ImageMask',
        'Decode',
        'Interpolate',
        'Intent',
        'SMaskInData',
        'Matte',
      ),
      ColorSpace: 'color-space',
      Mask: 'mask',
      SMask: 'image',
    },
    body: 'image',
  },
  /** 8.4.5 without halftones, which belong to one printer. */
  'graphics-state': {
    keys: {
      ...plain(
        'Type',
        'LW',
        'LC',
        'LJ',
        'ML',
        'D',
        'RI',
        'OP',
        'op',
        'OPM',
        'FL',
        'SM',
        'SA',
        'BM',
        'CA',
        'ca',
        'AIS',
        'TK',
      ),
      Font: ['list', 'font'],
      BG: 'function',
      BG2: 'function',
      UCR: 'function',
      UCR2: 'function',
      TR: 'function',
      TR2: 'function',
      SMask: 'soft-mask',
    },
  },
  /** 11.6.5.2. */
  'soft-mask': { keys: { ...plain('Type', 'S', 'BC'), G: 'form', TR: 'function' } },
  /** 8.7.3 and 8.7.4. */
  pattern: {
    keys: {
      ...plain('Type', 'PatternType', 'PaintType', 'TilingType', 'BBox', 'XStep', 'YStep', 'Matrix'),
      Resources: 'resources',
      Shading: 'shading',
      ExtGState: 'graphics-state',
    },
    body: 'content',
  },
  /** 8.7.4.3. */
  shading: {
    keys: {
      ...plain('ShadingType', 'Background', 'BBox', 'AntiAlias', 'Domain', 'Matrix', 'Coords', 'Extend', 'Decode'),
      ...plain('BitsPerCoordinate', 'BitsPerComponent', 'BitsPerFlag', 'VerticesPerRow'),
      ColorSpace: 'color-space',
      Function: 'function',
    },
    body: 'data',
  },
  /** 7.10. */
  function: {
    keys: {
      ...plain(
        'FunctionType',
        'Domain',
        'Range',
        'Size',
        'BitsPerSample',
        'Order',
        'Encode',
        'Decode',
        'C0',
        'C1',
        'N',
        'Bounds',
      ),
      Functions: ['list', 'function'],
    },
    body: 'data',
  },
  /** 9.6 and 9.7. */
  font: {
    keys: {
      ...plain('Type', 'Subtype', 'BaseFont', 'FirstChar', 'LastChar', 'Widths', 'Name', 'FontBBox', 'FontMatrix'),
      Encoding: 'cmap',
      ToUnicode: 'cmap',
      FontDescriptor: 'font-descriptor',
      DescendantFonts: ['list', 'cid-font'],
      CharProcs: ['each', 'content'],
      Resources: 'resources',
    },
  },
  'cid-font': {
    keys: {
      ...plain('Type', 'Subtype', 'BaseFont', 'CIDSystemInfo', 'DW', 'W', 'DW2', 'W2'),
      FontDescriptor: 'font-descriptor',
      CIDToGIDMap: 'cid-map',
    },
  },
  /** 9.8. */
  'font-descriptor': {
    keys: {
      ...plain(
        'Type',
        'FontName',
        'FontFamily',
        'FontStretch',
        'FontWeight',
        'Flags',
        'FontBBox',
        'ItalicAngle',
        'Ascent',
        'Descent',
      ),
      ...plain(
        'Leading',
        'CapHeight',
        'XHeight',
        'StemV',
        'StemH',
        'AvgWidth',
        'MaxWidth',
        'MissingWidth',
        'CharSet',
        'Lang',
      ),
      FontFile: 'font-file',
      FontFile2: 'font-file',
      FontFile3: 'font-file',
      CIDSet: 'data',
    },
  },
  'font-file': { keys: plain('Subtype', 'Length1', 'Length2', 'Length3'), body: 'data' },
  cmap: { keys: { ...plain('Type', 'CMapName', 'CIDSystemInfo', 'WMode'), UseCMap: 'cmap' }, body: 'data' },
  'cid-map': { keys: {}, body: 'data' },
  profile: { keys: { ...plain('N', 'Range'), Alternate: 'color-space' }, body: 'data' },
  data: { keys: {}, body: 'data' },
  content: { keys: {}, body: 'content' },
};

/** Keys of the small dictionaries that hold only numbers, names and strings: encodings (9.6.6), CIDSystemInfo (9.7.3), CIE colour (8.6.5). */
export const plainKeys: ReadonlySet<string> = new Set(
  'Type BaseEncoding Differences Registry Ordering Supplement WhitePoint BlackPoint Gamma Matrix Range'.split(' '),
);

/** Colour spaces that are arrays (8.6): what each position behind the name is. */
export const colorSpaceParts: Readonly<Record<string, readonly Kind[]>> = {
  CalGray: ['plain'],
  CalRGB: ['plain'],
  Lab: ['plain'],
  ICCBased: ['profile'],
  Indexed: ['color-space', 'plain', 'data'],
  Separation: ['plain', 'color-space', 'function'],
  // The fifth element (attributes) only helps printers to mix; the alternate space decides what is seen.
  DeviceN: ['plain', 'color-space', 'function'],
  Pattern: ['color-space'],
  DeviceGray: [],
  DeviceRGB: [],
  DeviceCMYK: [],
};

/** Filters whose data is handed on as it is, with the parameters that it may have (7.4). */
export const imageFilters: Readonly<Record<string, readonly string[]>> = {
  FlateDecode: ['Predictor', 'Colors', 'BitsPerComponent', 'Columns'],
  DCTDecode: ['ColorTransform'],
  JPXDecode: [],
  CCITTFaxDecode: [
    'K',
    'EndOfLine',
    'EncodedByteAlign',
    'Columns',
    'Rows',
    'EndOfBlock',
    'BlackIs1',
    'DamagedRowsBeforeError',
  ],
  JBIG2Decode: [],
};
