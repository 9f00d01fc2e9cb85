import { changeHi } from "./wording-change-hi.ts";
import type { Words } from "./wording-en.ts";
import { calendarLinks, clip, forChild, hoursOf, listed, slotLines } from "./wording-facts.ts";
import { minorHi } from "./wording-minor-hi.ts";
import { profileHi } from "./wording-profile-hi.ts";
import { roleHi } from "./wording-role-hi.ts";
import { kindIn, roleIn } from "./wording-round.ts";
import { sessionHi } from "./wording-session-hi.ts";
import { tapeHi } from "./wording-tape-hi.ts";

/** A role that has only a working title has no name for talent. */
const A_ROLE = "एक रोल";
const kind = kindIn("hi");
const named = roleIn("hi");
const titled = (role: string) => (role ? `“${role}”` : A_ROLE);

export const hi: Words = {
  ...changeHi,
  ...tapeHi,
  ...sessionHi,
  ...minorHi,
  ...roleHi,
  ...profileHi,
  invitation: ({ round, name, child, role, project, house, place, day, slots }) =>
    `नमस्ते ${name}, ${house || "हमारी कास्टिंग टीम"} ${child ? `${child} को` : "आपको"} ${titled(role)}${project && ` (${project})`} के लिए देखना चाहती है।\n` +
    `${kind(round)}: ${day}, ${place}.\n\nकौन सा समय ठीक रहेगा?${slotLines(slots)}\n\nएक चुनिए, या अपना समय लिखिए। STOP लिखने से संदेश बंद।`,
  invitationByCall: ({ round, name, child, role, project, house, place, day }) =>
    `नमस्ते ${name}, ${house || "हमारी कास्टिंग टीम"} ${child ? `${child} को` : "आपको"} ${titled(role)}${project && ` (${project})`} के लिए देखना चाहती है। ` +
    `${kind(round)}: ${day}, ${place}. समय तय करने के लिए वे आपको कॉल करेंगे।`,
  invitationVariables: ({ round, name, child, house, role, project, place, day, slots }) => [
    name || "जी",
    house || "हमारी कास्टिंग टीम",
    forChild(named(role || A_ROLE, round), child),
    project || "एक नया प्रोजेक्ट",
    place,
    slots.slice(0, 3).join("; ") || day,
  ],
  keptUntil: ({ until }) => `पहला समय ${until} तक आपके लिए रखा है; उसके बाद वह किसी और को दिया जाएगा।`,
  otherTimeLabel: () => "दूसरा समय",
  cancelLabel: () => "नहीं आ सकते",
  booked: ({ round, when, place, role, child, icsUrl, calendarInvited }) =>
    `${child ? `${child} का ` : ""}${titled(role)} का ${kind(round)} बुक हो गया: ${when}, ${place}.${calendar({ icsUrl, calendarInvited })}\n` +
    `यह सिर्फ़ ${kind(round)} की बुकिंग है, रोल की नहीं। बदलना हो तो यहीं लिखिए।`,
  retimed: ({ round, when, place, role, child, icsUrl, calendarInvited }) =>
    `${child ? `${child} के ` : ""}${titled(role)} के ${kind(round)} का समय बदल गया। नया समय: ${when}, ${place}. पुराना समय अब नहीं है।${calendar({ icsUrl, calendarInvited })}`,
  cancelSureLabel: () => "हाँ, रद्द कीजिए",
  cancelAsked: ({ round, when, child }) => `${when} का ${whose(child)} ${kind(round)} रद्द कर दूँ? आपके कहने तक बुकिंग रहेगी।`,
  cancelled: ({ round, when, child }) => `${when} का ${whose(child)} ${kind(round)} रद्द हो गया। बताने के लिए धन्यवाद।`,
  cancelledByCasting: ({ round, when, child }) =>
    `माफ़ कीजिए: ${when} का ${whose(child)} ${kind(round)} कास्टिंग टीम ने रद्द किया है। आपको आने की ज़रूरत नहीं।`,
  movedByCasting: ({ round, when, was, place, role, child }) =>
    `कास्टिंग टीम ने ${child ? `${child} के ` : ""}${titled(role)} के ${kind(round)} का समय बदला है। नया समय: ${when}, ${place}. पुराना समय (${was}) अब नहीं है। क्या आप आ सकते हैं?`,
  changeAsked: ({ round, when, stands }) =>
    `मैंने कास्टिंग टीम से पूछ लिया है कि क्या आप ${when} आ सकते हैं। उनके जवाब तक आपका ${kind(round)} वही है: ${stands}।`,
  changeKept: ({ round, when, place, role, child }) =>
    `कास्टिंग टीम ${titled(role)} का ${whose(child)} ${kind(round)} बदल नहीं सकती। समय वही है: ${when}, ${place}। न आ सकें तो यहीं लिखिए।`,
  meetLink: ({ round, when, child, meetUrl }) =>
    `${when} का ${whose(child)} ${kind(round)} वीडियो कॉल पर है: ${meetUrl}`,
  comeLabel: () => "हाँ, आएँगे",
  declinedInCalendar: ({ round, when, role, child }) =>
    `आपने कैलेंडर में ${child ? `${child} के ` : ""}${titled(role)} के ${kind(round)} (${when}) का न्योता ठुकराया है। क्या कोई और समय ठीक रहेगा?`,
  declined: () => "बताने के लिए धन्यवाद। हमने नोट कर लिया है कि आप नहीं आ पाएँगे।",
  alreadyBooked: () => "उस समय आपका एक ऑडिशन पहले से है। बदलना है? जो समय चाहिए लिखिए, या पूछिए “कब और कहाँ?”।",
  slotTaken: ({ next }) =>
    next.length === 1
      ? `वह समय अभी किसी ने ले लिया। सबसे पास का ख़ाली समय: ${next[0]}. चलेगा?`
      : `वह समय अभी किसी ने ले लिया। पास के ख़ाली समय:\n${listed(next)}\nकौन सा चलेगा?`,
  noExactTime: ({ times }) =>
    times.length === 1
      ? `वह समय ख़ाली नहीं है। सबसे पास का समय: ${times[0]}. चलेगा?`
      : `वह समय ख़ाली नहीं है। पास के समय:\n${listed(times)}\nकौन सा चलेगा?`,
  timesLeft: ({ times }) => `ये समय ख़ाली हैं:\n${listed(times)}\nकौन सा ठीक रहेगा?`,
  timeFree: ({ when, moves }) => `${when} ख़ाली है। क्या ${moves ? "आपका ऑडिशन इस समय पर कर दूँ" : "आपके लिए बुक कर दूँ"}?`,
  dayAsked: ({ times, stands }) =>
    `उस दिन कोई समय ख़ाली नहीं है। मैंने कास्टिंग टीम से पूछा है; जवाब यहीं लिखूँगा।` +
    `${stands ? `\nतब तक आपका ऑडिशन वही है: ${stands}.` : ""}` +
    `${times.length > 0 ? `\nदूसरे दिन ख़ाली:\n${listed(times)}` : "\nऔर कौन से दिन ठीक रहेंगे? या लिखिए “नहीं आ सकते”।"}`,
  noTimesLeft: () => "अब कोई समय ख़ाली नहीं है। कास्टिंग टीम को बता दिया है; जगह खुलते ही लिखेंगे।",
  reminder: ({ round, when, place, role, child, lead }) =>
    `याद दिला रहे हैं: ${whose(child)} ${kind(round)}${role ? ` (“${role}”)` : ""} लगभग ${hoursOf(lead)} घंटे में है: ${when}, ${place}. कुछ बदलना हो तो यहीं लिखिए।`,
  reminderVariables: ({ round, role, when, place, child }) => [
    forChild(named(role || A_ROLE, round), child),
    when,
    place,
  ],
  reminderSms: ({ round, when, place, link }) =>
    `${kind(round)}: ${when}, ${clip(place, 37 - kind(round).length)}. बदलने के लिए WhatsApp पर लिखिए${link ? ` ${link}` : ""}. CastMatch`,
  optedOut: ({ stands }) =>
    `ठीक है, अब हम आपको संदेश नहीं भेजेंगे। मन बदले तो START भेजिए।${stands ? ` आपका ${stands} का ऑडिशन अब भी है; न आ सकें तो यहीं लिखिए।` : ""}`,
  optedIn: () => "फिर से स्वागत है। कास्टिंग के संदेश यहाँ फिर आएँगे। बंद करने के लिए STOP भेजिए।",
  help: () =>
    "मैं ऑडिशन का समय तय करता हूँ। आप:\n• समय चुन सकते हैं: नंबर, या “शुक्रवार ४ बजे”\n• बदल सकते हैं: “५ बजे हो सकता है?”\n" +
    "• रद्द: “नहीं आ पाऊँगा/पाऊँगी”\n• पूछिए: “कब और कहाँ?”\n• प्रोफ़ाइल: “मेरा कद 165 cm है”\nSTOP से संदेश बंद।",
  hello: () => "नमस्ते! मैं ऑडिशन का समय तय करता हूँ। पूछिए “कब और कहाँ?”, अपना समय लिखिए, या HELP।",
  nudge: ({ round, name, child, role, day, place }) =>
    `नमस्ते ${name}, ${day} को ${place} में ${titled(role)} के ${child ? `${child} के ` : ""}${kind(round)} के लिए आपके जवाब का इंतज़ार है। इनमें से कौन-सा समय ठीक रहेगा? कोई न हो तो वह भी बता दीजिए।`,
  takeYourTime: () => "ठीक है, आराम से बताइए। समय पहले लेने वाले को मिलता है, इसलिए पता चलते ही यहीं लिखिए।",
  erasureAsked: () =>
    "मैंने कास्टिंग टीम को बता दिया है कि आप अपना डेटा हटवाना चाहते हैं; पुष्टि वही करेंगे। संदेश तुरंत बंद करने के लिए STOP भेजिए।",
  checkedIn: ({ round, when, place, role, child }) =>
    `धन्यवाद, मैंने कास्टिंग टीम को बता दिया है कि ${child ? `${child} आ गए हैं` : "आप आ गए हैं"}। ${kind(round)}${role ? ` “${role}”` : ""}: ${when}, ${place}. वे बुला लेंगे।`,
  newsPassed: () => "शुक्रिया, मैंने कास्टिंग टीम को बता दिया है।",
  questionPassed: () => "इसका जवाब मेरे पास नहीं है, इसलिए मैंने आपका सवाल कास्टिंग टीम को भेज दिया है।",
  lasts: ({ minutes }) => `आपका ऑडिशन लगभग ${minutes} मिनट का है।`,
  wrongNumber: () => "ग़लती के लिए माफ़ कीजिए; मैंने नोट कर लिया है। STOP भेजिए, तो इस नंबर पर और संदेश नहीं आएँगे।",
  whoWeAre: ({ house }) =>
    `मैं CastMatch हूँ, ${house ? `${house} की ` : ""}कास्टिंग टीम का सहायक: ऑडिशन का समय तय करता हूँ। अपना ऑडिशन जानने के लिए पूछिए “कब और कहाँ?”। STOP से संदेश बंद।`,
  welcome: () => "आपका स्वागत है। शुभकामनाएँ!",
  noNoted: () => "ठीक है, मैंने कुछ नहीं बदला। दूसरा समय चाहिए तो लिखिए, या “नहीं आ पाऊँगा/पाऊँगी”।",
  unknownSender: () =>
    "नमस्ते! मैं कास्टिंग टीमों के लिए ऑडिशन तय करता हूँ, और यह नंबर मेरे पास नहीं है। अगर किसी टीम ने लिखने को कहा है, तो अपना पूरा नाम भेजिए।",
  unsupportedMedia: () => "इस तरह की फ़ाइल मैं अभी खोल नहीं सकता। कृपया शब्दों में लिखिए।",
  whichOne: ({ options }) => `आप किसकी बात कर रहे हैं?\n${listed(options)}`,
  auditionOver: () => "वह ऑडिशन हो चुका है, इसलिए मैंने कुछ नहीं बदला। कुछ चाहिए तो यहीं लिखिए।",
  expiredChoice: () => "वह विकल्प अब खुला नहीं है। जो समय ठीक हो लिखिए, मैं फिर देखता हूँ।",
  usedChoice: () => "इसका जवाब आप दे चुके हैं। बदलना हो तो लिखिए क्या चाहिए।",
  notYours: () => "वह विकल्प किसी और के लिए है, इसलिए मैंने कुछ नहीं बदला।",
  impossibleTime: () => "यह समय समझ नहीं आया। ऐसे लिखिए: “27 November 4 pm”।",
  pastTime: () => "वह समय निकल चुका है। कौन सा दूसरा दिन या समय ठीक रहेगा?",
  notUnderstood: () =>
    "यह समझ नहीं आया। आप लिख सकते हैं: समय (“शुक्रवार ४ बजे”), “समय बदलना है”, “नहीं आ पाऊँगा/पाऊँगी”, “कब और कहाँ?” या HELP।",
  noInvitation: () => "अभी हमारे पास आपका कोई ऑडिशन खुला नहीं है। होगा तो यहीं लिखेंगे।",
  mayReturn: () => "अभी आपका कोई ऑडिशन बुक नहीं है। अगर अब आ सकते हैं तो अपना समय लिखिए: कुछ समय अब भी ख़ाली हो सकते हैं।",
  whereWhen: ({ round, when, place, role, child }) =>
    `${titled(role)} का ${whose(child)} ${kind(round)}: ${when}, ${place}.`,
  stillOpen: ({ round, role, project, day, place, child }) =>
    `${child ? `${child} को` : "आपको"} ${project && `${project} में `}${titled(role)} के ${kind(round)} के लिए बुलाया है: ${day}, ${place}. आपने अभी समय नहीं चुना: जो ठीक हो लिखिए।`,
  aboutOthers: () => "मैं किसी और कलाकार के बारे में कुछ नहीं बता सकता। आपके अपने ऑडिशन में मदद कर सकता हूँ।",
  basicMode: () => "(मैं अभी बेसिक मोड में हूँ: छोटे, सीधे वाक्य सबसे अच्छे चलते हैं।)",
  tooLong: () => "यह संदेश मेरे लिए बहुत लंबा है। कृपया छोटा करके भेजिए, सबसे ज़रूरी बात पहले।",
  agesOfOthers: ({ name }) =>
    `यह आपकी उम्र है या ${name} की? यहाँ मैं केवल आपकी अपनी जानकारी रखता हूँ, इसलिए कुछ नहीं बदला। ${name} की उम्र कास्टिंग टीम सुधार सकती है।`,
  failedKindly: () => "माफ़ कीजिए, हमारी तरफ़ कुछ गड़बड़ हुई। आपका संदेश सुरक्षित है; एक मिनट में फिर कोशिश कीजिए।",
};

const whose = (child: string | undefined) => (child ? `${child} का` : "आपका");

function calendar({ icsUrl, calendarInvited }: { icsUrl?: string | undefined; calendarInvited: boolean }): string {
  if (calendarInvited) return " कैलेंडर का न्योता ईमेल पर आ रहा है।";
  return icsUrl ? `\nकैलेंडर में जोड़िए: ${calendarLinks(icsUrl)}` : "";
}
