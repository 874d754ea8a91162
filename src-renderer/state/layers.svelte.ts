/** Which of the window's own floating layers is open. */
class Layers {
  palette = $state(false);
  keys = $state(false);
}

export const layers = new Layers();
