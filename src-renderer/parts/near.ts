/** Distance from the visible part of a view at which its content is loaded, in pixels. */
const NEAR = 600;

/** Calls `onnear` once, when the element comes near the visible part of its view. */
export function near(node: HTMLElement, onnear: () => void): { destroy: () => void } {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      onnear();
    },
    // Margins apply only to the element that scrolls.
    { root: node.closest('.view-body'), rootMargin: `${String(NEAR)}px` },
  );
  observer.observe(node);
  return { destroy: () => observer.disconnect() };
}
