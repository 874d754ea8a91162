/**
 * The report's only script. It moves all figures through the recorded steps at once, and unfolds everything for
 * printing. Without it the last figures are shown. It is written into the report unchanged, so it must run in any
 * browser.
 */
(() => {
  'use strict';
  /** @type {HTMLDetailsElement[]} */
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = Array.from(document.querySelectorAll('details')).filter((part) => !part.open);
    for (const part of folded) part.open = true;
  });
  addEventListener('afterprint', () => {
    for (const part of folded) part.open = false;
  });

  const frames = Array.from(document.querySelectorAll('.frames'), (element) => ({
    images: Array.from(element.querySelectorAll('img')),
    label: element.parentElement?.querySelector('.at'),
  }));
  /** @param {HTMLImageElement} image */
  const stepOf = (image) => Number(image.dataset.step);
  const steps = [...new Set(frames.flatMap(({ images }) => images.map(stepOf)))].sort((a, b) => a - b);
  const bar = document.querySelector('.scrubber');
  if (!(bar instanceof HTMLElement) || steps.length < 2) return;
  const [range, box] = bar.querySelectorAll('input');
  if (!range || !box) return;

  /** @param {number} index index of the step, which may lie beyond either end */
  const show = (index) => {
    const at = Math.min(steps.length - 1, Math.max(0, index));
    const step = steps[at] ?? 0;
    for (const { images, label } of frames) {
      const shown = images.filter((image) => stepOf(image) <= step).pop() ?? images[0];
      for (const image of images) image.hidden = image !== shown;
      if (label) label.textContent = shown?.dataset.label ?? '';
    }
    range.value = String(at);
    box.value = String(step);
  };
  range.max = String(steps.length - 1);
  range.addEventListener('input', () => show(Number(range.value)));
  box.addEventListener('change', () => {
    const asked = Number(box.value);
    show(steps.filter((step) => step <= asked).length - 1);
  });
  bar.querySelector('.back')?.addEventListener('click', () => show(Number(range.value) - 1));
  bar.querySelector('.forth')?.addEventListener('click', () => show(Number(range.value) + 1));
  bar.hidden = false;
  show(steps.length - 1);
})();
