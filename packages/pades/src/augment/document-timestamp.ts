import type { PdfDocument } from '../pdf/document.ts';
import { formFields } from '../pdf/fields.ts';
import { IncrementalUpdate } from '../pdf/increment.ts';
import { dictionary, PdfBlank, PdfName } from '../pdf/model.ts';
import { findPage } from '../pdf/page.ts';
import { freeFieldName } from '../sign/field.ts';
import { addField, writeForm } from '../sign/form.ts';
import { byteRangeBlank, fillOffsets } from '../sign/prepare.ts';
import type { PreparedSignature } from '../sign/prepared.ts';
import { type ValidationData, writeStore } from './store.ts';

/**
 * One update with validation data and a document timestamp (EN 319 142-1 §5.4.3) whose /Contents is blank: in its own
 * field, which is seen nowhere. The token must be over the byte range. The field has no appearance: none is asked of an
 * empty rectangle (ISO 19005-2 §6.3.3, ISO 32000-2 §12.5.2), and strict readers count one as filling a form, which a
 * certification against every change forbids where it allows the timestamp itself (§12.8.2.2).
 */
export function prepareTimestamp(
  document: PdfDocument,
  data: ValidationData | undefined,
  contentsSize: number,
): PreparedSignature {
  const update = new IncrementalUpdate(document);
  const catalogEntries = data && writeStore(update, document, data);
  const contents = new PdfBlank(2 * contentsSize + 2, '0');
  const byteRange = byteRangeBlank();
  const timestamp = update.allocate();
  update.write(
    timestamp,
    dictionary({
      Type: new PdfName('DocTimeStamp'),
      Filter: new PdfName('Adobe.PPKLite'),
      SubFilter: new PdfName('ETSI.RFC3161'),
      ByteRange: byteRange,
      Contents: contents,
    }),
  );
  const widget = addField(update, document, {
    name: freeFieldName(formFields(document)),
    page: findPage(document, 0),
    rectangle: [0, 0, 0, 0],
    value: timestamp,
  });
  writeForm(update, document, widget, catalogEntries);
  update.finish();
  return fillOffsets(document.bytes, update, { contents, byteRange });
}
