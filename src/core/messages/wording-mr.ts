import { changeMr } from "./wording-change-mr.ts";
import type { Words } from "./wording-en.ts";
import { calendarLinks, clip, forChild, hoursOf, listed, slotLines } from "./wording-facts.ts";
import { minorMr } from "./wording-minor-mr.ts";
import { profileMr } from "./wording-profile-mr.ts";
import { roleMr } from "./wording-role-mr.ts";
import { kindIn, roleIn } from "./wording-round.ts";
import { sessionMr } from "./wording-session-mr.ts";
import { tapeMr } from "./wording-tape-mr.ts";

/** A role that has only a working title has no name for talent. */
const A_ROLE = "एका रोल";
const kind = kindIn("mr");
const named = roleIn("mr");
const titled = (role: string) => (role ? `“${role}”` : A_ROLE);

export const mr: Words = {
  ...changeMr,
  ...tapeMr,
  ...sessionMr,
  ...minorMr,
  ...roleMr,
  ...profileMr,
  invitation: ({ round, name, child, role, project, house, place, day, slots }) =>
    `नमस्कार ${name}, ${house || "आमच्या कास्टिंग टीम"}ला ${child ? `${child}ला` : "तुम्हाला"} ${titled(role)}${project && ` (${project})`} साठी भेटायचे आहे.\n` +
    `${kind(round)}: ${day}, ${place}.\n\nकोणती वेळ चालेल?${slotLines(slots)}\n\nएक निवडा, किंवा तुमची वेळ लिहा. STOP लिहिल्यास मेसेज बंद.`,
  invitationByCall: ({ round, name, child, role, project, house, place, day }) =>
    `नमस्कार ${name}, ${house || "आमच्या कास्टिंग टीम"}ला ${child ? `${child}ला` : "तुम्हाला"} ${titled(role)}${project && ` (${project})`} साठी भेटायचे आहे. ` +
    `${kind(round)}: ${day}, ${place}. वेळ ठरवण्यासाठी ते तुम्हाला कॉल करतील.`,
  invitationVariables: ({ round, name, child, house, role, project, place, day, slots }) => [
    name || "जी",
    house || "आमची कास्टिंग टीम",
    forChild(named(role || A_ROLE, round), child),
    project || "नवीन प्रोजेक्ट",
    place,
    slots.slice(0, 3).join("; ") || day,
  ],
  keptUntil: ({ until }) => `पहिली वेळ ${until} पर्यंत तुमच्यासाठी राखून ठेवली आहे; त्यानंतर ती दुसऱ्या कोणाला दिली जाईल.`,
  otherTimeLabel: () => "दुसरी वेळ",
  cancelLabel: () => "येऊ शकत नाही",
  booked: ({ round, when, place, role, child, icsUrl, calendarInvited }) =>
    `${child ? `${child}चे ` : ""}${titled(role)} चे ${kind(round)} बुक झाले: ${when}, ${place}.${calendar({ icsUrl, calendarInvited })}\n` +
    `हे फक्त ${kind(round)}चे बुकिंग आहे, भूमिकेचे नाही. बदलायचे असल्यास इथेच लिहा.`,
  retimed: ({ round, when, place, role, child, icsUrl, calendarInvited }) =>
    `${child ? `${child}च्या ` : ""}${titled(role)} च्या ${kind(round)}ची वेळ बदलली. नवीन वेळ: ${when}, ${place}. जुनी वेळ आता नाही.${calendar({ icsUrl, calendarInvited })}`,
  cancelSureLabel: () => "हो, रद्द करा",
  cancelAsked: ({ round, when, child }) =>
    `${when} चे ${whose(child)} ${kind(round)} रद्द करू का? तुम्ही सांगेपर्यंत बुकिंग राहील.`,
  cancelled: ({ round, when, child }) => `${when} चे ${whose(child)} ${kind(round)} रद्द झाले. कळवल्याबद्दल धन्यवाद.`,
  cancelledByCasting: ({ round, when, child }) =>
    `क्षमस्व: ${when} चे ${whose(child)} ${kind(round)} कास्टिंग टीमने रद्द केले आहे. तुम्हाला येण्याची गरज नाही.`,
  movedByCasting: ({ round, when, was, place, role, child }) =>
    `कास्टिंग टीमने ${child ? `${child}च्या ` : ""}${titled(role)} च्या ${kind(round)}ची वेळ बदलली आहे. नवीन वेळ: ${when}, ${place}. जुनी वेळ (${was}) आता नाही. तुम्ही येऊ शकता का?`,
  changeAsked: ({ round, when, stands }) =>
    `तुम्ही ${when} येऊ शकता का, हे मी कास्टिंग टीमला विचारले आहे. त्यांचे उत्तर येईपर्यंत तुमचे ${kind(round)} तेच आहे: ${stands}.`,
  changeKept: ({ round, when, place, role, child }) =>
    `कास्टिंग टीम ${titled(role)} साठीचे ${whose(child)} ${kind(round)} बदलू शकत नाही. वेळ तीच आहे: ${when}, ${place}. येणे शक्य नसेल तर इथेच लिहा.`,
  meetLink: ({ round, when, child, meetUrl }) => `${when} चे ${whose(child)} ${kind(round)} व्हिडिओ कॉलवर आहे: ${meetUrl}`,
  comeLabel: () => "हो, येऊ",
  declinedInCalendar: ({ round, when, role, child }) =>
    `तुम्ही कॅलेंडरमध्ये ${child ? `${child}च्या ` : ""}${titled(role)} च्या ${kind(round)}चे (${when}) आमंत्रण नाकारले आहे. दुसरी कोणती वेळ चालेल का?`,
  declined: () => "कळवल्याबद्दल धन्यवाद. तुम्ही येऊ शकत नाही याची नोंद केली आहे.",
  alreadyBooked: () => "त्या वेळी तुमचे एक ऑडिशन आधीच आहे. बदलायचे आहे? हवी ती वेळ लिहा, किंवा विचारा “कधी आणि कुठे?”.",
  slotTaken: ({ next }) =>
    next.length === 1
      ? `ती वेळ आत्ताच कोणी घेतली. जवळची रिकामी वेळ: ${next[0]}. चालेल?`
      : `ती वेळ आत्ताच कोणी घेतली. जवळच्या रिकाम्या वेळा:\n${listed(next)}\nकोणती चालेल?`,
  noExactTime: ({ times }) =>
    times.length === 1
      ? `ती वेळ रिकामी नाही. जवळची वेळ: ${times[0]}. चालेल?`
      : `ती वेळ रिकामी नाही. जवळच्या वेळा:\n${listed(times)}\nकोणती चालेल?`,
  timesLeft: ({ times }) => `या वेळा रिकाम्या आहेत:\n${listed(times)}\nकोणती चालेल?`,
  timeFree: ({ when, moves }) => `${when} ही वेळ रिकामी आहे. ${moves ? "तुमचे ऑडिशन या वेळेला करू" : "तुमच्यासाठी बुक करू"} का?`,
  dayAsked: ({ times, stands }) =>
    `त्या दिवशी वेळ रिकामी नाही. मी कास्टिंग टीमला विचारले आहे; उत्तर इथेच लिहीन.` +
    `${stands ? `\nतोपर्यंत तुमचे ऑडिशन तेच आहे: ${stands}.` : ""}` +
    `${times.length > 0 ? `\nइतर दिवशी रिकाम्या वेळा:\n${listed(times)}` : "\nआणखी कोणते दिवस चालतील? किंवा लिहा “मी येऊ शकत नाही”."}`,
  noTimesLeft: () => "आता कोणतीही वेळ रिकामी नाही. कास्टिंग टीमला कळवले आहे; जागा झाली की लिहू.",
  reminder: ({ round, when, place, role, child, lead }) =>
    `आठवण: ${whose(child)} ${kind(round)}${role ? ` (“${role}”)` : ""} साधारण ${hoursOf(lead)} तासांत आहे: ${when}, ${place}. काही बदल असल्यास इथेच लिहा.`,
  reminderVariables: ({ round, role, when, place, child }) => [
    forChild(named(role || A_ROLE, round), child),
    when,
    place,
  ],
  reminderSms: ({ round, when, place, link }) =>
    `${kind(round)}: ${when}, ${clip(place, 37 - kind(round).length)}. बदलण्यासाठी WhatsApp वर लिहा${link ? ` ${link}` : ""}. CastMatch`,
  optedOut: ({ stands }) =>
    `ठीक आहे, आता आम्ही तुम्हाला मेसेज करणार नाही. विचार बदलल्यास START पाठवा.${stands ? ` तुमचे ${stands} चे ऑडिशन अजून आहे; येऊ शकत नसल्यास इथेच लिहा.` : ""}`,
  optedIn: () => "पुन्हा स्वागत. कास्टिंगचे मेसेज इथे परत येतील. बंद करण्यासाठी STOP पाठवा.",
  help: () =>
    "मी ऑडिशनची वेळ ठरवतो. तुम्ही:\n• वेळ निवडा: क्रमांक, किंवा “शुक्रवारी ४ वाजता”\n• बदला: “५ वाजता चालेल का?”\n" +
    "• रद्द: “मी येऊ शकत नाही”\n• विचारा: “कधी आणि कुठे?”\n• प्रोफाइल: “माझी उंची 165 cm आहे”\nSTOP ने मेसेज बंद.",
  hello: () => "नमस्कार! मी ऑडिशनची वेळ ठरवतो. विचारा “कधी आणि कुठे?”, तुमची वेळ लिहा, किंवा HELP.",
  nudge: ({ round, name, child, role, day, place }) =>
    `नमस्कार ${name}, ${day} रोजी ${place} येथे ${titled(role)} साठी ${child ? `${child} च्या ` : ""}${kind(round)}बद्दल तुमच्या उत्तराची वाट पाहत आहोत. यापैकी कोणती वेळ जमेल? एकही जमत नसेल तर तसे कळवा.`,
  takeYourTime: () => "ठीक आहे, सावकाश सांगा. वेळ आधी घेणाऱ्याला मिळते, म्हणून कळताच इथेच लिहा.",
  erasureAsked: () =>
    "तुमची माहिती काढून टाकायची आहे, असे मी कास्टिंग टीमला कळवले आहे; तेच खात्री देतील. मेसेज लगेच बंद करण्यासाठी STOP पाठवा.",
  checkedIn: ({ round, when, place, role, child }) =>
    `धन्यवाद, ${child || "तुम्ही"} पोहोचल्याचे मी कास्टिंग टीमला कळवले आहे. ${kind(round)}${role ? ` “${role}”` : ""}: ${when}, ${place}. ते बोलावतील.`,
  newsPassed: () => "धन्यवाद, मी कास्टिंग टीमला कळवले आहे.",
  questionPassed: () => "याचे उत्तर माझ्याकडे नाही, म्हणून मी तुमचा प्रश्न कास्टिंग टीमला पाठवला आहे.",
  lasts: ({ minutes }) => `तुमचे ऑडिशन साधारण ${minutes} मिनिटांचे आहे.`,
  wrongNumber: () => "चुकीबद्दल क्षमस्व; मी नोंद केली आहे. STOP पाठवा, म्हणजे या नंबरवर आणखी मेसेज येणार नाहीत.",
  whoWeAre: ({ house }) =>
    `मी CastMatch, ${house ? `${house} च्या ` : ""}कास्टिंग टीमचा सहायक: ऑडिशनची वेळ ठरवतो. तुमच्या ऑडिशनसाठी विचारा “कधी आणि कुठे?”. STOP ने मेसेज बंद.`,
  welcome: () => "आभारी आहे. शुभेच्छा!",
  noNoted: () => "ठीक आहे, मी काही बदललेले नाही. दुसरी वेळ हवी असल्यास लिहा, किंवा “मी येऊ शकत नाही”.",
  unknownSender: () =>
    "नमस्कार! मी कास्टिंग टीमसाठी ऑडिशन ठरवतो, आणि हा नंबर माझ्याकडे नाही. एखाद्या टीमने लिहायला सांगितले असल्यास तुमचे पूर्ण नाव पाठवा.",
  unsupportedMedia: () => "अशी फाइल मी अजून उघडू शकत नाही. कृपया शब्दांत लिहा.",
  whichOne: ({ options }) => `तुम्ही कशाबद्दल बोलत आहात?\n${listed(options)}`,
  auditionOver: () => "ते ऑडिशन होऊन गेले आहे, म्हणून मी काहीही बदललेले नाही. काही हवे असल्यास इथेच लिहा.",
  expiredChoice: () => "तो पर्याय आता उपलब्ध नाही. चालेल ती वेळ लिहा, मी पुन्हा बघतो.",
  usedChoice: () => "याचे उत्तर तुम्ही दिले आहे. बदलायचे असल्यास काय हवे ते लिहा.",
  notYours: () => "तो पर्याय दुसऱ्या कोणासाठी आहे, म्हणून मी काही बदलले नाही.",
  impossibleTime: () => "ही वेळ समजली नाही. असे लिहा: “27 November 4 pm”.",
  pastTime: () => "ती वेळ होऊन गेली आहे. दुसरा कोणता दिवस किंवा वेळ चालेल?",
  notUnderstood: () =>
    "हे समजले नाही. तुम्ही लिहू शकता: वेळ (“शुक्रवारी ४ वाजता”), “वेळ बदलायची आहे”, “मी येऊ शकत नाही”, “कधी आणि कुठे?” किंवा HELP.",
  noInvitation: () => "सध्या आमच्याकडे तुमचे कोणतेही ऑडिशन नाही. असल्यास इथेच लिहू.",
  mayReturn: () => "सध्या तुमचे कोणतेही ऑडिशन बुक नाही. आता येऊ शकत असाल तर चालेल ती वेळ लिहा: काही वेळा अजून रिकाम्या असू शकतात.",
  whereWhen: ({ round, when, place, role, child }) =>
    `${titled(role)} चे ${whose(child)} ${kind(round)}: ${when}, ${place}.`,
  stillOpen: ({ round, role, project, day, place, child }) =>
    `${child ? `${child}ला` : "तुम्हाला"} ${project && `${project} मधील `}${titled(role)} च्या ${kind(round)}साठी बोलावले आहे: ${day}, ${place}. तुम्ही अजून वेळ निवडलेली नाही: चालेल ती लिहा.`,
  aboutOthers: () => "मी दुसऱ्या कलाकाराबद्दल काहीही सांगू शकत नाही. तुमच्या ऑडिशनबद्दल मदत करू शकतो.",
  basicMode: () => "(मी सध्या बेसिक मोडमध्ये आहे: छोटी, सोपी वाक्ये लिहा.)",
  tooLong: () => "हा मेसेज माझ्यासाठी फार मोठा आहे. कृपया छोटा करून पाठवा, सर्वात महत्त्वाचे आधी.",
  agesOfOthers: ({ name }) =>
    `हे तुमचे वय आहे की ${name} चे? इथे मी फक्त तुमची स्वतःची माहिती ठेवतो, म्हणून काहीही बदललेले नाही. ${name} चे वय कास्टिंग टीम दुरुस्त करू शकते.`,
  failedKindly: () => "क्षमस्व, आमच्याकडे काहीतरी चुकले. तुमचा मेसेज सुरक्षित आहे; एका मिनिटाने पुन्हा प्रयत्न करा.",
};

const whose = (child: string | undefined) => (child ? `${child}चे` : "तुमचे");

function calendar({ icsUrl, calendarInvited }: { icsUrl?: string | undefined; calendarInvited: boolean }): string {
  if (calendarInvited) return " कॅलेंडरचे आमंत्रण ईमेलवर येत आहे.";
  return icsUrl ? `\nकॅलेंडरमध्ये जोडा: ${calendarLinks(icsUrl)}` : "";
}
