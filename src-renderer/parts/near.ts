/** Distances from the visible part of a view, in pixels: where content is loaded, and where it is drawn. */
const [NEAR, DRAWN] = [600, 100];

interface Handlers {
  /** Called once, when the element comes near the visible part of its view. */
  readonly onnear: () => void;
  /** Called when the element enters and leaves the part in which it must be drawn. */
  readonly onvisible: (isVisible: boolean) => void;
}

/** Reports where an element is in its view. */
export function near(node: HTMLElement, { onnear, onvisible }: Handlers): { destroy: () => void } {
  const observe = (margin: number, report: (isInside: boolean) => void) => {
    const observer = new IntersectionObserver(
      (entries) => report(entries.at(-1)?.isIntersecting ?? false),
      // Margins apply only to the element that scrolls.
      { root: node.closest('.view-body'), rootMargin: `${String(margin)}px` },
    );
    observer.observe(node);
    return observer;
  };
  const loading = observe(NEAR, (isInside) => {
    if (!isInside) return;
    loading.disconnect();
    onnear();
  });
  const drawing = observe(DRAWN, onvisible);
  return {
    destroy() {
      loading.disconnect();
      drawing.disconnect();
    },
  };
}
