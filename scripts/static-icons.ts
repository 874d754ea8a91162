import type { Plugin } from 'vite';

type Node = readonly [tag: string, attributes: Readonly<Record<string, string>>];

const ICON = /@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
const DATA = /const iconData = (\{.*\});\n/;

/**
 * Compiles each Lucide icon to a template of its own. Lucide's component builds an icon element by element from data, which
 * took a third of the time to draw a row of the list of runs. Of its properties, those that we use are supported.
 */
export function staticIcons(): Plugin {
  return {
    name: 'static-icons',
    enforce: 'pre', // before Svelte compiles it
    transform(code, id) {
      if (!ICON.test(id)) return null;
      const data = DATA.exec(code)?.[1];
      if (data === undefined) throw new Error(`${id} is not in the form that static-icons.ts reads.`);
      const { name, node } = JSON.parse(data) as { name: string; node: readonly Node[] };
      return { code: template(name, node), map: null };
    },
  };
}

function template(name: string, node: readonly Node[]): string {
  const shapes = node.map(([tag, attributes]) => {
    const own = Object.entries(attributes).map(([key, value]) => `${key}="${value}"`);
    return `<${tag} ${own.join(' ')} />`;
  });
  return `<script>
  let { size = 24, strokeWidth = 2, fill = 'none', 'aria-label': label, ...others } = $props();
  const unknown = Object.keys(others).filter((key) => key !== 'aria-hidden');
  if (unknown.length > 0) throw new Error('An icon has no ' + unknown.join());
</script>

<svg
  class="lucide lucide-${name}"
  xmlns="http://www.w3.org/2000/svg"
  viewBox="0 0 24 24"
  width={size}
  height={size}
  {fill}
  stroke="currentColor"
  stroke-width={strokeWidth}
  stroke-linecap="round"
  stroke-linejoin="round"
  role={label === undefined ? undefined : 'img'}
  aria-label={label}
  aria-hidden={label === undefined}
>${shapes.join('')}</svg>
`;
}
