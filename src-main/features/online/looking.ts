/** How long after a look somebody still looks, in milliseconds. */
const LOOKING = 30_000;

interface Reading {
  readonly now: () => Date;
  /** In milliseconds. */
  readonly every: number;
  /** As the first look for a while comes. */
  readonly begin: () => void;
  readonly again: () => void;
}

export interface Looking {
  /** Somebody looks: from now on, for a while, it is read again and again. */
  readonly look: () => void;
  readonly stop: () => void;
}

/** Reads something at an interval as long as somebody looks at it. */
export function whileLooked({ now, every, begin, again }: Reading): Looking {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;

  const rest = (): void => {
    clearInterval(timer);
    timer = undefined;
  };

  return {
    look: () => {
      if (isStopping) return;
      lookedAt = now().getTime();
      if (timer) return;
      begin();
      timer = setInterval(() => {
        if (now().getTime() - lookedAt > Math.max(LOOKING, every)) rest();
        else again();
      }, every);
      // It must not keep a program alive that has nothing else to do.
      timer.unref();
    },
    stop: () => {
      isStopping = true;
      rest();
    },
  };
}
