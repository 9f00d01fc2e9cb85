import type { TapeWords } from "./wording-tape-en.ts";

const about = (role: string, child: string | undefined) => `“${role}”${child ? ` (${child})` : ""}`;

export const tapeHi: TapeWords = {
  tapeAsked: ({ name, role, child, house, until, note }) =>
    `नमस्ते ${name}, ${house || "हमारी कास्टिंग टीम"} “${role}” के लिए ${child ? `${child} का` : "आपका"} सेल्फ़-टेप चाहती है, ${until} तक।${note && ` ${note}`} ` +
    "वीडियो यहीं भेजिए या उसका लिंक। यह ऑडिशन है, बुकिंग नहीं। क्या आप भेजेंगे?",
  tapeYesLabel: () => "हाँ, भेजेंगे",
  tapeNoLabel: () => "इस बार नहीं",
  tapeAccepted: ({ role, until, child }) =>
    `धन्यवाद। ${about(role, child)} का सेल्फ़-टेप ${until} तक भेजिए: वीडियो यहीं (100 MB तक), या उसका लिंक।`,
  tapeDeclined: ({ role, child }) =>
    `नोट कर लिया: ${about(role, child)} के लिए सेल्फ़-टेप नहीं। बताने के लिए धन्यवाद। मन बदले तो यहीं भेज दीजिए।`,
  tapeReceived: ({ role, child }) =>
    `धन्यवाद, ${about(role, child)} का सेल्फ़-टेप मिल गया, कास्टिंग टीम देखेगी। जब तक वे न देखें, बेहतर टेक भेज सकते हैं। यह बुकिंग नहीं है।`,
  tapeTooLarge: () =>
    "यह वीडियो 100 MB से बड़ा है, इतना मैं नहीं ले सकता, इसलिए रखा नहीं। छोटा करके भेजिए (720p ठीक है), या Drive, YouTube या Vimeo पर डालकर लिंक यहीं भेजिए।",
  tapeNotVideo: () =>
    "यह फ़ाइल चल नहीं सकती: नाम कुछ भी हो, यह वीडियो नहीं है, इसलिए रखी नहीं। MP4, MOV या WebM भेजिए, या वीडियो का लिंक।",
  tapeNotFetched: () =>
    "आपका वीडियो WhatsApp से अभी नहीं मिल पाया। एक बार फिर भेजिए, या Drive, YouTube या Vimeo पर डालकर लिंक यहीं भेजिए। कास्टिंग टीम को पता है।",
  tapeNone: () => "अभी आपका कोई सेल्फ़-टेप बाक़ी नहीं है। सवाल हो तो यहीं लिखिए।",
  tapeReminder: ({ role, until, child }) =>
    `याद दिला दें: ${about(role, child)} का सेल्फ़-टेप ${until} तक देना है। वीडियो यहीं भेजिए या उसका लिंक। न हो पाए तो लिख दीजिए।`,
  tapeRetake: ({ name, role, child, until, note }) =>
    `नमस्ते ${name}, ${about(role, child)} के सेल्फ़-टेप के लिए धन्यवाद। कास्टिंग टीम एक और टेक चाहती है, ${until} तक।${note && ` ${note}`} यहीं भेजिए या लिंक। यह बुकिंग नहीं है।`,
  tapeOpen: ({ role, until, child }) => `${about(role, child)} का सेल्फ़-टेप: ${until} तक।`,
  sidesHere: ({ role, sidesUrl, child }) =>
    `${about(role, child)} की साइड्स, सिर्फ़ आपके लिए: ${sidesUrl}\nइन पर आपका नाम है: किसी और को न दें। ऑडिशन रद्द होने पर लिंक बंद हो जाएगा।`,
};
