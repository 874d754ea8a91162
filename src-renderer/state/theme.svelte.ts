import { runColor, type RunColor } from '../../src-main/presentation/palette';

export type ThemeChoice = 'system' | 'light' | 'dark';

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
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
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
