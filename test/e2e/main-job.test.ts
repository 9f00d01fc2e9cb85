import { mainJobScript } from "./claude-script.ts";
import { mainJob } from "./main-job.ts";

/** Who waits for the platforms' own rates, six seconds a message to one phone, are those that are killed. */
const env = { SEND_RATES: "slack=1000,sms=1000,whatsapp=1000,whatsappPerson=1000" };

mainJob("with Claude, each webhook delivered three times", { script: mainJobScript, times: 3, env });
mainJob("without Claude, each webhook delivered three times", {
  times: 3,
  atTheSameMoment: true,
  env,
  fromNothing: true,
});
