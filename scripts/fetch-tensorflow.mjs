import { SetupProblem } from './setup/problem.mjs';
import { createSetup } from './setup/steps.mjs';
import { ensureTensorflowLibraries } from './setup/tensorflow.mjs';

/**
 * latent-workbench fetch-tensorflow: fetches native TensorFlow for this user, where its package is not installed. Until it is
 * there, training runs in pure JavaScript.
 */
const setup = createSetup({ retry: true });
try {
  await ensureTensorflowLibraries(setup);
  setup.progress.line('Native TensorFlow is there. Runs that start from now on use it.');
} catch (error) {
  SetupProblem.from(error, 'Native TensorFlow')
    .lines()
    .forEach((line) => setup.progress.line(line));
  process.exitCode = 1;
}
