import { mainJobScript } from "./claude-script.ts";
import { mainJob } from "./main-job.ts";

mainJob("with Claude, each webhook delivered three times", { script: mainJobScript, times: 3 });
mainJob("without Claude, each webhook delivered three times", { times: 3, atTheSameMoment: true });
