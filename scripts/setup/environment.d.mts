export function childEnvironment(setup?: {
  node?: string;
  problems?: Record<string, string>;
}): NodeJS.ProcessEnv;
