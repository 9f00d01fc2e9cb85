import { mainJob } from "./main-job.ts";

mainJob("killed and restarted between any two steps", { killsBetweenSteps: true });
mainJob("killed after each acknowledgement, before the rest is done", { killsOnAcknowledgement: true, times: 3 });
