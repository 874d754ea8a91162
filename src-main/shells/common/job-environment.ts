/** What TensorFlow reads from its environment when it is loaded; what a person has set goes first. */
export function jobEnvironment(): NodeJS.ProcessEnv {
  return {
    // Warnings and errors only.
    TF_CPP_MIN_LOG_LEVEL: '2',
    // Else the first run takes all of the card's memory.
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    ...process.env,
  };
}
