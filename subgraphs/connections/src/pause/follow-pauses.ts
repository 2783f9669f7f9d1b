import type { Registry } from '@onebasket/adapter-registry';
import type { Bus } from '@onebasket/runtime';

/** The state of one channel's switch, as it travels. */
export interface PauseNews {
  readonly channelId: string;
  readonly isPaused: boolean;
  /** Grows with every turn of the switch: news that was overtaken on its way changes nothing. */
  readonly version: number;
}

export const PAUSES = 'connections.paused';
/** Asks for the state of every switch. */
export const PAUSES_WANTED = 'connections.pauses-wanted';

/** Sets the channels of a registry as the newest news say. */
export function pauseSetter(registry: Registry): (news: PauseNews) => void {
  const seen = new Map<string, number>();
  return ({ channelId, isPaused, version }) => {
    const channel = registry.channel(channelId);
    if (!channel || version < (seen.get(channelId) ?? 0)) return;
    seen.set(channelId, version);
    if (isPaused) channel.pause();
    else channel.resume();
  };
}

/** Lets a process's registry follow the switch, from what stands now on. Returns how to stop. */
export function followPauses(registry: Registry, bus: Bus): () => void {
  const set = pauseSetter(registry);
  const stop = bus.subscribe(PAUSES, news => set(news as unknown as PauseNews));
  bus.publish(PAUSES_WANTED, null);
  return stop;
}
