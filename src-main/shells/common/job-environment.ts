/** Defaults of the environment variables that TensorFlow reads; variables that are set take precedence. */
export function jobEnvironment(): NodeJS.ProcessEnv {
  return {
    // Warnings and errors only.
    TF_CPP_MIN_LOG_LEVEL: '2',
    // Otherwise the first run takes all of the card's memory.
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    ...process.env,
  };
}
