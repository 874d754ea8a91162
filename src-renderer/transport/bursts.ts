type Listener = (message: MessageEvent<unknown>) => void;

/** About a frame. */
const PAUSE_MS = 16;

/**
 * The channel, whose listeners receive messages together when many arrive: each answer may change what is on the
 * screen, and a hundred small updates take much longer than a few. A message that comes alone is received at once.
 */
export function inBursts<Channel extends Pick<EventTarget, 'addEventListener'>>(channel: Channel): Channel {
  const listen = (type: string, listener: Listener, options?: AddEventListenerOptions) => {
    const handler = type === 'message' ? collected(listener) : listener;
    channel.addEventListener(type, handler as EventListener, options);
  };
  return new Proxy(channel, {
    get(target, key) {
      const value: unknown = key === 'addEventListener' ? listen : Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Passes a message on at once, and those of the next few milliseconds after them. */
function collected(receive: Listener): Listener {
  let waiting: MessageEvent<unknown>[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let notBefore = 0;
  const pass = () => {
    timer = null;
    const messages = waiting;
    waiting = [];
    for (const message of messages) receive(message);
    notBefore = performance.now() + PAUSE_MS;
  };
  return (message) => {
    waiting.push(message);
    const pause = notBefore - performance.now();
    if (timer !== null) return;
    if (pause > 0) timer = setTimeout(pass, pause);
    else pass();
  };
}
