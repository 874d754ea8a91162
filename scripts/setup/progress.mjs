/**
 * One line for each set-up step, on stderr, because stdout belongs to the command, which may print JSON. On a terminal
 * the line is redrawn while the step runs; elsewhere it is written in two parts, at the start and the end.
 *
 * @typedef {ReturnType<typeof createProgress>} Progress
 * @typedef {ReturnType<Progress['begin']>} StepReport
 */
export function createProgress(stream = process.stderr) {
  let introduced = false;
  const live = Boolean(stream.isTTY) && process.env.TERM !== 'dumb';

  return {
    /** @param {string} text */
    line: (text) => stream.write(`${text}\n`),

    /** @param {string} title of the step that begins */
    begin(title) {
      if (!introduced) stream.write('Setting up Latent Workbench (what is done here is not done again)\n');
      introduced = true;
      const startedAt = Date.now();
      let detail = '';
      const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
      const draw = () => {
        const text = `  ${title}${detail && `: ${detail}`} … ${seconds()}`;
        stream.write(`\r\x1b[2K${text.slice(0, (stream.columns || 80) - 1)}`);
      };
      const timer = live ? setInterval(draw, 250).unref() : undefined;
      if (live) draw();
      else stream.write(`  ${title} … `);

      /** @type {(mark: string, outcome: string) => void} */
      const end = (mark, outcome) => {
        clearInterval(timer);
        if (live) stream.write(`\r\x1b[2K${mark} ${title} … ${outcome} ${seconds()}\n`);
        else stream.write(`${outcome} ${seconds()}\n`);
      };
      return {
        /** @param {string} text */
        detail(text) {
          detail = text;
          if (live) draw();
        },
        done: () => end('✓', 'done'),
        fail: () => end('✗', 'failed after'),
      };
    },
  };
}
