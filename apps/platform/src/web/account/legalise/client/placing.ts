/**
 * Lets the field on the picture of a page be dragged, or moved by the arrow keys; the form's nine places stay for who has no script. What
 * is sent are millimetres from the top left of the page, in a hidden field: empty while a place of the nine counts.
 */
const drawing = document.querySelector<SVGSVGElement>('svg#placing');
const field = drawing?.querySelector<SVGRectElement>('#field');
const sent = document.querySelector<HTMLInputElement>('input[name="moved"]');
const hint = document.querySelector<HTMLElement>('#placing-hint');

if (drawing && field && sent) takeInHand(drawing, field, sent);

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function takeInHand(page: SVGSVGElement, rect: SVGRectElement, out: HTMLInputElement): void {
  const { width: most, height: tallest } = page.viewBox.baseVal;
  const size = { width: rect.width.baseVal.value, height: rect.height.baseVal.value };
  const inside = (value: number, room: number): number => Math.round(Math.min(Math.max(value, 0), room) * 10) / 10;
  const move = (x: number, y: number): void => {
    const box: Box = { x: inside(x, most - size.width), y: inside(y, tallest - size.height), ...size };
    rect.setAttribute('x', String(box.x));
    rect.setAttribute('y', String(box.y));
    out.value = [box.x, box.y, box.width, box.height].join(' ');
    for (const each of document.querySelectorAll<HTMLInputElement>('input[name="place"]')) each.checked = false;
  };
  const at = (): Box => ({ x: rect.x.baseVal.value, y: rect.y.baseVal.value, ...size });
  letDrag(page, rect, { at, move });
  letStep(rect, { at, move });
  letChoose(page, rect, out);
  if (hint) hint.hidden = false;
}

interface Moving {
  readonly at: () => Box;
  readonly move: (x: number, y: number) => void;
}

function letDrag(page: SVGSVGElement, rect: SVGRectElement, { at, move }: Moving): void {
  let grip: { readonly x: number; readonly y: number } | undefined;
  const placeOf = (event: PointerEvent): { readonly x: number; readonly y: number } => {
    const { left, top, width, height } = page.getBoundingClientRect();
    const { viewBox } = page;
    return {
      x: ((event.clientX - left) / width) * viewBox.baseVal.width,
      y: ((event.clientY - top) / height) * viewBox.baseVal.height,
    };
  };
  rect.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    event.preventDefault();
    rect.focus();
    rect.setPointerCapture(event.pointerId);
    const pen = placeOf(event);
    grip = { x: pen.x - at().x, y: pen.y - at().y };
  });
  rect.addEventListener('pointermove', event => {
    if (!grip || !rect.hasPointerCapture(event.pointerId)) return;
    const pen = placeOf(event);
    move(pen.x - grip.x, pen.y - grip.y);
  });
  rect.addEventListener('pointerup', () => {
    grip = undefined;
  });
}

function letStep(rect: SVGRectElement, { at, move }: Moving): void {
  rect.setAttribute('tabindex', '0');
  rect.setAttribute('role', 'button');
  rect.setAttribute('aria-describedby', 'placing-hint');
  rect.setAttribute('aria-label', document.querySelector('#nine legend')?.textContent ?? '');
  rect.addEventListener('keydown', event => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const far = event.shiftKey ? 1 : 5;
    move(at().x + step[0] * far, at().y + step[1] * far);
  });
}

/** A place of the nine, once it is chosen, counts again; the server knows where it is, and the picture shows it by the same rule. */
function letChoose(page: SVGSVGElement, rect: SVGRectElement, out: HTMLInputElement): void {
  for (const [index, each] of [...document.querySelectorAll<HTMLInputElement>('input[name="place"]')].entries()) {
    each.addEventListener('change', () => {
      out.value = '';
      const { width, height } = page.viewBox.baseVal;
      const { value: wide } = rect.width.baseVal;
      const { value: high } = rect.height.baseVal;
      const [row, column] = [Math.floor(index / 3), index % 3];
      rect.setAttribute('x', String(10 + ((width - 20 - wide) * column) / 2));
      rect.setAttribute('y', String(10 + ((height - 40 - high) * row) / 2));
    });
  }
}
