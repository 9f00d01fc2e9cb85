import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Account, claimAccounts } from "../../src/core/people/claim-accounts.ts";
import { openTalentConversation } from "../../src/core/people/open-conversation.ts";
import { type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { type Office, openOffice } from "../support/office.ts";

const TWILIO: Account = { channel: "whatsapp", platform: "twilio_whatsapp", account: "+15005550006" };
const META: Account = { channel: "whatsapp", platform: "whatsapp_cloud", account: "1005550006" };

describe("accounts of channels that are configured no more", () => {
  let office: Office;
  let at: Auditions;
  let tara: Person;
  beforeEach(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    tara = await at.talent("Tara");
  });
  afterEach(() => office.close());

  const start = (...accounts: Account[]) => claimAccounts(office, accounts);
  const wayOut = async () =>
    (await openTalentConversation(office, { workspaceId: office.workspaceId, talentId: tara.id })).platform;

  it("are not written from, whatever is older", async () => {
    await start(TWILIO);
    expect(await wayOut()).toBe("twilio_whatsapp");
    await start(META);
    expect(await wayOut()).toBe("whatsapp_cloud");
  });

  it("leave the stage where nothing else is left", async () => {
    await start(TWILIO);
    await start();
    expect(await wayOut()).toBe("web");
  });

  it("are used again when they are configured again", async () => {
    await start(TWILIO);
    await start();
    await start(TWILIO);
    expect(await wayOut()).toBe("twilio_whatsapp");
  });

  it("are told from one that only an event has named, which stays while its platform does", async () => {
    await office.db.query(
      `insert into channel_accounts (workspace_id, channel, platform, account) values ($1, 'whatsapp', 'whatsapp_web', '15005550007')`,
      [office.workspaceId],
    );
    await start({ channel: "whatsapp", platform: "whatsapp_web" });
    expect(await wayOut()).toBe("whatsapp_web");
    await start();
    expect(await wayOut()).toBe("web");
  });
});
