import { ThemeChoiceSchema, type ThemeChoice } from '../../src-main/contract/window-command';
import { runColor, type RunColor } from '../../src-main/presentation/palette';

const KEY = 'theme';

class Theme {
  choice = $state.raw<ThemeChoice>(stored());
  #systemDark = $state.raw(matchMedia('(prefers-color-scheme: dark)').matches);

  constructor() {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) => {
      this.#systemDark = event.matches;
      this.#show();
    });
    this.#show();
  }

  get dark(): boolean {
    return this.choice === 'system' ? this.#systemDark : this.choice === 'dark';
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    localStorage.setItem(KEY, choice);
    this.#show();
  }

  #show(): void {
    document.documentElement.dataset['theme'] = this.dark ? 'dark' : 'light';
  }
}

function stored(): ThemeChoice {
  return ThemeChoiceSchema.catch('system').parse(localStorage.getItem(KEY));
}

export const theme = new Theme();

/** A colour for the current background. */
export function strokeOf(color: RunColor): string {
  return theme.dark ? color.dark : color.light;
}

/** The colour of a run. */
export function runStroke(color: number): string {
  return strokeOf(runColor(color));
}
