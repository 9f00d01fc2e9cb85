/** The server's events. When they break off, they are taken up again and everything is looked at anew. */

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** `on` names a function per event; `opened` and `lost` tell of the connection. */
export function follow({ on, opened, lost }) {
  let wait = FIRST_WAIT_MS;
  const connect = () => {
    const source = new EventSource("/api/events");
    for (const [name, call] of Object.entries(on)) {
      source.addEventListener(name, (event) => call(JSON.parse(event.data)));
    }
    source.addEventListener("open", () => {
      wait = FIRST_WAIT_MS;
      opened();
    });
    source.addEventListener("error", () => {
      source.close();
      lost();
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
  };
  connect();
}
