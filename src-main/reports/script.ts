/**
 * The report's one script: moves all sheets over the recorded steps at once, and unfolds everything for paper. Without
 * it the last ones are shown. Plain text, because it runs in whatever browser opens the report.
 */
export const REPORT_SCRIPT = `(() => {
  'use strict';
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')];
    for (const part of folded) part.open = true;
  });
  addEventListener('afterprint', () => {
    for (const part of folded) part.open = false;
  });
  const bar = document.querySelector('.scrubber');
  const frames = [...document.querySelectorAll('.frames')].map((element) => ({
    images: [...element.querySelectorAll('img')],
    label: element.parentElement.querySelector('.at'),
  }));
  const stepOf = (image) => Number(image.dataset.step);
  const steps = [...new Set(frames.flatMap(({ images }) => images.map(stepOf)))].sort((a, b) => a - b);
  if (!bar || steps.length < 2) return;
  const range = bar.querySelector('[type=range]');
  const box = bar.querySelector('[type=number]');
  const show = (index) => {
    const at = Math.min(steps.length - 1, Math.max(0, index));
    for (const { images, label } of frames) {
      const before = images.filter((image) => stepOf(image) <= steps[at]);
      const shown = before.length > 0 ? before[before.length - 1] : images[0];
      for (const image of images) image.hidden = image !== shown;
      if (label) label.textContent = shown.dataset.label;
    }
    range.value = String(at);
    box.value = String(steps[at]);
  };
  range.max = String(steps.length - 1);
  range.addEventListener('input', () => show(Number(range.value)));
  box.addEventListener('change', () => {
    const asked = Number(box.value);
    show(steps.filter((step) => step <= asked).length - 1);
  });
  bar.querySelector('.back').addEventListener('click', () => show(Number(range.value) - 1));
  bar.querySelector('.forth').addEventListener('click', () => show(Number(range.value) + 1));
  bar.hidden = false;
  show(steps.length - 1);
})();`;
